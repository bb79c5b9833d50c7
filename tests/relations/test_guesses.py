"""Guesses of when an event happened, on sentences written for the purpose."""

from __future__ import annotations

import pytest

from benchmarks.given_events import events_at
from tests.network.build import day
from tests.relations.read import propose_for
from timeline.article import Article, Span
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.network import solve
from timeline.relations.clues import Detective
from timeline.relations.guesses import DATED, Form, Guess, bounds, ranked
from timeline.relations.model import CauseKind
from timeline.relations.scene import Scene
from timeline.resolve import expressions
from timeline.temporal.when import Provenance

TODAY = (1_665_532_800, 1_665_619_200)  # 2022-10-12


def guessed(text: str, word: str) -> list[Guess]:
    """The ways to date the event at the word, likeliest first."""
    article = Article(text=text, published="2022-10-12")
    tree = parse(article)
    reading = read(tree)
    start = text.index(word)
    events = events_at(tree, reading, [("e1", Span(start, start + len(word)))])
    scene = Scene(article, tuple(expressions(article)), events, tree, reading)
    return sorted(ranked(Detective(scene), scene.mentions).ways(0), key=lambda guess: -guess.chance)


@pytest.mark.parametrize(
    ("text", "word", "forms"),
    [  # whether what is to come lasts is anybody's guess
        ("The mayor said the bridge is safe.", "said", {Form.TODAY}),
        ("The minister will resign.", "resign", {Form.COMING, Form.LATER_ON}),
        ("Many families live near the river.", "live", {Form.GOING_ON}),
        ("The council met. The old mill burned down in March 1998.", "burned", {Form.ON}),
    ],
)
def test_the_likeliest_way_to_date_a_plain_event(text: str, word: str, forms: set[Form]) -> None:
    assert guessed(text, word)[0].form in forms


def test_chances_sum_to_one() -> None:
    chances = [guess.chance for guess in guessed("The mayor resigned in May. She moved to Oslo.", "moved")]
    assert sum(chances) == pytest.approx(1.0, abs=1e-4)


def test_a_time_named_twice_is_one_way_to_date() -> None:
    found = guessed("The mill burned in March 1998. It closed in March 1998.", "closed")
    assert len({guess.expression.id for guess in found if guess.expression is not None}) == 1


@pytest.mark.parametrize("form", Form)
def test_bounds_are_inferred_and_in_order(form: Form) -> None:
    expression = day("t1", 2022, 10, 5)
    when = bounds(form, TODAY, expression if form in DATED else None)
    assert {bound.provenance for bound in when.bounds} <= {Provenance.INFERRED, Provenance.UNKNOWN}
    low, high = when.hull
    assert low is None or high is None or low < high
    assert not when.is_unbounded


def test_what_a_rule_dates_is_not_guessed() -> None:
    text = "The mayor resigned on Tuesday."
    expression = next(e for e in expressions(Article(text=text, published="2022-10-12")) if e.text == "Tuesday")
    found = propose_for(text, "resigned", expressions=(expression,), learned=True)
    assert "guesses" not in {c.cause.sieve for c in found}
    assert "dating" in {c.cause.sieve for c in found}


def test_a_guess_states_no_date() -> None:
    text = "A spokesman said the bridge is safe."
    article = Article(text=text, published="2022-10-12")
    tree = parse(article)
    start = text.index("said")
    events = events_at(tree, read(tree), [("e0", Span(start, start + 4))])
    found = propose_for(text, "said", learned=True)
    assert any(c.cause.sieve == "guesses" and c.cause.kind is CauseKind.MODEL for c in found)
    assert solve(article, (), events, found).times["e0"].provenance is Provenance.INFERRED


def test_what_a_quotation_goes_back_to_is_no_news_of_the_day() -> None:
    text = 'Ivo Marek said the well was dry. "The miller told me that it had been poisoned," he said.'
    assert guessed(text, "told")[0].form is Form.TODAY
    found = propose_for(text, "said", "told", learned=True)
    sieves = {c.cause.explanation for c in found if c.cause.sieve == "guesses"}
    assert "“said” reads as news of the day" in sieves
    assert "“told” reads as news of the day" not in sieves
