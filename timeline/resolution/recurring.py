"""Times that come again every year, month or week: of them the one meant."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from timeline.article import Domain
from timeline.resolution import holidays
from timeline.resolution.core import resolve, resolver
from timeline.resolution.model import Context, Resolved, dated
from timeline.resolution.parts import NO_SUCH_DAY, place, spanning
from timeline.tagger.mention import Tense
from timeline.tagger.productions import NoTime
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.operators import (
    Both,
    Half,
    Holiday,
    Month,
    MonthDay,
    Operator,
    Quarter,
    Season,
    Weekday,
    Weekend,
)

# "Banks will be closed from December 30", said on the 31st, is no word of the next year's.
_JUST_GONE = 2 * calendar.DAY
_YEAR = 366 * calendar.DAY
# How much farther a future candidate counts than a past one, by tense: news tells what happened.
_WEIGHT = {Tense.PAST: 3.0, Tense.NONE: 1.5, Tense.PRESENT: 1.5, Tense.PLANNED: 0.6}
# What is told without its year and in the past is over: "In January the board resigned", said in October, is not that
# of next year, though it is nearer. A day may be that of a plan ("a hearing set for Jan. 9"): it stays the nearest.
_MORE_OF_THE_PAST = {Granularity.QUARTER: 30.0, Granularity.MONTH: 10.0, Granularity.SEASON: 10.0}


def nearest(candidates: list[Interval], context: Context, granularity: Granularity) -> Interval:
    """The candidate that the tense asks for: with "will" the next, else the nearest, the past ones preferred."""
    now = context.today
    future = [c for c in candidates if c.end >= now.end]
    if context.tense is Tense.FUTURE and granularity is Granularity.DAY:
        future = [c for c in candidates if 0 < now.start - c.start <= _JUST_GONE] or future
    if context.tense is Tense.FUTURE and future:
        return future[0]
    weight = _WEIGHT.get(context.tense, 1.0)
    if context.tense is Tense.PAST:
        weight *= _MORE_OF_THE_PAST.get(granularity, 1.0)
    return min(candidates, key=lambda c: _distance(c, now) * (weight if c.start > now.start else 1.0))


def _distance(candidate: Interval, now: Interval) -> int:
    if candidate.start <= now.start < candidate.end:
        return 0
    return candidate.start - now.start if candidate.start > now.start else now.start - candidate.end


# What times that come again every year are called in explanations.
_NAMES: dict[type[Operator], str] = {
    Month: "such month",
    MonthDay: "such day",
    Quarter: "such quarter",
    Half: "such half",
    Season: "such season",
}


@resolver(Month)
@resolver(Quarter)
@resolver(Half)
@resolver(Season)
@resolver(Holiday)
def _yearly(op: Operator, context: Context) -> Resolved:
    """What comes again every year: in a narrative that of the year spoken of, in news the nearest by the tense."""
    spoken = context.focus.last
    if context.domain is Domain.NARRATIVE and spoken and spoken.interval:
        return _of_the_narrative(op, spoken, context.focus.last_id)
    tense = context.tense
    if context.signal == "until" and tense in (Tense.PRESENT, Tense.NONE):
        tense = Tense.FUTURE  # "is closed until June"
    elif context.signal == "until" and tense is Tense.PAST:
        tense = Tense.NONE  # "suspended flights until January": the nearest
    return _of_the_news(op, context.today.start, tense)


def _of_the_narrative(op: Operator, spoken: Resolved, id: str) -> Resolved:
    assert spoken.interval is not None
    near, year = spoken.interval, calendar.civil(spoken.interval.start).year
    if spoken.granularity and spoken.granularity.finer_than(Granularity.YEAR):
        # from November 1914 on, "in March" is that of 1915
        found = [r for y in (year, year + 1, year - 1) if (r := _of_year(op, y)) and r.interval]
    else:
        found = [r for r in (_of_year(op, year),) if r and r.interval]
    if not found:
        raise NoTime("no such time in that year")
    chosen = min(found, key=lambda r: _distance(r.interval, near) if r.interval else 0)
    return replace(chosen, why=f"the one nearest to {spoken.value}, which the text spoke of last", anchor=id)


@lru_cache(maxsize=4096)
def _of_the_news(op: Operator, now: int, tense: Tense) -> Resolved:
    context = Context(now, tense)
    year = calendar.civil(now).year
    found = {r.interval: r for y in (year - 1, year, year + 1) for r in _all_of_year(op, y) if r.interval}
    if not found and isinstance(op, MonthDay) and op.month and op.day > 29:  # "February 30"
        return replace(_of_the_news(Month(op.month), now, tense), why=NO_SUCH_DAY)
    if not found:
        raise NoTime("no year has such a time")
    chosen = nearest(list(found), context, next(iter(found.values())).granularity or Granularity.DAY)
    what = _NAMES.get(type(op), "one")
    why = f"the {'next' if tense is Tense.FUTURE else 'nearest'} {what} seen from the publication on {context.date}"
    if tense in (Tense.FUTURE, Tense.PAST):
        why += f", as the clause is about the {tense}"
    others = sorted((interval for interval in found if interval != chosen), key=lambda i: _distance(i, context.today))
    where = "after" if others and others[0].start > now else "before"
    alternatives = tuple(replace(found[i], why=f"the one {where} that date") for i in others[:1])
    return replace(found[chosen], why=why, anchor="t0", alternatives=alternatives)


def _all_of_year(op: Operator, year: int) -> list[Resolved]:
    """The one of a year, or the two that a holiday of the Moon's year may have in it."""
    if isinstance(op, Holiday):
        try:
            days = holidays.all_of(op.key, year)
        except ValueError:
            return []
        return [replace(spanning(dated(day, Granularity.DAY, "")), relative=True) for day in days]
    found = _of_year(op, year)
    return [found] if found else []


