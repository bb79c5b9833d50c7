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
