"""Half-open intervals of wall-clock seconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from timeline.temporal import calendar


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """[start, end) in wall-clock seconds. An interval never is empty; intersections that are give `EMPTY`.

    >>> day = Interval.of_day(2022, 10, 12)
    >>> (day.end - day.start) // 3600
    24
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ValueError(f"an interval ends after it starts: [{self.start}, {self.end})")

    @classmethod
    def of_day(cls, year: int, month: int, day: int) -> Interval:
        start = calendar.seconds(year, month, day)
        return cls(start, start + calendar.DAY)

    @classmethod
    def of_month(cls, year: int, month: int) -> Interval:
        following = (year + 1, 1) if month == 12 else (year, month + 1)
        return cls(calendar.seconds(year, month), calendar.seconds(*following))

    @classmethod
    def of_years(cls, first: int, count: int = 1) -> Interval:
        return cls(calendar.seconds(first), calendar.seconds(first + count))

    def intersection(self, other: Interval | Empty) -> Interval | Empty:
        if isinstance(other, Empty):
            return EMPTY
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Interval(start, end) if start < end else EMPTY

    def hull(self, other: Interval | Empty) -> Interval:
        """The smallest interval that holds both."""
        if isinstance(other, Empty):
            return self
        return Interval(min(self.start, other.start), max(self.end, other.end))

    def contains(self, other: Interval | Empty) -> bool:
        return isinstance(other, Empty) or (self.start <= other.start and other.end <= self.end)


@dataclass(frozen=True, slots=True)
class Empty:
    """The empty set of seconds: what two disjoint intervals share."""

    def intersection(self, other: Interval | Empty) -> Empty:
        return self

    def hull(self, other: Interval | Empty) -> Interval | Empty:
        return other

    def contains(self, other: Interval | Empty) -> bool:
        return isinstance(other, Empty)


EMPTY: Final = Empty()
