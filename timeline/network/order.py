"""Groups of events in an order that asserts nothing new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from timeline.network.points import Matrix
from timeline.temporal.when import When


def groups(ids: Sequence[str], before: Matrix, times: Mapping[str, When], now: int) -> tuple[tuple[str, ...], ...]:
    """Ids in a sequence that respects `before` (a square 0/1 matrix, transitive), cut into runs that it leaves open.

    Among those that could come next, the one whose inferred time is earliest does, then the one earlier in the text.
    No two members of a group are ordered; of two groups, only what `before` holds is asserted.
    """
    waiting = [int(n) for n in before.sum(axis=0)] if len(ids) else []
    keys = [(middle(times[i], now), n) for n, i in enumerate(ids)]
    ready = [keys[n] for n, count in enumerate(waiting) if count == 0]
    heapify(ready)
    found: list[list[int]] = []
    while ready:
        _, n = heappop(ready)
        if found and not any(before[m, n] for m in found[-1]):
            found[-1].append(n)
        else:
            found.append([n])
        for later in before[n].nonzero()[0].tolist():
            waiting[later] -= 1
            if waiting[later] == 0:
                heappush(ready, keys[later])
    return tuple(tuple(ids[n] for n in sorted(group)) for group in found)


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