@lru_cache(maxsize=4096)
def _of_year(op: Operator, year: int) -> Resolved | None:
    """The one of a year; None for February 29 in most."""
    try:
        found = place(op, Interval.of_years(year), Granularity.YEAR, Context(calendar.seconds(year)))
    except (ValueError, NoTime):
        return None
    return replace(found, relative=True)


@resolver(MonthDay)
def _month_day(op: MonthDay, context: Context) -> Resolved:
    return _yearly(op, context) if op.month else _day_of_month(op.day, context)


def _day_of_month(day: int, context: Context) -> Resolved:
    """ "on the 3rd": of the month last spoken of, else the nearest one, by the tense."""
    spoken = context.focus.last
    if spoken and spoken.interval and spoken.granularity in (Granularity.DAY, Granularity.MONTH):
        fields = calendar.civil(spoken.interval.start)
        why = "that day of the month last spoken of"
        return dated(Interval.of_day(fields.year, fields.month, day), Granularity.DAY, why, relative=True)
    fields = calendar.civil(context.now)
    months = (divmod(fields.year * 12 + fields.month - 1 + shift, 12) for shift in (-2, -1, 0, 1, 2))
    days = [i for year, month in months if (i := _maybe_day(year, month + 1, day))]
    why = f"the nearest such day seen from the publication on {context.date}"
    return dated(nearest(days, context, Granularity.DAY), Granularity.DAY, why, relative=True, anchor="t0")


@resolver(Weekday)
def _weekday(op: Weekday, context: Context) -> Resolved:
    if context.origin != context.today:
        return _weekday_of_narrative(op, context)
    open_end = context.signal in ("until", "by", "through")
    if open_end and context.tense is Tense.PAST:  # "vowed to return by Monday", "by Monday it had sunk": the nearest
        open_end = (op.number - cells.weekday(context.today.start)) % 7 in (1, 2, 3)
    ahead = context.tense in (Tense.FUTURE, Tense.PLANNED) or open_end
    days = (op.number - cells.weekday(context.today.start)) % 7
    if days == 1 and context.signal in _POINTING_AHEAD:
        ahead = True
    elif not open_end and context.signal != "for":
        ahead = _is_nearly_ahead(ahead, days, context.tense)
    return _weekday_in_news(op.number, context.today, ahead)


