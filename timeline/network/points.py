"""A simple temporal network over points: which differences of times are possible.

An edge (u, v, w) says `t[v] - t[u] <= w`. The network keeps a *schedule*, one concrete time for every point that obeys
all edges; adding an edge repairs the schedule where the edge breaks it (Cotton and Maler 2006: shortest repairs first,
so that each point moves once), or finds that no repair exists. An addition costs O(m + n log n) at worst, and only as
much as it moves.

Weights are ticks. A tick is the smallest distance that "strictly before" asks for; `SECOND` ticks are a second, so up
to sixteen thousand strict steps in a row never add up to a second.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


Step = tuple[int, int, float, Edge]
"""An edge where it leaves its tail: its head, weight and strength, and the edge itself.

A plain tuple comes apart several times as fast as one with names, and searches do little else.
"""
Route = tuple[Any, Edge] | None
"""A path from its end: the route before, and the last edge; None before the first."""
Briefest = tuple[list[int], dict[int, Route]]
"""The least length of a path to each point, and the paths."""


class PointNetwork:
    """Points are numbered from 0 in the order they are added."""

    def __init__(self) -> None:
        self._out: list[list[Step]] = []
        self._schedule: list[int] = []
        self._closure: Matrix | None = None
        self._towards: dict[int, list[int]] = {}  # what `least_to` found, by target
        self._briefest: dict[int, Briefest] = {}  # what `briefest_paths` found, by source

    def __len__(self) -> int:
        return len(self._out)

    @property
    def edges(self) -> list[Edge]:
        return [edge for steps in self._out for *_, edge in steps]

    @property
    def schedule(self) -> tuple[int, ...]:
        """One time for every point that obeys every edge."""
        return tuple(self._schedule)

    def add_point(self) -> int:
        self._out.append([])
        self._schedule.append(0)
        self._now(None)
        return len(self._out) - 1

    def copy(self) -> PointNetwork:
        twin = PointNetwork()
        twin._out = [steps.copy() for steps in self._out]
        twin._schedule = list(self._schedule)
        twin._closure = None if self._closure is None else self._closure.copy()
        return twin

    def add(self, edge: Edge) -> bool:
        """Add the edge; False, and nothing changed, where it contradicts the others."""
        schedule, (tail, head, weight, _, strength) = self._schedule, edge
        if schedule[tail] + weight < schedule[head] or tail == head:
            repaired = self._repair(edge)
            if repaired is None:
                return False
            for point, time in repaired.items():
                schedule[point] = time
        self._out[tail].append((head, weight, strength, edge))
        closure = self._closure
        self._now(None if closure is None or len(self._out) > _SMALL else _tightened(closure, edge))
        return True

    def extend(self, edges: Iterable[Edge], whole: PointNetwork) -> None:
        """Add edges that `whole` has, as it has all that are here: its schedule obeys them, so none is looked at."""
        for edge in edges:
            self._out[edge.tail].append((edge.head, edge.weight, edge.strength, edge))
        self._schedule = list(whole._schedule)
        self._now(None)

    def remove_last(self, edge: Edge) -> None:
        """Take back an edge just added: the schedule stays valid, for there is less to obey."""
        self._out[edge.tail].remove((edge.head, edge.weight, edge.strength, edge))
        self._now(None)

    def _now(self, closure: Matrix | None) -> None:
        """What follows by now; what was worked out of it before is no longer true."""
        self._closure = closure
        if self._towards or self._briefest:
            self._towards, self._briefest = {}, {}

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
            time = moved[point]
            for head, weight, _, _ in self._out[point]:
                if head not in moved and (beyond := time + weight - schedule[head]) < 0:
                    heappush(queue, (beyond, head))
        return moved

    def closure(self) -> Matrix:
        """`closure()[v, u]` is the largest possible `t[v] - t[u]` (note the order); INFINITY: nothing bounds it."""
        if self._closure is None:
            edges = [(tail, head, weight) for tail, steps in enumerate(self._out) for head, weight, _, _ in steps]
            self._closure = closed(len(self), edges)
        return self._closure

    def briefest_path(self, source: int, target: int, limit: int, trust: float = 0.0) -> tuple[Edge, ...] | None:
        """The path of fewest edges that shows `t[target] - t[source] <= limit`, over edges at least that trusted.

        None where there is none. Points from which the target is too far are left out, where the closure is known.
        """
        if source == target and limit >= 0:
            return ()
        for lengths, routes in self._rounds(source, self._onward(target), limit, trust):
            if target in routes and lengths[target] <= limit:
                return unwound(routes[target])
        return None

    def briefest_paths(self, source: int) -> Briefest:
        """To each point that is bounded from the source the path that `briefest_path` finds for its least bound."""
        if source not in self._briefest:
            nowhere = [-INFINITY] * len(self)  # is too far
            paths: dict[int, Route] = {source: None}
            for lengths, routes in self._rounds(source, nowhere, 0, 0.0):
                paths.update(routes)
                self._briefest[source] = lengths, paths
        return self._briefest[source]

    def least_to(self, target: int) -> list[int]:
        """The largest possible `t[target] - t[point]` for each point: a row of the closure, without the others."""
        if target not in self._towards:
            closure = self._closure
            self._towards[target] = self._lengths_to(target) if closure is None else closure[target].tolist()
        return self._towards[target]

    def _lengths_to(self, target: int) -> list[int]:
        arriving: list[list[tuple[int, int]]] = [[] for _ in self._out]
        for tail, steps in enumerate(self._out):
            for head, weight, _, _ in steps:
                arriving[head].append((tail, weight))
        lengths = [INFINITY] * len(self)
        lengths[target] = 0
        frontier = {target}
        while frontier:
            nearer = set()
            for head in frontier:
                for tail, weight in arriving[head]:
                    if (length := weight + lengths[head]) < lengths[tail]:
                        lengths[tail] = length
                        nearer.add(tail)
            frontier = nearer
        return lengths

    def _onward(self, target: int) -> Sequence[int]:
        """The least that is known to be left from each point to the target."""
        known = self._closure is not None or target in self._towards
        return self.least_to(target) if known else [-INFINITY] * len(self)

    def _rounds(
        self, source: int, onward: Sequence[int], limit: int, trust: float
    ) -> Iterator[tuple[list[int], dict[int, Route]]]:
        """The paths of one edge, of two, and so on, each where it is shorter than those of fewer, by their ends; before
        them the least lengths so far.

        Breadth first, so that the reader gets the shortest derivation; of equally long ones that of the lowest points.
        Paths that with what is left `onward` exceed the limit are not followed: that is asked first, as most do.
        """
        lengths = [INFINITY] * len(self)
        lengths[source] = 0
        frontier: list[tuple[int, int, Route]] = [(source, 0, None)]
        while frontier:
            steps: dict[int, Route] = {}
            for point, start, route in frontier:
                left = limit - start
                for head, weight, strength, edge in self._out[point]:
                    if onward[head] <= left - weight and start + weight < lengths[head] and strength >= trust:
                        lengths[head] = start + weight
                        steps[head] = (route, edge)
            yield lengths, steps
            frontier = [(point, lengths[point], steps[point]) for point in sorted(steps)]


def _tightened(closure: Matrix, edge: Edge) -> Matrix:
    """The closure with one edge more, which contradicts nothing; changed in place."""
    if closure[edge.head, edge.tail] > edge.weight:
        to_tail, from_head = closure[edge.tail], closure[:, edge.head]
        sources, targets = ((part < INFINITY // 2).nonzero()[0] for part in (to_tail, from_head))
        beyond = from_head[targets][:, None] + (to_tail[sources] + edge.weight)
        place = (targets[:, None], sources)
        closure[place] = np.minimum(closure[place], beyond)
    return closure


def unwound(route: Route) -> tuple[Edge, ...]:
    edges: list[Edge] = []
    while route is not None:
        route, edge = route
        edges.append(edge)
    return tuple(reversed(edges))
