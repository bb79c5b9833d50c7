"""Lengths, repetitions, vague references, modified times, stretches between two times."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution import periods
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved
from timeline.tagger.productions import NoTime
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Between,
    DayPart,
    Every,
    First,
    Modified,
    Month,
    Operator,
    Period,
    Quarter,
    Reference,
    Season,
    Weekday,
    Weekend,
    Within,
)


@resolver(Period)
def _period(op: Period, context: Context) -> Resolved:
    return Resolved(TimexType.DURATION, periods.value(op), "a length of time", length=periods.length(op))


@resolver(First)
def _first(op: First, context: Context) -> Resolved:
    return Resolved(TimexType.DURATION, periods.value(op.period), "a length of time", length=periods.length(op.period))


@resolver(Reference)
def _reference(op: Reference, context: Context) -> Resolved:
    what = {"PAST_REF": "some time before", "PRESENT_REF": "the time of", "FUTURE_REF": "some time after"}[op.code]
    return Resolved(TimexType.DATE, op.code, f"{what} the publication on {context.date}", relative=True, anchor="t0")


@resolver(Modified)
def _modified(op: Modified, context: Context) -> Resolved:
    inner = resolve(op.of, context)
    return replace(inner, mod=op.mod)


@resolver(Between)
def _between(op: Between, context: Context) -> Resolved:
    first, last = resolve(op.first, context), resolve(op.last, context)
    if first.interval is None or last.interval is None or first.interval.start >= last.interval.end:
        raise NoTime("no stretch from the first to the last")
    whole = Interval(first.interval.start, last.interval.end)
    return replace(
        first, value=f"{first.value}/{last.value}", interval=whole, why=f"from {first.value} to {last.value}"
    )


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
    if isinstance(of, Month):
        return f"XXXX-{of.month:02d}"
    if isinstance(of, Season):
        return f"XXXX-{of.code}"
    if isinstance(of, Quarter):
        return f"XXXX-Q{of.number}"
    if isinstance(of, DayPart):
        return f"XXXX-XX-XXT{of.code}"
    if isinstance(of, Within) and isinstance(of.part, DayPart):
        return repeated(of.whole) + f"T{of.part.code}"
    raise NoTime("nothing that repeats")
