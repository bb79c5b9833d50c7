"""What an export leaves out, in a sentence, so that nobody takes it for the whole."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.chronology import Timeline
from timeline.present.rows import Row


def omitted(timeline: Timeline, *, everything: bool, undated: Sequence[Row] = (), also: str = "") -> str:
    """ "Left out: 12 events of little weight; 1 event without a date (Divers inspect the piers)."; "" where nothing is.

    `undated` are the rows for which the format has no place, `also` whatever else it cannot hold.
    """
    hidden = 0 if everything else sum(event.id not in timeline.shown for event in timeline.events)
    parts = []
    if hidden:
        parts.append(f"{_events(hidden)} of little weight")
    if undated:
        parts.append(f"{_events(len(undated))} without a usable date ({'; '.join(row.title for row in undated)})")
    if also:
        parts.append(also)
    return f"Left out: {'; '.join(parts)}." if parts else ""


def _events(count: int) -> str:
    return f"{count} event{'s' * (count != 1)}"
