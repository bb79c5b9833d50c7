"""What the model dates within a sentence, where the syntax ties no two words; and lengths that hold an event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
import pytest

from benchmarks.given_events import events_at
from tests.relations.read import constraints
from timeline.article import Article, Span
from timeline.events.encoder import Reading, TimeTable
from timeline.events.labels import DENSE
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.network import solve
from timeline.relations import timing
from timeline.relations.dating import sieve as dating
from timeline.relations.model import CauseKind, Relation
from timeline.relations.scene import Scene
from timeline.resolve import expressions
from timeline.temporal.when import Provenance

TEXT = "The bridge, which was closed on Monday, had been repaired for the visit."


@dataclass
class Heard:
    """A reading that has every event it is asked about within every time, with this probability."""

    chance: float

    def times(self, asked: Sequence[tuple[int, tuple[int, int]]]) -> TimeTable:
        table = np.zeros((len(asked), len(DENSE)), dtype=np.float32)
        table[:, DENSE.index("ii")], table[:, DENSE.index("v")] = self.chance, 1 - self.chance
        return TimeTable(table, np.ones(len(asked), dtype=np.bool_))


def scene_of(text: str, words: Sequence[str], chance: float) -> Scene:
    article = Article(text=text, published="2022-10-12")
    tree = parse(article)
    triggers = [(word, Span(text.index(word), text.index(word) + len(word))) for word in words]
    events = events_at(tree, read(tree), triggers)
    return Scene(article, expressions(article), events, tree, cast(Reading, Heard(chance)))


@pytest.mark.parametrize(("chance", "dated"), [(0.7, ["repaired"]), (0.5, [])])
def test_what_the_syntax_leaves_without_a_time_is_dated_where_the_model_is_sure(
    chance: float, dated: list[str]
) -> None:
    found = list(timing.sieve(scene_of(TEXT, ["closed", "repaired"], chance)))
    assert [c.source for c in found] == dated
    for constraint in found:
        assert constraint.relation is Relation.IS_INCLUDED
        assert constraint.cause.kind is CauseKind.MODEL
        assert constraint.confidence == pytest.approx(chance)


def test_without_a_reading_nothing_is_said() -> None:
    assert ("repaired", "is_included", "t1") not in constraints(TEXT, "closed", "repaired")


def test_the_past_months_end_with_the_publication() -> None:
    text = "Prices climbed over the past two months."
    scene = scene_of(text, ["climbed"], 0.0)
    (constraint,) = dating(scene)
    assert (constraint.source, constraint.relation) == ("climbed", Relation.IS_INCLUDED)
    when = solve(scene.article, scene.expressions, scene.events, [constraint]).times["climbed"]
    assert when.provenance is Provenance.STATED
    assert str(when).startswith("2022-08")
    assert when.end_latest.at == scene.article.publication.day.end


def test_what_recurs_lies_within_the_recurring_time() -> None:
    scene = scene_of("Crowds marched every day.", ["marched"], 0.0)
    (constraint,) = dating(scene)
    assert (constraint.source, constraint.relation, constraint.target) == ("marched", Relation.IS_INCLUDED, "t1")
    assert solve(scene.article, scene.expressions, scene.events, [constraint]).times["marched"].is_unbounded
