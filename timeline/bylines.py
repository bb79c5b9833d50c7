"""Stand-alone dates of metadata and bylines, in any language (dateparser)."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime

from timeline.errors import BadDate

_HAS_CLOCK = re.compile(r"\d\s*:\s*\d|\d\s*[ap]\.?m\b|\d\s*[hH]\s*\d{0,2}\b")
_SETTINGS = {
    # No clock is read: a phrase such as "yesterday" or "3 hours ago" is no publication date, and a date must be whole.
    "RELATIVE_BASE": datetime(2000, 1, 1),
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
}
# who writes dots puts the day first, whatever the language
_DOTTED = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)")


# day and month, or month and day
_NUMERIC = re.compile(r"(?<![\d/-])(\d{1,2})\s?([/-])\s?(\d{1,2})\s?\2\s?(?:\d{4}|\d{2})(?![\d/-])")
_WEEKDAY = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)(?:[a-z]{0,6}day)?\b", re.IGNORECASE)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def parse_date(text: str) -> date | datetime | None:
    """The date that a metadata field or byline gives, or None.

    A datetime where the text has a clock time, with its zone if it names one; a date otherwise. Raises BadDate for one
    that is two days, 10/12/2022: Americans put the month first, most others the day, and nothing around it says which.
    A weekday does, and so does a word of another language than English ("le 10/12/2022").
    """
    from dateparser.date import DateDataParser

    if len(text) > 200:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        order = {"DATE_ORDER": "DMY"} if _DOTTED.search(text) else {}
        data = DateDataParser(settings=_SETTINGS | order).get_date_data(text)
    found = data.date_obj
    if found is None:
        return None
    if _is_swappable(text) and (data.locale or "en").startswith("en"):
        found = _meant(text, found)
    return found if _HAS_CLOCK.search(text) else found.date()


def _is_swappable(text: str) -> bool:
    numbers = _NUMERIC.search(text)
    return numbers is not None and numbers[1] != numbers[3] and max(int(numbers[1]), int(numbers[3])) <= 12


def _meant(text: str, found: datetime) -> datetime:
    """The one of both readings that the weekday in the text has. Raises BadDate where none or no weekday tells."""
    both = (found, found.replace(month=found.day, day=found.month))
    weekday = _WEEKDAY.search(text)
    fitting = [each for each in both if weekday and _WEEKDAYS[each.weekday()] == weekday[1].lower()]
    if len(fitting) != 1:
        days = " or ".join(sorted(each.date().isoformat() for each in both))
        raise BadDate(f"{text[:80]!r} is {days}, by where it was written: give the one that is meant")
    return fitting[0]
