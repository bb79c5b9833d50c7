"""One event, one entry, whatever words speak of it; and two where there are two."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.events.read import event, events
from timeline.article import Article
from timeline.events.coreference import Candidate, merge
from timeline.events.model import Factuality, Participant
from timeline.events.parser import parse


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Anna Berg announced a strike on Monday. Her announcement angered the firm.", "announced", "announcement"),
        ("Karl Dorn tweeted a proposed truce plan. Before tweeting the proposal, Dorn slept.", "tweeted", "tweeting"),
        ("Karl Dorn negotiated with both sides. The union praised his effort.", "negotiated", "effort"),
        ("The firm closed its plant in a move that angered unions.", "closed", "move"),
        ("The two sides held talks in Oslo.", "held", "talks"),
        ("Talks were held in Oslo.", "Talks", "held"),
        ("The council adopted the plan. A day after the vote, Anna Berg left.", "adopted", "vote"),
        ("Hundreds marched in the largest protest in years.", "marched", "protest"),
        ("A dam burst near Kolm. The collapse happened at night.", "burst", "happened"),
        (
            "A train derailed. Rain fell. The union was angry. It struck. The disaster killed six.",
            "derailed",
            "disaster",
        ),
        ("Prosecutors opened an investigation into the fire.", "opened", "investigation"),
        ("Clashes broke out in Tarn.", "Clashes", "broke"),
        ("A hearing is due to take place in June.", "hearing", "take"),
        ("A series of fires broke out in Tarn.", "fires", "broke"),
        ("The council adopted a plan. Rain fell. The plan was adopted by 20 votes.", "adopted a", "adopted by"),
        ("The council adopted a plan. The plan was adopted by a narrow vote.", "adopted a", "adopted by"),
        (
            "Guards killed three armed rebels. Three rebels were killed at night, the army said.",
            "killed three",
            "killed at",
        ),
        ("Police are investigating the fire. The inquiry began in May.", "investigating", "inquiry"),
    ],
)
def test_one_event(text: str, first: str, second: str) -> None:
    assert event(text, first).id == event(text, second).id


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Anna Berg announced a strike. Karl Dorn's announcement angered the firm.", "announced", "announcement"),
        ("Karl Dorn negotiated with both sides. The union praised Anna Berg's effort.", "negotiated", "effort"),
        ("The talks were called off in May. Had the talks failed, Tarn would have burned.", "called", "talks failed"),
        ("A first payment was made in May. Karl Dorn ordered the payments.", "payment", "payments"),
        ("The firm planned a takeover. A similar takeover failed in 2010.", "takeover", "takeover failed"),
        (
            "The council passed the plan. The court rejected the bill. A day after the vote, Berg left.",
            "passed",
            "vote",
        ),
        ("As Anna Berg later wrote, rain fell. She wrote nine books.", "wrote,", "wrote nine"),
        ("The council adopted a plan. The plan was adopted by the senate.", "adopted a", "adopted by"),
        ("Anna Berg won no title in May. Dorn led before Berg won five games.", "won no", "won five"),
        (
            "A ferry ran aground: the second accident in a year. In May a barge sank. Berg spoke after the accident.",
            "sank",
            "accident.",
        ),
        ("Karl Dorn was given a chance. Rain fell. Karl Dorn was given a medal.", "given a chance", "given a medal"),
        (
            "Anna Berg is credited with finding it. Anna Berg was credited with selling it.",
            "credited",
            "credited with s",
        ),
        ("Guards searched a mill. Rain fell. The mill was searched again.", "searched a", "searched again"),
        ("The council did not adopt the plan. A day after the vote, Berg left.", "adopt", "vote"),
        (
            "The strike began in May. Rain fell. Snow fell. Hail fell. That strike cost nine crowns.",
            "strike began",
            "strike cost",
        ),
        ("Guards killed three rebels. Two rebels were killed at night.", "killed three", "killed at"),
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


def test_the_cost_of_a_mention_is_bounded() -> None:
    """Where every clause may tell the same, a mention is compared with the last ones, not with all."""
    tried = []

    class Counted(tuple[Participant, ...]):
        __slots__ = ()

        def __iter__(self) -> Iterator[Participant]:
            tried.append(1)
            return super().__iter__()

    syntax = parse(Article(text="Guards left. " * 300, published="2024-05-15"))
    left = [t for t in syntax.tokens if t.lemma == "leave"]
    told = [(Participant("agent", t.span, f"guard {t.i}", None),) for t in left]
    merge(syntax, [Candidate(t, Counted(p), Factuality.ASSERTED, None) for t, p in zip(left, told, strict=True)])
    assert len(tried) < 12 * 48 * len(left)
