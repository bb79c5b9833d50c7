"""Lanes for undated events, so that the bars of two which could lie at the same time stand side by side."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.present.rows import Row

_MOST = 4


def reach(row: Row, rows: Sequence[Row]) -> tuple[Row | None, Row | None]:
    """The last dated row that the bounds put before the event, and the first that they put behind it."""
    before = [other for other in rows if other.dated and other.step < row.step and _ends_before(other, row)]
    after = [other for other in rows if other.dated and other.step > row.step and _ends_before(row, other)]
    return (before[-1] if before else None), (after[0] if after else None)


def lanes(rows: Sequence[Row]) -> dict[str, int]:
    """Event id -> lane from 0, for every undated row. Those that find no room share the last lane."""
    last: list[int] = []  # per lane, the index of the last row that it is taken to
    found = {}
    index = {row.id: i for i, row in enumerate(rows)}
    for row in rows:
        if row.dated:
            continue
        before, after = reach(row, rows)
        first = -1 if before is None else index[before.id]
        lane = next((i for i, taken in enumerate(last) if taken <= first), min(len(last), _MOST - 1))
        last[lane:] = [len(rows) if after is None else index[after.id], *last[lane + 1 :]]
        found[row.id] = lane
    return found


def _ends_before(first: Row, second: Row) -> bool:
    end, start = first.when.end_latest.at, second.when.start_earliest.at
    return end is not None and start is not None and end <= start
