"""The phrases of the article this project was born from, in words of our own, on its date (a Wednesday)."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.expressions import AnchorRelation, TimeExpression
from timeline.resolve import NoPhrase, explain, expressions, resolve_phrase

PUBLISHED = "2022-10-12"


def only(text: str, published: str = PUBLISHED) -> TimeExpression:
    found = expressions(Article(text=text, published=published))
    assert len(found) == 1, [e.text for e in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "phrase", "value", "mod"),
    [
        ("The ministry on Wednesday denied it.", "Wednesday", "2022-10-12", None),
        ("A scientist reported Tuesday that they spoke.", "Tuesday", "2022-10-11", None),
        ("The board will meet Tuesday.", "Tuesday", "2022-10-18", None),
        ("Outrage came last week when he posted it.", "last week", "2022-W40", None),
        ("They last spoke 18 months ago.", "18 months ago", "2021-04", None),
        ("About a year and a half ago they had a call.", "About a year and a half ago", "2021-04", "APPROX"),
    ],
)
def test_values(text: str, phrase: str, value: str, mod: str | None) -> None:
    found = only(text)
    assert (found.text, found.value, found.mod) == (phrase, value, mod), found.explanation


def test_a_time_told_from_an_event_is_no_date() -> None:
    text = "A day after the mayor's online poll, the council voted."
    found = only(text)
    assert (found.text, found.value, found.bounds) == ("A day", "P1D", None)
    assert found.event_anchor is not None
    assert found.event_anchor.relation is AnchorRelation.AFTER
    assert found.event_anchor.span.of(text) == "the mayor's online poll"
    assert found.event_anchor.offset == (86_400, 86_400)


def test_phrases() -> None:
    assert resolve_phrase("two weeks before last Christmas", PUBLISHED).value == "2021-W49"
    with pytest.raises(NoPhrase):
        resolve_phrase("a nice hat", PUBLISHED)
    tree = explain("two weeks before last Christmas", PUBLISHED)
    assert "Before(Period(2, WEEK), Last(Holiday('christmas')))" in tree


@pytest.mark.parametrize(
    ("text", "phrase", "value"),
    [
        ("Guards retook the town in March.", "March", "2022-03"),
        ("He promised to end the strike before the vote in February.", "February", "2023-02"),
        ("She pledged to quit in February.", "February", "2023-02"),
        ("They had promised reforms before the vote in September.", "September", "2022-09"),
    ],
)
def test_a_month_is_past_or_to_come_by_the_verb(text: str, phrase: str, value: str) -> None:
    found = only(text)
    assert (found.text, found.value) == (phrase, value), found.explanation


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It rained in May, November and December.", ["2022-05", "2021-11", "2021-12"]),
        ("Floods hit the valley in May and in November.", ["2022-05", "2021-11"]),
        ("The council met on Tuesday, and on Friday it will vote.", ["2022-10-11", "2022-10-14"]),
        ("The council met on Tuesday and on Friday will vote.", ["2022-10-11", "2022-10-14"]),
    ],
)
def test_times_in_a_row_share_the_past_of_their_clause(text: str, values: list[str]) -> None:
    assert [e.value for e in expressions(Article(text=text, published=PUBLISHED))] == values
