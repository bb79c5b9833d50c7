"""Plain text: its publication date where a line of its own gives one near the top, as pasted pages do."""

from __future__ import annotations

import re

from timeline.bylines import parse_date
from timeline.intake.document import Document, Kind, Stamp

_LINES, _LONGEST = 8, 100  # lines from the top that are looked at, and characters of the longest
_PARTS = re.compile(r"\s*[|•·]\s*|\s+[-–—]\s+")
_LABEL = re.compile(r"(?:first\s+)?(?:published|posted|issued|date)(?:\s+(?:on|at))?\s*:?\s+", re.I)
_CLOCK = r"(?:,?\s+(?:at\s+)?\d{1,2}[:.]\d{2}(?:\s?[ap]\.?m\.?)?(?:\s+\(?[A-Z]{2,5}\)?)?)?"
_WORD, _DAY, _YEAR = r"[^\W\d_]{2,12}\.?", r"\d{1,2}(?:st|nd|rd|th|\.)?", r"[12]\d{3}"
# day, month and year in full; 10/12/2022 is not among them, for it is read in two ways
_DATE = re.compile(
    rf"(?:{_WORD},?\s+)?(?:{_DAY}\s+(?:de\s+)?{_WORD},?\s+(?:de\s+)?{_YEAR}|{_WORD}\s+{_DAY},?\s+{_YEAR}){_CLOCK}"
    rf"|{_YEAR}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
)


def read_text(text: str) -> Document:
    """The text as it is, with the date of its byline.

    >>> read_text("Bridge closed\\n12 October 2022 | Anna Berg\\n\\nThe bridge closed on Tuesday.").published
    Stamp(value='12 October 2022', provenance='text: line 2')
    """
    return Document(Kind.TEXT, text, published=_byline(text))


def _byline(text: str) -> Stamp | None:
    """The one date that lines near the top consist of; one called the publication's wins. None where they differ."""
    found: dict[bool, dict[object, Stamp]] = {True: {}, False: {}}
    for number, line in enumerate(text.split("\n", _LINES)[:_LINES], 1):
        for part in _PARTS.split(line.strip()) if len(line) <= _LONGEST else ():
            label = _LABEL.match(part)
            value = part[label.end() :] if label else part
            parsed = parse_date(value) if _DATE.fullmatch(value) else None
            if parsed is not None:
                found[bool(label)].setdefault(parsed, Stamp(value, f"text: line {number}"))
    dates = found[True] or found[False]
    return next(iter(dates.values())) if len(dates) == 1 else None
