"""Small functions that rules may call in `means`, where a constructor alone does not do."""

from __future__ import annotations

from dataclasses import replace

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Between,
    Century,
    Clock,
    DayPart,
    Decade,
    Either,
    Every,
    First,
    Following,
    Half,
    Holiday,
    Last,
    Millennium,
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
    This,
    Weekday,
    Weekend,
    Within,
    Workday,
    Year,
)


class NoTime(ValueError):
    """The words matched but mean no time ("February 31")."""


Fields = tuple[int, ...]
Range = tuple[int, int]


def twelve_hour(hour: int, meridiem: str) -> int:
    """
    >>> twelve_hour(12, "am"), twelve_hour(7, "pm")
    (0, 19)
    """
    if not 1 <= hour <= 12:
        raise NoTime(f"no hour {hour} {meridiem}")
    return hour % 12 + (12 if meridiem == "pm" else 0)


def clock(
    fields: tuple[int, int | None, int | None, str | None], meridiem: str | None = None, zone: str | None = None
) -> Clock:
    """A clock time from a numeral's fields and what stands after it."""
    hour, minute, second, suffix = fields
    half = meridiem or suffix
    is_open = not half and not zone and 1 <= hour <= 12
    return Clock(twelve_hour(hour, half) if half else hour, minute, second, zone and zone.upper(), is_open)


def day_of(month: int | None, day: int) -> MonthDay:
    """A day of a month; NoTime for a day that no such month has."""
    longest = 31 if month is None else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    if not 1 <= day <= longest:
        raise NoTime(f"month {month} has no day {day}")
    return MonthDay(month, day)


def slash_date(fields: tuple[int, int, int, str]) -> Operator:
    """10/12/1998: the American reading, unless only the other one exists."""
    year, first, second, order = fields
    if year < 100:
        year += 1900 if year >= 50 else 2000
    month, day = {"ymd": (first, second), "mdy": (first, second), "dmy": (second, first)}[order]
    if month > 12 and order != "ymd":
        month, day = day, month
    if not 1 <= month <= 12:
        raise NoTime(f"no month {month}")
    date = Within(day_of(month, day), Year(year))
    if order != "mdy" or day > 12 or day == month or first > 12:
        return date
    other = Within(day_of(day, month), Year(year))
    return Either(date, other, "read with the month first, as Americans write it", "read with the day first")


def iso_date(fields: Fields) -> Operator:
    """1998-10-12"""
    year, month, day = fields
    if not 1 <= month <= 12:
        raise NoTime(f"no month {month}")
    return Within(day_of(month, day), Year(year))


def iso_month(fields: Range) -> Operator:
    """1998-10"""
    return Within(Month(fields[1]), Year(fields[0]))


def iso_time(fields: tuple[int, int, int, int, int, int | None, str | None]) -> Operator:
    """1998-10-12T07:30Z"""
    year, month, day, hour, minute, second, zone = fields
    if hour > 23 or minute > 59:
        raise NoTime("no such time of day")
    return Within(Clock(hour, minute, second, zone), iso_date((year, month, day)))


def bce(year: int) -> Year:
    """44 BC is the astronomical year -43."""
    return Year(1 - year)


def year_words(hundreds: int, rest: int) -> Year:
    """ "nineteen ninety-six" """
    if not 11 <= hundreds <= 20:
        raise NoTime(f"no year of the {hundreds}th century")
    return Year(hundreds * 100 + rest)


def decade_words(hundreds: int | None, tens: int) -> Decade:
    """ "the nineties", "the nineteen-sixties" """
    return Decade(tens if hundreds is None else hundreds * 100 + tens)


