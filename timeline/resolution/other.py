"""Lengths, repetitions, vague references, modified times, stretches between two times."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution import eras, periods
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Focus, Resolved, dated
from timeline.resolution.parts import between
from timeline.resolution.relative_times import neighbour
from timeline.tagger.productions import NoTime
from timeline.temporal import cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Between,
    Clock,
    DayPart,
    Era,
    Every,
    Final,
    First,
    Holiday,
    Modified,
    Month,
    MonthDay,
    Operator,
    Period,
    Quarter,
    Reference,
    Season,
    Weekday,
    Weekend,
    Within,
    Workday,
)


@resolver(Period)
def _period(op: Period, context: Context) -> Resolved:
    return Resolved(TimexType.DURATION, periods.value(op), "a length of time", length=periods.length(op))


@resolver(First)
def _first(op: First, context: Context) -> Resolved:
    return Resolved(TimexType.DURATION, periods.value(op.period), "a length of time", length=periods.length(op.period))


@resolver(Final)
def _final(op: Final, context: Context) -> Resolved:
    return Resolved(TimexType.DURATION, periods.value(op.period), "a length of time", length=periods.length(op.period))


@resolver(Reference)
def _reference(op: Reference, context: Context) -> Resolved:
    what = {"PAST_REF": "some time before", "PRESENT_REF": "the time of", "FUTURE_REF": "some time after"}[op.code]
    return Resolved(TimexType.DATE, op.code, f"{what} the publication on {context.date}", relative=True, anchor="t0")


@resolver(Era)
def _era(op: Era, context: Context) -> Resolved:
    first, last = eras.years(op.key)
    span = Interval.of_years(first, last - first + 1)
    found = dated(span, Granularity.YEAR, f"{eras.name(op.key)} is taken to last from {first} to {last}")
    return found if first == last else replace(found, value=f"{cells.year_value(first)}/{cells.year_value(last)}")


@resolver(Modified)
def _modified(op: Modified, context: Context) -> Resolved:
    inner = resolve(op.of, context)
    return replace(inner, mod=op.mod)


@resolver(Between)
def _between(op: Between, context: Context) -> Resolved:
    first = resolve(op.first, context)
    last = resolve(op.last, replace(context, focus=Focus(first, context.focus.last_id, context.sentence)))
    if first.interval and last.interval and last.relative and last.interval.start < first.interval.start:
        last = neighbour(op.last, first.interval, 1, context)  # "from November to February"
    return between(first, last)


@resolver(Every)
def _every(op: Every, context: Context) -> Resolved:
    value = repeated(op.of)
    freq = op.freq or ("1X" if isinstance(op.of, Period) and not op.quant else None)
    return Resolved(TimexType.SET, value, "it happens again and again", quant=op.quant, freq=freq)


def repeated(of: Operator) -> str:
    """The TIMEX3 value of what repeats: P1M, XXXX-WXX-4, XXXX-07."""
    if isinstance(of, Period):
        return periods.value(of)
    if isinstance(of, Weekday):
        return f"XXXX-WXX-{of.number}"
    if isinstance(of, Weekend):
        return "XXXX-WXX-WE"
    if isinstance(of, Workday):
        return f"XXXX-WXX-{of.code}"
    if isinstance(of, MonthDay) and of.month:
        return f"XXXX-{of.month:02d}-{of.day:02d}"
    if isinstance(of, Holiday):
        return "XXXX-XX-XX"
    if isinstance(of, Month):
        return f"XXXX-{of.month:02d}"
    if isinstance(of, Season):
        return f"XXXX-{of.code}"
    if isinstance(of, Quarter):
        return f"XXXX-Q{of.number}"
    if isinstance(of, DayPart):
        return f"XXXX-XX-XXT{of.code}"
    if isinstance(of, Between):
        return f"{repeated(of.first)}/{repeated(of.last)}"
    if isinstance(of, Within) and isinstance(of.part, DayPart):
        return repeated(of.whole) + f"T{of.part.code}"
    if isinstance(of, Within) and isinstance(of.part, Clock):
        return repeated(of.whole) + f"T{of.part.hour:02d}:{of.part.minute or 0:02d}"
    if isinstance(of, Clock):
        return f"XXXX-XX-XXT{of.hour:02d}:{of.minute or 0:02d}"
    raise NoTime("nothing that repeats")
