"""Small functions that rules may call in `means`, where a constructor alone does not do."""

from __future__ import annotations

from dataclasses import replace

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Between,
    Century,
    Clock,
    Decade,
    Every,
    First,
    Following,
    MonthDay,
    Operator,
    Period,
    Previous,
    Quarter,
    That,
    This,
    Within,
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
    return Clock(twelve_hour(hour, half) if half else hour, minute, second, zone and zone.upper())


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
    return Within(day_of(month, day), Year(year))


def iso_date(fields: Fields) -> Operator:
    """1998-10-12"""
    year, month, day = fields
    if not 1 <= month <= 12:
        raise NoTime(f"no month {month}")
    return Within(day_of(month, day), Year(year))


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


def short_year(year: int) -> Year:
    """ "'98" """
    return Year((1900 if year >= 30 else 2000) + year)


def year_range(years: Range) -> Between:
    """ "1914-18" """
    return Between(Year(years[0]), Year(years[1]))


def day_range(month: int, days: Range) -> Between:
    """ "10-12 June" """
    return Between(day_of(month, days[0]), day_of(month, days[1]))


def quarter(number: int) -> Quarter:
    """ "the third quarter" """
    if number == -1:
        number = 4
    if not 1 <= number <= 4:
        raise NoTime(f"no quarter {number}")
    return Quarter(number)


def oclock(hour: int, daypart: str | None = None) -> Clock:
    """ "4 in the morning", "five o'clock" """
    if (daypart in ("AF", "EV") and hour < 12) or (daypart == "NI" and 6 <= hour < 12):
        hour += 12
    if hour > 24:
        raise NoTime(f"no hour {hour}")
    return Clock(hour, 0)


def military(number: int, zone: str | None = None) -> Clock:
    """ "1430 GMT" """
    return Clock(number // 100, number % 100, None, zone and zone.upper())


def first_of(first: First, whole: Operator) -> First:
    """ "the first nine months of 1989" """
    return First(first.period, whole)


def every(of: Operator | Granularity, quant: str | None = None, freq: str | None = None) -> Every:
    """ "every month", "each Thursday" """
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
