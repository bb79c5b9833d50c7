"""One event, one entry, whatever words speak of it; and two where there are two."""

from __future__ import annotations

import pytest

from tests.events.read import event, events
from timeline.events.model import Factuality


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Anna Berg announced a strike on Monday. Her announcement angered the firm.", "announced", "announcement"),
        ("Karl Dorn tweeted a proposed truce plan. Before tweeting the proposal, Dorn slept.", "tweeted", "tweeting"),
        ("Karl Dorn negotiated with both sides. The union praised his effort.", "negotiated", "effort"),
        ("The firm closed its plant in a move that angered unions.", "closed", "move"),
        ("The two sides held talks in Oslo.", "held", "talks"),
        ("Talks were held in Oslo.", "Talks", "held"),
    ],
)
def test_one_event(text: str, first: str, second: str) -> None:
    assert event(text, first).id == event(text, second).id


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Anna Berg announced a strike. Karl Dorn's announcement angered the firm.", "announced", "announcement"),
        ("Karl Dorn negotiated with both sides. The union praised Anna Berg's effort.", "negotiated", "effort"),
    ],
)
def test_two_events(text: str, first: str, second: str) -> None:
    assert event(text, first).id != event(text, second).id


def test_the_verb_says_whether_the_two_words_happened() -> None:
    assert event("The two sides will hold talks in Oslo.", "talks").factuality is Factuality.PLANNED
    assert event("No talks were held in Oslo.", "held").factuality is Factuality.DENIED


def test_there_was_no_meeting_answers_who_claimed_one() -> None:
    text = "The paper reported that Anna Berg had met the banker. “There was no meeting at all,” Berg told reporters."
    assert event(text, "met").factuality is Factuality.DISPUTED


def test_everybody_takes_part_once() -> None:
    (found,) = (e for e in events("Anna Berg resigned. Berg resigned on Monday.") if e.lemma == "resign")
    assert len(found.mentions) == 2
    assert [(p.role, p.name or p.text) for p in found.participants] == [("agent", "Anna Berg")]
