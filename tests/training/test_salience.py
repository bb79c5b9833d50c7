"""How salience is fitted: rows that count more, a threshold that the figures choose, marks that fit their format."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest

from timeline.events.salience import shown_threshold
from training.chains import is_held_out
from training.salience import THRESHOLDS, Design, best_threshold, logistic, nested, tally
from training.salient import MARKED, SECOND, Story


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


def test_what_no_words_can_be_found_for_has_no_entry() -> None:
    assert Story("a", (), [], np.zeros((2, 1)), np.array([1, 1]), 2, (), (1,)).entries(np.ones(2), 0.3).tolist() == [1]


def test_what_ships_is_a_threshold_that_training_could_choose() -> None:
    assert any(shown_threshold() == pytest.approx(t) for t in THRESHOLDS)


def test_a_start_near_the_end_leads_to_the_same_weights() -> None:
    rows, labels = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 2.0]]), np.array([0.0, 1.0, 1.0])
    given = (rows, labels, np.ones(3), np.array([0.1, 0.1]), np.zeros(2))
    assert logistic(*given, start=np.array([1.0, -0.5])) == pytest.approx(logistic(*given))


def test_the_bias_is_the_first_readers_however_much_another_marks() -> None:
    rows, states = [{"bias": 1.0, "fragment": 0.0}] * 80, np.arange(80.0)[:, None] % 2
    one = Story("a", (), rows, states, np.array([int(n % 10 < 2) for n in range(80)]), 16)
    other = Story("b", (), rows, states, np.array([int(n % 10 < 8) for n in range(80)]), 64)
    design = Design.of([[one], [other]])
    weights = design.fit([one, other])
    assert design.chances(one, weights).tolist() == pytest.approx([0.2] * 80, abs=0.01)
    assert design.split(weights)[0]["bias"] == pytest.approx(math.log(0.2 / 0.8), abs=0.05)


def test_marks_are_offsets_in_order() -> None:
    marked = json.loads(MARKED.read_text(encoding="utf-8"))
    assert {reader: len(by) for reader, by in marked.items()} == {"first reader": 81, SECOND: 256}
    assert all(starts == sorted(set(starts)) and starts for by in marked.values() for starts in by.values())
    assert not set(marked["first reader"]) & set(marked[SECOND])


def test_one_in_five_of_the_second_readers_articles_is_held_out() -> None:
    held = [name for name in json.loads(MARKED.read_text(encoding="utf-8"))[SECOND] if is_held_out(name)]
    assert len(held) == 48
