"""Salience: what happened ranks above saying so, and the default timeline is a part of the whole."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from tests.events.read import event, events
from timeline.events.heads import opened
from timeline.events.model import Factuality
from timeline.events.salience import Traits, ordinary, salience, shown_threshold, worth_showing
from timeline.weights import MODELS

STORY = """A fire destroyed the town hall of Brenk on Tuesday, and two firefighters were injured.

The mayor, Anna Berg, said that the hall was old. "I feel sick when I see it," she told reporters.

The hall stands beside the river and has three towers. If money is found, it could be rebuilt."""


def test_what_happened_ranks_above_saying_and_describing() -> None:
    ranked = {word: event(STORY, word).salience for word in ("destroyed", "injured", "said", "feel", "told")}
    assert min(ranked["destroyed"], ranked["injured"]) > max(ranked["said"], ranked["feel"], ranked["told"])


def test_the_default_shows_some_and_leaves_some_out() -> None:
    shown = [e for e in events(STORY) if e.salience >= shown_threshold()]
    assert 2 <= len(shown) < len(events(STORY))
    assert {"destroy", "injure"} <= {e.lemma for e in shown}


def test_a_dated_denial_of_the_lead_is_shown() -> None:
    text = "The palace on Monday denied that the king had met the banker.\n\nIt gave no details."
    assert event(text, "denied").salience >= shown_threshold()


def test_both_sides_of_a_dispute_are_shown() -> None:
    text = (
        "A clerk of the court told the inquiry on Monday that the minister had met the banker in Oslo.\n\n"
        "The minister denied on Tuesday that he had met the banker."
    )
    assert event(text, "met").factuality is Factuality.DISPUTED
    shown = {e.lemma for e in events(text) if e.id in worth_showing(events(text))}
    assert {"meet", "tell", "deny"} <= shown
    undisputed = events(STORY)
    assert worth_showing(undisputed) == {e.id for e in undisputed if e.salience >= shown_threshold()}


def test_an_article_without_a_salient_event_shows_the_nearest() -> None:
    told = [replace(e, salience=e.salience / 100) for e in events(STORY)]
    nearest = max(told, key=lambda e: e.salience)
    assert worth_showing(told) == {nearest.id}
    supposed = [replace(e, factuality=Factuality.HYPOTHETICAL) for e in told]
    assert worth_showing(supposed) == frozenset()


def test_what_is_like_no_other_event_is_less_ordinary() -> None:
    states = np.array([[1, 0], [2, 0.1], [0, 1], [3, 0]], dtype=np.float32)
    alike = ordinary(states)
    assert min(alike) == alike[2]
    assert ordinary(states[:1]) == [pytest.approx(1.0)]
    assert ordinary(states[:0]) == []


def test_weights_of_the_state_fit_the_model_and_matter() -> None:
    small = opened(json.loads((MODELS / "model.json").read_text(encoding="utf-8"))["fitted"])
    assert small["salience"].shape == (384,)
    assert np.abs(small["salience"]).max() > 0


def test_salience_is_a_probability() -> None:
    assert salience(Traits({"bias": 1.0}, 0), state=2.0, weights={"bias": -2.0}) == 0.5
    assert all(0.0 <= e.salience <= 1.0 for e in events(STORY))
