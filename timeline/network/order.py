"""Groups of events in an order that asserts nothing new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush

from timeline.network.closure import Matrix
from timeline.temporal.when import When

Block = tuple[Sequence[str], Matrix]


def groups(blocks: Sequence[Block], times: Mapping[str, When], now: int) -> tuple[tuple[str, ...], ...]:
    """Ids in a sequence that respects what is known, cut into runs that it leaves open.

    A block is ids and a square 0/1 matrix of which are before which, transitive; events of two blocks are ordered by
    their dates. Among those that could come next, the one whose inferred time is earliest does, then the one earlier
    in the text. No two members of a group are ordered; of two groups, only what is known is asserted.
    """
    ids = [i for block, _ in blocks for i in block]
    keys = [(middle(times[i], now), n) for n, i in enumerate(ids)]
    known = _Known(blocks, [times[i] for i in ids] if len(blocks) > 1 else [])
    ready = [keys[n] for n in known.first()]
    heapify(ready)
    found: list[list[int]] = []
    while ready or (ready := [keys[n] for n in known.stuck()]):
        _, n = heappop(ready)
        if found and not any(known.before(m, n) for m in found[-1]):
            found[-1].append(n)
        else:
            found.append([n])
        for later in known.came(n):
            heappush(ready, keys[later])
    return tuple(tuple(ids[n] for n in sorted(group)) for group in found)


class _Known:
    """What must have come before an event may: those before it in its block, and where there are several blocks, all
    that are over by its earliest start. Numbers run through the blocks; without `times` there is one block."""

    def __init__(self, blocks: Sequence[Block], times: Sequence[When]) -> None:
        self._place = [(matrix, n, first) for (ids, matrix), first in _firsts(blocks) for n in range(len(ids))]
        self._waiting = [int(n) for _, matrix in blocks for n in matrix.sum(axis=0)]
        self._starts = [when.start_earliest.at for when in times] or [None] * len(self._place)
        self._ends = [when.end_latest.at for when in times] or [None] * len(self._place)
        self._over = [(end, n) for n, end in enumerate(self._ends) if end is not None]  # of those still to come
        self._held: list[tuple[int, int]] = []  # by their start: ready but for what must be over by then
        self._gone = [False] * len(self._place)
        heapify(self._over)

    def before(self, m: int, n: int) -> bool:
        (matrix, row, block), (_, column, other) = self._place[m], self._place[n]
        start, end = self._starts[n], self._ends[m]
        dated = start is not None and end is not None and end <= start
        return dated or (block == other and bool(matrix[row, column]))

    def first(self) -> list[int]:
        return self._free([n for n, count in enumerate(self._waiting) if count == 0])

    def came(self, n: int) -> list[int]:
        """Those that may come now that n has."""
        matrix, row, first = self._place[n]
        self._gone[n] = True
        later = [first + column for column in matrix[row].nonzero()[0].tolist()]
        for each in later:
            self._waiting[each] -= 1
        return self._free([each for each in later if self._waiting[each] == 0])

    def stuck(self) -> list[int]:
        """The earliest of those that wait for each other: networks apart may say what no single one could."""
        return [heappop(self._held)[1]] if self._held else []

    def _free(self, ready: list[int]) -> list[int]:
        free = []
        for n in ready:
            start = self._starts[n]
            if start is None:
                free.append(n)
            else:
                heappush(self._held, (start, n))
        while self._over and self._gone[self._over[0][1]]:
            heappop(self._over)
        while self._held and (not self._over or self._held[0][0] < self._over[0][0]):
            free.append(heappop(self._held)[1])
        return free


def _firsts(blocks: Sequence[Block]) -> Iterator[tuple[Block, int]]:
    first = 0
    for block in blocks:
        yield block, first
        first += len(block[0])


_NEAR = 31 * 86_400  # beyond that, news is more likely to speak of the recent end of what is possible


def middle(when: When, now: int) -> int:
    """A single second to sort by: the middle of where the start may lie if that is narrow, else its latest.

    Where nothing but an earliest is known, that; where nothing at all, the publication.
    """
    low, high = when.start_earliest.at, when.start_latest.at
    if low is not None and high is not None and high - low <= _NEAR:
        return (low + high) // 2
    if high is not None:
        return high
    return low if low is not None else now
