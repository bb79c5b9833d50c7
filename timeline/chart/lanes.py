"""Lanes for undated events, so that the rails of two which could lie at the same time stand side by side."""

from __future__ import annotations

from timeline.present.place import Places


def lanes(places: Places, most: int) -> dict[str, int]:
    """Event id -> lane from 0 and below `most`, for every undated row. Those that find no room share the last lane."""
    last: list[int] = []  # per lane, the index of the last row that it is taken to
    found = {}
    for row in places.rows:
        if row.dated:
            continue
        before, after = places.reach(row)
        first = -1 if before is None else places.index(before)
        lane = next((i for i, taken in enumerate(last) if taken <= first), min(len(last), most - 1))
        last[lane:] = [len(places.rows) if after is None else places.index(after), *last[lane + 1 :]]
        found[row.id] = lane
    return found
