"""Event times against calendar units: days apart, the same week, before a date."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.claims.model import DateRelation
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY
from timeline.temporal.granularity import Granularity
from timeline.temporal.when import When


@dataclass(frozen=True, slots=True)
class Days:
    """The first and the last day, counted from 1970-01-01, that a time can touch; None where it is open."""

    first: int | None
    last: int | None


def days(when: When) -> Days:
    """The days an event can touch. A bound at midnight as the latest end belongs to the day before.

    >>> from timeline.temporal.interval import Interval
    >>> days(When.within(Interval.of_day(1970, 1, 3)))
    Days(first=2, last=2)
    """
    low, high = when.hull
    return Days(None if low is None else low // DAY, None if high is None else (high - 1) // DAY)


def _start_counts(when: When, grain: int) -> Days:
    """The days, hours or minutes in which an event can start; the latest start, at an end, belongs to what ends."""
    low, high = when.start_earliest.at, when.start_latest.at
    last = None if high is None else high // grain if high == low else (high - 1) // grain
    return Days(None if low is None else low // grain, last)


def apart(a: When, b: When, seconds: tuple[int | None, int | None], unit: Granularity) -> tuple[int | None, int | None]:
    """From the start of a to the start of b in seconds, least and most.

    Units are counted, those of a day and more in days: from any hour of Tuesday to any hour of Wednesday is one day,
    from 4:20 to 4:40 twenty minutes. `seconds` is what the network knows of the distance itself.
    """
    grain = min(unit.seconds, DAY)
    one, other = _start_counts(a, grain), _start_counts(b, grain)
    least, most = _minus(other.first, one.last), _minus(other.last, one.first)
    low, high = seconds
    return (
        _tighter(True, None if least is None else least * grain, None if low is None else low // grain * grain),
        _tighter(False, None if most is None else most * grain, None if high is None else -(-high // grain) * grain),
    )


def _minus(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a - b


def _tighter(largest: bool, a: int | None, b: int | None) -> int | None:
    if a is None or b is None:
        return a if b is None else b
    return max(a, b) if largest else min(a, b)


def counted(a: When, b: When, unit: Granularity) -> int | None:
    """How many units lie from one to the other where each lies within one: January to March, two months."""
    one, other = ({_bucket(s, unit) for s in _reach(w)} for w in (a, b))
    if None in one | other or len(one) > 1 or len(other) > 1:
        return None
    first, last = one.pop(), other.pop()
    return None if first is None or last is None else last - first


def same_unit(a: When, b: When, unit: Granularity) -> bool | None:
    """Whether both lie in one day, week, month ...; None where their bounds leave it open."""
    one, other = (tuple(_bucket(s, unit) for s in _reach(w)) for w in (a, b))
    if None not in (*one, *other) and len({*one, *other}) == 1:
        return True
    (first, last), (low, high) = one, other
    disjoint = (last is not None and low is not None and last < low) or (
        high is not None and first is not None and high < first
    )
    return False if disjoint else None


def _reach(when: When) -> tuple[int | None, int | None]:
    low, high = when.hull
    return low, None if high is None else high - 1


def _bucket(second: int | None, unit: Granularity) -> int | None:
    """The number of the unit that a second lies in; weeks begin on Monday."""
    if second is None:
        return None
    if unit is Granularity.WEEK:
        return (second // DAY + 3) // 7
    if unit in (Granularity.MONTH, Granularity.YEAR, Granularity.DECADE, Granularity.CENTURY):
        civil = calendar.civil(second)
        months = civil.year * 12 + civil.month - 1
        return months // {Granularity.MONTH: 1, Granularity.YEAR: 12, Granularity.DECADE: 120}.get(unit, 1200)
    return second // unit.seconds


def dated(when: When, relation: DateRelation, time: When) -> bool | None:
    """Whether an event at `when` lies so towards a time; None where its bounds leave it open."""
    low, high = when.hull
    first, last = time.hull
    starts, begins = when.start_earliest.at, when.start_latest.at
    match relation:
        case DateRelation.WITHIN:
            inside = (first is None or _le(first, low)) and (last is None or _le(high, last))
            return _decide(inside, _le(high, first) or _le(last, low))
        case DateRelation.BEFORE:
            return _decide(_le(high, first), _le(first, low))
        case DateRelation.AFTER:
            return _decide(_le(last, low), _le(high, last))
        case DateRelation.NOT_AFTER | DateRelation.UNTIL:
            return _decide(_le(high, last), _le(last, low))
        case DateRelation.NOT_BEFORE | DateRelation.SINCE:
            return _decide(_le(first, starts), begins is not None and first is not None and begins < first)


def _decide(yes: bool, no: bool) -> bool | None:
    return True if yes else False if no else None


def _le(a: int | None, b: int | None) -> bool:
    """Known to be no later."""
    return a is not None and b is not None and a <= b
