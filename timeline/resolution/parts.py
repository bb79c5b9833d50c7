"""Parts of wholes: a month of a year, a clock time on a day, the last Friday of June."""

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
    Clock,
    DayPart,
    Ending,
    Half,
    Holiday,
    Month,
    MonthDay,
    Nth,
    Operator,
    Quarter,
    Season,
    Weekday,
    Within,
)

DAY = calendar.DAY


@resolver(Clock)
def _clock(op: Clock, context: Context) -> Resolved:
    day = _day_at_hand(context, op.hour)
    if op.hour == _MIDNIGHT and context.tense is Tense.PAST and day == context.today and not context.day:
        day = cells.shift(day, Granularity.DAY, -1)  # "the strike began at midnight": that of today is to come
    found = replace(clock_on(op, day), relative=True)
    if not op.open:
        return found
    later = replace(op, hour=(op.hour + 12) % 24, open=False)
    return replace(
        found, alternatives=(replace(clock_on(later, day), why="the same hour of the other half of the day"),)
    )


_MIDNIGHT = 24
_EVENING = 17  # the first hour that belongs to the night after it
_LATE, _EARLY = 19, 7  # from the one on, a clock time may be followed by one of the next day, up to the other
_CLOCK = (Granularity.HOUR, Granularity.MINUTE, Granularity.SECOND)
_HOURS = {"SM": 1, "DA": 5}  # of parts of the day that may be the next day's


def _day_at_hand(context: Context, hour: int = _EVENING) -> Interval:
    """The day last spoken of, if that was in this sentence, or in the last one a day of the week around but for that of
    publication; else the first that the news spoke of ("A fire broke out Tuesday, police said today. It started at
    10:30 a.m."), else that of publication. After a night, an hour before the evening is one of the next day
    ("overnight ... at 10:15 a.m."), and so is an early hour after a late one ("sailed at 11 p.m. It called for help at
    1 a.m.")."""
    if context.day:
        return context.day
    spoken, ago = context.focus.last, context.sentence - context.focus.last_sentence
    near = ago <= 0 or (ago == 1 and spoken and spoken.interval and _is_around(spoken.interval, context))
    news = context.focus.story if context.domain is Domain.NEWS and ago > 0 else None
    if news and (not near or (spoken and spoken.interval and context.today.contains(spoken.interval))):
        spoken, near = news, True
    if near and spoken and spoken.interval and spoken.interval.end - spoken.interval.start <= DAY:
        return _day_from(spoken, spoken.interval, hour)
    return cells.cell(Granularity.DAY, context.origin.start)


def _day_from(spoken: Resolved, interval: Interval, hour: int) -> Interval:
    """The day of an hour that is told after a time: that day, or the one after it."""
    day = cells.cell(Granularity.DAY, interval.start)
    late = spoken.granularity in _CLOCK and calendar.civil(interval.start).hour >= _LATE
    is_next = hour < _EVENING if spoken.label == "NI" else late and hour < _EARLY
    return cells.shift(day, Granularity.DAY, 1) if is_next else day


def _is_around(day: Interval, context: Context) -> bool:
    return context.domain is Domain.NARRATIVE or abs(day.start - context.today.start) <= 7 * DAY


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
    day = _day_at_hand(context, _HOURS.get(op.code, _EVENING))
    return dated(
        cells.daypart(op.code, day.start),
        Granularity.DAYPART,
        "the part of the day at hand",
        label=op.code,
        relative=True,
    )


@resolver(Within)
def _within(op: Within, context: Context) -> Resolved:
    whole = resolve(op.whole, context)
    if whole.interval is None or whole.granularity is None:
        raise NoTime("the whole is no date")
    if isinstance(op.part, MonthDay) and op.part.month and not _has(op.part, whole.interval):
        month = place(Month(op.part.month), whole.interval, whole.granularity, context)
        return replace(month, relative=whole.relative, anchor=whole.anchor, why=NO_SUCH_DAY)
    if isinstance(op.part, Clock | DayPart) and Granularity.DAY.finer_than(whole.granularity):
        return whole  # "the following night" after "in 1996": on some day of that year
    result = place(op.part, whole.interval, whole.granularity, context)
    others = tuple(
        replace(place(op.part, other.interval, whole.granularity, context), why=other.why)
        for other in whole.alternatives
        if other.interval
    )
    why = whole.why + _part_of(op.part)
    return replace(result, relative=whole.relative, anchor=whole.anchor, why=why, alternatives=others)


NO_SUCH_DAY = "that month has no such day, so the month is all that can be taken"


def _has(part: MonthDay, year: Interval) -> bool:
    try:
        Interval.of_day(calendar.civil(year.start).year, part.month or 1, part.day)
    except ValueError:
        return False
    return True


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
            return dated(Interval.of_day(fields.year, part.month or fields.month, part.day), Granularity.DAY, why)
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

        return spanning(dated(holidays.when(part.key, fields.year), Granularity.DAY, why))
    if isinstance(part, Both):
        return place(part.second, whole, granularity, context)
    if isinstance(part, Between):
        return between(place(part.first, whole, granularity, context), place(part.last, whole, granularity, context))
    inner = replace_now(context, whole.start)
    return resolve(part, inner)


def spanning(found: Resolved) -> Resolved:
    """A holiday of several days ("Ramadan") has the value of its first and last day."""
    if found.interval is None or found.interval.end - found.interval.start <= DAY:
        return found
    last = cells.cell(Granularity.DAY, found.interval.end - 1)
    return replace(found, value=f"{found.value}/{cells.value(last, Granularity.DAY)}")


def between(first: Resolved, last: Resolved) -> Resolved:
    """The stretch from the first to the last, both included. Raises NoTime."""
    if first.interval is None or last.interval is None or first.interval.start >= last.interval.end:
        raise NoTime("no stretch from the first to the last")
    is_moment = last.granularity in _CLOCK
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
