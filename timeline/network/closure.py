"""All shortest distances of a network of points at once.

Points at a fixed distance from each other, such as the two ends of a brief event, count as one. The others are taken
one by one as the point between two others (Floyd and Warshall), those that join the fewest first, as in the elimination
of a sparse matrix: while little is joined, a step touches little.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

INFINITY = 1 << 62

Points = npt.NDArray[np.int64]
Matrix = npt.NDArray[np.int64]


def closed(size: int, edges: Sequence[tuple[int, int, int]]) -> Matrix:
    """`closed(...)[v, u]` is the largest possible `t[v] - t[u]`, INFINITY where nothing bounds it.

    `edges` are (tail, head, weight), each saying `t[head] - t[tail] <= weight`; they contradict each other nowhere.

    >>> closed(3, [(0, 1, 5), (1, 0, -5), (1, 2, 2)]).tolist() == [[0, -5, INFINITY], [5, 0, INFINITY], [7, 2, 0]]
    True
    """
    tails, heads, weights = np.array(edges, dtype=np.int64).reshape(-1, 3).T
    first, apart = _rigid(_least(size, tails, heads, weights))
    blocks, block = np.unique(first, return_inverse=True)
    few = _least(len(blocks), block[tails], block[heads], weights - apart[heads] + apart[tails])
    joined = _joined(few)[block[:, None], block]
    return np.where(joined < INFINITY // 2, joined + apart[:, None] - apart, INFINITY)


def _least(size: int, tails: Points, heads: Points, weights: Points) -> Matrix:
    """The least weight from each tail (column) to each head (row)."""
    matrix = np.full(size * size, INFINITY, dtype=np.int64)
    np.minimum.at(matrix, heads * size + tails, weights)
    return matrix.reshape(size, size)


def _rigid(least: Matrix) -> tuple[Points, Points]:
    """For each point the first of those at a fixed distance from it, and that distance, `t[point] - t[first]`."""
    above, apart = list(range(len(least))), [0] * len(least)

    def top(point: int) -> tuple[int, int]:
        way = 0
        while above[point] != point:
            way += apart[point]
            point = above[point]
        return point, way

    fixed = np.tril(least == -least.T, -1).nonzero()
    for head, tail, weight in zip(*(part.tolist() for part in (*fixed, least[fixed])), strict=True):
        (one, to_tail), (other, to_head) = top(tail), top(head)
        if one != other:
            step = to_tail + weight - to_head  # t[other] - t[one]
            low, high, step = (one, other, step) if one < other else (other, one, -step)
            above[high], apart[high] = low, step
    first, ways = np.array([top(point) for point in range(len(least))], dtype=np.int64).reshape(-1, 2).T
    return first, ways


def _joined(matrix: Matrix) -> Matrix:
    """The matrix with every point taken as the one between two others; changed in place."""
    np.fill_diagonal(matrix, 0)
    size, known = len(matrix), matrix < INFINITY
    joins = known.sum(axis=0) * known.sum(axis=1)
    for point in np.argsort(joins, kind="stable").tolist():
        onward, before = matrix[:, point], matrix[point]
        heads, tails = ((row < INFINITY // 2).nonzero()[0] for row in (onward, before))
        if len(heads) == len(tails) == size:
            np.minimum(matrix, onward[:, None] + before, out=matrix)
        elif len(heads) > 1 and len(tails) > 1:
            place = (heads[:, None], tails)
            matrix[place] = np.minimum(matrix[place], onward[heads][:, None] + before[tails])
    return matrix
