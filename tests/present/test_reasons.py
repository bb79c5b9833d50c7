"""Why an event stands where it stands: the words a reader is given."""

from __future__ import annotations

import pytest

from timeline.article import Article
from timeline.pipeline import reconstruct
from timeline.present.rows import Row, rows

TEXT = """Inspectors closed the mill on Monday. A day after the closure, the owner sold two barges.

“The mill is safe,” the owner said."""


@pytest.fixture(scope="module")
def told() -> dict[str, Row]:
    found = rows(reconstruct(Article(TEXT, published="2024-06-12")), everything=True)
    return {row.event.trigger.of(TEXT): row for row in found}


def test_a_date_in_the_text_is_the_chief_reason(told: dict[str, Row]) -> None:
    assert told["closed"].chief_reason.startswith("“Monday”: the Monday before the publication")


def test_a_distance_names_both_events(told: dict[str, Row]) -> None:
    assert told["sold"].chief_reason == "“A day” puts “sold” after “closure”"


def test_a_date_that_no_words_give_is_explained_by_what_gives_it(told: dict[str, Row]) -> None:
    row = told["said"]
    assert row.date == "Wed 12 Jun 2024"
    assert row.chief_reason == "“said” is a report told without a date, as news of the day"
    assert row.chief_reason in row.reasons
