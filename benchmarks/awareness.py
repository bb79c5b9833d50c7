"""Temporal awareness (UzZaman and Allen 2011) from raw text: each side's reduced relations in the other's closure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.stories import Story, from_raw_text, tempeval
from timeline.article import Span
from timeline.network import Solution
from timeline.network.knots import Knots
from timeline.relations.model import PUBLICATION, Cause, CauseKind, Constraint, Relation
from training.corpora import read_tbaq
from training.split import held_out

LETTERS = {
    "b": Relation.BEFORE,
    "a": Relation.AFTER,
    "i": Relation.INCLUDES,
    "ii": Relation.IS_INCLUDED,
    "s": Relation.EQUAL,
}
Links = list[tuple[str, Relation, str]]
_CAUSE = Cause(CauseKind.RULE, "gold", "as annotated")


def gold_links(story: Story) -> Links:
    document = story.document
    known = {*document.events, *document.times, PUBLICATION} if document else set()
    links = document.tlinks if document else ()
    return [(a, LETTERS[x], b) for a, b, x in links if x in LETTERS and {a, b} <= known]


def closure(links: Links) -> tuple[Knots, Links]:
    """The network of the links that are consistent, and the reduced ones: those that the others do not imply."""
    kept: Links = []
    whole = _knots(links, links, kept)
    reduced = list(kept)
    for link in kept:
        rest = [other for other in reduced if other != link]
        if _knots(kept, rest, []).entails(*link):
            reduced = rest
    return whole, reduced


def _knots(nodes: Links, links: Links, kept: Links) -> Knots:
    knots = Knots()
    for node in sorted({node for a, _, b in nodes for node in (a, b)}):
        knots.add_node(node)
    for a, relation, b in links:
        if knots.add(Constraint(a, b, relation, _CAUSE)) is None:
            kept.append((a, relation, b))
    return knots


def alignment(story: Story, solution: Solution) -> dict[str, str]:
    """Gold ids to ours, by overlap of triggers and extents, one to one, leftmost first."""
    events = [(m.trigger, e.id) for e in solution.events for m in e.mentions]
    times = [(t.span, t.id) for t in solution.expressions]
    found = {PUBLICATION: PUBLICATION}
    for name, span in sorted(story.triggers, key=lambda pair: pair[1]):
        _match(name, span, events, found)
    for time in story.times:
        _match(time.id, time.span, times, found)
    return found


def _match(name: str, span: Span, ours: list[tuple[Span, str]], found: dict[str, str]) -> None:
    near = next((mine for other, mine in ours if other.overlaps(span) and mine not in found.values()), None)
    if near is not None:
        found[name] = near


def count(corpora: Path, corpus: str) -> Counter[str]:
    """Relations of each side and those that the other confirms; only documents that the model has not seen."""
    counts: Counter[str] = Counter()
    unseen = held_out(corpora, read_tbaq(corpora))
    for story in tempeval(corpora, corpus):
        if story.id in unseen:
            counts += _compare(story, from_raw_text(story.article))
    return counts


def _compare(story: Story, solution: Solution) -> Counter[str]:
    whole, reduced = closure(gold_links(story))
    ours = alignment(story, solution)
    theirs = {mine: gold for gold, mine in ours.items()}
    nodes = [e.id for e in solution.events] + [t.id for t in solution.expressions] + [PUBLICATION]
    links = [(a, answer.kind, b) for a, b, answer in solution.relations(nodes)]
    links = [link for link in links if link[1] is not Relation.OVERLAP]
    held = sum(a in ours and b in ours and solution.entails(ours[a], r, ours[b]) for a, r, b in reduced)
    confirmed = 0
    for a, relation, b in links:
        x, y = theirs.get(a), theirs.get(b)
        confirmed += x is not None and y is not None and x in whole and y in whole and whole.entails(x, relation, y)
    return Counter({"gold": len(reduced), "held": held, "ours": len(links), "confirmed": confirmed, "documents": 1})


def report(counts: Counter[str]) -> list[str]:
    precision, recall = counts["confirmed"] / max(1, counts["ours"]), counts["held"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [f"  documents {counts['documents']}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"]
