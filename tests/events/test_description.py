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
