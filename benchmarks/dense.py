"""TimeBank-Dense: six relations between gold events, times and the publication date; every pair answered."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from benchmarks.stories import Story, read_story, with_gold_events
from timeline.network import Solution
from timeline.relations.model import Relation
from training.corpora import Pair, read_dense

LETTERS = {
    Relation.BEFORE: "b",
    Relation.AFTER: "a",
    Relation.INCLUDES: "i",
    Relation.IS_INCLUDED: "ii",
    Relation.EQUAL: "s",
    Relation.OVERLAP: "v",
    Relation.UNKNOWN: "v",
}
Counts = Counter[tuple[str, str, str]]  # kind of pair, gold letter, our letter


def dense_stories(corpora: Path, part: str = "dev") -> list[tuple[Story, list[Pair]]]:
    """The documents that this checkout of the corpora has, with their gold pairs."""
    pairs = read_dense(corpora / "timebank-dense" / f"{part}.tsv")
    paths = {p.stem: p for p in (corpora / "timeml").glob("*/*.tml")}
    return [(read_story(paths[name]), rows) for name, rows in sorted(pairs.items()) if name in paths]


def count(corpora: Path, part: str = "dev") -> Counts:
    """Solve every document and count our letters against the gold ones."""
    counts: Counts = Counter()
    for story, pairs in dense_stories(corpora, part):
        solution = with_gold_events(story, gold_times=True)
        known = {e.id for e in solution.events} | {t.id for t in solution.expressions} | {"t0"}
        for pair in pairs:
            if {pair.first, pair.second} <= known:
                counts[kind(pair), pair.label, letter(solution, pair.first, pair.second)] += 1
            else:
                counts[kind(pair), pair.label, "v"] += 1
    return counts


def letter(solution: Solution, a: str, b: str) -> str:
    return LETTERS[solution.kind(a, b)]


def kind(pair: Pair) -> str:
    sides = "".join(sorted("d" if end == "t0" else end[0] for end in (pair.first, pair.second)))
    return {"ee": "event-event", "et": "event-time", "de": "event-publication"}.get(sides, "time-time")


def micro(counts: Counts, vague: bool = True) -> float:
    """Share of pairs answered as gold does; without VAGUE, F1 over the other five labels."""
    hits = sum(n for (_, gold, ours), n in counts.items() if gold == ours and (vague or gold != "v"))
    gold = sum(n for (_, gold, _), n in counts.items() if vague or gold != "v")
    ours = sum(n for (_, _, ours), n in counts.items() if vague or ours != "v")
    return 2 * hits / (gold + ours) if gold + ours else 0.0


def report(counts: Counts) -> list[str]:
    lines = []
    for name in sorted({k for k, _, _ in counts}):
        part = Counter({key: n for key, n in counts.items() if key[0] == name})
        total = sum(part.values())
        lines.append(f"  {name:18} pairs {total:5}  micro F1 {micro(part):.3f}  without VAGUE {micro(part, False):.3f}")
    overall = f"micro F1 {micro(counts):.3f}  without VAGUE {micro(counts, False):.3f}"
    return [*lines, f"  {'all':18} pairs {sum(counts.values()):5}  {overall}"]
