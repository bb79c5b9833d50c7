"""Gold annotation as rows over the words of a document, one table a head.

A row names words (an event; two events in text order; an event and the first and last word of a time expression) and
gives the probability of each label: one label for gold, several for what a teacher thinks. `closed` rows come from
corpora that never say VAGUE, so that its absence there teaches nothing: their loss leaves VAGUE out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from timeline.events.labels import HEADS, NO_EVENT, converse
from training.corpora import DCT, Document, Pair
from training.text import sentences, words


@dataclass(frozen=True, slots=True)
class Row:
    """Words (indexes), label probabilities, weight in the loss, and whether VAGUE is left out of it."""

    words: tuple[int, ...]
    target: tuple[float, ...]
    weight: float = 1.0
    closed: bool = False


@dataclass(slots=True)
class Page:
    """A document as the trainer reads it: words, sentences (word ranges), the sentence of each word, rows by head."""

    id: str
    text: str
    words: list[tuple[int, int]]
    sentences: list[tuple[int, int]]
    sentence_of: npt.NDArray[np.int64]
    rows: dict[str, list[Row]] = field(default_factory=lambda: {head: [] for head in HEADS})

    def add(self, head: str, where: tuple[int, ...], label: str, weight: float = 1.0, closed: bool = False) -> None:
        target = tuple(float(name == label) for name in HEADS[head])
        self.rows[head].append(Row(where, target, weight, closed))


def page_of(name: str, text: str) -> Page:
    """The words and sentences of a text, with no rows yet."""
    spans = words(text)
    ranges = sentences(text, spans)
    owner = np.zeros(len(spans), dtype=np.int64)
    for number, (first, last) in enumerate(ranges):
        owner[first:last] = number
    return Page(name, text, spans, ranges, owner)


class Annotator:
    """Lays the annotations of one document over its page."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.page = page_of(document.id, document.text)
        self._ends = np.array([end for _, end in self.page.words], dtype=np.int64)
        self.events = {key: self._word_at(event.start) for key, event in document.events.items()}
        self.times = {
            key: (self._word_at(start), self._word_at(max(start, end - 1)))
            for key, (start, end) in document.times.items()
            if end > start
        }

    def _word_at(self, offset: int) -> int:
        return int(np.searchsorted(self._ends, offset, side="right"))

    def triggers(self) -> None:
        """Class of every word, and tense and the rest of the words that are events."""
        of_word = {self.events[key]: event.label for key, event in self.document.events.items()}
        for index in range(len(self.page.words)):
            self.page.add("class", (index,), of_word.get(index, NO_EVENT))
        seen: set[str] = set()
        for instance in self.document.instances.values():
            if instance.event in seen or instance.event not in self.events:
                continue
            seen.add(instance.event)
            where = (self.events[instance.event],)
            for head, label in (
                ("tense", instance.tense),
                ("aspect", instance.aspect),
                ("modality", instance.modality),
            ):
                self.page.add(head, where, label)
            if instance.polarity:
                self.page.add("polarity", where, instance.polarity)

    def pairs(self, head: str, pairs: Iterable[Pair], weight: float = 1.0, closed: bool = False) -> None:
        """Relations between two events, turned to text order; for TimeBank-Dense also events with times and the DCT."""
        for pair in pairs:
            ends, label = (pair.first, pair.second), pair.label
            if ends[0] not in self.events:
                ends, label = ends[::-1], converse(label)
            if ends[0] not in self.events:
                continue
            first = self.events[ends[0]]
            if ends[1] == DCT:
                self.page.add("dct", (first,), label, weight, closed)
            elif ends[1] in self.times:
                self.page.add("time", (first, *self.times[ends[1]]), label, weight, closed)
            elif ends[1] in self.events and first != self.events[ends[1]]:
                self._ordered(head, (first, self.events[ends[1]]), label, weight, closed)

    def _ordered(self, head: str, where: tuple[int, int], label: str, weight: float, closed: bool) -> None:
        if where[0] > where[1]:
            where, label = (where[1], where[0]), converse(label)
        self.page.add(head, where, label, weight, closed)


def array(rows: Sequence[Row], width: int) -> npt.NDArray[np.int64]:
    """The word indexes of rows, shape (rows, width)."""
    return np.array([row.words for row in rows], dtype=np.int64).reshape(len(rows), width)
