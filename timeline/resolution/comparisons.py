"""Figures compared with those of a year before: which quarter "a year earlier" is."""

from __future__ import annotations

from dataclasses import replace

from timeline.resolution.model import Context, Resolved, cell_at
from timeline.tagger.mention import Tense
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import Period

_QUARTER_REACH = 10  # sentences in which figures are still compared with those of a quarter


def quarter_at_hand(context: Context) -> Resolved | None:
    """The quarter whose figures the text is giving, if it is: not those of nine months."""
    reported = context.focus.reported
    if reported is None or context.focus.interim or context.sentence - reported[1] > _QUARTER_REACH:
        return None
    return reported[0]


def quarter_of_last_year(period: Period, context: Context) -> Resolved | None:
    """Where a text speaks of a quarter, "a year earlier" is that quarter of the year before: figures are compared."""
    if period.unit is not Granularity.YEAR or period.amount != 1:
        return None
    focus = quarter_at_hand(context)
    if focus is None or focus.interval is None:
        return None
    same = cell_at(Granularity.QUARTER, focus.interval, -4, f"the same quarter a year before {focus.value}", None)
    return replace(same, comparison=True)


def quarter_just_over(context: Context) -> Resolved | None:
    """ "This quarter's loss", where figures are given of one just over: of the next one there are none yet."""
    focus = quarter_at_hand(context)
    if focus is None or focus.interval is None or context.tense in (Tense.FUTURE, Tense.PLANNED):
        return None
    since = context.today.start - focus.interval.end
    if not 0 <= since < Granularity.QUARTER.seconds // 2:
        return None
    return replace(focus, why=f"the quarter that figures are given of ({focus.value})", relative=True, anchor=None)
