"""Descriptions that a reader stumbled over in newswire: halves of subjects, bare participles, bare announcements."""

from __future__ import annotations

import pytest

from tests.events.read import event


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Karl Dorn is accused of selling two barges.", "selling", "Karl Dorn sold two barges"),
        ("One clerk was shot and four others wounded in Kolm.", "wounded", "Four others were wounded in Kolm"),
        ("The council, having heard the miners, rejected the plan.", "heard", "The council had heard the miners"),
        ("The barn was used for storing hay.", "storing", "The barn was used for storing hay"),
        (
            "The barge is believed to have left Kolm in May.",
            "left",
            "The barge is believed to have left Kolm",
        ),
        ("Two mines are expected to be closed.", "closed", "Two mines are expected to be closed"),
        ("A judge had a lawyer ejected and arrested.", "arrested", "A lawyer was arrested"),
        (
            "The clerks said 3,000 people were shot or disappeared from custody.",
            "disappeared",
            "3,000 people disappeared from custody",
        ),
        ("The rain caused floods.", "floods", "The rain caused floods"),
        ("The rain caused the deaths of nine miners.", "deaths", "The deaths of nine miners"),
        ("Karl Dorn was released after serving ten years.", "serving", "Karl Dorn served ten years"),
        ("Two farms were found infected with rabies.", "infected", "Two farms were infected with rabies"),
        ("Karl Dorn is in good form after winning the cup.", "winning", "Karl Dorn won the cup"),
        ("Bakers have been living in tents after leaving Kolm.", "leaving", "Bakers left Kolm"),
        (
            "The index closed lower on Tuesday, weighed down by weak banks.",
            "weighed",
            "The index was weighed down by weak banks",
        ),
        ("Anna Berg went on to write nine books.", "went", "Anna Berg went on to write nine books"),
        (
            "Cold winds emptied several low-lying villages and damaged barns.",
            "damaged",
            "Cold winds emptied several low-lying villages and damaged barns",
        ),
    ],
)
def test_participles(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        (
            "Bakers from Kolm and two northern towns signed the letter.",
            "signed",
            "Bakers from Kolm and two northern towns signed the letter",
        ),
        (
            "Two nurses and a farmer who had hidden in a barn were found on Monday.",
            "found",
            "Two nurses and a farmer were found",
        ),
        (
            "Goats, sheep and hens drowned in the flood.",
            "drowned",
            "Goats, sheep and hens drowned in the flood",
        ),
        (
            "The council took the decision to close two schools in May.",
            "took",
            "The council took the decision to close two schools",
        ),
        ("Kolm held the Harbour Cup which Tarn won easily in 1990.", "won", "Tarn won the Harbour Cup easily"),
        (
            "Thousands of goats, geese, hens and other animals drowned.",
            "drowned",
            "Thousands of goats, geese, hens and other animals drowned",
        ),
        (
            "Karl Dorn was named by the northern press on Monday as the baker of the year.",
            "named",
            "Karl Dorn was named by the northern press as the baker of the year",
        ),
        (
            "The closure of the mill, which occurred in 1990, cost forty jobs.",
            "occurred",
            "The closure of the mill occurred",
        ),
        ("The state will hire nurses and set up nine schools.", "set", "The state will set up nine schools"),
        ("The Rovers were beaten 4-0 in a friendly match.", "beaten", "The Rovers were beaten 4-0 in a friendly match"),
        ("Leading bank, Kolmbank, lost ground.", "lost", "Leading bank, Kolmbank, lost ground"),
        ("The trip was shortened to nine days.", "shortened", "The trip was shortened to nine days"),
        ("Karl Dorn served as head of the Harbour Board of the north for years.", "served", None),
    ],
)
def test_nothing_that_belongs_is_cut(text: str, trigger: str, description: str | None) -> None:
    found = event(text, trigger).description
    assert found == description if description else "head of the Harbour Board" in found


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        ("Bakers ended a strike in the capital Thursday.", "ended", "Bakers ended a strike in the capital"),
        ("The minister arrived here on Monday.", "arrived", "The minister arrived"),
    ],
)
def test_times_and_the_place_of_writing_are_left_out(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        (
            "The mine in Kolm has closed, the firm announced on Monday.",
            "announced",
            "The firm announced that the mine in Kolm has closed",
        ),
        ("“We have sold the mine,” Karl Dorn announced.", "announced", "Karl Dorn announced"),
    ],
)
def test_an_announcement_says_what(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


@pytest.mark.parametrize(
    ("text", "trigger", "description"),
    [
        (
            "A miner died and her brother was injured by the same tree.",
            "injured",
            "A miner died and her brother was injured by the same tree",
        ),
    ],
)
def test_the_words_of_the_article_where_no_subject_is_found(text: str, trigger: str, description: str) -> None:
    assert event(text, trigger).description == description


def test_a_long_description_loses_what_hangs_lowest() -> None:
    text = (
        "The Harbour Workers' Union and its allies in the Chamber of Northern Shipping Companies have called a general "
        "strike in the ports of the north of the island of Tarn on May 3."
    )
    found = event(text, "called").description
    assert "have called a general strike" in found
    assert len(found) <= 140
    assert not found.endswith(("…", " of", " in"))
