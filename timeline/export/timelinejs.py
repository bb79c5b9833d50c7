"""The timeline as JSON for TimelineJS (https://timeline.knightlab.com/docs/json-format.html)."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from timeline.chronology import Timeline
from timeline.export.omitted import omitted
from timeline.present.rows import FACTUALITY_WORDS, Row, rows
from timeline.present.text import clean, heading
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY

Json = dict[str, Any]


def to_timelinejs(timeline: Timeline, *, everything: bool = False) -> str:
    """Only dated events have a slide; the title slide names the others. All text is escaped, for it is HTML there."""
    found = rows(timeline, everything=everything)
    events = [event for row in found if (event := _event(row)) is not None]
    missing = [row for row in found if _event(row) is None]
    note = omitted(timeline, everything=everything, undated=missing)
    headline = heading(timeline.article)
    document = {"title": {"text": {"headline": _html(headline), "text": _html(note)}}, "events": events}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _event(row: Row) -> Json | None:
    low, high = row.when.hull
    if not row.dated or low is None:
        return None
    made: Json = {
        "unique_id": row.id,
        "start_date": _date(low),
        "display_date": _html(row.date),
        "group": _html(FACTUALITY_WORDS[row.factuality]),
        "text": {"headline": _html(row.title), "text": _body(row)},
    }
    if high is not None and high - low > DAY:
        made["end_date"] = _date(high - 1, day=True)
    return made


def _date(second: int, day: bool = False) -> Json:
    """Midnight is the day; TimelineJS counts years as we do, with negative ones before 1 BCE (year 0)."""
    fields = calendar.civil(second)
    made = {"year": fields.year, "month": fields.month, "day": fields.day}
    return made if day or second % DAY == 0 else made | {"hour": fields.hour, "minute": fields.minute}


def _body(row: Row) -> str:
    said = f"<p>{_html(row.said)}</p>" if row.said else ""
    why = "".join(f"<li>{_html(reason)}</li>" for reason in row.reasons)
    clash = "".join(f"<p>Conflict: {_html(c.explanation)}</p>" for c in row.conflicts)
    return f"<blockquote>{_html(row.sentence)}</blockquote>{said}{f'<ul>{why}</ul>' if why else ''}{clash}"


def _html(text: str) -> str:
    return escape(clean(text))
