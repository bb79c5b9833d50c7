"""Two small models of numpy alone: a choice among rows and "none", and a yes-or-no by features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Curve = tuple[float, Floats, Floats]  # a loss, its slope and how that bends

_RIDGE = 0.001
_FIRM = 0.001  # of few verdicts one learns little
_FLAT = 1e-9
_STEPS = 100
_CLOSE = 1e-6


@dataclass(frozen=True, slots=True)
class Choice:
    """One description against the events of an article: a row of features each, and which is right (-1 none)."""

    document: str
    rows: Floats
    right: int
    weight: float


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict: its features, and whether it is right."""

    document: str
    row: Floats
    right: bool


def fit_choices(data: Sequence[Choice]) -> Floats:
    """Bias and weights of a softmax over the rows of each choice and "none", which has 0."""
    rows = np.concatenate([np.r_[_with_bias(c.rows), np.zeros((1, c.rows.shape[1] + 1))] for c in data])
    sizes = np.array([len(c.rows) + 1 for c in data])
    starts = np.cumsum(sizes) - sizes
    owner = np.repeat(np.arange(len(data)), sizes)
    right = np.array([s + (c.right if c.right >= 0 else n - 1) for c, s, n in zip(data, starts, sizes, strict=True)])
    weight = np.array([c.weight for c in data])
    weight = weight / weight.sum()

    ridge = _ridge(_RIDGE, rows.shape[1])

    def curve(weights: Floats) -> Curve:
        logits = rows @ weights
        top = np.maximum.reduceat(logits, starts)
        grown = np.exp(logits - top[owner])
        total = np.add.reduceat(grown, starts)
        chance = grown / total[owner] * weight[owner]
        loss = weight @ (top + np.log(total) - logits[right]) + ridge @ weights**2 / 2
        slope = rows.T @ chance - rows[right].T @ weight + ridge * weights
        means = np.add.reduceat(rows * chance[:, None], starts)
        bend = (rows * chance[:, None]).T @ rows - (means / weight[:, None]).T @ means
        return float(loss), slope, bend + np.diag(ridge)

    return _least(curve, rows.shape[1])


def chosen(choice: Choice, weights: Floats) -> int:
    """The likeliest row, -1 where "none" is."""
    logits = np.r_[_with_bias(choice.rows) @ weights, 0.0]
    best = int(logits.argmax())
    return -1 if best == len(choice.rows) else best


def fit_verdicts(data: Sequence[Judged]) -> Floats:
    """Bias and weights of a logistic regression. No ground makes a verdict less sure: weights are 0 at least."""
    rows = _with_bias(np.array([j.row for j in data]))
    right = np.array([float(j.right) for j in data])
    ridge = _ridge(_FIRM, rows.shape[1])

    def curve(weights: Floats) -> Curve:
        logits = rows @ weights
        chance = 1.0 / (1.0 + np.exp(-logits))
        loss = np.mean(np.logaddexp(0.0, logits) - right * logits) + ridge @ weights**2 / 2
        slope = rows.T @ (chance - right) / len(rows) + ridge * weights
        bend = (rows * (chance * (1.0 - chance))[:, None]).T @ rows / len(rows)
        return float(loss), slope, bend + np.diag(ridge)

    return _least(curve, rows.shape[1], lowest=0.0)


def chances(rows: Floats, weights: Floats) -> Floats:
    """The probability that each verdict is right."""
    chance: Floats = 1.0 / (1.0 + np.exp(-(_with_bias(rows) @ weights)))
    return chance


def _with_bias(rows: Floats) -> Floats:
    found: Floats = np.c_[np.ones(len(rows)), rows]
    return found


def _ridge(strength: float, width: int) -> Floats:
    """Nothing holds the bias back, but for what keeps its curve from being flat."""
    return np.asarray(np.r_[_FLAT, np.full(width - 1, strength)])


def _least(curve: Callable[[Floats], Curve], width: int, lowest: float = -np.inf) -> Floats:
    """Where a convex loss is least, by Newton's method; the weights, not the bias, are `lowest` at least.

    A weight at its bound that would go below it stands still; steps are halved until the loss falls.
    """
    bounds = np.r_[-np.inf, np.full(width - 1, lowest)]
    weights = np.zeros(width)
    for _ in range(_STEPS):
        loss, slope, bend = curve(weights)
        free = (weights > bounds) | (slope < 0.0)
        step = np.zeros(width)
        step[free] = np.linalg.solve(bend[np.ix_(free, free)], slope[free])
        share = 1.0
        while share > _CLOSE and curve(np.maximum(weights - share * step, bounds))[0] > loss:
            share /= 2
        moved = np.maximum(weights - share * step, bounds)
        if np.abs(moved - weights).max() < _CLOSE:
            return moved
        weights = moved
    return weights