def decade_of(start: int) -> Operator:
    """ "the 1990s"; "the 1800s" are a century, "the 2000s" a decade"""
    if start % 100 or start > 1900:
        return Decade(start)
    whole = Century(start // 100 + 1)
    return Either(whole, Decade(start), "read as the whole century", "read as the first ten years of that century")


def millennium(number: int, era: str | None = None) -> Millennium:
    """ "the second millennium BC" """
    if not 1 <= number <= 12:
        raise NoTime(f"no millennium {number}")
    return Millennium(-number if era == "BC" else number)


def century(number: int, era: str | None = None) -> Century:
    """ "the fifth century BC" """
    if not 1 <= number <= 30:
        raise NoTime(f"no century {number}")
    return Century(-number if era == "BC" else number)


def vague(bounds: Range, unit: Granularity) -> Period:
    """ "several days": bounds of the amount, no amount"""
    low, high = bounds
    return Period(low, unit) if low == high else Period(None, unit, low, high)


def spread(bounds: Range, unit: Granularity) -> Period:
    """ "12 to 18 months" """
    if bounds[0] >= bounds[1]:
        raise NoTime("the range goes backwards")
    return Period(None, unit, *bounds)


def scaled(number: float, scale: int) -> float:
    """ "two hundred" """
    return number * scale


def and_half(number: float, unit: Granularity) -> Period:
    """ "a year and a half" """
    return Period(number + 0.5, unit)


def plus(first: Period, second: Period) -> Period:
    """ "two hours and ten minutes" """
    if not second.unit.finer_than(first.unit):
        raise NoTime("the second unit is not the finer one")
    return replace(first, plus=second)


def year_of(year: int | Year) -> Year:
    """A year in digits or in words."""
    return year if isinstance(year, Year) else Year(year)


def any_year(year: int | Year | None, short: int | None = None) -> Year:
    """A year in digits, in words, or of two digits ("'98")."""
    if year is None and short is None:
        raise NoTime("no year")
    return short_year(short) if year is None and short is not None else year_of(year or 0)


def era_year(number: int, bc: str | None = None) -> Year:
    """ "44 BC", "AD 79" """
    return bce(number) if bc else Year(number)


def short_year(year: int) -> Year:
    """ "'98" """
    return Year((1900 if year >= 30 else 2000) + year)


def year_range(years: Range) -> Between:
    """ "1914-18" """
    return Between(Year(years[0]), Year(years[1]))


def day_range(month: int, days: Range) -> Operator:
    """ "10-12 June" """
    return Between(day_of(month, days[0]), day_of(month, days[1]))


def quarter(number: int) -> Quarter:
    """ "the third quarter" """
    if number == -1:
        number = 4
    if not 1 <= number <= 4:
        raise NoTime(f"no quarter {number}")
    return Quarter(number)


def clock_in(fields: tuple[int, int | None, int | None, str | None], daypart: str | None = None) -> Clock:
    """ "7:30 in the evening" """
    hour, minute, second, _ = fields
    return Clock(_hour_in(hour, daypart), minute, second, None, daypart is None and 1 <= hour <= 12)


def quarter_of(code: tuple[int, int | None]) -> Operator:
    """ "3Q20", "3Q" """
    return Quarter(code[0]) if code[1] is None else Within(Quarter(code[0]), Year(code[1]))


def half_of(code: tuple[int, int | None]) -> Operator:
    """ "1H20", "1H" """
    return Half(code[0]) if code[1] is None else Within(Half(code[0]), Year(code[1]))


def oclock(hour: int, daypart: str | None = None, meridiem: str | None = None, zone: str | None = None) -> Clock:
    """ "4 in the morning", "five o'clock" """
    is_open = not meridiem and not daypart and 1 <= hour <= 12
    return Clock(twelve_hour(hour, meridiem) if meridiem else _hour_in(hour, daypart), 0, None, zone, is_open)


def past(minutes: int, hour: int, daypart: str | None = None, meridiem: str | None = None) -> Clock:
    """ "half past ten", "a quarter to nine" """
    if not 1 <= hour <= 12 or not -59 <= minutes <= 59:
        raise NoTime(f"no such time: {minutes} minutes past {hour}")
    whole = oclock(hour, daypart, meridiem).hour * 60 + minutes
    return Clock(whole // 60 % 24, whole % 60, None, None, not daypart and not meridiem)


def _hour_in(hour: int, daypart: str | None) -> int:
    if (daypart in ("AF", "EV") and hour < 12) or (daypart == "NI" and 6 <= hour < 12):
        hour += 12
    if hour > 24:
        raise NoTime(f"no hour {hour}")
    return hour


def hour_range(hours: Range, meridiem: str, zone: str | None = None) -> Between:
    """ "9-11 a.m." """
    last = twelve_hour(hours[1], meridiem)
    return Between(first_hour(hours[0], hours[1], meridiem), Clock(last, 0, None, zone))


def first_hour(hour: int, last: int, meridiem: str) -> Clock:
    """ "between 7 and 9 p.m.": in the same half of the day, unless that would come after the last ("9 to 5 p.m.")"""
    same = twelve_hour(hour, meridiem)
    if same < twelve_hour(last, meridiem):
        return Clock(same, 0)
    return Clock(twelve_hour(hour, "am" if meridiem == "pm" else "pm"), 0)


def military(number: int, zone: str | None = None) -> Clock:
    """ "1430 GMT" """
    return Clock(number // 100, number % 100, None, zone and zone.upper())


def first_of(first: First, whole: Operator) -> First:
    """ "the first nine months of 1989" """
    return First(first.period, whole)


def every(of: Operator | Granularity | str, quant: str | None = None, freq: str | None = None) -> Every:
    """ "every month", "each Thursday", "every morning" """
    if of is Granularity.WEEKEND:
        of = Weekend()
    if isinstance(of, str) and not isinstance(of, Granularity):
        of = Workday(of) if of.startswith("WD") else DayPart(of)
    return Every(Period(1, of) if isinstance(of, Granularity) else of, quant, freq)


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


def rate(of: Granularity | Period) -> Every:
    """ "four flights a week" """
    return Every(of if isinstance(of, Period) else Period(1, of))


def pointed(of: Granularity) -> Operator:
    """ "the quarter" is the one spoken of; "the year" is the current one"""
    return That(of) if of is Granularity.QUARTER else This(of)


def stretch_of(of: Granularity) -> Operator:
    """ "the year ended June 30": a length; "the quarter ended June 30": that quarter"""
    return That(of) if of is Granularity.QUARTER else Period(1, of)


def counted_back(number: float, of: Operator) -> Last:
    """ "two Fridays ago" """
    if number != int(number) or number < 1:
        raise NoTime("no whole number of them")
    return Last(of, int(number))


def nth_of(number: int, part: Operator | Granularity, whole: Operator) -> Nth:
    """ "the last week of October", "the first Monday in September" """
    grain = grain_of(whole)
    if isinstance(part, Granularity) and grain and not part.finer_than(grain):
        raise NoTime("the part is not finer than the whole")
    return Nth(number, part, whole)


def grain_of(of: Operator | Granularity) -> Granularity | None:
    """How finely an operator tells a time, where that can be seen from the outside."""
    if isinstance(of, Granularity):
        return of
    if isinstance(of, Within):
        return grain_of(of.part)
    if isinstance(of, This | Last | Next | That):
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


def every_second(of: Operator | Granularity) -> Every:
    """ "every other Friday" """
    return Every(
        Period(2, of) if isinstance(of, Granularity) else of, "EVERY", "1X" if isinstance(of, Operator) else None
    )


def every_nth(number: int, of: Operator | Granularity) -> Every:
    """ "every third year" """
    if isinstance(of, Granularity):
        return Every(Period(number, of), "EVERY")
    return Every(of, "EVERY", f"1X/{number}")


def days_in(period: Period, of: Granularity | Period) -> Every:
    """ "two days a week": TIMEX3 counts them in `freq`"""
    outer = of if isinstance(of, Period) else Period(1, of)
    if period.amount is None or not period.unit.finer_than(outer.unit):
        raise NoTime("the first unit is not the finer one")
    return Every(outer, None, f"{int(period.amount)}{period.unit.value[0]}")


def often(n: int | Range | None, times: int | None, of: Granularity | Period) -> Every:
    """ "twice a week", "three times a month"; "several times a week" """
    count = times if times is not None else n
    period = of if isinstance(of, Period) else Period(1, of)
    return Every(period, None, f"{count if isinstance(count, int) else 'X'}X")


def oftener(n: int | None, times: int | None, of: Every) -> Every:
    """ "twice monthly", "once every two years" """
    return Every(of.of, of.quant, f"{times if times is not None else n}X")


def weekday_or_season(weekday: int | None, season: str | None) -> Operator:
    """The plural word in "two Fridays ago", "three summers ago"."""
    return Weekday(weekday) if weekday else Season(season or "SU")


def beside(of: Granularity, following: str | None, preceding: str | None) -> Operator:
    """ "this month", "next month", "last month" in "ten years ago next month" """
    return Next(of) if following else Last(of) if preceding else This(of)


def first_year(year: Operator | None, span: Operator | None, short: int | None) -> Operator:
    """The year that a season bears: "the winter of 2009-10" is that of 2009."""
    if isinstance(span, Between):
        return span.first
    return year or short_year(short or 0)


def in_week(day: Weekday, week: Operator) -> Within:
    """ "Monday of last week" """
    if not (isinstance(week, This | Last | Next) and week.of is Granularity.WEEK):
        raise NoTime("not a week")
    return Within(day, week)


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


def holiday_on(weekday: int, names: str) -> Holiday:
    """ "Good Friday", "Easter Monday": which of the names that differ in their weekday only ("7 easter, 1 easter-monday")"""
    for name in filter(None, names.split(", ")):
        day, key = name.split()
        if int(day) == weekday:
            return Holiday(key)
    raise NoTime("a name without a date")
