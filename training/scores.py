"""The figures of `scoring.md`'s kind, over arrays of probabilities and gold labels. No torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Labels = npt.NDArray[np.int64]


def f1(matched: float, predicted: float, gold: float) -> float:
    """The harmonic mean of matched / predicted and matched / gold, 0 where nothing matches."""
    return 2 * matched / (predicted + gold) if predicted + gold else 0.0


def match_spans(system: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """TempEval-3's relaxed matches, (index in system, index in gold): a shared character, one to one, leftmost first.

    >>> match_spans([(0, 4), (6, 9)], [(2, 8), (8, 9)])
    [(0, 0), (1, 1)]
    """
    left = sorted(range(len(system)), key=lambda number: system[number])
    taken: set[int] = set()
    found = []
    for target in sorted(range(len(gold)), key=lambda number: gold[number]):
        start, end = gold[target]
        hit = next((i for i in left if i not in taken and system[i][0] < end and start < system[i][1]), None)
        if hit is not None:
            taken.add(hit)
            found.append((hit, target))
    return found


def trigger_scores(predicted: Labels, gold: Labels) -> dict[str, float]:
    """Precision, recall and F1 of finding events among words (label 0 is none), and class accuracy on those found."""
    hit = (predicted > 0) & (gold > 0)
    right = hit & (predicted == gold)
    found, wanted, matched = int((predicted > 0).sum()), int((gold > 0).sum()), int(hit.sum())
    return {
        "precision": matched / max(found, 1),
        "recall": matched / max(wanted, 1),
        "f1": f1(matched, found, wanted),
        "class": int(right.sum()) / max(matched, 1),
    }


def relation_f1(predicted: Labels, gold: Labels, vague: int) -> float:
    """Micro F1 where `vague` is no relation, in prediction as in gold."""
    matched = int(((predicted == gold) & (gold != vague)).sum())
    return f1(matched, int((predicted != vague).sum()), int((gold != vague).sum()))


def accuracy(predicted: Labels, gold: Labels) -> float:
    """Share of equal labels; of none, 0."""
    return float((predicted == gold).mean()) if len(gold) else 0.0


def calibration_error(probabilities: Floats, gold: Labels, bins: int = 15) -> float:
    """Expected calibration error: how far confidence is from accuracy, over equal bins of the top probability."""
    top, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == gold
    places = np.minimum((top * bins).astype(int), bins - 1)
    gaps = [
        abs(top[places == b].mean() - right[places == b].mean()) * (places == b).mean() for b in set(places.tolist())
    ]
    return float(sum(gaps))


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis."""
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def best_temperature(logits: Floats, gold: Labels) -> float:
    """The divisor of the logits that makes gold likeliest, by search over a grid of 1 %."""

    def surprise(temperature: float) -> float:
        chosen = softmax(logits / temperature)[np.arange(len(gold)), gold]
        return float(-np.log(np.maximum(chosen, 1e-12)).mean())

    grid: Sequence[float] = [0.5 * 1.01**step for step in range(230)]
    return min(grid, key=surprise)
