"""The place of one event among the others: its nearest neighbours on either side, and what puts it there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.chronology import Timeline
from timeline.present.reasons import steps
from timeline.present.rows import Row
from timeline.relations.model import Relation


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An event, and the steps from which it follows that it comes before, or after."""

    row: Row
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """The last row known to come before the event and the first known to come after it; `unordered` are those, the
    event itself left out, that nothing orders against it."""

    previous: Neighbour | None
    next: Neighbour | None
    unordered: tuple[Row, ...]


def place(timeline: Timeline, row: Row, rows: Sequence[Row]) -> Place:
    index = next(i for i, other in enumerate(rows) if other.id == row.id)
    earlier, later = rows[:index], rows[index + 1 :]
    return Place(
        previous=_first(timeline, ((other.id, row.id, other) for other in reversed(earlier))),
        next=_first(timeline, ((row.id, other.id, other) for other in later)),
        unordered=tuple(
            other
            for other in (*earlier, *later)
            if timeline.solution.kind(row.id, other.id) in (Relation.UNKNOWN, Relation.OVERLAP)
        ),
    )


def _first(timeline: Timeline, pairs: Iterable[tuple[str, str, Row]]) -> Neighbour | None:
    """The first of the pairs whose order is known."""
    for first, second, other in pairs:
        if timeline.solution.kind(first, second) is Relation.BEFORE:
            return Neighbour(other, tuple(steps(timeline.relation(first, second).chain)))
    return None
