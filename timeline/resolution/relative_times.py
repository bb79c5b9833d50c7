"""Times told from the publication, or from what the text last spoke of."""

from __future__ import annotations

from dataclasses import replace

from timeline.expressions import TimexType
from timeline.resolution import periods
from timeline.resolution.calendar_times import place
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, dated
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
    Coming,
    Day,
    Earlier,
    Following,
    Last,
    Later,
    Next,
    Operator,
    Past,
    Period,
    Previous,
    That,
    This,
    Weekday,
)


@resolver(Day)
def _day(op: Day, context: Context) -> Resolved:
    day = cells.shift(context.today, Granularity.DAY, op.offset)
    names = {0: "the day of publication", -1: "the day before publication", 1: "the day after publication"}
    why = names.get(op.offset, f"{abs(op.offset)} days {'after' if op.offset > 0 else 'before'} publication")
    return dated(day, Granularity.DAY, f"{why} ({context.date})", relative=True, anchor="t0")


def _cell_at(unit: Granularity, base: Interval, count: int, why: str, anchor: str | None = "t0") -> Resolved:
    chosen = cells.shift(cells.cell(unit, base.start), unit, count)
    label = cells.season_of(chosen.start)[1] if unit is Granularity.SEASON else ""
    return dated(chosen, unit, why, label=label, relative=True, anchor=anchor)


def _neighbour(of: Operator, base: Interval, direction: int, context: Context) -> Resolved:
    """The nearest time of a kind (a weekday, a month, a season) that lies wholly on one side of `base`."""
    if isinstance(of, Weekday):
        today = cells.cell(Granularity.DAY, base.start)
        gap = (cells.weekday(today.start) - of.number) % 7 or 7
        days = -gap if direction < 0 else (7 - gap) or 7
        return dated(cells.shift(today, Granularity.DAY, days), Granularity.DAY, "", relative=True, anchor="t0")
    year = calendar.civil(base.start).year
    found = [place(of, Interval.of_years(y), Granularity.YEAR, context) for y in range(year - 2, year + 3)]
    inside = [r for r in found if r.interval is not None]
    if direction < 0:
        past = [r for r in inside if r.interval and r.interval.end <= base.start]
        return past[-1]
    ahead = [r for r in inside if r.interval and r.interval.start >= base.end]
    return ahead[0]


@resolver(This)
def _this(op: This, context: Context) -> Resolved:
    if isinstance(op.of, Granularity):
        base = context.origin
        return _cell_at(op.of, base, 0, f"the {op.of} of the publication on {context.date}")
    if isinstance(op.of, Weekday):
        week = cells.cell(Granularity.WEEK, context.now)
        return replace(
            place(op.of, week, Granularity.WEEK, context),
            why="that day of the week of publication",
            relative=True,
            anchor="t0",
        )
    year = Interval.of_years(calendar.civil(context.now).year)
    result = place(op.of, year, Granularity.YEAR, context)
    if result.granularity is Granularity.SEASON and result.label == "WI" and calendar.civil(context.now).month < 3:
        result = place(op.of, Interval.of_years(calendar.civil(context.now).year - 1), Granularity.YEAR, context)
    return replace(result, why=f"the one of the year of publication ({context.date})", relative=True, anchor="t0")


@resolver(Last)
def _last(op: Last, context: Context) -> Resolved:
    why = f"the last one before the publication on {context.date}"
    if isinstance(op.of, Granularity):
        return _cell_at(op.of, context.today, -1, f"the {op.of} before that of the publication on {context.date}")
    return replace(_neighbour(op.of, context.today, -1, context), why=why, relative=True, anchor="t0")


@resolver(Next)
def _next(op: Next, context: Context) -> Resolved:
    why = f"the next one after the publication on {context.date}"
    if isinstance(op.of, Granularity):
        return _cell_at(op.of, context.today, 1, f"the {op.of} after that of the publication on {context.date}")
    return replace(_neighbour(op.of, context.today, 1, context), why=why, relative=True, anchor="t0")


def _reference(context: Context) -> tuple[Interval, Granularity, str, str]:
    """What "earlier" and "that" are told from: the time last spoken of, else the publication."""
    focus = context.focus.last
    if focus and focus.interval and focus.granularity:
        return focus.interval, focus.granularity, f"the time last spoken of ({focus.value})", context.focus.last_id
    return context.today, Granularity.DAY, f"the publication on {context.date}", "t0"


def moved(period: Period, direction: int, base: Interval, granularity: Granularity, why: str, anchor: str) -> Resolved:
    """`base` moved by a length: at the granularity of the length, or of the base where that is finer and exact."""
    if period.amount is None:
        return _open(period, direction, base, why, anchor)
    unit, count = period.unit, period.amount
    if unit is Granularity.DECADE:  # "a decade ago" is told to the year
        unit, count = Granularity.YEAR, count * 10
    if unit is Granularity.CENTURY and count != int(count):
        unit, count = Granularity.YEAR, count * 100
    if count != int(count) or period.plus:
        unit, count = _in_finer(replace(period, amount=count, unit=unit))
    target = cells.shift(cells.cell(unit, base.start), unit, direction * int(count))
    result = dated(target, unit, why, relative=True, anchor=anchor)
    return replace(result, length=periods.length(period))


def _in_finer(period: Period) -> tuple[Granularity, float]:
    whole = periods.months(period)
    if whole is not None and abs(whole - round(whole)) < 0.01:
        extra = periods.months(period.plus) if period.plus else 0
        if extra is not None:
            return Granularity.MONTH, round(whole + extra)
    low, _ = periods.length(period)
    unit = Granularity.DAY if low >= calendar.DAY and low % calendar.DAY == 0 else Granularity.MINUTE
    return unit, low // unit.seconds


