"""One temperature a head, and what it is worth, without asking the same documents twice."""

from __future__ import annotations

import numpy as np

from training import scores

Answers = dict[str, tuple[np.ndarray, np.ndarray]]


def temperatures(found: Answers) -> dict[str, float]:
    """The temperature of each head that makes its gold labels likeliest."""
    return {head: scores.best_temperature(logits, gold) for head, (logits, gold) in found.items()}


def crossed_error(logits: np.ndarray, gold: np.ndarray) -> float:
    """Expected calibration error where either half of the rows is measured with the other half's temperature.

    Rows come document by document, so the halves are halves of the documents.
    """
    middle = len(gold) // 2
    halves = slice(None, middle), slice(middle, None)
    warm = [
        scores.softmax(logits[own] / scores.best_temperature(logits[other], gold[other]))
        for own, other in (halves, halves[::-1])
    ]
    return scores.calibration_error(np.concatenate(warm), gold)
