"""Days of named holidays, by their rules: fixed days, the n-th weekday of a month, days from Easter or from another
holiday; those of lunar calendars from the tables of the `holidays` library."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from importlib import import_module
from typing import Any

from timeline.language.names import Named, named
from timeline.temporal import calendar, cells
from timeline.temporal.interval import Interval

_CALENDARS = {
    "islamic": ("holidays.calendars.islamic", "_IslamicLunar"),
    "hebrew": ("holidays.calendars.hebrew", "_HebrewLunisolar"),
    "chinese": ("holidays.calendars.chinese", "_ChineseLunisolar"),
    "hindu": ("holidays.calendars.hindu", "_HinduLunisolar"),
    "persian": ("holidays.calendars.persian", "_Persian"),
}


def name(key: str) -> str:
    """The holiday's usual name."""
    return _entry(key).names[0]


@lru_cache(maxsize=4096)
def when(key: str, year: int) -> Interval:
    """The day or days of a holiday in a year.

    >>> calendar.isoformat(when("easter", 2022).start)
    '2022-04-17T00:00:00'

    Raises ValueError for a year in which nobody knows it.
    """
    rule = _entry(key).data
    return _from(_start(key, rule, year), rule, year)


def all_of(key: str, year: int) -> tuple[Interval, ...]:
    """The same, and again where a year of the Moon's that is shorter than ours begins twice in one.

    >>> len(all_of("eid-al-adha", 2006)), len(all_of("easter", 2006))
    (2, 1)
    """
    rule = _entry(key).data
    if "library" not in rule:
        return (when(key, year),)
    return tuple(_from(start, rule, year) for start in _of_library(rule["library"], rule["date"], year))


def _from(start: int, rule: dict[str, Any], year: int) -> Interval:
    if "until" in rule:
        later = (one.start for n in (0, 1) for one in all_of(rule["until"], year + n))
        return Interval(start, next(end for end in later if end > start))
    return Interval(start, start + rule.get("days", 1) * calendar.DAY)


def _entry(key: str) -> Named:
    entry = named("holidays").get(key)
    if entry is None or not set(entry.data) - {"names"}:
        raise ValueError(f"no rule for {key!r}")
    return entry


def _start(key: str, rule: dict[str, Any], year: int) -> int:
    if year < rule.get("since", 1):
        raise ValueError(f"{key} was not held in {year}")
    if "library" in rule:
        return _of_library(rule["library"], rule["date"], year)[0]
    if "of" in rule:
        return when(rule["of"], year).start + int(rule["plus"]) * calendar.DAY
    if "easter" in rule:
        return easter(year) + int(rule["easter"]) * calendar.DAY
    if "nth" in rule:
        plus = int(rule.get("plus", 0)) * calendar.DAY
        return _nth_weekday(year, rule["month"], rule["weekday"], rule["nth"]) + plus
    if "sunday" in rule:  # the n-th Sunday before a day
        day = calendar.seconds(year, rule["month"], rule["day"])
        return day - (cells.weekday(day) % 7 + 7 * (int(rule["sunday"]) - 1)) * calendar.DAY
    return calendar.seconds(year, rule["month"], rule["day"])


def _of_library(calendar_name: str, function: str, year: int) -> list[int]:
    """The dates that the library's table has for a year; a year of the Moon's begins in it once, or twice."""
    module, kind = _CALENDARS[calendar_name]
    found = getattr(getattr(import_module(module), kind)(), function)(year)
    if isinstance(found, date) or found is None:
        dates = [found]
    elif isinstance(found, tuple):
        dates = [found[0]]
    else:
        dates = [entry[0] if isinstance(entry, tuple) else entry for entry in found]
    known = sorted(day for day in dates if day is not None and day.year == year)
    if not known:
        raise ValueError(f"the library knows no {function} of {year}")
    return [calendar.seconds(day.year, day.month, day.day) for day in known]


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> int:
    """The start of the n-th weekday of a month; -1 is the last."""
    whole = Interval.of_month(year, month)
    if nth < 0:
        last = whole.end - calendar.DAY
        return last - (cells.weekday(last) - weekday) % 7 * calendar.DAY
    return whole.start + ((weekday - cells.weekday(whole.start)) % 7 + 7 * (nth - 1)) * calendar.DAY


def easter(year: int) -> int:
    """The start of Easter Sunday, Gregorian (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return calendar.seconds(year, f // 31, f % 31 + 1)
