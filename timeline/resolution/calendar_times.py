"""Places on the calendar: years, months, days, weekdays ... alone, and parts of wholes."""

from __future__ import annotations

from dataclasses import replace

from timeline.article import Domain
from timeline.expressions import TimexType
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, dated
from timeline.tagger.mention import Tense
from timeline.tagger.productions import NoTime
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Around,
    Between,
    Both,
    Century,
    Clock,
    DayPart,
    Decade,
    Either,
    Ending,
    Half,
    Holiday,
    Millennium,
    Month,
    MonthDay,
    Nth,
    Operator,
    Quarter,
    Season,
    Weekday,
    Weekend,
    Within,
    Year,
)

DAY = calendar.DAY


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


# How much farther a future candidate counts than a past one, by tense: news tells what happened.
_WEIGHT = {Tense.PAST: 3.0, Tense.NONE: 1.5, Tense.PRESENT: 1.5, Tense.PLANNED: 0.6}


def nearest(candidates: list[Interval], context: Context, granularity: Granularity) -> Interval:
    """The candidate that the tense asks for: with "will" the next, else the nearest, the past ones preferred."""
    now = context.today
    future = [c for c in candidates if c.end >= now.end]
    if context.tense is Tense.FUTURE and future:
        return future[0]
    weight = _WEIGHT.get(context.tense, 1.0)
    if granularity is Granularity.QUARTER and context.tense is Tense.PAST:
        weight *= 2  # results are told of quarters that are over
    return min(candidates, key=lambda c: _distance(c, now) * (weight if c.start > now.start else 1.0))


def _distance(candidate: Interval, now: Interval) -> int:
    if candidate.start <= now.start < candidate.end:
        return 0
    return candidate.start - now.start if candidate.start > now.start else now.start - candidate.end


def _by_year(make: object, context: Context, what: str, granularity: Granularity, label: str = "") -> Resolved:
    """One of the cells that `make` gives for the years around the origin."""
    assert callable(make)
    spoken = context.focus.last
    if context.domain is Domain.NARRATIVE and spoken and spoken.interval:
        year = calendar.civil(spoken.interval.start).year
        if spoken.granularity and spoken.granularity.finer_than(Granularity.YEAR):
            near = spoken.interval  # from November 1914 on, "in March" is that of 1915
            year = min((year, year + 1, year - 1), key=lambda y: _distance(make(y), near))
        why = f"{what} of {year}, as the text spoke of {spoken.value} last"
        return dated(make(year), granularity, why, label=label, relative=True, anchor=context.focus.last_id)
    year = calendar.civil(context.now).year
    candidates = []
    for candidate in (year - 1, year, year + 1):
        try:
            candidates.append(make(candidate))
        except ValueError:
            continue
    if not candidates:
        raise NoTime(f"no such {what}")
    chosen = nearest(candidates, context, granularity)
    side = "next" if context.tense is Tense.FUTURE else "nearest"
    why = f"the {side} {what} seen from the publication on {context.date}"
    if side == "next":
        why += ", as the clause is about the future"
    elif context.tense is Tense.PAST:
        why += ", where the clause is about the past"
    other = min((c for c in candidates if c is not chosen), key=lambda c: _distance(c, context.today), default=None)
    others: tuple[Resolved, ...] = ()
    if other is not None:
        where = "after" if other.start > context.now else "before"
        others = (dated(other, granularity, f"the one {where} that date", label=label),)
    return dated(chosen, granularity, why, label=label, relative=True, anchor="t0", alternatives=others)


@resolver(Month)
def _month(op: Month, context: Context) -> Resolved:
    return _by_year(lambda year: Interval.of_month(year, op.month), context, "such month", Granularity.MONTH)


@resolver(MonthDay)
def _month_day(op: MonthDay, context: Context) -> Resolved:
    if op.month is None:
        return _day_of_month(op.day, context)
    month = op.month
    return _by_year(lambda year: _day(year, month, op.day), context, "such day", Granularity.DAY)


def _day_of_month(day: int, context: Context) -> Resolved:
    """ "on the 3rd": of the month last spoken of, else the nearest one, by the tense."""
    spoken = context.focus.last
    if spoken and spoken.interval and spoken.granularity in (Granularity.DAY, Granularity.MONTH):
        fields = calendar.civil(spoken.interval.start)
        why = "that day of the month last spoken of"
        return dated(_day(fields.year, fields.month, day), Granularity.DAY, why, relative=True)
    fields = calendar.civil(context.now)
    months = (divmod(fields.year * 12 + fields.month - 1 + shift, 12) for shift in (-2, -1, 0, 1, 2))
    days = [i for year, month in months if (i := _maybe_day(year, month + 1, day))]
    why = f"the nearest such day seen from the publication on {context.date}"
    return dated(nearest(days, context, Granularity.DAY), Granularity.DAY, why, relative=True, anchor="t0")


