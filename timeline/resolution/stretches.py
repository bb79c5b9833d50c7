"""Lengths that end or begin at a known time: "the past two weeks", "the coming months"."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution import periods
from timeline.resolution.core import resolver
from timeline.resolution.model import Context, Resolved, cell_at
from timeline.temporal import cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import Coming, Past, Period


def stretch(period: Period, why: str, begin: str | None, end: str | None) -> Resolved:
    """A length that ends or begins at a known time."""
    return Resolved(
        TimexType.DURATION,
        periods.value(period),
        why,
        length=periods.length(period),
        begin=begin,
        end=end,
        relative=True,
    )


def _past_unit(unit: Granularity, context: Context) -> Resolved:
    """ "the past year": TIMEX3 names the calendar year before; what is meant are the twelve months up to now."""
    cell = cell_at(unit, context.today, -1, f"the {unit} up to the publication on {context.date}")
    end = context.today.end
    return replace(cell, interval=Interval(cells.add(end, unit, -1), end))


# Units that "the past" names a calendar unit with; an hour or a day, a decade or a century stay lengths.
_NAMED_UNITS = (Granularity.WEEK, Granularity.MONTH, Granularity.QUARTER, Granularity.HALF, Granularity.YEAR)


@resolver(Past)
def _past(op: Past, context: Context) -> Resolved:
    if op.period.amount == 1 and op.period.unit in _NAMED_UNITS:
        return _past_unit(op.period.unit, context)
    return stretch(op.period, f"the stretch up to the publication on {context.date}", None, "t0")


@resolver(Coming)
def _coming(op: Coming, context: Context) -> Resolved:
    return stretch(op.period, f"the stretch from the publication on {context.date}", "t0", None)
