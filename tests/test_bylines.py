"""Publication dates in words: which are read, and which are refused because they are two days."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from timeline import Article
from timeline.bylines import parse_date
from timeline.errors import BadDate


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 octobre 2022", date(2022, 10, 12)),
        ("13/10/2022", date(2022, 10, 13)),
        ("10/13/2022", date(2022, 10, 13)),
        ("10/10/2022", date(2022, 10, 10)),
        ("2022/10/12", date(2022, 10, 12)),
        ("10.12.2022", date(2022, 12, 10)),
        ("le 10/12/2022", date(2022, 12, 10)),
        ("Mittwoch, 10/12/2022", date(2022, 12, 10)),
        ("Wed 10/12/2022", date(2022, 10, 12)),
        ("Saturday 10/12/2022", date(2022, 12, 10)),
        ("Saturday 10/12/2022 10:30", datetime(2022, 12, 10, 10, 30)),
    ],
)
def test_a_date_that_is_one_day_is_read(text: str, found: date) -> None:
    assert parse_date(text) == found


@pytest.mark.parametrize("text", ["10/12/2022", "10-12-2022", "10/12/22", "10 / 12 / 2022 10:30", "Monday 10/12/2022"])
def test_a_date_that_is_two_days_is_refused_and_both_are_named(text: str) -> None:
    with pytest.raises(BadDate, match="is 2022-10-12 or 2022-12-10"):
        Article("The bridge closed on Tuesday.", text)