def _day(year: int, month: int, day: int) -> Interval:
    return Interval.of_day(year, month, day)


@resolver(Quarter)
def _quarter(op: Quarter, context: Context) -> Resolved:
    return _by_year(
        lambda year: cells.months(year * 12 + op.number * 3 - 3, 3), context, "such quarter", Granularity.QUARTER
    )


@resolver(Half)
def _half(op: Half, context: Context) -> Resolved:
    return _by_year(lambda year: cells.months(year * 12 + op.number * 6 - 6, 6), context, "such half", Granularity.HALF)


@resolver(Season)
def _season(op: Season, context: Context) -> Resolved:
    return _by_year(lambda year: cells.season(op.code, year), context, "such season", Granularity.SEASON, op.code)


@resolver(Weekday)
def _weekday(op: Weekday, context: Context) -> Resolved:
    if context.origin != context.today:
        return _weekday_of_narrative(op, context)
    today = context.today
    back = (cells.weekday(today.start) - op.number) % 7
    open_end = context.signal in ("until", "by", "through") and context.tense is not Tense.PAST
    ahead = context.tense in (Tense.FUTURE, Tense.PLANNED) or open_end
    days = (7 - back) % 7 if ahead else -back
    day = cells.shift(today, Granularity.DAY, days)
    name = WEEKDAYS[op.number - 1]
    if not days:
        why = f"the day of publication, {context.date}, is a {name}"
    elif days > 0:
        why = f"the {name} after the publication on {context.date}, as the clause is about the future"
    else:
        why = f"the {name} before the publication on {context.date}, as nothing in the clause is about the future"
    other = cells.shift(day, Granularity.DAY, -7 if days > 0 else 7)
    alternative = dated(other, Granularity.DAY, f"the {name} on the other side of the publication", relative=True)
    return dated(day, Granularity.DAY, why, relative=True, anchor="t0", alternatives=(alternative,))


def _weekday_of_narrative(op: Weekday, context: Context) -> Resolved:
    """The first such day from the time last spoken of on."""
    spoken = cells.cell(Granularity.DAY, context.origin.start)
    day = cells.shift(spoken, Granularity.DAY, (op.number - cells.weekday(spoken.start)) % 7)
    why = f"the first {WEEKDAYS[op.number - 1]} from {cells.value(spoken, Granularity.DAY)} on, the time last spoken of"
    return dated(day, Granularity.DAY, why, relative=True, anchor=context.focus.last_id)


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@resolver(Weekend)
def _weekend(op: Weekend, context: Context) -> Resolved:
    week = cells.cell(Granularity.WEEKEND, context.origin.start)
    if context.tense is not Tense.FUTURE and week.start > context.origin.start:
        week = cells.shift(week, Granularity.WEEKEND, -1)
    return dated(
        week, Granularity.WEEKEND, f"the weekend by the publication on {context.date}", relative=True, anchor="t0"
    )


@resolver(Clock)
def _clock(op: Clock, context: Context) -> Resolved:
    day = cells.cell(Granularity.DAY, context.origin.start)
    if context.focus.last and context.focus.last.interval and context.focus.last_sentence >= context.sentence - 1:
        interval = context.focus.last.interval
        if interval.end - interval.start <= DAY:
            day = cells.cell(Granularity.DAY, interval.start)
    found = replace(clock_on(op, day), relative=True)
    if not op.open:
        return found
    later = replace(op, hour=(op.hour + 12) % 24, open=False)
    return replace(
        found, alternatives=(replace(clock_on(later, day), why="the same hour of the other half of the day"),)
    )


def clock_on(op: Clock, day: Interval) -> Resolved:
    """A clock time on a day. Midnight as 24:00 is its last second's end."""
    second, minute = op.second or 0, op.minute or 0
    start = day.start + op.hour * 3600 + minute * 60 + second
    unit = Granularity.SECOND if op.second is not None else Granularity.MINUTE
    if op.minute is None:
        unit = Granularity.HOUR
    size = unit.seconds
    text = (
        cells.value(day, Granularity.DAY)
        + f"T{op.hour:02d}:{minute:02d}"
        + (f":{second:02d}" if op.second is not None else "")
    )
    return Resolved(TimexType.TIME, text, "the clock time on the day at hand", Interval(start, start + size), unit)


