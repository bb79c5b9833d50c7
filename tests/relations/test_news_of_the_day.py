"""An undated report is news of the day, unless the model has it over before; a weak guess at the day dates nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

import pytest

from benchmarks.given_events import events_at
from timeline.article import Article, Span
from timeline.events.encoder import Reading
from timeline.events.labels import DENSE
from timeline.events.model import EventClass
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.network.worlds import carries_dates
from timeline.relations import narrative, tense
from timeline.relations.model import PUBLICATION, Constraint, Relation
from timeline.relations.scene import Scene

TEXT = "Officials announced a new bridge. Shops closed early."


@dataclass
class Heard:
    """A reading that says the same of every word against the publication."""

    label: str
    chance: float

    def dct(self, word: int) -> dict[str, float]:
        rest = (1 - self.chance) / (len(DENSE) - 1)
        return {label: self.chance if label == self.label else rest for label in DENSE}


def scene(label: str, chance: float) -> Scene:
    article = Article(text=TEXT, published="2022-10-12")
    tree = parse(article)
    words = ("announced", "closed")
    triggers = [(word, Span(TEXT.index(word), TEXT.index(word) + len(word))) for word in words]
    report, other = events_at(tree, read(tree), triggers)
    report = replace(report, event_class=EventClass.REPORTING)
    other = replace(other, event_class=EventClass.OCCURRENCE)
    return Scene(article, (), (report, other), tree, cast(Reading, Heard(label, chance)))


def of_the_day(found: list[Constraint]) -> list[Constraint]:
    return [c for c in found if c.target == PUBLICATION and c.relation is Relation.IS_INCLUDED]


@pytest.mark.parametrize(("chance", "told"), [(0.5, ["announced"]), (0.7, [])])
def test_a_report_that_reads_as_older_is_no_news_of_the_day(chance: float, told: list[str]) -> None:
    assert [c.source for c in of_the_day(list(narrative.sieve(scene("b", chance))))] == told


@pytest.mark.parametrize(("chance", "said", "dates"), [(0.2, False, False), (0.4, True, False), (0.7, True, True)])
def test_the_likeliest_day_is_said_and_dates_only_where_it_is_likely(chance: float, said: bool, dates: bool) -> None:
    found = [c for c in of_the_day(list(tense.sieve(scene("ii", chance)))) if c.source == "closed"]
    assert bool(found) is said
    assert any(carries_dates(c, {"closed", "announced"}) for c in found) is dates
