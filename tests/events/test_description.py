"""Descriptions read as a clause of the article: complete, named, without frame or leftovers."""

from __future__ import annotations

import pytest

from tests.events.read import event


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        (
            "Orlov completed the purchase of three recently modernised coastal ferries in a deal criticised by unions.",
            "completed",
            "Orlov completed the purchase of three recently modernised coastal ferries in a deal criticised by unions",
        ),
        (
            "Austrian novelist and Kolm Theatre founder Anna Berg resigned on Monday.",
            "resigned",
            "Anna Berg resigned",
        ),
        ("The bank's shares fell 7 per cent on Monday.", "fell", "The bank's shares fell 7 per cent"),
        (
            "Orlov promised that a commission would examine the ship.",
            "promised",
            "Orlov promised that a commission would examine the ship",
        ),
        ("Weiss denied that money had changed hands, and his lawyer left.", "denied", None),
        ("Anna Berg was released two weeks later.", "released", "Anna Berg was released"),
        ("Anna Berg and Karl Dorn married in Oslo.", "married", "Anna Berg and Karl Dorn married in Oslo"),
        ("The league said it had received the letter.", "received", "The league had received the letter"),
        (
            "Anna Berg said she would sell her house to her brother.",
            "sell",
            "Anna Berg would sell her house to her brother",
        ),
    ],
)
def test_clause(text: str, trigger: str, description: str | None) -> None:
    found = event(text, trigger).description
    if description is not None:
        assert found == description
    assert not found.endswith((" and", " but", " or"))


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Police accused Karl Dorn of taking bribes.", "taking", "Karl Dorn took bribes"),
        ("The firm failed to pay its workers.", "pay", "The firm did not pay its workers"),
        ("Two guards were arrested and later released.", "released", "Two guards were later released"),
        ("A ferry sank off Kolm, killing nine people.", "killing", "A ferry killed nine people"),
        ("The search was to resume at dawn.", "resume", "The search was to resume at dawn"),
        ("The barges were sold to pay for repairs.", "pay", "The barges were sold to pay for repairs"),
        ("Karl Dorn said he wanted to close the mine.", "close", "Karl Dorn to close the mine"),
    ],
)
def test_a_deed_without_a_finite_verb_gets_one(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


def test_prefixes_stay_with_their_verb() -> None:
    assert event("The party re-elected Karl Dorn in May.", "elected").description == "The party re-elected Karl Dorn"
    assert event("Kolm saw a year-on-year rise in thefts.", "rise").description == "A year-on-year rise in thefts"


def test_the_object_of_a_relative_clause_is_named() -> None:
    text = "A penalty that Karl Dorn converted decided the match."
    assert event(text, "converted").description == "Karl Dorn converted a penalty"


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Karl Dorn fell ill. His brother sold the farm.", "sold", "Karl Dorn's brother sold the farm"),
        ("Karl Dorn, whose firm built the bridge, resigned.", "built", "Karl Dorn's firm built the bridge"),
        ("“I have met the banker twice,” said Karl Dorn.", "met", "Karl Dorn has met the banker twice"),
        ("The bakers struck. They signed a contract in June.", "signed", "The bakers signed a contract"),
    ],
)
def test_it_begins_with_a_name(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Talks with the shipping firm Kolm Lines failed.", "failed", "Talks with the shipping firm Kolm Lines failed"),
        ("Karl Dorn was convicted in June of arson.", "convicted", "Karl Dorn was convicted of arson"),
        ("There was no meeting, Anna Berg said.", "was", "There was no meeting"),
        ("The brother of the driver was missing.", "missing", "The brother of the driver was missing"),
        (
            "A canal was closed because of fears that it might burst in one of the storms of the coming winter and "
            "flood the low streets of the old town of Kolm.",
            "closed",
            "A canal was closed",
        ),
        (
            "Karl Dorn bought a farm that had belonged to the family of his mother for nine generations.",
            "bought",
            "Karl Dorn bought a farm that had belonged to the family of his mother for nine generations",
        ),
        (
            "The union called a strike to protest plans of the Kolm Coal Company for the two oldest mines of the "
            "north, which would cost nine hundred men their work.",
            "called",
            "The union called a strike to protest plans of the Kolm Coal Company for the two oldest mines of the north",
        ),
        ("The lamps were switched on soon after the guests arrived.", "switched", "The lamps were switched on"),
        ("The bowler finished with four for 79.", "finished", "The bowler finished with four for 79"),
        (
            "The bakers hired two lawyers to sue the northern mill, which sold them flour.",
            "hired",
            "The bakers hired two lawyers to sue the northern mill",
        ),
    ],
)
def test_nothing_is_cut_off(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description
