"""The timeline as an iCalendar file (RFC 5545): one entry for every event that has a date."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta

import icalendar

from timeline.chronology import Timeline
from timeline.events.model import Factuality
from timeline.export.omitted import omitted
from timeline.present.rows import FACTUALITY_WORDS, Row, rows
from timeline.present.text import clean, heading
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY

_STATUS = {Factuality.ASSERTED: "CONFIRMED", Factuality.DENIED: "CANCELLED"}


def to_ics(timeline: Timeline, *, everything: bool = False) -> str:
    """Entries last from the earliest start to the latest end; what is not certain is TENTATIVE, what is denied
    CANCELLED. Events without a date have no place in a calendar; its description names them."""
    found = rows(timeline, everything=everything)
    placed = [(row, span) for row in found if (span := _span(row)) is not None]
    missing = [row for row in found if _span(row) is None]
    made = icalendar.Calendar()
    made.add("prodid", "-//timeline//Timeline reconstruction//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", heading(timeline.article))
    note = omitted(timeline, everything=everything, undated=missing)
    if note:
        made.add("x-wr-caldesc", clean(note))
    for row, (start, end) in placed:
        made.add_component(_entry(timeline, row, start, end))
    return bytes(made.to_ical()).decode()


def _entry(timeline: Timeline, row: Row, start: int, end: int) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{_fingerprint(timeline)}-{row.id}@timeline")
    entry.add("dtstamp", _stamp(timeline))
    entry.add("summary", clean(row.title))
    entry.add("description", _description(row))
    entry.add("status", _STATUS.get(row.factuality, "TENTATIVE"))
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [FACTUALITY_WORDS[row.factuality]])
    if start % DAY or end % DAY:
        entry.add("dtstart", _moment(start))
        entry.add("dtend", _moment(end))
    else:
        entry.add("dtstart", _moment(start).date())
        entry.add("dtend", _moment(end).date())
    if timeline.article.url:
        entry.add("url", clean(timeline.article.url))
    return entry


def _description(row: Row) -> str:
    lines = [f"When: {row.date} ({row.basis})", f"Status: {FACTUALITY_WORDS[row.factuality]}"]
    lines += [f"Who says so: {row.said}"] if row.said else []
    lines += [f"“{row.sentence}”", *(f"Why: {reason}" for reason in row.reasons)]
    lines += [f"Conflict: {conflict.explanation}" for conflict in row.conflicts]
    return "\n".join(map(clean, lines))


def _span(row: Row) -> tuple[int, int] | None:
    """From where to where the entry lasts, None where the event has no date or one that no calendar holds."""
    low, high = row.when.hull
    known = [bound.at for bound in row.when.bounds if bound.at is not None]
    start = low if low is not None else min(known, default=None)
    end = high if high is not None else max(known, default=None)
    if not row.dated or start is None or end is None:
        return None
    within = date.min.year <= calendar.civil(start).year and calendar.civil(end).year <= date.max.year
    return (start, max(end, start + 1)) if within else None


def _moment(second: int) -> datetime:
    return datetime(1970, 1, 1) + timedelta(seconds=second)


def _stamp(timeline: Timeline) -> datetime:
    """The publication, so that the same timeline gives the same bytes; RFC 5545 wants UTC."""
    return _moment(timeline.article.publication.moment).replace(tzinfo=UTC)


def _fingerprint(timeline: Timeline) -> str:
    text = f"{timeline.article.publication.value}\n{timeline.article.text}"
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]
