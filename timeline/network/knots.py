"""`Knots`: nodes with two ends, tied by constraints; what follows, and from what.

The calendar comes first and is never in doubt: every time is tied to an origin (wall-clock second 0) by its bounds.
Constraints between nodes are then added one by one; one that contradicts those before it is refused with its proof.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from timeline.network.algebra import (
    Ends,
    Inequality,
    answer,
    bounded,
    edges,
    excluded,
    follows,
    needed,
)
from timeline.network.closure import Matrix
from timeline.network.points import SECOND, Edge, PointNetwork, unwound
from timeline.relations.model import Constraint, Relation
from timeline.temporal.when import When

_LARGEST = 100_000_000_000_000  # seconds either side of 1970, some three million years: keeps ticks within 64 bits


@dataclass(frozen=True, slots=True)
class Calendar:
    """The label of an edge that ties the time `node` to the origin."""

    node: str


@dataclass(frozen=True, slots=True)
class Nature:
    """The label of an edge that comes with the node itself: an end after its start, or no room between them."""

    node: str


Label = Constraint | Calendar | Nature
Trail = tuple[Label, ...]


class Knots:
    """Mutable while it is being built; `copy` to build on without changing it."""

    def __init__(self) -> None:
        self._points = PointNetwork()
        self._origin = self._points.add_point()
        self._ends: dict[str, Ends] = {}
        self._strengths: set[float] = {1.0}
        self._sorted: list[float] = []
        self._times: dict[str, When] = {}
        self._brief: set[str] = set()

    def __contains__(self, node: str) -> bool:
        return node in self._ends

    def __len__(self) -> int:
        return len(self._ends)

    def settle(self) -> None:
        """Work out what follows: a copy that a few constraints are added to need not begin again."""
        self._points.closure()

    def copy(self) -> Knots:
        twin = Knots()
        twin._points, twin._origin = self._points.copy(), self._origin
        twin._ends, twin._strengths = dict(self._ends), set(self._strengths)
        twin._times, twin._brief = dict(self._times), set(self._brief)
        return twin

    def refutation(self, constraints: Iterable[Constraint], refused: Constraint) -> Trail | None:
        """The briefest proof against a constraint from these alone and the calendar; None where they allow it."""
        told = tuple(constraints)
        small = Knots()
        for node in sorted({node for c in (*told, refused) for node in (c.source, c.target)}):
            if node in self._times:
                small.add_time(node, self._times[node])
            else:
                small.add_node(node, node in self._brief)
        for constraint in told:
            small.add(constraint)
        return small.add(refused)

    def before(self, nodes: Sequence[str]) -> Matrix:
        """Square 0/1 matrix: the row's node is over before the column's starts."""
        starts = [self._ends[node].start for node in nodes]
        ends = [self._ends[node].end for node in nodes]
        # closure[v, u] bounds t[v] - t[u]: the end of the row's node less the start of the column's
        return (self._points.closure()[np.ix_(ends, starts)] <= 0).astype(np.int64)

    def add_node(self, node: str, brief: bool = False) -> None:
        """A node with a start and a later end; a brief one has no room for anything between them."""
        ends = Ends(self._points.add_point(), self._points.add_point())
        self._ends[node], nature = ends, Nature(node)
        self._demand(Inequality(ends.start, ends.end, 1), nature)
        if brief:
            self._brief.add(node)
            self._demand(Inequality(ends.end, ends.start, -1), nature)

    def add_time(self, node: str, when: When) -> None:
        """A node tied to the calendar. Raises ValueError where its bounds contradict each other."""
        self.add_node(node)
        self._times[node] = when
        ends, label = self._ends[node], Calendar(node)
        low_s, low_e = (_at_least(bound.at) for bound in (when.start_earliest, when.end_earliest))
        high_s, high_e = (_at_most(bound.at) for bound in (when.start_latest, when.end_latest))
        ties = [(low_s, ends.start, 1), (high_s, ends.start, -1), (low_e, ends.end, 1), (high_e, ends.end, -1)]
        for ticks, point, side in ties:
            if ticks is None:
                continue
            tie = Inequality(self._origin, point, ticks) if side > 0 else Inequality(point, self._origin, -ticks)
            if not self._demand(tie, label):
                raise ValueError(f"the bounds of {node} contradict each other: {when}")

    def edges(self, constraint: Constraint) -> list[Edge]:
        """The constraint as edges; a copy of these knots has the same."""
        return edges(constraint, self._ends[constraint.source], self._ends[constraint.target])

    def add(self, constraint: Constraint, edges: Iterable[Edge] | None = None, *, why: bool = True) -> Trail | None:
        """Add a constraint; where the others refute it, leave it out and return the briefest proof.

        `edges` are the constraint's, where they are known. A proof takes a long search; without `why` it is empty.
        """
        done: list[Edge] = []
        for edge in self.edges(constraint) if edges is None else edges:
            if not self._points.add(edge):
                proof = self._points.briefest_path(edge.head, edge.tail, -edge.weight - 1) if why else None
                for earlier in reversed(done):
                    self._points.remove_last(earlier)
                return tuple(e.label for e in reversed(proof or ()) if e.label is not constraint)
            done.append(edge)
        self._strengths.add(constraint.confidence)
        return None

    def extend(self, edges: Sequence[Edge], whole: Knots) -> None:
        """Add the edges of constraints that `whole` has taken, as it has all that is here: nothing refutes them."""
        self._points.extend(edges, whole._points)
        self._strengths.update(edge.strength for edge in edges)

    def _demand(self, inequality: Inequality, label: Label) -> bool:
        return self._points.add(Edge(inequality.later, inequality.earlier, -inequality.least, label, 1.0))

    def relation(self, a: str, b: str) -> Relation:
        """The most telling relation of a to b that holds in every solution."""
        return answer(self._ends[a], self._ends[b], self._largest)

    def apart(self, nodes: Sequence[str]) -> Matrix:
        """All that the nodes say of each other, for `algebra.answers`."""
        points = np.array([self._ends[node] for node in nodes], dtype=np.int64).reshape(-1, 2).T.ravel()
        return self._points.closure()[points[:, None], points]

    def entails(self, a: str, relation: Relation, b: str) -> bool:
        return follows(relation, self._ends[a], self._ends[b], self._largest)

    def excludes(self, a: str, relation: Relation, b: str) -> bool:
        return excluded(relation, self._ends[a], self._ends[b], self._largest)

    def _largest(self, tail: int, head: int) -> int:
        return int(self._points.closure()[head, tail])

    def derivation(self, a: str, relation: Relation, b: str) -> tuple[float, Trail]:
        """The strongest derivation of a relation that is entailed, the shortest of the equally strong, early to late.

        Its strength is that of its weakest constraint. Raises ValueError where the relation is not entailed.
        """
        strength, labels = 1.0, []
        for inequality in needed(relation, self._ends[a], self._ends[b]):
            trust, path = self._strongest(inequality)
            strength = min(strength, trust)
            labels += [edge.label for edge in reversed(path)]
        return strength, _trail(labels)

    def _strongest(self, inequality: Inequality) -> tuple[float, tuple[Edge, ...]]:
        """Climbs: the briefest path over edges more trusted than the weakest of the path before, while there is one."""
        trusts, path = self._trusts(), self._path(inequality, 0.0)
        if path is None:
            raise ValueError("the relation does not follow from the network")
        while True:
            strength = min([edge.strength for edge in path], default=1.0)
            above = bisect_right(trusts, strength)
            better = self._path(inequality, trusts[above]) if above < len(trusts) else None
            if better is None:
                return strength, path
            path = better

    def _trusts(self) -> Sequence[float]:
        """How strong constraints are, the weakest first."""
        if len(self._sorted) != len(self._strengths):
            self._sorted = sorted(self._strengths)
        return self._sorted

    def _path(self, inequality: Inequality, trust: float) -> tuple[Edge, ...] | None:
        return self._points.briefest_path(inequality.later, inequality.earlier, -inequality.least, trust)

    def bounds(self, node: str) -> tuple[int | None, int | None, int | None, int | None]:
        """Start earliest and latest, end earliest and latest, in wall-clock seconds, rounded outwards."""
        lows, (highs, _) = self._points.least_to(self._origin), self._points.briefest_paths(self._origin)
        found: list[int | None] = []
        for point in self._ends[node]:
            low, high = lows[point], highs[point]
            found.append(-low // SECOND if bounded(low) else None)
            found.append(-(-high // SECOND) if bounded(high) else None)
        return found[0], found[1], found[2], found[3]

    def distance(self, a: str, b: str) -> tuple[int | None, int | None]:
        """From the start of a to the start of b in seconds, least and most, rounded outwards; None where unbounded."""
        one, other = self._ends[a].start, self._ends[b].start
        most, least = self._largest(one, other), self._largest(other, one)
        return (-least // SECOND if bounded(least) else None), (-(-most // SECOND) if bounded(most) else None)

    def reasons(self, node: str) -> tuple[Trail | None, ...]:
        """For each of the four bounds, the labels on the briefest path that gives it; None where unbounded."""
        lows, (_, routes) = self._points.least_to(self._origin), self._points.briefest_paths(self._origin)
        trails: list[Trail | None] = []
        for point in self._ends[node]:
            path = self._points.briefest_path(point, self._origin, lows[point]) if bounded(lows[point]) else None
            trails.append(None if path is None else _trail(edge.label for edge in reversed(path)))
            trails.append(_trail(edge.label for edge in reversed(unwound(routes[point]))) if point in routes else None)
        return tuple(trails)


def _trail(labels: Iterable[Label]) -> Trail:
    """Each once: a constraint's edges share it."""
    return tuple({id(label): label for label in labels}.values())


def _at_least(second: int | None) -> int | None:
    """A lower bound in ticks; before the calendar of the network ("65 million years ago") it bounds nothing."""
    return None if second is None or second < -_LARGEST else min(second, _LARGEST) * SECOND


def _at_most(second: int | None) -> int | None:
    """An upper bound in ticks; after the calendar of the network it bounds nothing."""
    return None if second is None or second > _LARGEST else max(second, -_LARGEST) * SECOND
