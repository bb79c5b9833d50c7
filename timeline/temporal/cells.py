"""Cells of the calendar: the day, week, month ... that holds a second, its neighbours, and its TIMEX3 value.

All seconds are wall-clock seconds; all years astronomical.
"""

from __future__ import annotations

from functools import lru_cache

from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval

DAY = calendar.DAY
_MONTHS_OF = {Granularity.MONTH: 1, Granularity.QUARTER: 3, Granularity.HALF: 6}
_YEARS_OF = {Granularity.YEAR: 1, Granularity.DECADE: 10, Granularity.CENTURY: 100, Granularity.MILLENNIUM: 1000}
_FIXED = {
    Granularity.SECOND: 1,
    Granularity.MINUTE: 60,
    Granularity.HOUR: 3600,
    Granularity.DAY: DAY,
    Granularity.WEEK: 7 * DAY,
    Granularity.WEEKEND: 7 * DAY,
}
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_DAYPART_HOURS = {
    "MO": (6, 12),
    "MI": (11, 14),
    "AF": (12, 18),
    "EV": (18, 22),
    "NI": (20, 30),
    "DT": (6, 18),
    "SM": (0, 6),
    "DA": (5, 7),
    "DU": (18, 20),
}
# Parts that TIMEX3 has no code for (small hours, dawn, dusk) are written as the part they belong to.
_DAYPART_WRITTEN = {"SM": "MO", "DA": "MO", "DU": "EV"}


