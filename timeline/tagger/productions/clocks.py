"""Clock times."""

from __future__ import annotations

from timeline.tagger.productions.error import NoTime
from timeline.temporal.operators import (
    Between,
    Clock,
)

Range = tuple[int, int]


def twelve_hour(hour: int, meridiem: str) -> int:
    """
    >>> twelve_hour(12, "am"), twelve_hour(7, "pm")
    (0, 19)
    """
    if not 1 <= hour <= 12:
        raise NoTime(f"no hour {hour} {meridiem}")
    return hour % 12 + (12 if meridiem == "pm" else 0)


def clock(
    fields: tuple[int, int | None, int | None, str | None], meridiem: str | None = None, zone: str | None = None
) -> Clock:
    """A clock time from a numeral's fields and what stands after it."""
    hour, minute, second, suffix = fields
    half = meridiem or suffix
    is_open = not half and not zone and 1 <= hour <= 12
    return Clock(twelve_hour(hour, half) if half else hour, minute, second, zone and zone.upper(), is_open)


def clock_in(fields: tuple[int, int | None, int | None, str | None], daypart: str | None = None) -> Clock:
    """ "7:30 in the evening" """
    hour, minute, second, _ = fields
    return Clock(_hour_in(hour, daypart), minute, second, None, daypart is None and 1 <= hour <= 12)


def oclock(hour: int, daypart: str | None = None, meridiem: str | None = None, zone: str | None = None) -> Clock:
    """ "4 in the morning", "five o'clock" """
    is_open = not meridiem and not daypart and 1 <= hour <= 12
    return Clock(twelve_hour(hour, meridiem) if meridiem else _hour_in(hour, daypart), 0, None, zone, is_open)


def past(minutes: int, hour: int, daypart: str | None = None, meridiem: str | None = None) -> Clock:
    """ "half past ten", "a quarter to nine" """
    if not 1 <= hour <= 12 or not -59 <= minutes <= 59:
        raise NoTime(f"no such time: {minutes} minutes past {hour}")
    whole = oclock(hour, daypart, meridiem).hour * 60 + minutes
    return Clock(whole // 60 % 24, whole % 60, None, None, not daypart and not meridiem)


def _hour_in(hour: int, daypart: str | None) -> int:
    if (daypart in ("AF", "EV") and hour < 12) or (daypart == "NI" and 6 <= hour < 12):
        hour += 12
    if hour > 24:
        raise NoTime(f"no hour {hour}")
    return hour


def hour_range(hours: Range, meridiem: str, zone: str | None = None) -> Between:
    """ "9-11 a.m." """
    last = twelve_hour(hours[1], meridiem)
    return Between(first_hour(hours[0], hours[1], meridiem), Clock(last, 0, None, zone))


def first_hour(hour: int, last: int, meridiem: str) -> Clock:
    """ "between 7 and 9 p.m.": in the same half of the day, unless that would come after the last ("9 to 5 p.m.")"""
    same = twelve_hour(hour, meridiem)
    if same < twelve_hour(last, meridiem):
        return Clock(same, 0)
    return Clock(twelve_hour(hour, "am" if meridiem == "pm" else "pm"), 0)


def military(number: int, zone: str | None = None) -> Clock:
    """ "1430 GMT" """
    return Clock(number // 100, number % 100, None, zone and zone.upper())
