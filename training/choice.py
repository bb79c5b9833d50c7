"""Two small models of numpy alone: a choice among rows and "none", and a yes-or-no by features."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

_RIDGE = 0.001
_FIRM = 0.003  # of few verdicts one learns little


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

    def slope(weights: Floats) -> Floats:
        logits = rows @ weights
        grown = np.exp(logits - np.maximum.reduceat(logits, starts)[owner])
        off = grown / np.add.reduceat(grown, starts)[owner] * weight[owner]
        off[right] -= weight
        return np.asarray(rows.T @ off + _RIDGE * np.r_[0.0, weights[1:]])

    return _descend(slope, rows.shape[1])


def chosen(choice: Choice, weights: Floats) -> int:
    """The likeliest row, -1 where "none" is."""
    logits = np.r_[_with_bias(choice.rows) @ weights, 0.0]
    best = int(logits.argmax())
    return -1 if best == len(choice.rows) else best


def fit_verdicts(data: Sequence[Judged]) -> Floats:
    """Bias and weights of a logistic regression. No ground makes a verdict less sure: weights are 0 at least."""
    rows = _with_bias(np.array([j.row for j in data]))
    right = np.array([float(j.right) for j in data])

    def slope(weights: Floats) -> Floats:
        off = 1.0 / (1.0 + np.exp(-(rows @ weights))) - right
        return np.asarray(rows.T @ off / len(rows) + _FIRM * np.r_[0.0, weights[1:]])

    return _descend(slope, rows.shape[1], least=0.0)


def chances(rows: Floats, weights: Floats) -> Floats:
    """The probability that each verdict is right."""
    chance: Floats = 1.0 / (1.0 + np.exp(-(_with_bias(rows) @ weights)))
    return chance


def _with_bias(rows: Floats) -> Floats:
    found: Floats = np.c_[np.ones(len(rows)), rows]
    return found


def _descend(slope: Callable[[Floats], Floats], width: int, least: float = -np.inf, steps: int = 1200) -> Floats:
    """Adam, from zero; the weights, not the bias, are `least` at least."""
    weights, first, second = np.zeros(width), np.zeros(width), np.zeros(width)
    for step in range(1, steps + 1):
        down = slope(weights)
        first, second = 0.9 * first + 0.1 * down, 0.999 * second + 0.001 * down**2
        weights = weights - 0.1 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
        weights[1:] = np.maximum(weights[1:], least)
    return weights
