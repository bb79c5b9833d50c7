"""Told from what the text speaks of: that, later, after."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators.base import Operator
from timeline.temporal.operators.lengths import Period


@dataclass(frozen=True, slots=True, repr=False)
class That(Operator):
    """ "that year" -> That(YEAR); "the quarter" -> That(QUARTER): the one last spoken of."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Same(Operator):
    """ "the same period last year", "the 1988 period" -> Same(Year(1988)): of that year the quarter spoken of."""

    year: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Then(Operator):
    """ "since then" -> Then(): the time last spoken of, as finely as it was given."""


@dataclass(frozen=True, slots=True, repr=False)
class Previous(Operator):
    """ "the previous Friday" -> Previous(Weekday(5)); "the year before" -> Previous(YEAR)."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Following(Operator):
    """ "the following day" -> Following(DAY)."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class TheNext(Operator):
    """ "the next year" -> TheNext(YEAR): the one after a time gone by that was just told, else the one to come."""

    of: Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Beside(Operator):
    """ "the Friday before Christmas" -> Beside(Weekday(5), Holiday("christmas"), -1); "the weekend after Easter" ->
    Beside(WEEKEND, Holiday("easter"), 1)."""

    of: Operator | Granularity
    at: Operator
    direction: int


@dataclass(frozen=True, slots=True, repr=False)
class UpTo(Operator):
    """The Monday in "from Monday until Friday" -> UpTo(Weekday(1), Weekday(5)): the last one before that Friday."""

    of: Operator
    end: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Earlier(Operator):
    """ "a year earlier" -> Earlier(Period(1, YEAR))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Later(Operator):
    """ "two weeks later" -> Later(Period(2, WEEK))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Before(Operator):
    """ "two weeks before Christmas" -> Before(Period(2, WEEK), Holiday("christmas")). `exact`: told to the day, as in
    "a year ago today" -> Before(Period(1, YEAR), Day(0), True)."""

    period: Period
    of: Operator
    exact: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class After(Operator):
    """ "a day after Easter" -> After(Period(1, DAY), Holiday("easter")); "a week from Tuesday" ->
    After(Period(1, WEEK), Weekday(2), True)."""

    period: Period
    of: Operator
    exact: bool = False
