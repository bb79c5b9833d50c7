"""News or narrative: what an article's times say about it."""

from __future__ import annotations

import pytest

from timeline.article import Domain
from timeline.resolution.domain import choose
from timeline.tagger import tag

LIFE = "He was born in 1901, wed in 1925 and left in 1930. In March he came back."


@pytest.mark.parametrize(
    ("added", "domain"),
    [
        ("", Domain.NARRATIVE),
        (" It is now a museum.", Domain.NARRATIVE),
        (" It reopened on Monday, and closed last week.", Domain.NEWS),
        (" It reopened recently, and was sold two days ago.", Domain.NEWS),
        (" It is to reopen by 2030, and to close in 2040.", Domain.NEWS),
    ],
)
def test_times_told_from_today_and_years_to_come_are_signs_of_news(added: str, domain: Domain) -> None:
    assert choose(tag(LIFE + added), 2022) is domain