@resolver(DayPart)
def _day_part(op: DayPart, context: Context) -> Resolved:
    day = cells.cell(Granularity.DAY, context.origin.start)
    return dated(
        cells.daypart(op.code, day.start),
        Granularity.DAYPART,
        "the part of the day at hand",
        label=op.code,
        relative=True,
    )


@resolver(Both)
def _both(op: Both, context: Context) -> Resolved:
    """ "Friday, Oct. 13": of the years around, the one in which the weekday is right."""
    if isinstance(op.first, Weekday) and isinstance(op.second, MonthDay):
        month, day, number = op.second.month, op.second.day, op.first.number
        year = calendar.civil(context.now).year
        months = [(y, m) for y in range(year - 4, year + 3) for m in ([month] if month else range(1, 13))]
        days = [i for y, m in months if (i := _maybe_day(y, m, day)) and cells.weekday(i.start) == number]
        if days:
            chosen = nearest(days, context, Granularity.DAY)
            return dated(chosen, Granularity.DAY, "the nearest such day on that weekday", relative=True, anchor="t0")
    return resolve(op.second, context)


def _maybe_day(year: int, month: int, day: int) -> Interval | None:
    try:
        return _day(year, month, day)
    except ValueError:
        return None


@resolver(Within)
def _within(op: Within, context: Context) -> Resolved:
    whole = resolve(op.whole, context)
    if whole.interval is None or whole.granularity is None:
        raise NoTime("the whole is no date")
    result = place(op.part, whole.interval, whole.granularity, context)
    others = tuple(
        replace(place(op.part, other.interval, whole.granularity, context), why=other.why)
        for other in whole.alternatives
        if other.interval
    )
    why = whole.why + _part_of(op.part)
    return replace(result, relative=whole.relative, anchor=whole.anchor, why=why, alternatives=others)


@resolver(Either)
def _either(op: Either, context: Context) -> Resolved:
    first, second = resolve(op.first, context), resolve(op.second, context)
    return replace(first, why=op.why_first, alternatives=(replace(second, why=op.why_second),))


_DAYPARTS = {
    "MO": "morning",
    "MI": "midday",
    "AF": "afternoon",
    "EV": "evening",
    "NI": "night",
    "DT": "daytime",
    "SM": "small hours",
    "DA": "dawn",
    "DU": "dusk",
}


def _part_of(part: Operator) -> str:
    return f"; of that day the {_DAYPARTS[part.code]}" if isinstance(part, DayPart) else ""


def place(part: Operator, whole: Interval, granularity: Granularity, context: Context) -> Resolved:
    """The part of a whole: October of a year, the evening of a day."""
    why = ""
    fields = calendar.civil(whole.start)
    if isinstance(part, Month):
        return dated(Interval.of_month(fields.year, part.month), Granularity.MONTH, why)
    if isinstance(part, MonthDay):
        try:
            return dated(_day(fields.year, part.month or fields.month, part.day), Granularity.DAY, why)
        except ValueError as error:
            raise NoTime(str(error)) from error
    if isinstance(part, Quarter):
        return dated(cells.months(fields.year * 12 + part.number * 3 - 3, 3), Granularity.QUARTER, why)
    if isinstance(part, Half):
        return dated(cells.months(fields.year * 12 + part.number * 6 - 6, 6), Granularity.HALF, why)
    if isinstance(part, Season):
        return dated(cells.season(part.code, fields.year), Granularity.SEASON, why, label=part.code)
    if isinstance(part, DayPart):
        found = dated(cells.daypart(part.code, whole.start), Granularity.DAYPART, why, label=part.code)
        return replace(found, mod="START") if part.code == "SM" else found
    if isinstance(part, Clock):
        return clock_on(part, cells.cell(Granularity.DAY, whole.start))
    if isinstance(part, Weekday):
        monday = cells.cell(Granularity.WEEK, whole.start).start
        start = monday + (part.number - 1) * DAY
        return dated(Interval(start, start + DAY), Granularity.DAY, why)
    if isinstance(part, Holiday):
        from timeline.resolution import holidays

        return _spanning(dated(holidays.when(part.key, fields.year), Granularity.DAY, why))
    if isinstance(part, Both):
        return place(part.second, whole, granularity, context)
    if isinstance(part, Between):
        return between(place(part.first, whole, granularity, context), place(part.last, whole, granularity, context))
    inner = replace_now(context, whole.start)
    return resolve(part, inner)


