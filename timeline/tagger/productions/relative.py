"""What is told from today, from what was spoken of, or as a part of a whole."""

from __future__ import annotations

from dataclasses import replace

from timeline.tagger.productions.error import NoTime
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Ago,
    Ahead,
    Century,
    Clock,
    DayPart,
    Decade,
    First,
    Following,
    Half,
    Last,
    Modified,
    Month,
    MonthDay,
    Next,
    Nth,
    Operator,
    Past,
    Period,
    Previous,
    Quarter,
    Season,
    That,
    TheNext,
    This,
    Weekday,
    Within,
    Year,
)


def counted_back(number: float, of: Operator) -> Last:
    """ "two Fridays ago" """
    if number != int(number) or number < 1:
        raise NoTime("no whole number of them")
    return Last(of, int(number))


def nth_of(number: int, part: Operator | Granularity, whole: Operator) -> Operator:
    """ "the last week of October", "the first Monday in September"; the last quarter of a century is no three months"""
    grain = grain_of(whole)
    if part is Granularity.QUARTER and grain and Granularity.YEAR.finer_than(grain):
        mod = {1: "START", -1: "END", 4: "END"}.get(number)
        return Modified(mod, whole) if mod else whole
    if isinstance(part, Granularity) and grain and not part.finer_than(grain):
        raise NoTime("the part is not finer than the whole")
    return Nth(number, part, whole)


def grain_of(of: Operator | Granularity) -> Granularity | None:
    """How finely an operator tells a time, where that can be seen from the outside."""
    if isinstance(of, Granularity):
        return of
    if isinstance(of, Within):
        return grain_of(of.part)
    if isinstance(of, This | Last | Next | TheNext | That):
        return grain_of(of.of)
    return _GRAIN.get(type(of))


_GRAIN: dict[type[Operator], Granularity] = {
    Year: Granularity.YEAR,
    Month: Granularity.MONTH,
    MonthDay: Granularity.DAY,
    Weekday: Granularity.DAY,
    Decade: Granularity.DECADE,
    Century: Granularity.CENTURY,
    Quarter: Granularity.QUARTER,
    Half: Granularity.HALF,
}


def weekday_or_season(weekday: int | None, season: str | None) -> Operator:
    """The plural word in "two Fridays ago", "three summers ago"."""
    return Weekday(weekday) if weekday else Season(season or "SU")


def beside(of: Granularity, following: str | None, preceding: str | None) -> Operator:
    """ "this month", "next month", "last month" in "ten years ago next month" """
    return Next(of) if following else Last(of) if preceding else This(of)


def in_week(day: Weekday, week: Operator) -> Within:
    """ "Monday of last week" """
    if not (isinstance(week, This | Last | Next | TheNext) and week.of is Granularity.WEEK):
        raise NoTime("not a week")
    return Within(day, week)


def in_year(day: MonthDay, year: Operator) -> Within:
    """ "April 1 of last year" """
    if grain_of(year) is not Granularity.YEAR:
        raise NoTime("not a year")
    return Within(day, year)


def at_part(clocktime: Clock, part: Operator) -> Within:
    """ "9 a.m. this morning" """
    if not (isinstance(part, Within) and isinstance(part.part, DayPart)):
        raise NoTime("not a part of a day")
    return Within(clocktime, part.whole)


def small_hours(day: Operator | None, part: Operator | None) -> Within:
    """ "the early hours of Monday", "the small hours of this morning" """
    whole = day or (part.whole if isinstance(part, Within) else None)
    if whole is None:
        raise NoTime("not a day")
    return Within(DayPart("SM"), whole)


def half_of_whole(half: Half, whole: Operator) -> Modified:
    """ "the second half of the 1990s" """
    return Modified("START" if half.number == 1 else "END", whole)


def last_part(last: Operator, whole: Operator) -> Nth:
    """ "the last week" of October, where it was read as the week before this one first"""
    if isinstance(last, Past) and last.period.amount == 1:
        return Nth(-1, last.period.unit, whole)
    if isinstance(last, Last) and isinstance(last.of, Weekday):
        return Nth(-1, last.of, whole)
    raise NoTime("no last part of a whole")


def previous(of: Granularity | None, that: That | None) -> Previous:
    """ "the day before", where "the week" was read as one first"""
    return Previous(of or (that.of if that else Granularity.DAY))


def following(of: Granularity | None, that: That | None) -> Following:
    """ "the day after" """
    return Following(of or (that.of if that else Granularity.DAY))


def one(of: Granularity | None, that: That | None) -> Period:
    """ "the week" in "the week before Easter": one week"""
    unit = of or (that.of if that else None)
    if not isinstance(unit, Granularity):
        raise NoTime("no unit")
    return Period(1, unit)


def pointed(of: Granularity) -> Operator:
    """ "the quarter" is the one spoken of; "the year" is the current one"""
    return That(of) if of is Granularity.QUARTER else This(of)


def stretch_of(of: Granularity) -> Operator:
    """ "the year ended June 30": a length; "the quarter ended June 30": that quarter"""
    return That(of) if of is Granularity.QUARTER else Period(1, of)


def side(after: int | None) -> int:
    """ "before" and "after": -1 or 1"""
    return after or -1


def this_time(of: Granularity, last: str | None) -> Modified:
    """ "this time last year": about twelve months ago"""
    finer = {Granularity.YEAR: (12, Granularity.MONTH), Granularity.MONTH: (1, Granularity.MONTH)}
    finer |= {Granularity.WEEK: (7, Granularity.DAY)}
    if of not in finer:
        raise NoTime(f"no time of a {of}")
    period = Period(*finer[of])
    return Modified("APPROX", Ago(period) if last else Ahead(period))


def in_daypart(clocktime: Clock, daypart: str) -> Clock:
    """ "half past seven on Tuesday evening": of the two halves of the day the one that the words name"""
    late = daypart in ("AF", "EV") or (daypart == "NI" and clocktime.hour > 5)
    if clocktime.open and 1 <= clocktime.hour < 12 and late:
        return replace(clocktime, hour=clocktime.hour + 12, open=False)
    return replace(clocktime, open=False)


def part_of(part: Operator, whole: Operator) -> Operator:
    """ "the second half of last year", "the second half of the decade" """
    if isinstance(part, Half) and grain_of(whole) in (Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM):
        return half_of_whole(part, whole)
    return Within(part, whole)


def first_of(first: First, whole: Operator) -> First:
    """ "the first nine months of 1989" """
    return First(first.period, whole)
