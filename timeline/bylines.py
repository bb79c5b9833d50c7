"""Stand-alone dates of metadata and bylines, in any language (dateparser)."""

from __future__ import annotations

import re
import warnings
from datetime import date, datetime

_HAS_CLOCK = re.compile(r"\d\s*:\s*\d|\d\s*[ap]\.?m\b|\d\s*[hH]\s*\d{0,2}\b")
_SETTINGS = {
    # No clock is read: a phrase such as "yesterday" or "3 hours ago" is no publication date, and a date must be whole.
    "RELATIVE_BASE": datetime(2000, 1, 1),
    "REQUIRE_PARTS": ["day", "month", "year"],
    "PARSERS": ["absolute-time"],
}
# who writes dots puts the day first, whatever the language
_DOTTED = re.compile(r"(?<!\d)\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{4}|\d{2})(?!\d)")


def parse_date(text: str) -> date | datetime | None:
    """The date that a metadata field or byline gives, or None.

    A datetime where the text has a clock time, with its zone if it names one; a date otherwise.
    """
    import dateparser

    if len(text) > 200:
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        order = {"DATE_ORDER": "DMY"} if _DOTTED.search(text) else {}
        found = dateparser.parse(text, settings=_SETTINGS | order)
    if found is None:
        return None
    return found if _HAS_CLOCK.search(text) else found.date()
