"""The minimum of a smooth function of some thousand numbers (L-BFGS, Nocedal 1980), for fits that need no torch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Doubles = npt.NDArray[np.float64]
Slope = Callable[[Doubles], tuple[float, Doubles]]

KEPT = 10  # steps remembered, to tell how the function bends
NEAR = 1e-6  # of its value: a step that gains less is the last


def minimum(function: Slope, start: Doubles, rounds: int = 200) -> Doubles:
    """Where the function, which gives its value and its slope, is least, going downhill from `start`.

    >>> minimum(lambda x: (float((x - 3) @ (x - 3)), 2 * (x - 3)), np.zeros(2)).round(3).tolist()
    [3.0, 3.0]
    """
    value, slope = function(start)
    steps: deque[tuple[Doubles, Doubles]] = deque(maxlen=KEPT)
    for _ in range(rounds):
        way = _downhill(slope, steps)
        length, reached = 1.0, function(start + way)
        while reached[0] > value + 1e-4 * length * float(slope @ way) and length > 1e-10:
            length /= 2
            reached = function(start + length * way)
        moved, bent = length * way, reached[1] - slope
        if float(moved @ bent) > 0:
            steps.append((moved, bent))
        gain, start = value - reached[0], start + moved
        value, slope = reached
        if gain <= NEAR * abs(value):
            break
    return start


def _downhill(slope: Doubles, steps: deque[tuple[Doubles, Doubles]]) -> Doubles:
    """The slope turned by what the last steps tell of the bend."""
    way, shares = -slope, []
    for moved, bent in reversed(steps):
        share = float(moved @ way) / float(moved @ bent)
        shares.append(share)
        way = way - share * bent
    if steps:
        moved, bent = steps[-1]
        way = way * (float(moved @ bent) / float(bent @ bent))
    else:
        way = way / max(1.0, float(np.linalg.norm(way)))
    for (moved, bent), share in zip(steps, reversed(shares), strict=True):
        way = way + moved * (share - float(bent @ way) / float(moved @ bent))
    return way
