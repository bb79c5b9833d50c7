"""Times written out: years, decades, centuries."""

from __future__ import annotations

from dataclasses import replace

from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, dated
from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Century,
    Decade,
    Either,
    Millennium,
    Year,
)


@resolver(Year)
def _year(op: Year, context: Context) -> Resolved:
    kind = "the fiscal year" if op.fiscal else "the year"
    return dated(Interval.of_years(op.year), Granularity.YEAR, f"{kind} is written out")


@resolver(Decade)
def _decade(op: Decade, context: Context) -> Resolved:
    start, why = op.start, "the decade is written out"
    if start < 100:
        year = calendar.civil(context.now).year
        start += year - year % 100
        if start > year:
            start -= 100
        why = f"the last decade before {context.date} of that name"
        other = dated(Interval.of_years(start - 100, 10), Granularity.DECADE, "the one a hundred years before")
        return replace(dated(Interval.of_years(start, 10), Granularity.DECADE, why), alternatives=(other,))
    return dated(Interval.of_years(start, 10), Granularity.DECADE, why)


@resolver(Century)
def _century(op: Century, context: Context) -> Resolved:
    first = (op.number - 1) * 100 if op.number > 0 else op.number * 100 + 1
    result = dated(Interval.of_years(first, 100), Granularity.CENTURY, "the century is written out")
    return replace(result, value=f"{op.number - 1:02d}" if op.number > 0 else f"BC{-op.number - 1:02d}")


@resolver(Millennium)
def _millennium(op: Millennium, context: Context) -> Resolved:
    first = (op.number - 1) * 1000 if op.number > 0 else op.number * 1000 + 1
    result = dated(Interval.of_years(first, 1000), Granularity.MILLENNIUM, "the millennium is written out")
    return replace(result, value=str(op.number - 1) if op.number > 0 else f"BC{-op.number - 1}")


@resolver(Either)
def _either(op: Either, context: Context) -> Resolved:
    first, second = resolve(op.first, context), resolve(op.second, context)
    return replace(first, why=op.why_first, alternatives=(replace(second, why=op.why_second),))