def _is_nearly_ahead(ahead: bool, days: int, tense: Tense) -> bool:
    """Whether a weekday is the next one, `days` from now, as weak signs weigh less than nearness: where no verb tells,
    one of the next two days; where a plan stands about, not the day that yesterday was."""
    if tense in (Tense.NONE, Tense.PRESENT):
        return days in (1, 2)
    return ahead and not (tense is Tense.PLANNED and days == _YESTERDAY)


_POINTING_AHEAD = ("before", "to", "for")  # "it gave them heart before Thursday's final", said on Wednesday
_YESTERDAY = 6  # days before it is that weekday again


@lru_cache(maxsize=4096)
def _weekday_in_news(number: int, today: Interval, ahead: bool) -> Resolved:
    date = cells.value(today, Granularity.DAY)
    back = (cells.weekday(today.start) - number) % 7
    days = (7 - back) % 7 if ahead else -back
    day = cells.shift(today, Granularity.DAY, days)
    name = WEEKDAYS[number - 1]
    if not days:
        why = f"the day of publication, {date}, is a {name}"
    elif days > 0:
        why = f"the {name} after the publication on {date}, as nothing in the clause is about the past"
    else:
        why = f"the {name} before the publication on {date}, as nothing in the clause is about the future"
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


_WEDNESDAY = 3


def weekend_is_ahead(context: Context) -> bool:
    """Whether "the weekend" is the one to come: by the tense, and from Wednesday on also where none tells."""
    if context.tense in (Tense.FUTURE, Tense.PAST):
        return context.tense is Tense.FUTURE
    return cells.weekday(context.today.start) >= _WEDNESDAY


@resolver(Weekend)
def _weekend(op: Weekend, context: Context) -> Resolved:
    week = cells.cell(Granularity.WEEKEND, context.origin.start)
    if not weekend_is_ahead(context) and week.start > context.origin.start:
        week = cells.shift(week, Granularity.WEEKEND, -1)
    return dated(
        week, Granularity.WEEKEND, f"the weekend by the publication on {context.date}", relative=True, anchor="t0"
    )


@resolver(Both)
def _both(op: Both, context: Context) -> Resolved:
    """ "Friday, Oct. 13": of the years around, the one in which the weekday is right."""
    if isinstance(op.first, Weekday) and isinstance(op.second, MonthDay):
        month, day, number = op.second.month, op.second.day, op.first.number
        told = _of_year_told(number, month, day, context)
        year = calendar.civil(context.now).year
        months = [(y, m) for y in range(year - 4, year + 3) for m in ([month] if month else range(1, 13))]
        days = [i for y, m in months if (i := _maybe_day(y, m, day)) and cells.weekday(i.start) == number]
        if told and (context.domain is Domain.NARRATIVE or all(_distance(i, context.today) > _YEAR for i in days)):
            return dated(told, Granularity.DAY, "that day of the year last spoken of", relative=True)
        if days:
            chosen = nearest(days, context, Granularity.DAY)
            return dated(chosen, Granularity.DAY, "the nearest such day on that weekday", relative=True, anchor="t0")
    return resolve(op.second, context)


def _of_year_told(weekday: int, month: int | None, day: int, context: Context) -> Interval | None:
    """ "The vote of 1860 was held on Tuesday, November 6": in the year last spoken of, if it is a Tuesday there."""
    spoken = context.focus.last
    if month is None or spoken is None or spoken.interval is None:
        return None
    found = _maybe_day(calendar.civil(spoken.interval.start).year, month, day)
    return found if found and cells.weekday(found.start) == weekday else None


def _maybe_day(year: int, month: int, day: int) -> Interval | None:
    try:
        return Interval.of_day(year, month, day)
    except ValueError:
        return None