def weekday(second: int) -> int:
    """ISO weekday: Monday is 1, Sunday 7.

    >>> weekday(calendar.seconds(2022, 10, 12))
    3
    """
    return (second // DAY + 3) % 7 + 1


def months(first: int, count: int) -> Interval:
    """`count` months from month number `first` (year * 12 + month - 1) on."""
    year, month = divmod(first, 12)
    end_year, end_month = divmod(first + count, 12)
    return Interval(calendar.seconds(year, month + 1), calendar.seconds(end_year, end_month + 1))


@lru_cache(maxsize=16_384)
def cell(granularity: Granularity, second: int) -> Interval:
    """The cell of the calendar that holds a second; weeks begin on Monday, centuries in the years 1, 101 ... 2001
    are written as newspapers do, from the year 0, 100 ... 2000.

    >>> calendar.isoformat(cell(Granularity.QUARTER, calendar.seconds(2022, 11, 30)).start)
    '2022-10-01T00:00:00'
    """
    if granularity in _MONTHS_OF:
        fields = calendar.civil(second)
        size = _MONTHS_OF[granularity]
        number = fields.year * 12 + fields.month - 1
        return months(number - number % size, size)
    if granularity in _YEARS_OF:
        size = _YEARS_OF[granularity]
        year = calendar.civil(second).year
        return Interval.of_years(year - year % size, size)
    if granularity is Granularity.WEEK or granularity is Granularity.WEEKEND:
        monday = second - second % DAY - (weekday(second) - 1) * DAY
        if granularity is Granularity.WEEK:
            return Interval(monday, monday + 7 * DAY)
        return Interval(monday + 5 * DAY, monday + 7 * DAY)
    if granularity is Granularity.SEASON:
        return season_of(second)[0]
    size = _FIXED.get(granularity, DAY)
    start = second - second % size
    return Interval(start, start + size)


def shift(interval: Interval, granularity: Granularity, count: int) -> Interval:
    """The cell `count` cells later (earlier if negative)."""
    if not count:
        return interval
    if granularity in _FIXED:
        step = _FIXED[granularity] * count
        return Interval(interval.start + step, interval.end + step)
    return cell(granularity, add(interval.start, granularity, count))


def add(second: int, granularity: Granularity, count: int) -> int:
    """`count` units later on the wall clock; the day of the month is cut to what the month has.

    >>> calendar.isoformat(add(calendar.seconds(2024, 1, 31), Granularity.MONTH, 1))
    '2024-02-29T00:00:00'
    """
    if granularity in _FIXED:
        return second + _FIXED[granularity] * count
    size = (
        _MONTHS_OF.get(granularity)
        or 12 * _YEARS_OF.get(granularity, 0)
        or (3 if granularity is Granularity.SEASON else 0)
    )
    if not size:
        return second + granularity.seconds * count
    fields = calendar.civil(second)
    year, month = divmod(fields.year * 12 + fields.month - 1 + size * count, 12)
    longest = (months(year * 12 + month, 1).end - calendar.seconds(year, month + 1)) // DAY
    return calendar.seconds(year, month + 1, min(fields.day, longest), fields.hour, fields.minute, fields.second)


def season(code: str, year: int) -> Interval:
    """A season by its TIMEX3 code, northern; a winter bears the year it begins in."""
    return months(year * 12 + _SEASON_MONTH[code] - 1, 3)


def season_of(second: int) -> tuple[Interval, str, int]:
    """The season that holds a second, its code and the year it bears."""
    fields = calendar.civil(second)
    code = ("WI", "WI", "SP", "SP", "SP", "SU", "SU", "SU", "FA", "FA", "FA", "WI")[fields.month - 1]
    year = fields.year - 1 if fields.month < 3 else fields.year
    return season(code, year), code, year


def daypart(code: str, day: int) -> Interval:
    """A part of the day that begins at second `day`; the night runs into the next morning."""
    start, end = _DAYPART_HOURS[code]
    return Interval(day + start * 3600, day + end * 3600)


def year_value(year: int) -> str:
    """TIMEX3: "1998", "BC0044"."""
    return f"{year:04d}" if year > 0 else f"BC{1 - year:04d}"


@lru_cache(maxsize=16_384)
def value(interval: Interval, granularity: Granularity, label: str = "") -> str:
    """The TIMEX3 value of a cell. `label` is the code of a season or part of the day.

    >>> value(cell(Granularity.WEEK, calendar.seconds(2022, 10, 4)), Granularity.WEEK)
    '2022-W40'
    """
    if granularity is Granularity.WEEK or granularity is Granularity.WEEKEND:
        return _week_value(interval.start, granularity)
    fields = calendar.civil(interval.start)
    year = year_value(fields.year)
    if granularity is Granularity.DAY:
        return f"{year}-{fields.month:02d}-{fields.day:02d}"
    if granularity is Granularity.MONTH:
        return f"{year}-{fields.month:02d}"
    if granularity is Granularity.YEAR:
        return year
    if granularity is Granularity.QUARTER:
        return f"{year}-Q{(fields.month + 2) // 3}"
    if granularity is Granularity.HALF:
        return f"{year}-H{(fields.month + 5) // 6}"
    if granularity is Granularity.SEASON:
        return f"{year}-{label}"
    if granularity is Granularity.DECADE:
        return year[:-1]
    if granularity is Granularity.CENTURY:
        return year[:-2]
    if granularity is Granularity.MILLENNIUM:
        return year[:-3]
    day = f"{year}-{fields.month:02d}-{fields.day:02d}"
    if granularity is Granularity.DAYPART:
        return f"{day}T{_DAYPART_WRITTEN.get(label, label)}"
    clock = f"{day}T{fields.hour:02d}:{fields.minute:02d}"
    return f"{clock}:{fields.second:02d}" if granularity is Granularity.SECOND else clock


def _week_value(start: int, granularity: Granularity) -> str:
    """ISO week number: the week belongs to the year of its Thursday."""
    monday = start - (weekday(start) - 1) * DAY
    year = calendar.civil(monday + 3 * DAY).year
    number = (monday + 3 * DAY - calendar.seconds(year)) // (7 * DAY) + 1
    return f"{year_value(year)}-W{number:02d}" + ("-WE" if granularity is Granularity.WEEKEND else "")
