"""How salience is fitted: rows that count more, a threshold that the figures choose, marks that fit their format."""

from __future__ import annotations

import json

import numpy as np
import pytest

from timeline.events.salience import shown_threshold
from training.salience import THRESHOLDS, best_threshold, logistic, nested, tally
from training.salient import MARKED, Story


def story(name: str, gold: list[int]) -> Story:
    return Story(name, (), [], np.zeros((len(gold), 1)), np.array(gold), sum(gold))


def test_a_row_that_counts_double_is_two_rows() -> None:
    rows, labels = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([0.0, 1.0, 1.0])
    penalty, prior = np.array([0.1, 0.1]), np.zeros(2)
    double = logistic(rows, labels, np.array([1.0, 2.0, 1.0]), penalty, prior)
    twice = logistic(rows[[0, 1, 1, 2]], labels[[0, 1, 1, 2]], np.ones(4), penalty, prior)
    assert double == pytest.approx(twice)


def test_the_threshold_parts_gold_from_the_rest_in_both_sets() -> None:
    sets = [[story("a", [1, 0, 1])], [story("b", [0, 1])]]
    chances = {"a": np.array([0.5, 0.2, 0.45]), "b": np.array([0.305, 0.9])}
    tallies = {s.id: tally(s, chances[s.id]) for one in sets for s in one}
    assert best_threshold(sets, tallies) == pytest.approx(0.31)  # the lowest that does


def test_an_article_has_no_say_in_its_own_threshold() -> None:
    sets = [[story("a", [1, 0]), story("odd", [0, 1])], [story("b", [1, 0]), story("c", [1, 0])]]
    chances = {name: np.array([0.5, 0.1]) for name in "abc"} | {"odd": np.array([0.9, 0.05])}
    tallies = {s.id: tally(s, chances[s.id]) for one in sets for s in one}
    assert nested(sets, tallies)["odd"] == best_threshold([sets[0][:1], sets[1]], tallies) == pytest.approx(0.11)


def test_what_another_entry_tells_counts_there() -> None:
    told = Story("a", (), [], np.zeros((3, 1)), np.array([0, 1, 1]), 2, ((), (0,), ()))
    assert told.entries(np.array([0.5, 0.5, 0.1]), 0.3).tolist() == [1]
    assert told.entries(np.array([0.2, 0.5, 0.1]), 0.3).tolist() == [1]
    assert told.entries(np.array([0.5, 0.2, 0.4]), 0.3).tolist() == [0, 1]


def test_what_ships_is_a_threshold_that_training_could_choose() -> None:
    assert any(shown_threshold() == pytest.approx(t) for t in THRESHOLDS)


def test_marks_are_offsets_in_order() -> None:
    marked = json.loads(MARKED.read_text(encoding="utf-8"))
    assert len(marked) == 81
    assert all(starts == sorted(set(starts)) and starts for starts in marked.values())
