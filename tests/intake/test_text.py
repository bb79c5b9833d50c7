"""Dates of pasted text: found where a line consists of one, never guessed."""

from __future__ import annotations

import pytest

from timeline.errors import NoDate
from timeline.intake import read
from timeline.intake.text import read_text

STORY = "The bridge closed on Tuesday after divers had inspected its piers in May 2021."


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("12 October 2022", "2022-10-12"),
        ("October 12, 2022", "2022-10-12"),
        ("Oct. 12, 2022", "2022-10-12"),
        ("Wednesday, 12th October 2022", "2022-10-12"),
        ("Published: October 12, 2022", "2022-10-12"),
        ("First published on 12 Oct 2022 07:30", "2022-10-12T07:30"),
        ("By Anna Berg | 12 October 2022", "2022-10-12"),
        ("2022-10-12", "2022-10-12"),
        ("12. Oktober 2022", "2022-10-12"),
        ("12 de octubre de 2022", "2022-10-12"),
    ],
)
def test_a_line_that_is_a_date_is_the_publication(line: str, published: str) -> None:
    article = read(f"Bridge closed\n{line}\n\n{STORY}".encode(), "story.txt").article()
    assert article.publication.value == published
    assert article.publication.provenance == "text: line 2"
    assert STORY in article.text


@pytest.mark.parametrize(
    "line",
    [
        "10/12/2022",
        "12 October",
        "On 12 October 2022 the bridge closed.",
        "Updated: 13 October 2022",
        "May 2021",
        "Room 12 Block 2022",
        "31 February 2022",
        "",
    ],
)
def test_what_is_not_plainly_a_date_is_none(line: str) -> None:
    with pytest.raises(NoDate):
        read_text(f"Bridge closed\n{line}\n\n{STORY}").article()


def test_two_dates_are_told_apart_by_their_label_or_not_at_all() -> None:
    assert read_text(f"12 October 2022\n14 October 2022\n{STORY}").published is None
    stamp = read_text(f"14 October 2022\nPublished 12 October 2022\n{STORY}").published
    assert stamp is not None
    assert stamp.value == "12 October 2022"


def test_dates_deep_in_the_text_are_part_of_the_story() -> None:
    assert read_text(f"{STORY}\n" * 10 + "12 October 2022\n").published is None


def test_a_date_that_is_given_wins() -> None:
    assert read_text(f"12 October 2022\n{STORY}").article("2022-10-20").publication.value == "2022-10-20"
