"""TimeBank-Dense: six relations between gold events, times and the publication date; every pair answered.

For two times the network's answer. For all else the likeliest letter of the model's own heads for these six relations,
VAGUE included, once all triangles are heard (`agreement`) and what the network entails of an event and the publication,
or rules alone of two events: its order of two events often rests on the other head, MATRES's, which says BEFORE where
TimeBank-Dense says VAGUE. Guessed times stay out: they follow another annotation.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import numpy as np

from benchmarks.agreement import agreed, both_ways, nothing_known
from benchmarks.stories import Story, read_story, scene_of, solved
from timeline.events.encoder import PairTable, TimeTable
from timeline.events.heads import Floats, softmax
from timeline.events.labels import DENSE
from timeline.expressions import TimeExpression
from timeline.relations import guesses, occasion
from timeline.relations.model import PUBLICATION, Relation
from timeline.relations.scene import Scene
from timeline.syntax import Token
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
HEARD = 2.0  # what the network entails counts for so much in the log odds
_LEAST = 1e-3
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
        self._mentions = {mention.id: mention for mention in reversed(scene.mentions)}
        self._times = {PUBLICATION: None, **{time.id: _words(scene, time) for time in scene.expressions}}
        self._place = {node: n for n, node in enumerate((*self._mentions, *self._times))}
        self._known: set[tuple[str, str]] = set()
        self._agreed = agreed(self._chances())

    def letter(self, a: str, b: str) -> str:
        if a in self._times and b in self._times:
            return self._said(a, b)
        if {(a, b), (b, a)} & self._known:
            return DENSE[int(self._agreed[self._place[a], self._place[b]].argmax())]
        return "v"

    def _said(self, a: str, b: str) -> str:
        """What the network entails, where that counts: of an event and a time that is named, the head knows it too."""
        events = (a in self._mentions) + (b in self._mentions)
        if events == 1 and PUBLICATION not in (a, b):
            return "v"
        return LETTERS[(self._rules if events == 2 else self._all).kind(a, b)]

    def _chances(self) -> Floats:
        """The probabilities of all pairs that TimeBank-Dense may ask for: those of one sentence or two neighbouring."""
        chances = nothing_known(len(self._place))
        for a, b, row in [*self._days(), *self._dates(), *self._pairs()]:
            letter = self._said(a, b)
            odds = np.log(row + _LEAST)
            if letter != "v":
                odds[DENSE.index(letter)] += HEARD
            self._known.add((a, b))
            both_ways(chances, (self._place[a], self._place[b]), softmax(odds[None])[0])
        for a, b in combinations(self._times, 2):
            letter = self._said(a, b)
            row = np.full(len(DENSE), _LEAST if letter != "v" else 1.0)
            row[DENSE.index(letter)] = 1.0
            both_ways(chances, (self._place[a], self._place[b]), row / row.sum())
        return chances

    def _days(self) -> Iterator[tuple[str, str, Floats]]:
        if self._scene.reading is not None:
            table = self._scene.reading.table("dct")
            yield from ((name, PUBLICATION, table[mention.token.i]) for name, mention in self._mentions.items())

    def _dates(self) -> Iterator[tuple[str, str, Floats]]:
        asked = [
            (name, time, (mention.token.i, (words[0].i, words[-1].i + 1)))
            for time, words in self._times.items()
            for name, mention in self._mentions.items()
            if words and _near(mention.token, words[0])
        ]
        if self._scene.reading is not None and asked:
            yield from _rows(asked, self._scene.reading.times([words for _, _, words in asked]))

    def _pairs(self) -> Iterator[tuple[str, str, Floats]]:
        asked = [
            (a.id, b.id, (a.token.i, b.token.i))
            for a, b in combinations(self._mentions.values(), 2)
            if _near(a.token, b.token)
        ]
        if self._scene.reading is not None and asked:
            yield from _rows(asked, self._scene.reading.pairs([words for _, _, words in asked]))


def _rows(asked: Sequence[tuple[str, str, object]], table: PairTable | TimeTable) -> Iterator[tuple[str, str, Floats]]:
    for (a, b, _), row, known in zip(asked, table.dense, table.known, strict=True):
        if known:
            yield a, b, row


def _near(a: Token, b: Token) -> bool:
    return abs(a.sentence - b.sentence) <= 1


def _words(scene: Scene, expression: TimeExpression) -> tuple[Token, ...]:
    return tuple(scene.parse.within(expression.span))


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
