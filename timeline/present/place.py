"""The place of each event among the others: its nearest neighbours on either side, and what puts it there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from timeline.chronology import Timeline
from timeline.present.reasons import steps
from timeline.present.rows import Row
from timeline.relations.model import Relation

_ORDERED = (Relation.BEFORE, Relation.AFTER, Relation.INCLUDES, Relation.IS_INCLUDED, Relation.EQUAL)


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


class Places:
    """What is known of the order of rows, read once for all pairs."""

    def __init__(self, timeline: Timeline, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._timeline = timeline
        self._index = {row.id: i for i, row in enumerate(rows)}
        kinds = timeline.solution.kinds([row.id for row in rows])
        self._before: NDArray[np.bool_] = kinds[Relation.BEFORE]
        ordered = np.logical_or.reduce([kinds[kind] for kind in _ORDERED])
        self._open: NDArray[np.bool_] = ~(ordered | np.eye(len(rows), dtype=np.bool_))

    def index(self, row: Row) -> int:
        return self._index[row.id]

    def reach(self, row: Row) -> tuple[Row | None, Row | None]:
        """The last dated row that is known to come before the event, and the first known to come after it."""
        return self._previous(row, _dated), self._next(row, _dated)

    def of(self, row: Row) -> Place:
        previous, following = self._previous(row), self._next(row)
        return Place(
            previous=None if previous is None else self._neighbour(previous, previous, row),
            next=None if following is None else self._neighbour(following, row, following),
            unordered=tuple(self.rows[i] for i in self._open[self.index(row)].nonzero()[0]),
        )

    def _previous(self, row: Row, fits: Callable[[Row], bool] | None = None) -> Row | None:
        at = self.index(row)
        return self._first((int(i) for i in self._before[:at, at].nonzero()[0][::-1]), fits)

    def _next(self, row: Row, fits: Callable[[Row], bool] | None = None) -> Row | None:
        at = self.index(row)
        return self._first((at + 1 + int(i) for i in self._before[at, at + 1 :].nonzero()[0]), fits)

    def _first(self, places: Iterable[int], fits: Callable[[Row], bool] | None) -> Row | None:
        return next((self.rows[i] for i in places if fits is None or fits(self.rows[i])), None)

    def _neighbour(self, row: Row, first: Row, second: Row) -> Neighbour:
        return Neighbour(row, tuple(steps(self._timeline.relation(first.id, second.id).chain)))


def _dated(row: Row) -> bool:
    return row.dated
