"""All shortest distances of a network of points at once.

Points at a fixed distance from each other, such as the two ends of a brief event, count as one. The others are taken
one by one as the point between two others (Floyd and Warshall), those that join the fewest first, as in the elimination
of a sparse matrix: while little is joined, a step touches little.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

INFINITY = 1 << 62

Matrix = npt.NDArray[np.int64]
Bounds = dict[tuple[int, int], int]  # (tail, head) -> the least weight


def closed(size: int, edges: Iterable[tuple[int, int, int]]) -> Matrix:
    """`closed(...)[v, u]` is the largest possible `t[v] - t[u]`, INFINITY where nothing bounds it.

    `edges` are (tail, head, weight), each saying `t[head] - t[tail] <= weight`; they contradict each other nowhere.

    >>> closed(3, [(0, 1, 5), (1, 0, -5), (1, 2, 2)]).tolist() == [[0, -5, INFINITY], [5, 0, INFINITY], [7, 2, 0]]
    True
    """
    bounds: Bounds = {}
    for tail, head, weight in edges:
        if weight < bounds.get((tail, head), INFINITY):
            bounds[tail, head] = weight
    first, apart = _rigid(size, bounds)
    number = {point: n for n, point in enumerate(sorted(set(first)))}
    block = [number[point] for point in first]
    few: Bounds = {}
    for (tail, head), weight in bounds.items():
        ends, between = (block[tail], block[head]), weight - apart[head] + apart[tail]
        if ends[0] != ends[1] and between < few.get(ends, INFINITY):
            few[ends] = between
    joined = _joined(len(number), few)[np.ix_(block, block)]
    offsets = np.array(apart, dtype=np.int64)
    return np.where(joined < INFINITY // 2, joined + offsets[:, None] - offsets, INFINITY)


def _rigid(size: int, bounds: Bounds) -> tuple[list[int], list[int]]:
    """For each point the first of those at a fixed distance from it, and that distance, `t[point] - t[first]`."""
    above, apart = list(range(size)), [0] * size

    def top(point: int) -> tuple[int, int]:
        way = 0
        while above[point] != point:
            way += apart[point]
            point = above[point]
        return point, way

    for (tail, head), weight in bounds.items():
        if tail < head and bounds.get((head, tail)) == -weight:
            (one, to_tail), (other, to_head) = top(tail), top(head)
            if one != other:
                step = to_tail + weight - to_head  # t[other] - t[one]
                low, high, step = (one, other, step) if one < other else (other, one, -step)
                above[high], apart[high] = low, step
    found = [top(point) for point in range(size)]
    return [first for first, _ in found], [way for _, way in found]


def _joined(size: int, bounds: Bounds) -> Matrix:
    matrix = np.full((size, size), INFINITY, dtype=np.int64)
    np.fill_diagonal(matrix, 0)
    into, out = [0] * size, [0] * size
    for (tail, head), weight in bounds.items():
        matrix[head, tail] = weight
        into[head] += 1
        out[tail] += 1
    for point in sorted(range(size), key=lambda p: (into[p] * out[p], p)):
        onward, before = matrix[:, point], matrix[point]
        heads, tails = (np.flatnonzero(row < INFINITY // 2) for row in (onward, before))
        if len(heads) == len(tails) == size:
            np.minimum(matrix, onward[:, None] + before, out=matrix)
        elif len(heads) > 1 and len(tails) > 1:
            place = (heads[:, None], tails)
            matrix[place] = np.minimum(matrix[place], onward[heads][:, None] + before[tails])
    return matrix
