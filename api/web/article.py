"""The article cut into segments, so that a page can mark expressions, events and what was left out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from timeline.article import Span
from timeline.chronology import Timeline


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that the same things cover. `event` and `expression` are ids; `excluded` says why, if it is."""

    start: int
    text: str
    event: str | None = None
    expression: str | None = None
    excluded: str | None = None


def segments(timeline: Timeline, *, everything: bool = False) -> list[Segment]:
    """The whole text in order: joined, the segments are the article."""
    text = timeline.article.text
    events = [
        (mention.trigger, event.id)
        for event in timeline.events
        if everything or event.id in timeline.shown
        for mention in event.mentions
    ]
    times = [(expression.span, expression.id) for expression in timeline.expressions]
    cut = [(part.span, part.reason) for part in timeline.article.excluded]
    marks = [*events, *times, *cut]
    edges = sorted({0, len(text), *(edge for span, _ in marks for edge in (span.start, span.end))})
    covers = [_Cover(kind) for kind in (events, times, cut)]
    return [
        Segment(start, text[start:end], *(cover.at(start) for cover in covers))
        for start, end in pairwise(edges)
        if 0 <= start < end <= len(text)
    ]


class _Cover:
    """Which span covers a place; asked for places in rising order."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._waiting = sorted(spans, reverse=True)
        self._open: list[tuple[int, str]] = []

    def at(self, place: int) -> str | None:
        while self._waiting and self._waiting[-1][0].start <= place:
            span, name = self._waiting.pop()
            self._open.append((span.end, name))
        self._open = [(end, name) for end, name in self._open if end > place]
        return self._open[-1][1] if self._open else None