def _open(period: Period, direction: int, base: Interval, why: str, anchor: str) -> Resolved:
    """ "several years ago": some time in a stretch, and a vague value."""
    value = "PAST_REF" if direction < 0 else "FUTURE_REF"
    low, high = periods.length(period)
    return Resolved(TimexType.DATE, value, why, relative=True, anchor=anchor, length=(low, high))


@resolver(Ago)
def _ago(op: Ago, context: Context) -> Resolved:
    quarter = _quarter_of_last_year(op.period, context)
    if quarter:
        return quarter
    base = context.origin
    why = f"{_told(op.period)} before the publication on {context.date}"
    return moved(op.period, -1, base, Granularity.DAY, why, "t0")


@resolver(Ahead)
def _ahead(op: Ahead, context: Context) -> Resolved:
    why = f"{_told(op.period)} after the publication on {context.date}"
    return moved(op.period, 1, context.today, Granularity.DAY, why, "t0")


@resolver(Earlier)
def _earlier(op: Earlier, context: Context) -> Resolved:
    quarter = _quarter_of_last_year(op.period, context)
    if quarter:
        return quarter
    base, granularity, name, anchor = _reference(context)
    return moved(op.period, -1, base, granularity, f"{_told(op.period)} before {name}", anchor)


@resolver(Later)
def _later(op: Later, context: Context) -> Resolved:
    base, granularity, name, anchor = _reference(context)
    return moved(op.period, 1, base, granularity, f"{_told(op.period)} after {name}", anchor)


def _quarter_of_last_year(period: Period, context: Context) -> Resolved | None:
    """Where a text speaks of a quarter, "a year earlier" is that quarter of the year before: figures are compared."""
    focus = context.focus.of(Granularity.QUARTER)
    if focus is None or focus.interval is None or period.unit is not Granularity.YEAR or period.amount != 1:
        return None
    same = _cell_at(Granularity.QUARTER, focus.interval, -4, f"the same quarter a year before {focus.value}", None)
    return replace(same, comparison=True)


@resolver(Before)
def _before(op: Before, context: Context) -> Resolved:
    base = resolve(op.of, context)
    if base.interval is None or base.granularity is None:
        raise NoTime("not a date")
    return moved(
        op.period, -1, base.interval, base.granularity, f"{_told(op.period)} before {base.value}", base.anchor or "t0"
    )


@resolver(After)
def _after(op: After, context: Context) -> Resolved:
    base = resolve(op.of, context)
    if base.interval is None or base.granularity is None:
        raise NoTime("not a date")
    return moved(
        op.period, 1, base.interval, base.granularity, f"{_told(op.period)} after {base.value}", base.anchor or "t0"
    )


def _told(period: Period) -> str:
    if period.amount is None:
        return f"an open number of {period.unit}s"
    whole = int(period.amount) if period.amount == int(period.amount) else period.amount
    return f"{whole} {period.unit}{'' if whole == 1 else 's'}"


@resolver(That)
def _that(op: That, context: Context) -> Resolved:
    if not isinstance(op.of, Granularity):
        return resolve(op.of, context)
    same = context.focus.of(op.of)
    if same and same.interval:
        return dated(same.interval, op.of, f"the {op.of} last spoken of", relative=True, anchor=None)
    if op.of is Granularity.WEEKEND:
        week = cells.cell(Granularity.WEEKEND, context.now)
        count = -1 if week.start > context.now and context.tense is not Tense.FUTURE else 0
        return _cell_at(op.of, context.today, count, f"the weekend by the publication on {context.date}")
    base, _, name, anchor = _reference(context)
    if op.of is Granularity.QUARTER and anchor == "t0":
        return _cell_at(op.of, base, -1, f"the last full quarter before {name}", anchor)
    return _cell_at(op.of, base, 0, f"the {op.of} of {name}", anchor)


@resolver(Previous)
def _previous(op: Previous, context: Context) -> Resolved:
    base, _, name, anchor = _reference(context)
    if isinstance(op.of, Granularity):
        return _cell_at(op.of, base, -1, f"the {op.of} before {name}", anchor)
    return replace(
        _neighbour(op.of, base, -1, context), why=f"the last one before {name}", relative=True, anchor=anchor
    )


@resolver(Following)
def _following(op: Following, context: Context) -> Resolved:
    base, _, name, anchor = _reference(context)
    if isinstance(op.of, Granularity):
        return _cell_at(op.of, base, 1, f"the {op.of} after {name}", anchor)
    return replace(_neighbour(op.of, base, 1, context), why=f"the next one after {name}", relative=True, anchor=anchor)


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
    cell = _cell_at(unit, context.today, -1, f"the {unit} up to the publication on {context.date}")
    end = context.today.end
    return replace(cell, interval=Interval(cells.add(end, unit, -1), end))


@resolver(Past)
def _past(op: Past, context: Context) -> Resolved:
    if op.period.amount == 1 and op.period.unit not in (Granularity.HOUR, Granularity.MINUTE, Granularity.DAY):
        return _past_unit(op.period.unit, context)
    return stretch(op.period, f"the stretch up to the publication on {context.date}", None, "t0")


@resolver(Coming)
def _coming(op: Coming, context: Context) -> Resolved:
    return stretch(op.period, f"the stretch from the publication on {context.date}", "t0", None)
