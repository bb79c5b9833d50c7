"""The timeline as a table: one line an event, in order, for spreadsheets."""

from __future__ import annotations

import csv
import io

from timeline.chronology import Timeline
from timeline.present.rows import Row, rows
from timeline.temporal import calendar, edtf
from timeline.temporal.when import Bound

COLUMNS = (
    "step", "id", "description", "date", "basis", "edtf",
    "start_earliest", "start_latest", "end_earliest", "end_latest",
    "status", "source", "said", "sentence", "trigger_start", "trigger_end", "reasons", "conflicts",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


def to_csv(timeline: Timeline, *, everything: bool = False) -> str:
    """RFC 4180, with a header. Ends are exclusive; steps that are the same are in no known order.

    Cells that a spreadsheet would run as a formula start with an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(timeline, everything=everything):
        writer.writerow([harmless(cell) for cell in _cells(row)])
    return out.getvalue()


def harmless(cell: str) -> str:
    """
    >>> harmless("=HYPERLINK(1)"), harmless("plain")
    ("'=HYPERLINK(1)", 'plain')
    """
    flat = cell.replace("\0", " ").encode("utf-8", "replace").decode()
    return f"'{flat}" if flat.lstrip(" \n\u00a0\ufeff").startswith(_FORMULA) else flat


def _cells(row: Row) -> list[str]:
    when, event = row.when, row.event
    return [
        str(row.step), row.id, row.title, row.date, row.basis, edtf.of_when(when) or "",
        *map(_bound, when.bounds),
        row.factuality.value, row.source, row.said, row.sentence, str(event.trigger.start), str(event.trigger.end),
        " | ".join(row.reasons), " | ".join(conflict.explanation for conflict in row.conflicts),
    ]  # fmt: skip


def _bound(bound: Bound) -> str:
    return "" if bound.at is None else calendar.isoformat(bound.at)
