"""What happens again and again."""

from __future__ import annotations

from timeline.tagger.productions.error import NoTime
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Clock,
    DayPart,
    Every,
    Operator,
    Period,
    Weekday,
    Weekend,
    Within,
    Workday,
)

Range = tuple[int, int]


def every(of: Operator | Granularity | str, quant: str | None = None, freq: str | None = None) -> Every:
    """ "every month", "each Thursday", "every morning" """
    if of is Granularity.WEEKEND:
        of = Weekend()
    if isinstance(of, str) and not isinstance(of, Granularity):
        of = Workday(of) if of.startswith("WD") else DayPart(of)
    return Every(Period(1, of) if isinstance(of, Granularity) else of, quant, freq)


def every_second(of: Operator | Granularity) -> Every:
    """ "every other Friday" """
    return Every(
        Period(2, of) if isinstance(of, Granularity) else of, "EVERY", "1X" if isinstance(of, Operator) else None
    )


def every_nth(number: int, of: Operator | Granularity) -> Every:
    """ "every third year" """
    if isinstance(of, Granularity):
        return Every(Period(number, of), "EVERY")
    return Every(of, "EVERY", f"1X/{number}")


def time_on(part: Clock, workday: str | None, weekday: int | None) -> Every:
    """ "19:30 weeknights", "9 p.m. Mondays": the clock says what part of the day it is"""
    return Every(Within(part, Weekday(weekday) if weekday else Workday((workday or "WD")[:2])))


def days_in(period: Period, of: Granularity | Period) -> Every:
    """ "two days a week": TIMEX3 counts them in `freq`"""
    outer = of if isinstance(of, Period) else Period(1, of)
    if period.amount is None or not period.unit.finer_than(outer.unit):
        raise NoTime("the first unit is not the finer one")
    return Every(outer, None, f"{int(period.amount)}{period.unit.value[0]}")


def often(n: int | Range | None, times: int | None, of: Granularity | Period) -> Every:
    """ "twice a week", "three times a month"; "several times a week" """
    count = times if times is not None else n
    period = of if isinstance(of, Period) else Period(1, of)
    return Every(period, None, f"{count if isinstance(count, int) else 'X'}X")


def oftener(n: int | None, times: int | None, of: Every) -> Every:
    """ "twice monthly", "once every two years" """
    return Every(of.of, of.quant, f"{times if times is not None else n}X")


def rate(of: Granularity | Period) -> Every:
    """ "four flights a week" """
    return Every(of if isinstance(of, Period) else Period(1, of))
