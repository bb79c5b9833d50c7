"""Uncertain times in words: "Wed 12 Oct 2022", "April 2021", "between 4 and 10 Oct 2022", "since July 2022"."""

from __future__ import annotations

from datetime import date

from timeline.temporal import calendar
from timeline.temporal.calendar import DAY, Civil
from timeline.temporal.when import Provenance, When

NO_DATE = "no date"
_LOOSE = 35 * DAY  # an inferred time that leaves more room than this does not date an event
_CLOCK_SAID = 36 * 3600  # over more than these seconds, days say enough

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def date_words(when: When) -> str:
    """The time as a reader would say it; ends are inclusive, though `When`'s are not.

    >>> from timeline.temporal.interval import Interval
    >>> date_words(When.within(Interval.of_day(2022, 10, 12)))
    'Wed 12 Oct 2022'
    >>> date_words(When.within(Interval(calendar.seconds(2022, 10, 4), calendar.seconds(2022, 10, 11))))
    'between 4 and 10 Oct 2022'
    """
    low, high = when.hull
    if is_lasting(when):
        return _lasting(when)
    if low is None and high is None:
        return _loose(when)
    if high is None:
        return f"after {_after(low or 0)}"
    if low is None:
        return f"by {_day(calendar.civil(high - 1))}"
    return _within(low, high)


def _after(low: int) -> str:
    """The last day, or moment, that is too early."""
    return _day(calendar.civil(low - 1)) if low % DAY == 0 else _moment(calendar.civil(low), low)


def is_dated(when: When) -> bool:
    """True where the text dates the event, or what it says of others leaves it little room.

    The tense alone ("before the publication") or two far neighbours don't make a date.
    """
    if when.provenance is Provenance.STATED:
        return True
    low, high = when.hull
    return low is not None and high is not None and high - low <= _LOOSE


def is_lasting(when: When) -> bool:
    """True where the event goes on for some certain time: its latest start comes before its earliest end."""
    start, end = when.start_latest.at, when.end_earliest.at
    return start is not None and end is not None and start < end


def span_words(low: int, high: int) -> str:
    """A calendar interval, end exclusive: a unit's own name where it is one ("April 2021", "1990s", "3–9 Oct 2022")."""
    first, last = calendar.civil(low), calendar.civil(high - 1)
    if _has_clock(low, high):
        return _clock_span(low, high)
    if high - low == DAY:
        return _day(first, weekday=True)
    return _unit(first, calendar.civil(high)) or _days(first, last, "–")


def pause_words(seconds: int) -> str | None:
    """A long stretch of time in words, None for less than four weeks.

    >>> pause_words(400 * DAY), pause_words(3 * DAY)
    ('13 months', None)
    """
    days = seconds // DAY
    if days < 28:
        return None
    if days < 2 * 365:
        months = max(1, round(days / 30.44))
        return f"{months} month{'s' * (months > 1)}"
    return f"{round(days / 365.25):,} years"


def _lasting(when: When) -> str:
    low, high = when.hull
    if low is None or low == when.start_latest.at:
        start = when.start_latest.at if low is None else low
        if start is not None and high is not None and high == when.end_earliest.at and low is not None:
            return span_words(low, high)
        begins = _moment(calendar.civil(start or 0), start)
    else:
        begins = span_words(low, when.start_latest.at or low + 1)
    if high is None:
        return f"since {begins}"
    ends = when.end_earliest.at or high
    until = _moment(calendar.civil(high - 1), high) if ends == high else span_words(ends, high)
    return f"from {begins} to {until}"


def _loose(when: When) -> str:
    """Only the inner bounds are known: "no later than" a start, "no earlier than" an end."""
    if when.end_earliest.at is not None:
        return f"still on {_day(calendar.civil(when.end_earliest.at - 1))}"
    if when.start_latest.at is not None:
        return f"begun by {_day(calendar.civil(when.start_latest.at - 1))}"
    return NO_DATE


def _within(low: int, high: int) -> str:
    first, last = calendar.civil(low), calendar.civil(high - 1)
    if _has_clock(low, high):
        return _clock_span(low, high)
    if high - low == DAY or _unit(first, calendar.civil(high)):
        return span_words(low, high)
    return f"between {_days(first, last, ' and ')}"


def _unit(first: Civil, after: Civil) -> str | None:
    """The name of the month, year or decade that the days are, if they are one."""
    if first.day != 1 or after.day != 1:
        return None
    months = (after.year - first.year) * 12 + after.month - first.month
    if months == 1:
        return f"{_MONTHS[first.month - 1]} {_year(first.year)}"
    if first.month != 1 or after.month != 1:
        return None
    if months == 12:
        return _year(first.year)
    if months == 120 and first.year % 10 == 0 and first.year > 0:
        return f"{first.year}s"
    return None


def _days(first: Civil, last: Civil, joint: str) -> str:
    """Two days, saying month and year once where they share them; months or years alone where they are whole."""
    if first.year == last.year and first.month == last.month:
        return f"{first.day}{joint}{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_month(first)}{_wide(joint)}{_day(last)}"
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return f"{_year(first.year)}{joint}{_year(last.year)}"
    return f"{_day(first)}{_wide(joint)}{_day(last)}"


def _wide(joint: str) -> str:
    return joint if joint.startswith(" ") else f" {joint} "


def _clock_span(low: int, high: int) -> str:
    first, last, after = calendar.civil(low), calendar.civil(high - 1), calendar.civil(high)
    if high - low <= 60:
        return f"{_day(first, weekday=True)}, {_clock(first)}"
    if (first.year, first.month, first.day) == (last.year, last.month, last.day):
        ends = _clock(after) if high % DAY else "24:00"
        return f"{_day(first, weekday=True)}, {_clock(first)}–{ends}"
    return f"{_day(first)}, {_clock(first)} – {_day(after)}, {_clock(after)}"


def _has_clock(low: int, high: int) -> bool:
    """Whether hours are worth saying: not over days."""
    return bool(low % DAY or high % DAY) and high - low <= _CLOCK_SAID


def _moment(fields: Civil, second: int | None) -> str:
    return _day(fields) if second is None or second % DAY == 0 else f"{_day(fields)}, {_clock(fields)}"


def _day(fields: Civil, weekday: bool = False) -> str:
    words = f"{fields.day} {_month(fields)} {_year(fields.year)}"
    return f"{_weekday(fields)} {words}" if weekday else words


def _weekday(fields: Civil) -> str:
    return _WEEKDAYS[date(2000 + fields.year % 400, fields.month, fields.day).weekday()]


def _month(fields: Civil) -> str:
    return _MONTHS[fields.month - 1][:3]


def _clock(fields: Civil) -> str:
    return f"{fields.hour:02d}:{fields.minute:02d}"


def _year(year: int) -> str:
    return str(year) if year > 0 else f"{1 - year} BCE"
