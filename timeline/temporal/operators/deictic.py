"""Told from the publication: ago, last, next, this."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators.base import Operator
from timeline.temporal.operators.lengths import Period


@dataclass(frozen=True, slots=True, repr=False)
class Day(Operator):
    """ "today" -> Day(0); "yesterday" -> Day(-1); "the day after tomorrow" -> Day(2)."""

    offset: int


@dataclass(frozen=True, slots=True, repr=False)
class This(Operator):
    """ "this year" -> This(YEAR); "this Friday" -> This(Weekday(5))."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Last(Operator):
    """ "last week" -> Last(WEEK); "last April" -> Last(Month(4)); "two Fridays ago" -> Last(Weekday(5), 2)."""

    of: Operator | Granularity
    count: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Next(Operator):
    """ "next week" -> Next(WEEK); "next Monday" -> Next(Weekday(1)); "the week after next" -> Next(WEEK, 2)."""

    of: Operator | Granularity
    count: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Ago(Operator):
    """ "18 months ago" -> Ago(Period(18, MONTH))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Ahead(Operator):
    """ "two weeks from now" -> Ahead(Period(2, WEEK))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Overnight(Operator):
    """ "overnight" -> Overnight(): the night before the publication, or the one to come."""


@dataclass(frozen=True, slots=True, repr=False)
class Past(Operator):
    """ "the last three months" -> Past(Period(3, MONTH)): the stretch that ends now."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Coming(Operator):
    """ "the next two weeks" -> Coming(Period(2, WEEK)): the stretch that begins now."""

    period: Period
