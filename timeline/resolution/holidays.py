"""Days of named holidays, by their rules: fixed days, the n-th weekday of a month, days from Easter."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from timeline.temporal import calendar, cells
from timeline.temporal.interval import Interval


@lru_cache(maxsize=1)
def _rules() -> dict[str, dict[str, Any]]:
    path = files("timeline.language") / "en" / "holidays.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def day_of(key: str, year: int) -> Interval:
    """The day of a holiday in a year.

    >>> calendar.isoformat(day_of("easter", 2022).start)
    '2022-04-17T00:00:00'

    Raises ValueError for one that has no rule.
    """
    rule = _rules().get(key)
    if rule is None:
        raise ValueError(f"no rule for {key!r}")
    if "easter" in rule:
        start = easter(year) + rule["easter"] * calendar.DAY
    elif "nth" in rule:
        start = _nth_weekday(year, rule["month"], rule["weekday"], rule["nth"]) + rule.get("plus", 0) * calendar.DAY
    else:
        start = calendar.seconds(year, rule["month"], rule["day"])
    return Interval(start, start + calendar.DAY)


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
