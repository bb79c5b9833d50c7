"""Lanes for undated events, so that the bars of two which could lie at the same time stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.chronology import Timeline
from timeline.present.rows import Row
from timeline.relations.model import Relation


def reach(timeline: Timeline, row: Row, rows: Sequence[Row]) -> tuple[Row | None, Row | None]:
    """The last dated row that is known to come before the event, and the first known to come after it."""
    dated = [other for other in rows if other.dated]
    before = [other for other in dated if other.step < row.step and _is_before(timeline, other, row)]
    after = [other for other in dated if other.step > row.step and _is_before(timeline, row, other)]
    return (before[-1] if before else None), (after[0] if after else None)


def lanes(timeline: Timeline, rows: Sequence[Row], most: int) -> dict[str, int]:
    """Event id -> lane from 0 and below `most`, for every undated row. Those that find no room share the last lane."""
    last: list[int] = []  # per lane, the index of the last row that it is taken to
    found = {}
    index = {row.id: i for i, row in enumerate(rows)}
    for row in rows:
        if row.dated:
            continue
        before, after = reach(timeline, row, rows)
        first = -1 if before is None else index[before.id]
        lane = next((i for i, taken in enumerate(last) if taken <= first), min(len(last), most - 1))
        last[lane:] = [len(rows) if after is None else index[after.id], *last[lane + 1 :]]
        found[row.id] = lane
    return found


def _is_before(timeline: Timeline, first: Row, second: Row) -> bool:
    return timeline.solution.kind(first.id, second.id) is Relation.BEFORE
