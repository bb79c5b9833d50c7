"""TimeSET: which event comes after which, for salient events of Wikinews articles."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from benchmarks.stories import Story, from_raw_text, with_gold_events
from timeline.article import Article, Span
from timeline.network import Solution
from timeline.relations.model import Relation

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Partial:
    """A story with its gold partial order: `after` holds (earlier, later), closed; `together` the COEX pairs."""

    story: Story
    after: Pairs
    together: Pairs


def read_partial(path: Path) -> Partial:
    """A brat annotation beside its text. AFTER Arg1 Arg2 reads: Arg2 comes after Arg1."""
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    spans = {row[0]: _span(row[1]) for row in lines if row[0].startswith("T")}
    events = {row[0]: row[1].split()[0].split(":")[1] for row in lines if row[0].startswith("E")}
    links = [re.findall(r"^\w+|(?<=:)\w+", row[1]) for row in lines if row[0].startswith("R")]
    after = _closed({(a, b) for name, a, b in links if name == "AFTER"})
    together = frozenset((a, b) for name, a, b in links if name == "COEX")
    triggers = tuple((event, spans[trigger]) for event, trigger in events.items())
    published = re.split(r"\n", text)[1].strip()
    return Partial(Story(path.stem, Article(text=text, published=published), triggers), after, together)


def _span(text: str) -> Span:
    """The first fragment of a brat span."""
    start, end = re.findall(r"\d+ \d+", text)[0].split()
    return Span(int(start), int(end))


def _closed(pairs: set[tuple[str, str]]) -> Pairs:
    while more := {(a, d) for (a, b), (c, d) in product(pairs, pairs) if b == c} - pairs:
        pairs = pairs | more
    return frozenset(pairs)


def partials(corpora: Path) -> Iterator[Partial]:
    for path in sorted((corpora / "timeset-dev").glob("*.ann")):
        yield read_partial(path)


def gold_events(partial: Partial) -> tuple[Solution, dict[str, str]]:
    """Solved between the gold triggers; the ids are gold's own."""
    solution = with_gold_events(partial.story, gold_times=False)
    return solution, {e.id: e.id for e in solution.events}


def own_events(partial: Partial) -> tuple[Solution, dict[str, str]]:
    """Solved from raw text; gold events are those whose trigger one of ours covers."""
    solution = from_raw_text(partial.story.article)
    found = {}
    for name, span in partial.story.triggers:
        ours = next((e for e in solution.events for m in e.mentions if m.trigger.overlaps(span)), None)
        if ours is not None:
            found[name] = ours.id
    return solution, found


def count(stories: Iterable[Partial], solver: Callable[[Partial], tuple[Solution, dict[str, str]]]) -> Counter[str]:
    """Pairs, those whose events are found, ordered and right; COEX pairs likewise."""
    counts: Counter[str] = Counter()
    for partial in stories:
        solution, ids = solver(partial)
        for a, b in sorted(partial.after):
            counts["pairs"] += 1
            if a in ids and b in ids and ids[a] != ids[b]:
                kind = solution.kind(ids[a], ids[b])
                counts["found"] += 1
                counts["ordered"] += kind in (Relation.BEFORE, Relation.AFTER)
                counts["right"] += kind is Relation.BEFORE
        for a, b in sorted(partial.together):
            if a in ids and b in ids:
                counts["coex"] += 1
                counts["coex right"] += ids[a] == ids[b] or solution.kind(ids[a], ids[b]) not in (
                    Relation.BEFORE,
                    Relation.AFTER,
                )
    return counts


def report(counts: Counter[str]) -> list[str]:
    found, ordered = max(1, counts["found"]), max(1, counts["ordered"])
    return [
        f"  pairs {counts['pairs']}, both events found {counts['found']}",
        f"  ordered {counts['ordered'] / found:.3f}  of those right {counts['right'] / ordered:.3f}",
        f"  COEX pairs {counts['coex']}, not ordered {counts['coex right'] / max(1, counts['coex']):.3f}",
    ]
