"""Times told from the publication, or from what the text last spoke of."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution import comparisons, periods
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, cell_at, dated
from timeline.resolution.parts import place
from timeline.resolution.stretches import stretch
from timeline.tagger.mention import Tense
from timeline.tagger.productions import NoTime
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    After,
    Ago,
    Ahead,
    Before,
    Day,
    DayPart,
    Earlier,
    Last,
    Later,
    Month,
    Next,
    Operator,
    Overnight,
    Period,
    This,
    Weekday,
    Within,
)


@resolver(Day)
def _day(op: Day, context: Context) -> Resolved:
    day = cells.shift(context.today, Granularity.DAY, op.offset)
    names = {0: "the day of publication", -1: "the day before publication", 1: "the day after publication"}
    why = names.get(op.offset, f"{abs(op.offset)} days {'after' if op.offset > 0 else 'before'} publication")
    return dated(day, Granularity.DAY, f"{why} ({context.date})", relative=True, anchor="t0")


@resolver(Overnight)
def _overnight(op: Overnight, context: Context) -> Resolved:
    """The night before the day of publication; the one to come, of what will be ("rain is expected overnight")."""
    ahead = context.tense in (Tense.FUTURE, Tense.PLANNED)
    return resolve(Within(DayPart("NI"), Day(0 if ahead else -1)), context)


_MOST_NEIGHBOURS = 200


def neighbour(of: Operator, base: Interval, count: int, context: Context) -> Resolved:
    """The time of a kind (a weekday, a month, a season) that lies wholly before or after `base`, the `count`-th one."""
    if not 0 < abs(count) <= _MOST_NEIGHBOURS:
        raise NoTime(f"not told by counting {count}")
    if isinstance(of, Weekday):
        today = cells.cell(Granularity.DAY, base.start)
        gap = (cells.weekday(today.start) - of.number) % 7 or 7
        days = -gap if count < 0 else (7 - gap) or 7
        days += 7 * (count + 1 if count < 0 else count - 1)
        return dated(cells.shift(today, Granularity.DAY, days), Granularity.DAY, "", relative=True, anchor="t0")
    year = calendar.civil(base.start).year
    span = range(year - abs(count) - 1, year + 1) if count < 0 else range(year, year + count + 2)
    found = [place(of, Interval.of_years(y), Granularity.YEAR, context) for y in span]
    if count < 0:
        return [r for r in found if r.interval and r.interval.end <= base.start][count]
    return [r for r in found if r.interval and r.interval.start >= base.end][count - 1]


@resolver(This)
def _this(op: This, context: Context) -> Resolved:
    if isinstance(op.of, Granularity):
        # "this week" is that of the publication, whatever the story tells of; "this year" may be the one it is at
        base = context.origin if Granularity.WEEK.finer_than(op.of) else context.today
        if op.of is Granularity.WEEK and context.tense in (Tense.FUTURE, Tense.PLANNED):
            base = _week_said(context)
        return cell_at(op.of, base, 0, f"the {op.of} of the publication on {context.date}")
    if isinstance(op.of, Weekday):
        return _this_weekday(op.of, context)
    year = Interval.of_years(calendar.civil(context.now).year)
    result = place(op.of, year, Granularity.YEAR, context)
    if result.granularity is Granularity.SEASON and result.label == "WI" and calendar.civil(context.now).month < 3:
        result = place(op.of, Interval.of_years(calendar.civil(context.now).year - 1), Granularity.YEAR, context)
    return replace(result, why=f"the one of the year of publication ({context.date})", relative=True, anchor="t0")


def _this_weekday(of: Weekday, context: Context) -> Resolved:
    """ "this Friday": of the week of publication, unless the tense asks for the other side."""
    day = place(of, cells.cell(Granularity.WEEK, context.now), Granularity.WEEK, context)
    assert day.interval is not None
    why, interval = "that day of the week of publication", day.interval
    if context.tense in (Tense.FUTURE, Tense.PLANNED) and interval.end <= context.now:
        why, interval = (
            "the next such day, as the clause is about the future",
            cells.shift(interval, Granularity.DAY, 7),
        )
    elif context.tense is Tense.PAST and interval.start > context.now:
        why, interval = "the last such day, as the clause is about the past", cells.shift(interval, Granularity.DAY, -7)
    return dated(interval, Granularity.DAY, why, relative=True, anchor="t0")


@resolver(Last)
def _last(op: Last, context: Context) -> Resolved:
    if isinstance(op.of, Granularity):
        base = _week_said(context) if op.of is Granularity.WEEK else context.today
        return cell_at(op.of, base, -op.count, f"{_nth(op.count, op.of)} before {_that(context)}")
    return _by_name(op.of, -op.count, context)


def _week_said(context: Context) -> Interval:
    """A day of the week that is on. On a Sunday the week just over is "last week", and "this week" one to come."""
    days = 1 if cells.weekday(context.today.start) == _SUNDAY else 0
    return cells.shift(context.today, Granularity.DAY, days)


_SUNDAY = 7


def _nth(count: int, unit: Granularity) -> str:
    return f"the {unit}" if count == 1 else f"{count} {unit}s"


def _that(context: Context) -> str:
    return f"that of the publication on {context.date}"


@resolver(Next)
def _next(op: Next, context: Context) -> Resolved:
    if isinstance(op.of, Granularity):
        return cell_at(op.of, context.today, op.count, f"{_nth(op.count, op.of)} after {_that(context)}")
    return _by_name(op.of, op.count, context)


def _by_name(of: Operator, count: int, context: Context) -> Resolved:
    """ "last Friday", "next May": the nearest one, unless that would be called "yesterday" or "next month"."""
    which, side = ("last", "before") if count < 0 else ("next", "after")
    nth = f"{abs(count)}th {which}" if abs(count) > 1 else which
    why = f"the {nth} one {side} the publication on {context.date}"
    nearest = replace(neighbour(of, context.today, count, context), why=why, relative=True, anchor="t0")
    if abs(count) > 1:
        return nearest
    other = replace(neighbour(of, context.today, 2 * count, context), relative=True, anchor="t0")
    if _is_beside(nearest, of, count, context):
        other = replace(other, why=f"the one {side} {nearest.value}, which has a shorter name")
        return replace(other, alternatives=(nearest,))
    other = replace(other, why=f"the one {side} that, where the nearest is “this”")
    return replace(nearest, alternatives=(other,))


def _is_beside(found: Resolved, of: Operator, count: int, context: Context) -> bool:
    """Whether it is yesterday or tomorrow, the month before or the next one."""
    unit = Granularity.DAY if isinstance(of, Weekday) else Granularity.MONTH if isinstance(of, Month) else None
    if unit is None or context.signal in ("to", "until", "through"):  # "in the year to last March"
        return False
    return found.interval == cells.shift(cells.cell(unit, context.now), unit, count)


def reference(context: Context) -> tuple[Interval, Granularity, str, str]:
    """What "earlier" and "that" are told from: the time last spoken of, else the publication."""
    focus = context.focus.last
    if focus and focus.interval and focus.granularity:
        return focus.interval, focus.granularity, f"the time last spoken of ({focus.value})", context.focus.last_id
    return context.today, Granularity.DAY, f"the publication on {context.date}", "t0"


def moved(period: Period, direction: int, base: Interval, granularity: Granularity, why: str, anchor: str) -> Resolved:
    """`base` moved by a length, at the granularity of the length. What is told in hours from a day whose hour is not
    known keeps that day."""
    if period.amount is None:
        return _open(period, direction, why, anchor)
    if period.unit.finer_than(Granularity.DAY) and granularity not in _CLOCK:
        low, _ = periods.length(period)
        if granularity in (Granularity.DAY, Granularity.DAYPART):
            day = cells.shift(
                cells.cell(Granularity.DAY, base.start), Granularity.DAY, direction * (low // calendar.DAY)
            )
            found = dated(day, Granularity.DAY, why, relative=True, anchor=anchor)
            return found if low >= calendar.DAY else replace(found, mod="APPROX")
    if anchor != "t0" and granularity.finer_than(Granularity.DECADE) and period.unit.finer_than(granularity):
        return _moved_roughly(period, direction, base, granularity, why, anchor)
    unit, count = period.unit, period.amount
    if unit is Granularity.DECADE:  # "a decade ago" is told to the year
        unit, count = Granularity.YEAR, count * 10
    if unit is Granularity.CENTURY and (count != int(count) or granularity is Granularity.YEAR):
        unit, count = Granularity.YEAR, count * 100
    if count != int(count) or period.plus:
        unit, count = _in_finer(replace(period, amount=count, unit=unit))
    target = cells.shift(cells.cell(unit, base.start), unit, direction * int(count))
    result = dated(target, unit, why, relative=True, anchor=anchor)
    return replace(result, length=periods.length(period))


_CLOCK = (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)


def _moved_roughly(
    period: Period, direction: int, base: Interval, granularity: Granularity, why: str, anchor: str
) -> Resolved:
    """Told from a day that is not known, as "two days later" from "in May 1987": as roughly as what it is told from."""
    low, high = periods.length(period)
    start, end = (base.start + low, base.end + high) if direction > 0 else (base.start - high, base.end - low)
    label = cells.season_of(start)[1] if granularity is Granularity.SEASON else ""
    cell = dated(cells.cell(granularity, start), granularity, why, label=label, relative=True, anchor=anchor)
    return replace(cell, interval=Interval(start, end), length=(low, high))


def _in_finer(period: Period) -> tuple[Granularity, float]:
    whole = periods.months(period)
    if whole is not None and abs(whole - round(whole)) < 0.01:
        extra = periods.months(period.plus) if period.plus else 0
        if extra is not None:
            return Granularity.MONTH, round(whole + extra)
    low, _ = periods.length(period)
    unit = Granularity.DAY if low >= calendar.DAY else Granularity.MINUTE
    return unit, low // unit.seconds


def _open(period: Period, direction: int, why: str, anchor: str) -> Resolved:
    """ "several years ago": vague. "several years later": a length from what the text spoke of."""
    length = periods.length(period)
    if anchor == "t0":
        value = "PAST_REF" if direction < 0 else "FUTURE_REF"
        return Resolved(TimexType.DATE, value, why, relative=True, anchor=anchor, length=length)
    begin, end = (anchor, None) if direction > 0 else (None, anchor)
    return stretch(period, why, begin, end)


@resolver(Ago)
def _ago(op: Ago, context: Context) -> Resolved:
    quarter = comparisons.quarter_of_last_year(op.period, context)
    if quarter:
        return quarter
    base = context.moment if context.origin == context.today else context.origin
    why = f"{_told(op.period)} before the publication on {context.date}"
    return _compared(moved(op.period, -1, base, context.precision, why, "t0"), context)


@resolver(Ahead)
def _ahead(op: Ahead, context: Context) -> Resolved:
    why = f"{_told(op.period)} after the publication on {context.date}"
    return moved(op.period, 1, context.moment, context.precision, why, "t0")


@resolver(Earlier)
def _earlier(op: Earlier, context: Context) -> Resolved:
    quarter = comparisons.quarter_of_last_year(op.period, context)
    if quarter:
        return quarter
    return _compared(_from_what_was_told(op.period, -1, context), context)


def _compared(found: Resolved, context: Context) -> Resolved:
    """ "output fell from a year ago": told to compare with."""
    return replace(found, comparison=True) if context.signal == "from" else found


@resolver(Later)
def _later(op: Later, context: Context) -> Resolved:
    return _from_what_was_told(op.period, 1, context)


_HOURS_REACH = 2  # sentences in which "an hour later" may still be told from a time that was named


def _from_what_was_told(period: Period, direction: int, context: Context) -> Resolved:
    """ "two days earlier". An hour later than what a text tells is so many minutes after a time that it may never have
    named: a date only where it named the day just before, else a length."""
    base, granularity, name, anchor = reference(context)
    side = "after" if direction > 0 else "before"
    if period.amount is not None and periods.length(period)[1] < calendar.DAY:
        far = context.sentence - context.focus.last_sentence > _HOURS_REACH
        if anchor == "t0" or far or Granularity.DAY.finer_than(granularity):
            return stretch(period, f"{_told(period)} {side} a time that is not named", None, None)
    return moved(period, direction, base, granularity, f"{_told(period)} {side} {name}", anchor)


@resolver(Before)
def _before(op: Before, context: Context) -> Resolved:
    return _from_date(op, -1, context)


@resolver(After)
def _after(op: After, context: Context) -> Resolved:
    return _from_date(op, 1, context)


def _from_date(op: Before | After, direction: int, context: Context) -> Resolved:
    """A length from another date: to the day ("a week from Tuesday"), or else to its unit ("a week before Easter")."""
    tense = Tense.FUTURE if direction > 0 and op.exact else Tense.PAST if op.exact else context.tense
    base = resolve(op.of, replace(context, tense=tense))
    if base.interval is None or base.granularity is None:
        raise NoTime("not a date")
    why = f"{_told(op.period)} {'after' if direction > 0 else 'before'} {base.value}"
    if not op.exact or op.period.amount is None:
        return moved(op.period, direction, base.interval, base.granularity, why, base.anchor or "t0")
    unit, count = op.period.unit, op.period.amount
    if count != int(count) or op.period.plus:
        unit, count = _in_finer(op.period)
    start = cells.add(base.interval.start, unit, direction * int(count))
    target = cells.cell(base.granularity, start)
    return dated(target, base.granularity, why, label=base.label, relative=True, anchor=base.anchor or "t0")


def _told(period: Period) -> str:
    if period.amount is None:
        return f"an open number of {period.unit}s"
    whole = int(period.amount) if period.amount == int(period.amount) else period.amount
    return f"{whole} {period.unit}{'' if whole == 1 else 's'}"
