"""The day of a clock time that names none."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.resolve import expressions


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # The publication is a Wednesday. The report is of that day, what it tells of is not.
        ("A bus fell into a ravine on Tuesday, police said Wednesday. It left the road at 5:30 p.m.", "2022-10-11"),
        ("A fire broke out on Tuesday. Nobody was hurt. Firemen had it out by 5:30 p.m.", "2022-10-11"),
        ("Parliament meets on Wednesday. Members vote at 5:30 p.m.", "2022-10-12"),
        ("Police said on Tuesday that all was calm. On Wednesday at 5:30 p.m. shots were fired.", "2022-10-12"),
        # Older than a week: no day of this news.
        ("He was elected on September 5. Crowds are waiting. He speaks at 5:30 p.m.", "2022-10-12"),
    ],
)
def test_it_is_the_first_that_the_news_spoke_of_where_none_is_near(text: str, day: str) -> None:
    (clock,) = [e for e in expressions(Article(text=text, published="2022-10-12")) if "T17:30" in e.value]
    assert clock.value == f"{day}T17:30"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "The boat sailed at 11 p.m. on Saturday. It called for help at 1 a.m. All were ashore by dawn.",
            ["2022-10-08T23:00", "2022-10-09T01:00", "2022-10-09TMO"],
        ),
        # The morning may be that of the same day, and so may what is no late hour.
        ("The polls closed at 8 p.m. on Saturday. They had opened at 8 a.m.", ["2022-10-08T20:00", "2022-10-08T08:00"]),
        ("They met at 3 p.m. on Saturday. Rain had set in at 6 a.m.", ["2022-10-08T15:00", "2022-10-08T06:00"]),
        # What the news is of may be a night, and so the talks before it are no day at hand.
        (
            "Guards took the town overnight, the mayor said. Talks that opened on Monday had failed. Rain fell. "
            "Shots were heard at 2 a.m. and a flag was raised by 8 a.m.",
            ["2022-10-11TNI", "2022-10-10", "2022-10-12T02:00", "2022-10-12T08:00"],
        ),
    ],
)
def test_an_early_hour_after_a_late_one_is_of_the_next_day(text: str, values: list[str]) -> None:
    assert [e.value for e in expressions(Article(text=text, published="2022-10-12"))] == values
