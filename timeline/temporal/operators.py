"""What temporal phrases mean: underspecified values, true whatever the day the text was written.

Each reads as its phrase does, and its `repr` evaluates back. What they resolve to, given a publication date, a tense
and the time last spoken of, is the business of `timeline.resolution`.

>>> Ago(Period(18, MONTH))                              # "18 months ago"
Ago(Period(18, MONTH))
>>> meaning = Before(Period(2, WEEK), Last(Holiday("christmas")))
>>> eval(repr(meaning)) == meaning
True
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields

from timeline.temporal.granularity import Granularity

SECOND, MINUTE, HOUR, DAYPART = Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.DAYPART
DAY, WEEKEND, WEEK, MONTH = Granularity.DAY, Granularity.WEEKEND, Granularity.WEEK, Granularity.MONTH
QUARTER, SEASON, HALF, YEAR = Granularity.QUARTER, Granularity.SEASON, Granularity.HALF, Granularity.YEAR
DECADE, CENTURY, MILLENNIUM = Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM


class Operator:
    """Base of all meanings. `repr` gives positional arguments and leaves trailing defaults out."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = [(field, getattr(self, field.name)) for field in fields(self)]  # type: ignore[arg-type]
        while parts and parts[-1][0].default is not MISSING and parts[-1][1] == parts[-1][0].default:
            parts.pop()
        return f"{type(self).__name__}({', '.join(_show(value) for _, value in parts)})"


def _show(value: object) -> str:
    return value.name if isinstance(value, Granularity) else repr(value)


# --- lengths -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Period(Operator):
    """A length of time: `amount` units; None where the phrase leaves it open.

    "18 months" -> Period(18, MONTH); "a few days" -> Period(None, DAY, low=2, high=9); "an hour and ten minutes" ->
    Period(1, HOUR, plus=Period(10, MINUTE)); "12 to 18 months" -> Period(None, MONTH, low=12, high=18).
    """

    amount: float | None
    unit: Granularity
    low: float | None = None
    high: float | None = None
    plus: Period | None = None


# --- places on the calendar ----------------------------------------------------------------------------------------


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


# --- relative to the publication -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Day(Operator):
    """ "today" -> Day(0); "yesterday" -> Day(-1); "the day after tomorrow" -> Day(2)."""

    offset: int


@dataclass(frozen=True, slots=True, repr=False)
class This(Operator):
    """ "this year" -> This(YEAR); "this Friday" -> This(Weekday(5))."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Last(Operator):
    """ "last week" -> Last(WEEK); "last April" -> Last(Month(4)); "two Fridays ago" -> Last(Weekday(5), 2)."""

    of: Operator | Granularity
    count: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Next(Operator):
    """ "next week" -> Next(WEEK); "next Monday" -> Next(Weekday(1)); "the week after next" -> Next(WEEK, 2)."""

    of: Operator | Granularity
    count: int = 1


@dataclass(frozen=True, slots=True, repr=False)
class Ago(Operator):
    """ "18 months ago" -> Ago(Period(18, MONTH))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Ahead(Operator):
    """ "two weeks from now" -> Ahead(Period(2, WEEK))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Past(Operator):
    """ "the last three months" -> Past(Period(3, MONTH)): the stretch that ends now."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Coming(Operator):
    """ "the next two weeks" -> Coming(Period(2, WEEK)): the stretch that begins now."""

    period: Period


# --- relative to what the text speaks of -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class That(Operator):
    """ "that year" -> That(YEAR); "the quarter" -> That(QUARTER): the one last spoken of."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Then(Operator):
    """ "since then" -> Then(): the time last spoken of, as finely as it was given."""


@dataclass(frozen=True, slots=True, repr=False)
class Previous(Operator):
    """ "the previous Friday" -> Previous(Weekday(5)); "the year before" -> Previous(YEAR)."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Following(Operator):
    """ "the following day" -> Following(DAY)."""

    of: Operator | Granularity


@dataclass(frozen=True, slots=True, repr=False)
class Beside(Operator):
    """ "the Friday before Christmas" -> Beside(Weekday(5), Holiday("christmas"), -1)."""

    of: Operator
    at: Operator
    direction: int


@dataclass(frozen=True, slots=True, repr=False)
class Earlier(Operator):
    """ "a year earlier" -> Earlier(Period(1, YEAR))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Later(Operator):
    """ "two weeks later" -> Later(Period(2, WEEK))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class Before(Operator):
    """ "two weeks before Christmas" -> Before(Period(2, WEEK), Holiday("christmas")). `exact`: told to the day, as in
    "a year ago today" -> Before(Period(1, YEAR), Day(0), True)."""

    period: Period
    of: Operator
    exact: bool = False


@dataclass(frozen=True, slots=True, repr=False)
class After(Operator):
    """ "a day after Easter" -> After(Period(1, DAY), Holiday("easter")); "a week from Tuesday" ->
    After(Period(1, WEEK), Weekday(2), True)."""

    period: Period
    of: Operator
    exact: bool = False


# --- stretches, repetitions, vague references ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Lasting(Operator):
    """ "three years" -> Lasting(Period(3, YEAR))."""

    period: Period


@dataclass(frozen=True, slots=True, repr=False)
class First(Operator):
    """ "the first nine months of 1989" -> First(Period(9, MONTH), Year(1989)); `whole` None where it is not said."""

    period: Period
    whole: Operator | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Final(Operator):
    """ "the last three months of 2019" -> Final(Period(3, MONTH), Year(2019))."""

    period: Period
    whole: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Ending(Operator):
    """ "the quarter ended Sept. 30" -> Ending(QUARTER, MonthDay(9, 30)); "the week ending Friday"."""

    of: Granularity
    at: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Around(Operator):
    """ "Thanksgiving weekend" -> Around(WEEKEND, Holiday("thanksgiving")): the cell nearest a day; "the week of
    October 10" -> Around(WEEK, MonthDay(10, 10))."""

    unit: Granularity
    of: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Between(Operator):
    """ "from May to July" -> Between(Month(5), Month(7)), both included."""

    first: Operator
    last: Operator


@dataclass(frozen=True, slots=True, repr=False)
class Every(Operator):
    """ "every Monday" -> Every(Weekday(1), "EVERY"); "twice a week" -> Every(Period(1, WEEK), None, "2X")."""

    of: Operator
    quant: str | None = None
    freq: str | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Reference(Operator):
    """ "now" -> Reference("PRESENT_REF"); "recently" -> Reference("PAST_REF"); "soon" -> Reference("FUTURE_REF")."""

    code: str


@dataclass(frozen=True, slots=True, repr=False)
class Modified(Operator):
    """ "early 1998" -> Modified("START", Year(1998)), by TIMEX3's mods."""

    mod: str
    of: Operator
