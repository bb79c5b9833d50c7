"""A simple temporal network over points: which differences of times are possible.

An edge (u, v, w) says `t[v] - t[u] <= w`. The network keeps a *schedule*, one concrete time for every point that obeys
all edges; adding an edge repairs the schedule where the edge breaks it (Cotton and Maler 2006: shortest repairs first,
so that each point moves once), or finds that no repair exists. An addition costs O(m + n log n) at worst, and only as
much as it moves.

Weights are ticks. A tick is the smallest distance that "strictly before" asks for; `SECOND` ticks are a second, so up
to sixteen thousand strict steps in a row never add up to a second.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Any, NamedTuple

import numpy as np

from timeline.network.closure import INFINITY, Matrix, closed

SECOND = 1 << 14

_SMALL = 400  # points up to which a known closure is kept up to date with each edge; beyond, it is made anew when asked


class Edge(NamedTuple):
    """`t[head] - t[tail] <= weight`, because of `label`; `strength` is how much the label is trusted (0 to 1)."""

    tail: int
    head: int
    weight: int
    label: Any = None
    strength: float = 1.0


class PointNetwork:
    """Points are numbered from 0 in the order they are added."""

    def __init__(self) -> None:
        self._out: list[list[Edge]] = []
        self._schedule: list[int] = []
        self._closure: Matrix | None = None

    def __len__(self) -> int:
        return len(self._out)

    @property
    def edges(self) -> list[Edge]:
        return [edge for edges in self._out for edge in edges]

    @property
    def schedule(self) -> tuple[int, ...]:
        """One time for every point that obeys every edge."""
        return tuple(self._schedule)

    def add_point(self) -> int:
        self._out.append([])
        self._schedule.append(0)
        self._closure = None
        return len(self._out) - 1

    def copy(self) -> PointNetwork:
        twin = PointNetwork()
        twin._out = [list(edges) for edges in self._out]
        twin._schedule = list(self._schedule)
        twin._closure = self._closure
        return twin

    def add(self, edge: Edge) -> bool:
        """Add the edge; False, and nothing changed, where it contradicts the others."""
        schedule, tail, head = self._schedule, edge.tail, edge.head
        if schedule[tail] + edge.weight < schedule[head] or tail == head:
            repaired = self._repair(edge)
            if repaired is None:
                return False
            for point, time in repaired.items():
                schedule[point] = time
        self._out[tail].append(edge)
        if self._closure is not None:
            self._closure = _tightened(self._closure, edge) if len(self) <= _SMALL else None
        return True

    def remove_last(self, edge: Edge) -> None:
        """Take back an edge just added: the schedule stays valid, for there is less to obey."""
        self._out[edge.tail].remove(edge)
        self._closure = None

    def _repair(self, edge: Edge) -> dict[int, int] | None:
        """The points that must move down, and where to, so that the edge holds; None where that closes a circle."""
        schedule = self._schedule
        excess = schedule[edge.tail] + edge.weight - schedule[edge.head]
        if edge.tail == edge.head:
            return {} if edge.weight >= 0 else None
        moved: dict[int, int] = {}
        queue = [(excess, edge.head)] if excess < 0 else []
        while queue:
            drop, point = heappop(queue)
            if point in moved:
                continue
            if point == edge.tail:
                return None
            moved[point] = schedule[point] + drop
            for onward in self._out[point]:
                if onward.head not in moved:
                    beyond = moved[point] + onward.weight - schedule[onward.head]
                    if beyond < 0:
                        heappush(queue, (beyond, onward.head))
        return moved

    def closure(self) -> Matrix:
        """`closure()[v, u]` is the largest possible `t[v] - t[u]` (note the order); INFINITY: nothing bounds it."""
        if self._closure is None:
            self._closure = closed(len(self), ((e.tail, e.head, e.weight) for edges in self._out for e in edges))
        return self._closure

    def briefest_path(self, source: int, target: int, limit: int, trust: float = 0.0) -> tuple[Edge, ...] | None:
        """The path of fewest edges that shows `t[target] - t[source] <= limit`, over edges at least that trusted.

        None where there is none. Breadth first over rounds of edges, so that the reader gets the shortest derivation.
        Points from which the target is too far are left out, where the closure is known.
        """
        if source == target and limit >= 0:
            return ()
        onward = None if self._closure is None else self._closure[target].tolist()
        best = [INFINITY] * len(self)
        best[source] = 0
        trails: dict[int, tuple[Any, Edge] | None] = {source: None}
        frontier = [source]
        for _ in range(len(self)):
            reached: dict[int, int] = {}
            steps: dict[int, tuple[Any, Edge]] = {}
            for point in frontier:
                start, trail = best[point], trails[point]
                for edge in self._out[point]:
                    _, head, weight, _, strength = edge
                    length = start + weight
                    if strength < trust or (onward is not None and length + onward[head] > limit):
                        continue
                    if length < best[head] and length < reached.get(head, INFINITY):
                        reached[head] = length
                        steps[head] = (trail, edge)
            for head, length in reached.items():
                best[head] = length
            trails.update(steps)
            if target in reached and reached[target] <= limit:
                return _unwind(trails[target])
            frontier = sorted(reached)
            if not frontier:
                return None
        return None


def _tightened(closure: Matrix, edge: Edge) -> Matrix:
    """The closure with one edge more, which contradicts nothing."""
    if closure[edge.head, edge.tail] <= edge.weight:
        return closure
    to_tail, from_head = closure[edge.tail], closure[:, edge.head]
    sources, targets = (np.nonzero(part < INFINITY // 2)[0] for part in (to_tail, from_head))
    place = np.ix_(targets, sources)
    tighter = closure.copy()  # the one given may be another network's too
    tighter[place] = np.minimum(tighter[place], from_head[targets][:, None] + (to_tail[sources] + edge.weight)[None, :])
    return tighter


def _unwind(trail: tuple[Any, Edge] | None) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    while trail is not None:
        trail, edge = trail
        edges.append(edge)
    return tuple(reversed(edges))
