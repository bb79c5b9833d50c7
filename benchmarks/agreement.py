"""What pairs of one story say together: the probabilities of their relations, each moved by all triangles it stands in.

Heads read a pair at a time, so that they may have A before B, B before C, and A after C, each a little likelier than
not. Here every third node tells a pair what its relation has to be, given those of the other two sides, as in loopy
belief propagation, but at a weight: the triangles of a pair are no independent witnesses.
"""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np

from timeline.events.heads import Floats, softmax
from timeline.events.labels import DENSE, mirror

# On the documents that the heads learned from, 0.2 does as well as 0 and better than 1, for they know those; on the
# development documents of TimeBank-Dense, 0.3 to 0.6 are the same within a pair in a hundred.
WEIGHT = 0.4
ROUNDS = 2
_LEAST = 1e-3
_VAGUE = DENSE.index("v")


@cache
def composed() -> Floats:
    """[p, q, r]: 1 where a may lie towards c by r, when it lies towards b by p, and b towards c by q.

    By trying all intervals of seven points. VAGUE says nothing of the third side, and of the third side nothing else is
    VAGUE but what is left open: two intervals that only overlap, or several relations that are possible.
    """
    intervals = [(low, high) for low in range(6) for high in range(low + 1, 7)]
    found: dict[tuple[str, str], set[str]] = {}
    for a, b, c in product(intervals, repeat=3):
        found.setdefault((_letter(a, b), _letter(b, c)), set()).add(_letter(a, c))
    table = np.ones((len(DENSE),) * 3, dtype=np.float32)
    for (p, one), (q, other) in product(enumerate(DENSE), repeat=2):
        if "v" not in (one, other):
            possible = found[one, other]
            table[p, q] = [label in possible or (label == "v" and len(possible) > 1) for label in DENSE]
    return table


def _letter(a: tuple[int, int], b: tuple[int, int]) -> str:
    if a == b:
        return "s"
    if a[1] <= b[0] or b[1] <= a[0]:
        return "b" if a[1] <= b[0] else "a"
    if a[0] <= b[0] and b[1] <= a[1]:
        return "i"
    return "ii" if b[0] <= a[0] and a[1] <= b[1] else "v"


def agreed(chances: Floats) -> Floats:
    """(nodes, nodes, labels of `DENSE`) again, with the triangles heard.

    A pair of which nothing is known has VAGUE for certain: then it tells the others nothing.
    """
    own = np.log(chances + _LEAST)
    found = chances
    for _ in range(ROUNDS):
        found = softmax(own + WEIGHT * _told(found))
    return found


def _told(chances: Floats) -> Floats:
    """The sum over third nodes of the logarithm of what they leave possible."""
    told = np.zeros(chances.shape, dtype=np.float32)
    for third in range(len(chances)):
        through = np.tensordot(chances[:, third], composed(), axes=(1, 0))  # (nodes, q, r)
        said = np.log(np.einsum("aqr,cq->acr", through, chances[third]) + _LEAST)
        said -= said.max(axis=-1, keepdims=True)
        said[third] = said[:, third] = 0.0
        told += said
    return told


def both_ways(chances: Floats, where: tuple[int, int], row: Floats) -> None:
    """Write a pair's probabilities at both its places."""
    a, b = where
    chances[a, b], chances[b, a] = row, row[mirror(DENSE)]


def nothing_known(nodes: int) -> Floats:
    """The table in which every pair is VAGUE for certain."""
    table = np.zeros((nodes, nodes, len(DENSE)), dtype=np.float32)
    table[..., _VAGUE] = 1.0
    return table
