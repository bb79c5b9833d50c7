"""The calendar axis: which span it shows, where it is cut, and whether it serves the timeline at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from timeline.chronology import Timeline
from timeline.present.rows import Row
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY

_CUT_SHARE = 0.3  # an empty stretch longer than this part of the axis is cut out of it
_MOST_CUTS = 3
_CUT_REST = 0.04  # and this much of the rest is left of it on either side
_DATED_SHARE = 0.5
_YEAR = 365.2425 * DAY


class View(StrEnum):
    AUTO = "auto"
    CALENDAR = "calendar"
    SEQUENCE = "sequence"


@dataclass(frozen=True, slots=True)
class Scale:
    """Wall-clock seconds to places on Plotly's axis: dates, or plain years where dates end (-9999, 9999)."""

    low: int
    high: int
    cuts: tuple[tuple[int, int], ...] = ()

    @property
    def is_dates(self) -> bool:
        return calendar.civil(self.low).year >= -9990 and calendar.civil(self.high).year <= 9990

    def place(self, second: int) -> str | float:
        within = min(max(second, self.low), self.high)
        if self.is_dates:
            return calendar.isoformat(within).replace("T", " ").lstrip("+")
        return round(1970 + within / _YEAR, 4)

    def length(self, start: int, end: int) -> float:
        """From start to end in the axis's own units: milliseconds, or years."""
        seconds = min(end, self.high) - max(start, self.low)
        return seconds * 1000 if self.is_dates else seconds / _YEAR

    def middle(self, start: int, end: int) -> int:
        """Half way as a reader sees it: cuts take no room."""
        half = self.shown_between(start, end) // 2
        at = max(start, self.low)
        for left, right in self.cuts:
            if right <= at:
                continue
            if at + half <= left:
                break
            half -= max(left - at, 0)
            at = right
        return at + half

    def shown_between(self, start: int, end: int) -> int:
        """Seconds from start to end that the axis shows."""
        start, end = max(start, self.low), min(end, self.high)
        return end - start - sum(max(0, min(end, b) - max(start, a)) for a, b in self.cuts)

    @property
    def pieces(self) -> list[tuple[int, int]]:
        """The stretches between the cuts."""
        edges = [self.low, *(second for cut in self.cuts for second in cut), self.high]
        return list(zip(edges[::2], edges[1::2], strict=True))


def calendar_scale(timeline: Timeline, rows: Sequence[Row]) -> Scale:
    """Wide enough for every dated event and the publication, with long empty stretches cut out."""
    spans = _spans(timeline, rows)
    low, high = spans[0][0], max(end for _, end in spans)
    cuts = _cuts(spans, high - low)
    pad = max((high - low - sum(b - a for a, b in cuts)) // 25, 3600)
    scale = Scale(low - pad, high + pad, cuts)
    return scale if scale.is_dates else Scale(low - pad, high + pad)


def chosen_view(timeline: Timeline, rows: Sequence[Row], asked: View) -> View:
    """The view asked for, or the better one.

    The calendar serves when most events are dated, on more than one date, and no long empty stretch squashes them;
    else the sequence.
    """
    if asked is not View.AUTO:
        return asked
    dated = [row for row in rows if row.dated]
    spread = {row.when.hull for row in dated}
    scale = calendar_scale(timeline, rows)
    serves = len(dated) >= _DATED_SHARE * len(rows) and len(spread) > 1 and not scale.cuts and not _squashed(dated)
    return View.CALENDAR if serves else View.SEQUENCE


def _spans(timeline: Timeline, rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The stretches that something known covers, earliest first: never empty."""
    day = timeline.article.publication.day
    spans = [(day.start, day.end)]
    for row in rows:
        known = [bound.at for bound in row.when.bounds if bound.at is not None]
        if row.dated and known:
            spans.append((min(known), max(*known, min(known) + 1)))
    return sorted(spans)


def _cuts(spans: Sequence[tuple[int, int]], total: int) -> tuple[tuple[int, int], ...]:
    """Long stretches that no span touches, less a rest on either side; whole days.

    The longest goes first, and the next is measured against what is left: a call two years before a busy week, and a
    visit two months before it, leave the week most of the room.
    """
    gaps, reached = [], spans[0][1]
    for start, end in spans[1:]:
        gaps.append((start - reached, reached, start))
        reached = max(reached, end)
    cut, shown = [], total
    for length, start, end in sorted(gaps, reverse=True)[:_MOST_CUTS]:
        if length <= _CUT_SHARE * shown or length <= 10 * DAY:
            break
        cut.append((start, end))
        shown -= length
    rest = max(int(_CUT_REST * shown), DAY)
    trimmed = (((a + rest) // DAY * DAY, (b - rest) // DAY * DAY) for a, b in sorted(cut))
    return tuple((a, b) for a, b in trimmed if a < b)


def _squashed(dated: Sequence[Row]) -> bool:
    """True where most of the events fall into a small part of the whole, one behind the other."""
    starts = sorted(low for row in dated if (low := row.when.hull[0]) is not None)
    if len(starts) < 4 or starts[0] == starts[-1]:
        return False
    window = len(starts) * 3 // 5
    narrowest = min(b - a for a, b in zip(starts, starts[window - 1 :], strict=False))
    return narrowest < 0.06 * (starts[-1] - starts[0]) and len(set(starts)) > 3