def between(first: Resolved, last: Resolved) -> Resolved:
    """The stretch from the first to the last, both included. Raises NoTime."""
    if first.interval is None or last.interval is None or first.interval.start >= last.interval.end:
        raise NoTime("no stretch from the first to the last")
    is_moment = last.granularity in (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)
    whole = Interval(first.interval.start, last.interval.start if is_moment else last.interval.end)
    value = f"{first.value}/{last.value}"
    return replace(first, value=value, interval=whole, why=f"from {first.value} to {last.value}", alternatives=())


def replace_now(context: Context, now: int) -> Context:
    """The same context seen from another moment, as news."""
    return Context(now, Tense.NONE, Domain.NEWS, context.focus, context.sentence, context.signal)


@resolver(Nth)
def _nth(op: Nth, context: Context) -> Resolved:
    whole = resolve(op.whole, context)
    if whole.interval is None:
        raise NoTime("the whole is no date")
    part = _nth_of(op, whole.interval)
    if not part.start < whole.interval.end or not part.end > whole.interval.start:
        raise NoTime("the whole has no such part")
    unit = op.part if isinstance(op.part, Granularity) else Granularity.DAY
    label = cells.season_of(part.start)[1] if unit is Granularity.SEASON else ""
    return dated(part, unit, whole.why, label=label, relative=whole.relative, anchor=whole.anchor)


def _nth_of(op: Nth, whole: Interval) -> Interval:
    """The n-th part of a whole, from its end if negative. A week belongs to what holds its Thursday, as in ISO 8601."""
    if isinstance(op.part, Weekday):
        return _nth_weekday(op.part.number, op.number, whole)
    if op.part is Granularity.WEEK:
        return cells.cell(Granularity.WEEK, _nth_weekday(4, op.number, whole).start)
    if op.part is Granularity.WEEKEND:
        return cells.cell(Granularity.WEEKEND, _nth_weekday(6, op.number, whole).start)
    if not isinstance(op.part, Granularity):
        raise NoTime("no such part")
    if op.number > 0:
        return cells.shift(cells.cell(op.part, whole.start), op.part, op.number - 1)
    return cells.shift(cells.cell(op.part, whole.end - 1), op.part, op.number + 1)


def _nth_weekday(weekday: int, number: int, whole: Interval) -> Interval:
    if number > 0:
        day = whole.start + ((weekday - cells.weekday(whole.start)) % 7 + 7 * (number - 1)) * DAY
    else:
        last = whole.end - DAY
        day = last - ((cells.weekday(last) - weekday) % 7 - 7 * (number + 1)) * DAY
    return Interval(day, day + DAY)


@resolver(Around)
def _around(op: Around, context: Context) -> Resolved:
    """The week or weekend of a day: a Thursday or Friday has the weekend after it, a Monday the one before."""
    day = resolve(op.of, context)
    if day.interval is None:
        raise NoTime("not a date")
    start = day.interval.start
    if op.unit is Granularity.WEEKEND and cells.weekday(start) <= 2:
        start -= 7 * DAY
    return dated(cells.cell(op.unit, start), op.unit, f"the {op.unit} of {day.value}", relative=True, anchor=day.anchor)


@resolver(Ending)
def _ending(op: Ending, context: Context) -> Resolved:
    """The quarter that ends with a day: for one that ends on July 31, the calendar quarter that most of it lies in."""
    last = resolve(op.at, context)
    if last.interval is None:
        raise NoTime("not a date")
    middle = last.interval.start - op.of.seconds // 2
    return dated(cells.cell(op.of, middle), op.of, f"the {op.of} that ended {last.value}", relative=True)


@resolver(Holiday)
def _holiday(op: Holiday, context: Context) -> Resolved:
    from timeline.resolution import holidays

    found = _by_year(lambda year: holidays.when(op.key, year), context, holidays.name(op.key), Granularity.DAY)
    return _spanning(found)


def _spanning(found: Resolved) -> Resolved:
    """A holiday of several days ("Ramadan") has the value of its first and last day."""
    if found.interval is None or found.interval.end - found.interval.start <= DAY:
        return found
    last = cells.cell(Granularity.DAY, found.interval.end - 1)
    return replace(found, value=f"{found.value}/{cells.value(last, Granularity.DAY)}")
