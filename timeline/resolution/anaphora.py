"""Times told from what the text speaks of: "that day", "then", "the following week"."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution.comparisons import quarter_at_hand, quarter_just_over
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, cell_at, dated
from timeline.resolution.parts import place
from timeline.resolution.recurring import weekend_is_ahead
from timeline.resolution.relative_times import neighbour, reference
from timeline.tagger.mention import Tense
from timeline.tagger.productions import NoTime
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Beside,
    Following,
    Next,
    Operator,
    Previous,
    Quarter,
    Same,
    That,
    Then,
    TheNext,
    This,
    UpTo,
    Weekday,
)


@resolver(That)
def _that_one(op: That, context: Context) -> Resolved:
    if not isinstance(op.of, Granularity):
        return _that_named(op.of, context)
    same = context.focus.of(op.of)
    if same and same.interval:
        return dated(same.interval, op.of, f"the {op.of} last spoken of", relative=True, anchor=None)
    if op.of is Granularity.WEEKEND:
        week = cells.cell(Granularity.WEEKEND, context.now)
        count = -1 if week.start > context.now and not weekend_is_ahead(context) else 0
        return cell_at(op.of, context.today, count, f"the weekend by the publication on {context.date}")
    base, grain, name, anchor = reference(context)
    if op.of is Granularity.QUARTER and anchor == "t0":
        return cell_at(op.of, base, -1, f"the last full quarter before {name}", anchor)
    if op.of.finer_than(grain):
        return _somewhere_in(base, grain, f"a {op.of} of {name}", anchor)
    return cell_at(op.of, base, 0, f"the {op.of} of {name}", anchor)


def _somewhere_in(base: Interval, grain: Granularity, why: str, anchor: str) -> Resolved:
    """ "that day", where only a year was spoken of: somewhere in it."""
    label = cells.season_of(base.start)[1] if grain is Granularity.SEASON else ""
    return replace(dated(base, grain, why, label=label, relative=True, anchor=anchor), comparison=True)


def _that_named(of: Operator, context: Context) -> Resolved:
    """ "that summer", "that Tuesday": the one in the year or week last spoken of."""
    base, grain, name, anchor = reference(context)
    if anchor == "t0":
        return resolve(of, context)
    if isinstance(of, Weekday) and Granularity.WEEK.finer_than(grain):
        return _somewhere_in(base, grain, f"such a day of {name}", anchor)
    unit = Granularity.WEEK if isinstance(of, Weekday) else Granularity.YEAR
    found = place(of, cells.cell(unit, base.start), unit, context)
    return replace(found, why=f"the one in the {unit} of {name}", relative=True, anchor=anchor)


@resolver(Same)
def _same(op: Same, context: Context) -> Resolved:
    """Of a year the quarter that figures are given of, where they are; else the year. "This quarter" may be over."""
    year, quarter = resolve(op.year, context), quarter_at_hand(context)
    if isinstance(op.year, This):
        return quarter_just_over(context) or year
    if year.interval is None or year.granularity is Granularity.QUARTER or quarter is None or quarter.interval is None:
        return year
    number = (calendar.civil(quarter.interval.start).month + 2) // 3
    found = place(Quarter(number), cells.cell(Granularity.YEAR, year.interval.start), Granularity.YEAR, context)
    why = f"the quarter of {year.value} that {quarter.value} is compared with"
    return replace(found, why=why, relative=True, anchor=year.anchor, comparison=True)


@resolver(Then)
def _then(op: Then, context: Context) -> Resolved:
    spoken = context.focus.last
    if spoken is None:
        why = "a time that the text does not name"
        return Resolved(TimexType.DATE, "PAST_REF", why, relative=True, anchor="t0")
    return replace(spoken, why=f"the time last spoken of ({spoken.value})", relative=True, anchor=context.focus.last_id)


def _reference_of(of: Operator | Granularity, context: Context) -> tuple[Interval, Granularity, str, str]:
    """The time last spoken of; for "the previous Friday" a Friday, where that is the day last spoken of, though there
    was talk of an hour since."""
    day = context.focus.by_granularity.get(Granularity.DAY)
    if isinstance(of, Weekday) and day and day[0].interval and cells.weekday(day[0].interval.start) == of.number:
        return day[0].interval, Granularity.DAY, f"such a day, the last one spoken of ({day[0].value})", day[1]
    return reference(context)


@resolver(Previous)
def _previous(op: Previous, context: Context) -> Resolved:
    base, grain, name, anchor = _reference_of(op.of, context)
    if isinstance(op.of, Granularity):
        if op.of.finer_than(grain):
            return _somewhere_in(base, grain, f"a {op.of} of {name}", anchor)
        return cell_at(op.of, base, -1, f"the {op.of} before {name}", anchor)
    return replace(neighbour(op.of, base, -1, context), why=f"the last one before {name}", relative=True, anchor=anchor)


@resolver(Following)
def _following(op: Following, context: Context) -> Resolved:
    base, grain, name, anchor = _reference_of(op.of, context)
    if isinstance(op.of, Granularity):
        if op.of.finer_than(grain):
            return _somewhere_in(base, grain, f"a {op.of} of {name}", anchor)
        return cell_at(op.of, base, 1, f"the {op.of} after {name}", anchor)
    return replace(neighbour(op.of, base, 1, context), why=f"the next one after {name}", relative=True, anchor=anchor)


@resolver(TheNext)
def _the_next(op: TheNext, context: Context) -> Resolved:
    spoken = context.focus.last
    over = spoken and spoken.interval and spoken.interval.end <= context.now
    if spoken and spoken.granularity and op.of.finer_than(spoken.granularity):
        over = False
    return resolve(Following(op.of) if over and context.tense is Tense.PAST else Next(op.of), context)


@resolver(Beside)
def _beside(op: Beside, context: Context) -> Resolved:
    base = resolve(op.at, context)
    if base.interval is None:
        raise NoTime("not a date")
    why = f"the {'next one after' if op.direction > 0 else 'last one before'} {base.value}"
    if isinstance(op.of, Granularity):
        count = op.direction if cells.cell(op.of, base.interval.start).contains(base.interval) else min(op.direction, 0)
        return cell_at(op.of, base.interval, count, why, base.anchor)
    found = neighbour(op.of, base.interval, op.direction, context)
    return replace(found, why=why, relative=True, anchor=base.anchor)


@resolver(UpTo)
def _up_to(op: UpTo, context: Context) -> Resolved:
    """The end is told as what "until" stands before: where it is not past, it lies ahead."""
    end = resolve(op.end, replace(context, signal=None if context.tense is Tense.PAST else "until"))
    if end.interval is None:
        raise NoTime("not a date")
    found = neighbour(op.of, end.interval, -1, context)
    return replace(found, why=f"the last one before {end.value}, the end of the stretch", relative=True)
