"""Dates, amounts and lengths."""

from __future__ import annotations

from dataclasses import replace

from timeline.tagger.productions.error import NoTime
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import (
    Between,
    Century,
    Clock,
    Decade,
    Either,
    Half,
    Holiday,
    Millennium,
    Month,
    MonthDay,
    Operator,
    Period,
    Quarter,
    Within,
    Year,
)

Fields = tuple[int, ...]
Range = tuple[int, int]


def day_of(month: int | None, day: int) -> MonthDay:
    """A day of a month; NoTime for a day that no such month has."""
    longest = 31 if month is None else (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    if not 1 <= day <= longest:
        raise NoTime(f"month {month} has no day {day}")
    return MonthDay(month, day)


def written_day(month: int, day: int) -> MonthDay:
    """A day of a month as somebody wrote it: "31 Feb. 2024" is some day that he took for one of that month."""
    return MonthDay(month, day) if day in (30, 31) else day_of(month, day)


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


def bce_range(years: Range) -> Between:
    """ "336-323 BC" """
    return Between(bce(years[0]), bce(years[1]))


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


def early_year(year: int | Year) -> Year:
    """ "the year 325", with the article even of three digits"""
    if isinstance(year, int) and year < 100:
        raise NoTime("no year")
    return year_of(year)


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


def quarter_of(code: tuple[int, int | None]) -> Operator:
    """ "3Q20", "3Q" """
    return Quarter(code[0]) if code[1] is None else Within(Quarter(code[0]), Year(code[1]))


def half_of(code: tuple[int, int | None]) -> Operator:
    """ "1H20", "1H" """
    return Half(code[0]) if code[1] is None else Within(Half(code[0]), Year(code[1]))


def first_year(year: Operator | None, span: Operator | None, short: int | None) -> Operator:
    """The year that a season bears: "the winter of 2009-10" is that of 2009."""
    if isinstance(span, Between):
        return span.first
    return year or short_year(short or 0)


def holiday_on(weekday: int, names: str) -> Holiday:
    """ "Good Friday", "Easter Monday": which of the names that differ in their weekday ("7 easter, 1 easter-monday")"""
    for name in filter(None, names.split(", ")):
        day, key = name.split()
        if int(day) == weekday:
            return Holiday(key)
    raise NoTime("a name without a date")
