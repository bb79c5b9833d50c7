"""Wall-clock seconds to calendar fields and back, for any year.

`datetime` stops at the years 1 and 9999. The Gregorian calendar repeats every 400 years, so a year outside is moved
by whole cycles into the range that `datetime` knows, and the cycles are added back as days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

DAY = 86_400
_CYCLE_YEARS = 400
_CYCLE_DAYS = 146_097
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, order=True)
class Civil:
    """Calendar fields of a wall-clock second. Years are astronomical: 0 is 1 BCE, -43 is 44 BCE."""

    year: int
    month: int = 1
    day: int = 1
    hour: int = 0
    minute: int = 0
    second: int = 0

    def isoformat(self) -> str:
        """ISO 8601; years outside 0..9999 carry a sign and at least four digits ("-0043-03-15T00:00:00")."""
        sign = "-" if self.year < 0 else "+" if self.year > 9999 else ""
        return (
            f"{sign}{abs(self.year):04d}-{self.month:02d}-{self.day:02d}"
            f"T{self.hour:02d}:{self.minute:02d}:{self.second:02d}"
        )


def seconds(year: int, month: int = 1, day: int = 1, hour: int = 0, minute: int = 0, second: int = 0) -> int:
    """Wall-clock second of these fields.

    >>> seconds(1970, 1, 2)
    86400
    >>> civil(seconds(-43, 3, 15)).year
    -43

    Raises ValueError where the calendar has no such day or time.
    """
    cycles, proxy = divmod(year - 2000, _CYCLE_YEARS)
    days = date(2000 + proxy, month, day).toordinal() - _EPOCH + cycles * _CYCLE_DAYS
    if not (0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        raise ValueError(f"no such time of day: {hour:02d}:{minute:02d}:{second:02d}")
    return days * DAY + hour * 3600 + minute * 60 + second


@lru_cache(maxsize=16_384)
def civil(second: int) -> Civil:
    """Calendar fields of a wall-clock second; the inverse of `seconds`."""
    days, rest = divmod(second, DAY)
    cycles, ordinal = divmod(days + _EPOCH - date(2000, 1, 1).toordinal(), _CYCLE_DAYS)
    day = date.fromordinal(ordinal + date(2000, 1, 1).toordinal())
    hour, rest = divmod(rest, 3600)
    minute, rest = divmod(rest, 60)
    return Civil(day.year + cycles * _CYCLE_YEARS, day.month, day.day, hour, minute, rest)


@lru_cache(maxsize=16_384)
def isoformat(second: int) -> str:
    """A wall-clock second as ISO 8601 without a zone ("2022-10-12T00:00:00")."""
    return civil(second).isoformat()


def parse_iso(text: str) -> int:
    """The inverse of `isoformat`. Raises ValueError for anything else."""
    sign = -1 if text.startswith("-") else 1
    year, month, rest = text.lstrip("+-").split("-", 2)
    day, clock = rest.split("T")
    hour, minute, second = (int(part) for part in clock.split(":"))
    return seconds(sign * int(year), int(month), int(day), hour, minute, second)


def from_datetime(moment: datetime) -> int:
    """The wall-clock second that a datetime's own fields show (its zone is not looked at)."""
    return seconds(moment.year, moment.month, moment.day, moment.hour, moment.minute, moment.second)
