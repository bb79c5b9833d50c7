"""Relations as differences of end points, and back.

Each node has a start S and an end E, S strictly before E. A `Relation` is a set of inequalities between the four points
of two nodes; which relation holds of two nodes is read off the closure in the same terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple, cast

import numpy as np
import numpy.typing as npt

from timeline.network.closure import INFINITY, Matrix
from timeline.network.points import SECOND
from timeline.relations.model import Constraint, Relation


class Ends(NamedTuple):
    """The numbers of a node's start and end point."""

    start: int
    end: int


class Inequality(NamedTuple):
    """`t[later] - t[earlier] >= least`, in ticks: how relations read; an edge is the same turned round."""

    earlier: int
    later: int
    least: int = 0


def inequalities(constraint: Constraint, a: Ends, b: Ends) -> Iterator[Inequality]:
    """What a constraint between the nodes a (its source) and b (its target) asks of their points."""
    yield from _plain(constraint.relation, a, b)
    if constraint.offset is None:
        return
    low, high = (bound * SECOND for bound in constraint.offset)
    if constraint.relation is Relation.LASTS:
        yield from _distance(a.start, a.end, low, high)
    elif constraint.relation in (Relation.BEFORE, Relation.STARTS_BEFORE):
        yield from _distance(a.start, b.start, low, high)
    elif constraint.relation in (Relation.AFTER, Relation.STARTS_AFTER):
        yield from _distance(b.start, a.start, low, high)


def _distance(earlier: int, later: int, low: int, high: int) -> Iterator[Inequality]:
    yield Inequality(earlier, later, low)
    yield Inequality(later, earlier, -high)


def _plain(relation: Relation, a: Ends, b: Ends) -> tuple[Inequality, ...]:
    match relation:
        case Relation.BEFORE:
            return (Inequality(a.end, b.start),)
        case Relation.INCLUDES:
            return Inequality(a.start, b.start), Inequality(b.end, a.end)
        case Relation.EQUAL:
            return *_same(a.start, b.start), *_same(a.end, b.end)
        case Relation.OVERLAP:
            return Inequality(a.start, b.end, 1), Inequality(b.start, a.end, 1)
        case Relation.STARTS_BEFORE:
            return (Inequality(a.start, b.start, 1),)
        case Relation.STARTS_EQUAL:
            return _same(a.start, b.start)
        case Relation.BEGINS:
            return Inequality(b.start, a.start), Inequality(a.start, b.end)
        case Relation.ENDS:
            return Inequality(b.start, a.end), Inequality(a.end, b.end)
        case Relation.AFTER | Relation.IS_INCLUDED | Relation.STARTS_AFTER:
            return _plain(relation.converse, b, a)
    return ()  # LASTS speaks of one node, UNKNOWN of nothing


def _same(one: int, other: int) -> tuple[Inequality, Inequality]:
    return Inequality(one, other), Inequality(other, one)


# Asked in this order; the first whose inequalities all follow is the answer. `equal` comes before the two inclusions
# that it implies, and `overlap` last, for all but before and after imply it.
ANSWERS = (
    Relation.BEFORE,
    Relation.AFTER,
    Relation.EQUAL,
    Relation.INCLUDES,
    Relation.IS_INCLUDED,
    Relation.OVERLAP,
)

Truths = npt.NDArray[np.bool_]
Distance = Callable[[int, int], int]


def follows(relation: Relation, a: Ends, b: Ends, largest: Distance) -> bool:
    """Whether the relation holds in every solution; `largest(u, v)` is the largest possible `t[v] - t[u]`."""
    return all(largest(q.later, q.earlier) <= -q.least for q in _plain(relation, a, b))


def excluded(relation: Relation, a: Ends, b: Ends, largest: Distance) -> bool:
    """Whether no solution has the relation: one of its inequalities already fails everywhere.

    Exact for relations of one inequality; for the others, only what one inequality alone excludes.
    """
    return any(largest(q.earlier, q.later) < q.least for q in _plain(relation, a, b))


def answer(a: Ends, b: Ends, largest: Distance) -> Relation:
    """The most telling relation that holds in every solution."""
    return next((r for r in ANSWERS if follows(r, a, b, largest)), Relation.UNKNOWN)


def answers(nodes: Sequence[Ends], closure: Matrix) -> dict[Relation, Truths]:
    """`answer` of all pairs at once: for each relation, where it is that of the row's node to the column's."""
    starts, ends = (np.array(points, dtype=np.int64) for points in ([n.start for n in nodes], [n.end for n in nodes]))
    # the inequalities of one pair, written with the points of all
    a, b = Ends(cast(Any, starts[:, None]), cast(Any, ends[:, None])), Ends(cast(Any, starts), cast(Any, ends))
    taken = np.eye(len(nodes), dtype=np.bool_)
    found = {}
    for relation in ANSWERS:
        holds = [closure[q.earlier, q.later] <= -q.least for q in _plain(relation, a, b)]
        found[relation] = np.logical_and.reduce(holds) & ~taken
        taken |= found[relation]
    return found


def needed(relation: Relation, a: Ends, b: Ends) -> tuple[Inequality, ...]:
    """The inequalities that a derivation of the relation has to show."""
    return _plain(relation, a, b)


def bounded(ticks: int) -> bool:
    return ticks < INFINITY // 2
