"""Lengths of time: TIMEX3 values and seconds."""

from __future__ import annotations

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import Period

_LETTER = {
    Granularity.SECOND: "S",
    Granularity.MINUTE: "M",
    Granularity.HOUR: "H",
    Granularity.DAY: "D",
    Granularity.WEEKEND: "WE",
    Granularity.WEEK: "W",
    Granularity.MONTH: "M",
    Granularity.QUARTER: "Q",
    Granularity.YEAR: "Y",
    Granularity.DECADE: "E",
    Granularity.CENTURY: "C",
    Granularity.MILLENNIUM: "L",
    Granularity.HALF: "H",
}
_CLOCK = (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)
# A half of a unit, told in the next finer one: "a year and a half" is P1Y6M.
_FINER = {
    Granularity.YEAR: (12, Granularity.MONTH),
    Granularity.WEEK: (7, Granularity.DAY),
    Granularity.DAY: (24, Granularity.HOUR),
    Granularity.HOUR: (60, Granularity.MINUTE),
    Granularity.MINUTE: (60, Granularity.SECOND),
    Granularity.DECADE: (10, Granularity.YEAR),
    Granularity.CENTURY: (100, Granularity.YEAR),
    Granularity.MILLENNIUM: (1000, Granularity.YEAR),
}
_YEARS = {Granularity.DECADE: 10, Granularity.CENTURY: 100, Granularity.MILLENNIUM: 1000}


def value(period: Period) -> str:
    """TIMEX3 value of a length.

    >>> value(Period(18, Granularity.MONTH)), value(Period(1.5, Granularity.MINUTE))
    ('P18M', 'PT1M30S')
    """
    parts = _parts(period)
    dates = "".join(f"{n}{_LETTER[unit]}" for n, unit in parts if unit not in _CLOCK)
    times = "".join(f"{n}{_LETTER[unit]}" for n, unit in parts if unit in _CLOCK)
    return f"P{dates}" + (f"T{times}" if times else "")


def _parts(period: Period) -> list[tuple[str, Granularity]]:
    unit, amount = period.unit, period.amount
    if amount is None and period.low is not None and period.high is not None and period.high <= 2 * period.low:
        amount = period.low  # "two to three weeks": TIMEX3 has room for one of them
    if amount is None:
        parts = [("X", unit)]
    else:
        if unit in _YEARS:
            unit, amount = Granularity.YEAR, amount * _YEARS[unit]
        whole = int(amount)
        rest = _fraction(amount, whole, unit) if amount != whole else []
        if rest is None:
            parts = [(f"{amount:g}", unit)]
        else:
            parts = [(str(whole), unit), *rest] if whole or amount == 0 else rest
    return parts + (_parts(period.plus) if period.plus else [])


def _fraction(amount: float, whole: int, unit: Granularity) -> list[tuple[str, Granularity]] | None:
    """What is left over, in the next finer unit; None where that is no whole number of it."""
    if unit in _FINER:
        size, finer = _FINER[unit]
        rest = (amount - whole) * size
        if abs(rest - round(rest)) < 0.01:
            return [(str(round(rest)), finer)]
    return None


def length(period: Period) -> tuple[int, int]:
    """[shortest, longest] in seconds. A month has 28 to 31 days, a year 365 or 366."""
    low = period.amount if period.amount is not None else period.low if period.low is not None else 2
    high = period.amount if period.amount is not None else period.high if period.high is not None else 99
    short, long = _SPREAD.get(period.unit, (period.unit.seconds, period.unit.seconds))
    total = (round(low * short), round(high * long))
    if period.plus:
        more = length(period.plus)
        return total[0] + more[0], total[1] + more[1]
    return total


_D = 86_400
_SPREAD = {
    Granularity.MONTH: (28 * _D, 31 * _D),
    Granularity.QUARTER: (90 * _D, 92 * _D),
    Granularity.YEAR: (365 * _D, 366 * _D),
    Granularity.DECADE: (3_652 * _D, 3_653 * _D),
}


_MONTHS = {
    Granularity.MONTH: 1,
    Granularity.QUARTER: 3,
    Granularity.HALF: 6,
    Granularity.YEAR: 12,
    Granularity.DECADE: 120,
    Granularity.CENTURY: 1200,
    Granularity.MILLENNIUM: 12000,
}


def months(period: Period) -> float | None:
    """The length in months where the unit is made of months, else None."""
    size = _MONTHS.get(period.unit)
    if size is None or period.amount is None:
        return None
    return period.amount * size
