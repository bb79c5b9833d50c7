"""The figures, on arrays small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pytest

from training import scores
from training.calibrate import crossed_error


def test_triggers_are_counted_found_and_named() -> None:
    figures = scores.trigger_scores(np.array([0, 1, 2, 1, 0]), np.array([0, 1, 1, 0, 3]))
    assert figures["precision"] == pytest.approx(2 / 3)
    assert figures["recall"] == pytest.approx(2 / 3)
    assert figures["class"] == pytest.approx(1 / 2)


def test_vague_is_no_relation_on_either_side() -> None:
    predicted, gold = np.array([0, 3, 1, 0]), np.array([0, 0, 3, 1])
    assert scores.relation_f1(predicted, gold, vague=3) == pytest.approx(2 * 1 / (3 + 3))
    assert scores.relation_f1(np.array([3]), np.array([3]), vague=3) == 0


def test_a_span_is_matched_once() -> None:
    assert scores.match_spans([(0, 10)], [(0, 3), (4, 10)]) == [(0, 0)]
    assert scores.match_spans([(3, 4)], [(0, 3)]) == []


def test_calibration_error_is_the_gap_between_confidence_and_accuracy() -> None:
    chances = np.array([[0.8, 0.2]] * 10)
    assert scores.calibration_error(chances, np.array([0] * 8 + [1] * 2)) == pytest.approx(0)
    assert scores.calibration_error(chances, np.array([0] * 10)) == pytest.approx(0.2)


def test_temperature_undoes_exaggeration() -> None:
    rng = np.random.default_rng(1)
    logits = rng.normal(size=(4000, 3))
    gold = np.array([rng.choice(3, p=row) for row in scores.softmax(logits)])
    assert scores.best_temperature(3 * logits, gold) == pytest.approx(3, rel=0.1)
    assert crossed_error(3 * logits, gold) < 0.03
