"""Relations as differences of end points, and back.

Each node has a start S and an end E, S strictly before E. A `Relation` is a set of inequalities between the four points
of two nodes; which relation holds of two nodes is read off the closure in the same terms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from timeline.network.closure import INFINITY, Matrix
from timeline.network.points import SECOND, Edge
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


# The four points of two nodes, a and b, and what each relation of a to b asks of them.
_A, _A_END, _B, _B_END = range(4)
_ASKED = {
    Relation.BEFORE: (Inequality(_A_END, _B),),
    Relation.AFTER: (Inequality(_B_END, _A),),
    Relation.INCLUDES: (Inequality(_A, _B), Inequality(_B_END, _A_END)),
    Relation.IS_INCLUDED: (Inequality(_B, _A), Inequality(_A_END, _B_END)),
    Relation.EQUAL: (Inequality(_A, _B), Inequality(_B, _A), Inequality(_A_END, _B_END), Inequality(_B_END, _A_END)),
    Relation.OVERLAP: (Inequality(_A, _B_END, 1), Inequality(_B, _A_END, 1)),
    Relation.STARTS_BEFORE: (Inequality(_A, _B, 1),),
    Relation.STARTS_AFTER: (Inequality(_B, _A, 1),),
    Relation.STARTS_EQUAL: (Inequality(_A, _B), Inequality(_B, _A)),
    Relation.BEGINS: (Inequality(_B, _A), Inequality(_A, _B_END)),
    Relation.ENDS: (Inequality(_B, _A_END), Inequality(_A_END, _B_END)),
    Relation.LASTS: (),  # speaks of one node
    Relation.UNKNOWN: (),
}
# The points whose distance an offset narrows, the earlier one first.
_DISTANT = {
    Relation.LASTS: (_A, _A_END),
    Relation.BEFORE: (_A, _B),
    Relation.STARTS_BEFORE: (_A, _B),
    Relation.AFTER: (_B, _A),
    Relation.STARTS_AFTER: (_B, _A),
}


def edges(constraint: Constraint, a: Ends, b: Ends) -> list[Edge]:
    """What a constraint between the nodes a (its source) and b (its target) asks of their points.

    As edges at once, since a network takes hundreds of constraints.
    """
    points, strength = (*a, *b), constraint.confidence
    asked: Sequence[Inequality] = _ASKED[constraint.relation]
    if constraint.offset is not None and constraint.relation in _DISTANT:
        earlier, later = _DISTANT[constraint.relation]
        low, high = (bound * SECOND for bound in constraint.offset)
        asked = [*asked, Inequality(earlier, later, low), Inequality(later, earlier, -high)]
    return [Edge(points[later], points[earlier], -least, constraint, strength) for earlier, later, least in asked]


def needed(relation: Relation, a: Ends, b: Ends) -> list[Inequality]:
    """The inequalities that the relation means: what a derivation of it has to show."""
    points = (*a, *b)
    return [Inequality(points[earlier], points[later], least) for earlier, later, least in _ASKED[relation]]


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
    return all(largest(q.later, q.earlier) <= -q.least for q in needed(relation, a, b))


def excluded(relation: Relation, a: Ends, b: Ends, largest: Distance) -> bool:
    """Whether no solution has the relation: one of its inequalities already fails everywhere.

    Exact for relations of one inequality; for the others, only what one inequality alone excludes.
    """
    return any(largest(q.earlier, q.later) < q.least for q in needed(relation, a, b))


def answer(a: Ends, b: Ends, largest: Distance) -> Relation:
    """The most telling relation that holds in every solution."""
    return next((r for r in ANSWERS if follows(r, a, b, largest)), Relation.UNKNOWN)


def answers(apart: Matrix) -> dict[Relation, Truths]:
    """`answer` of all pairs at once: for each relation, where it is that of the row's node to the column's.

    `apart` is of all starts and then all ends: the largest possible time of the row's point less that of the column's.
    """
    size = len(apart) // 2
    halves = (slice(size), slice(size, None)) * 2  # of the points of a, then of b
    taken = np.eye(size, dtype=np.bool_)
    found = {}
    for relation in ANSWERS:
        holds = [_largest(apart[halves[q.earlier], halves[q.later]], q) <= -q.least for q in _ASKED[relation]]
        found[relation] = np.logical_and.reduce(holds) & ~taken
        taken |= found[relation]
    return found


def _largest(least: Matrix, asked: Inequality) -> Matrix:
    """Of the earlier point less the later one, with a's node as the row's."""
    return least if asked.earlier in (_A, _A_END) else least.T


def bounded(ticks: int) -> bool:
    return ticks < INFINITY // 2
