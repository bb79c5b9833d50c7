"""Temporal awareness (UzZaman and Allen 2011) from raw text: each side's reduced relations in the other's closure.

Ours are the TLINKs of the TimeML that we write, as any other reader of it would find them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.stories import Story, tempeval
from timeline.export.timeml_links import timeline_to_timeml
from timeline.network.knots import Knots
from timeline.pipeline import reconstruct
from timeline.relations.model import PUBLICATION, Cause, CauseKind, Constraint, Relation
from training.corpora import Document, EventMention, document_of, read_tbaq
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


def links_of(document: Document) -> Links:
    """The TLINKs between events and times that the document has."""
    known = {*document.events, *document.times, PUBLICATION}
    return [(a, LETTERS[x], b) for a, b, x in document.tlinks if x in LETTERS and {a, b} <= known]


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


def written(story: Story) -> Document:
    """What we make of the raw text, as a reader of our TimeML gets it: every event, and the links."""
    timeml = timeline_to_timeml(reconstruct(story.article), everything=True)
    return document_of(ElementTree.fromstring(timeml), story.id, "ours")


def alignment(gold: Document, ours: Document) -> dict[str, str]:
    """Gold ids to ours, by overlap of triggers and extents, one to one, leftmost first."""
    found = {PUBLICATION: PUBLICATION}
    _match(_spans(gold.events), _spans(ours.events), found)
    _match(list(gold.times.items()), list(ours.times.items()), found)
    return found


Spans = list[tuple[str, tuple[int, int]]]


def _spans(events: dict[str, EventMention]) -> Spans:
    return [(name, (mention.start, mention.end)) for name, mention in events.items()]


def _match(theirs: Spans, ours: Spans, found: dict[str, str]) -> None:
    taken: set[str] = set()
    for name, (start, end) in sorted(theirs, key=lambda item: item[1]):
        near = next((mine for mine, (a, b) in ours if a < end and start < b and mine not in taken), None)
        if near is not None:
            found[name] = near
            taken.add(near)


def count(corpora: Path, corpus: str) -> Counter[str]:
    """Relations of each side and those that the other confirms; only documents that the model has not seen."""
    counts: Counter[str] = Counter()
    unseen = held_out(corpora, read_tbaq(corpora))
    for story in tempeval(corpora, corpus):
        if story.id in unseen and story.document is not None:
            counts += _compare(story.document, written(story))
    return counts


def _compare(gold: Document, ours: Document) -> Counter[str]:
    theirs, reduced = closure(links_of(gold))
    mine, links = closure(links_of(ours))
    there = alignment(gold, ours)
    back = {name: known for known, name in there.items()}
    held = sum(_holds(mine, there, link) for link in reduced)
    confirmed = sum(_holds(theirs, back, link) for link in links)
    return Counter({"gold": len(reduced), "held": held, "ours": len(links), "confirmed": confirmed, "documents": 1})


def _holds(knots: Knots, names: dict[str, str], link: tuple[str, Relation, str]) -> bool:
    a, b = names.get(link[0]), names.get(link[2])
    return a is not None and b is not None and a in knots and b in knots and knots.entails(a, link[1], b)


def report(counts: Counter[str]) -> list[str]:
    precision, recall = counts["confirmed"] / max(1, counts["ours"]), counts["held"] / max(1, counts["gold"])
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return [f"  documents {counts['documents']}: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}"]
