"""Granularity: how finely a time is given."""

from __future__ import annotations

from enum import StrEnum


class Granularity(StrEnum):
    """From fine to coarse; compare with `finer_than`."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAYPART = "daypart"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"

    @property
    def seconds(self) -> int:
        """Nominal length in seconds (a month is 30 days, a year 365)."""
        return _SECONDS[self]

    def finer_than(self, other: Granularity) -> bool:
        return self.seconds < other.seconds


_DAY = 86_400
_SECONDS = {
    Granularity.SECOND: 1,
    Granularity.MINUTE: 60,
    Granularity.HOUR: 3_600,
    Granularity.DAYPART: 6 * 3_600,
    Granularity.DAY: _DAY,
    Granularity.WEEKEND: 2 * _DAY,
    Granularity.WEEK: 7 * _DAY,
    Granularity.MONTH: 30 * _DAY,
    Granularity.QUARTER: 91 * _DAY,
    Granularity.SEASON: 92 * _DAY,
    Granularity.HALF: 182 * _DAY,
    Granularity.YEAR: 365 * _DAY,
    Granularity.DECADE: 3_652 * _DAY,
    Granularity.CENTURY: 36_524 * _DAY,
    Granularity.MILLENNIUM: 365_242 * _DAY,
}
