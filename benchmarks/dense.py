"""TimeBank-Dense: six relations between gold events, times and the publication date; every pair answered.

What the network entails is the answer. Where it leaves a pair open, which is what it is for, the model's own head for
these six relations answers, VAGUE included. The network's order of two events often rests on the other head, MATRES's,
which says BEFORE where TimeBank-Dense says VAGUE: between two events only what rules alone entail goes first. Guessed
times stay out: they follow another annotation.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from benchmarks.stories import Story, read_story, scene_of, solved
from timeline.events.labels import converse
from timeline.expressions import TimeExpression
from timeline.relations import guesses, occasion
from timeline.relations.model import PUBLICATION, Relation
from timeline.relations.scene import Scene
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
_GUESSED = (guesses.NAME, occasion.NAME)
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
        answers = Answers(scene_of(story, gold_times=True))
        for pair in pairs:
            counts[kind(pair), pair.label, answers.letter(pair.first, pair.second)] += 1
    return counts


class Answers:
    """One letter for every pair of a scene's events and times, "t0" the publication."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._all = solved(scene, without=_GUESSED)
        self._rules = solved(replace(scene, reading=None), without=_GUESSED)
        self._words = {mention.id: mention.token.i for mention in reversed(scene.mentions)}
        self._spans = {t.id: _words(scene, t) for t in scene.expressions}

    def letter(self, a: str, b: str) -> str:
        if a not in self._words and b in self._words:
            return converse(self.letter(b, a))
        events = a in self._words and b in self._words
        try:
            found = LETTERS[(self._rules if events else self._all).kind(a, b)]
        except KeyError:
            return "v"
        return self._read(a, b) if found == "v" else found

    def _read(self, a: str, b: str) -> str:
        """The likeliest letter of the model's heads."""
        reading, first = self._scene.reading, self._words.get(a)
        if reading is None or first is None:
            return "v"
        if b in self._words:
            pair = reading.pair(first, self._words[b])
            chances = pair.dense if pair is not None else None
        elif b == PUBLICATION:
            chances = reading.dct(first)
        else:
            chances = reading.time(first, self._spans[b]) if self._spans.get(b) else None
        return max(chances, key=lambda label: chances[label]) if chances else "v"


def _words(scene: Scene, expression: TimeExpression) -> tuple[int, int]:
    tokens = scene.parse.within(expression.span)
    return (tokens[0].i, tokens[-1].i + 1) if tokens else (0, 0)


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
