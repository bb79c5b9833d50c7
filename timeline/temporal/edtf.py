"""Extended Date/Time Format (ISO 8601-2) for calendar cells."""

from __future__ import annotations

from functools import lru_cache

from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.when import When

_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}


def year(number: int) -> str:
    """ "1998", "-0043", "Y12000" """
    if -9999 <= number <= 9999:
        return f"-{-number:04d}" if number < 0 else f"{number:04d}"
    return f"Y{number}"


@lru_cache(maxsize=16_384)
def to_edtf(interval: Interval, granularity: Granularity, mod: str | None = None) -> str:
    """EDTF of a cell; an approximate one with "~". What EDTF has no notation for becomes an interval of days.

    >>> to_edtf(cells.cell(Granularity.WEEK, calendar.seconds(2022, 10, 4)), Granularity.WEEK)
    '2022-10-03/2022-10-09'
    """
    text = _exact(interval, granularity)
    if mod != "APPROX" or "T" in text:
        return text
    return "/".join(part + "~" for part in text.split("/"))


def _exact(interval: Interval, granularity: Granularity) -> str:
    first = calendar.civil(interval.start)
    is_daypart = granularity is Granularity.DAYPART
    is_cell = cells.cell(granularity, interval.start) == interval
    if granularity.finer_than(Granularity.DAY):
        start, end = calendar.isoformat(interval.start), calendar.isoformat(interval.end)
        return f"{start}/{end}" if interval.end - interval.start > granularity.seconds or is_daypart else start
    if is_cell:
        if granularity is Granularity.DAY:
            return _day(interval.start)
        if granularity is Granularity.MONTH:
            return f"{year(first.year)}-{first.month:02d}"
        if granularity is Granularity.YEAR:
            return year(first.year)
        if granularity is Granularity.QUARTER:
            return f"{year(first.year)}-{33 + first.month // 3}"
        if granularity is Granularity.HALF:
            return f"{year(first.year)}-{40 + first.month // 6}"
        if granularity is Granularity.SEASON:
            return f"{year(first.year)}-{_SEASONS[first.month]}"
        if granularity is Granularity.DECADE:
            return year(first.year)[:-1] + "X"
        if granularity is Granularity.CENTURY:
            return year(first.year)[:-2] + "XX"
    return f"{_day(interval.start)}/{_day(interval.end - 1)}"


def _day(second: int) -> str:
    fields = calendar.civil(second)
    return f"{year(fields.year)}-{fields.month:02d}-{fields.day:02d}"


def of_when(when: When) -> str | None:
    """EDTF of an uncertain time; None where nothing bounds it.

    "Sometime on that day" is the day; "sometime between" is one of a set ("[2022-10-04..2022-10-10]",
    "[..2022-10-12]"); a span whose ends are known apart is an interval ("2022-07-01/..").
    """
    if when.is_unbounded:
        return None
    low, high = when.hull
    starts, ends = (when.start_earliest.at, when.start_latest.at), (when.end_earliest.at, when.end_latest.at)
    if starts == ends:
        return _one_of(low, high)
    first, last = (starts[0] if starts[0] is not None else starts[1]), (ends[1] if ends[1] is not None else ends[0])
    return f"{'..' if first is None else _day(first)}/{'..' if last is None else _day(last - 1)}"


def _one_of(low: int | None, high: int | None) -> str:
    if low is not None and high is not None:
        for granularity in (Granularity.DAY, Granularity.MONTH, Granularity.YEAR):
            if high > low and cells.cell(granularity, low) == Interval(low, high):
                return _exact(Interval(low, high), granularity)
        if high - low < calendar.DAY:
            return f"[{calendar.isoformat(low)}..{calendar.isoformat(high)}]"
    return f"[{'' if low is None else _day(low)}..{'' if high is None else _day(high - 1)}]"
