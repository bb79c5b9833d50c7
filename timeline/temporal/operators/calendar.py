"""Where on the calendar: years, months, weekdays, holidays, hours, and parts of them."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators.base import Operator


@dataclass(frozen=True, slots=True, repr=False)
class Year(Operator):
    """ "1998" -> Year(1998); "44 BC" -> Year(-43), for years are astronomical; "fiscal 1989" -> Year(1989, True)."""

    year: int
    fiscal: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Decade(Operator):
    """ "the 1980s" -> Decade(1980); "the '80s" -> Decade(80), its century left open."""

    start: int


@dataclass(frozen=True, slots=True, repr=False)
class Century(Operator):
    """ "the 19th century" -> Century(19); "the fifth century BC" -> Century(-5)."""

    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Month(Operator):
    """ "October" -> Month(10)."""

    month: int


@dataclass(frozen=True, slots=True, repr=False)
class MonthDay(Operator):
    """ "Oct. 12" -> MonthDay(10, 12); "the 3rd" -> MonthDay(None, 3)."""

    month: int | None
    day: int


@dataclass(frozen=True, slots=True, repr=False)
class Millennium(Operator):
    """ "the third millennium" -> Millennium(3); "the second millennium BC" -> Millennium(-2)."""

    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Quarter(Operator):
    """ "the third quarter" -> Quarter(3)."""

    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Half(Operator):
    """ "the first half" -> Half(1)."""

    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Season(Operator):
    """ "summer" -> Season("SU"), by TIMEX3's codes SP, SU, FA, WI."""

    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Weekday(Operator):
    """ "Wednesday" -> Weekday(3), as ISO counts: Monday is 1, Sunday 7."""

    number: int


@dataclass(frozen=True, slots=True, repr=False)
class Weekend(Operator):
    """ "weekend" -> Weekend()."""


@dataclass(frozen=True, slots=True, repr=False)
class Workday(Operator):
    """ "weekdays" -> Workday("WD"), "weeknights" -> Workday("WDTNI")."""

    code: str = "WD"


@dataclass(frozen=True, slots=True, repr=False)
class Holiday(Operator):
    """ "Thanksgiving" -> Holiday("thanksgiving")."""

    key: str


@dataclass(frozen=True, slots=True, repr=False)
class Era(Operator):
    """ "World War II" -> Era("world war ii"): a named stretch of the past, from data."""

    key: str


@dataclass(frozen=True, slots=True, repr=False)
class DayPart(Operator):
    """ "evening" -> DayPart("EV"), by TIMEX3's codes MO, MI, AF, EV, NI, DT."""

    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Clock(Operator):
    """ "7:15 p.m. EST" -> Clock(19, 15, None, "EST"). Minute and second None where not said; `open`: the half of
    the day is not said ("half past ten" -> Clock(10, 30, open=True))."""

    hour: int
    minute: int | None = None
    second: int | None = None
    zone: str | None = None
    open: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class Within(Operator):
    """A part of a whole. "October 1998" -> Within(Month(10), Year(1998)); "Friday evening" ->
    Within(DayPart("EV"), Weekday(5)); "last year's third quarter" -> Within(Quarter(3), Last(YEAR))."""

    part: Operator
    whole: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Either(Operator):
    """Two ways to read the same words, the likelier first. "10/12/2022" -> Either(Within(MonthDay(10, 12), Year(2022)),
    Within(MonthDay(12, 10), Year(2022)), "the month first", "the day first")."""

    first: Operator
    second: Operator
    why_first: str
    why_second: str


@dataclass(frozen=True, slots=True, repr=False)
class Both(Operator):
    """One day told twice. "Friday, Oct. 13" -> Both(Weekday(5), MonthDay(10, 13)); the second one rules."""

    first: Operator
    second: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Nth(Operator):
    """ "the second week of May" -> Nth(2, WEEK, Month(5)); "the last Friday of June" -> Nth(-1, Weekday(5),
    Month(6))."""

    number: int
    part: Operator | Granularity
    whole: Operator
