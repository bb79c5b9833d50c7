"""Stretches, repetitions, vague references, and what modifies them."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators.base import Operator
from timeline.temporal.operators.lengths import Period


@dataclass(frozen=True, slots=True, repr=False)
class Lasting(Operator):
    """ "three years" -> Lasting(Period(3, YEAR))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class First(Operator):
    """ "the first nine months of 1989" -> First(Period(9, MONTH), Year(1989)); `whole` None where it is not said."""

    period: Period
    whole: Operator | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Final(Operator):
    """ "the last three months of 2019" -> Final(Period(3, MONTH), Year(2019))."""

    period: Period
    whole: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Ending(Operator):
    """ "the quarter ended Sept. 30" -> Ending(QUARTER, MonthDay(9, 30)); "the week ending Friday"."""

    of: Granularity
    at: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Around(Operator):
    """ "Thanksgiving weekend" -> Around(WEEKEND, Holiday("thanksgiving")): the cell nearest a day; "the week of
    October 10" -> Around(WEEK, MonthDay(10, 10))."""

    unit: Granularity
    of: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Between(Operator):
    """ "from May to July" -> Between(Month(5), Month(7)), both included."""

    first: Operator
    last: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Every(Operator):
    """ "every Monday" -> Every(Weekday(1), "EVERY"); "twice a week" -> Every(Period(1, WEEK), None, "2X")."""

    of: Operator
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reference(Operator):
    """ "now" -> Reference("PRESENT_REF"); "recently" -> Reference("PAST_REF"); "soon" -> Reference("FUTURE_REF")."""

    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Modified(Operator):
    """ "early 1998" -> Modified("START", Year(1998)), by TIMEX3's mods."""

    mod: str
    of: Operator
