"""Very long articles: networks in parts say nothing that the whole one does not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.network.build import ARTICLE, day, event, say
from timeline.article import Article
from timeline.network import Solution, solve
from timeline.network.parts import split
from timeline.pipeline import reconstruct
from timeline.relations.model import CauseKind, Constraint, Relation

EVENTS = tuple(event(f"e{n}") for n in range(1, 7))
DATES = (day("t1", 2022, 10, 10), day("t2", 2022, 10, 11), day("t3", 2022, 10, 12))
IDS = [e.id for e in EVENTS]


@st.composite
def constraints(draw: st.DrawFn) -> Constraint:
    source = draw(st.sampled_from(IDS))
    target = draw(st.sampled_from([i for i in [*IDS, "t1", "t2", "t3"] if i != source]))
    dated = target.startswith("t")
    relations = (Relation.IS_INCLUDED, Relation.BEFORE) if dated else (Relation.BEFORE, Relation.STARTS_BEFORE)
    kind = draw(st.sampled_from((CauseKind.RULE, CauseKind.MODEL)))
    return say(source, draw(st.sampled_from(relations)), target, draw(st.sampled_from((0.7, 0.8, 0.95))), kind=kind)


def whole_and_parts(said: list[Constraint], most: int) -> tuple[Solution, Solution]:
    return solve(ARTICLE, DATES, EVENTS, said), solve(ARTICLE, DATES, EVENTS, said, most)


@settings(deadline=None)
@given(st.lists(constraints(), max_size=9), st.integers(1, 5))
def test_parts_say_nothing_that_the_whole_does_not(said: list[Constraint], most: int) -> None:
    whole, parts = whole_and_parts(said, most)
    assume(not whole.conflicts and not any(c.cause.kind is CauseKind.MODEL for c in said))
    for a, relation, b in parts.reduced(IDS):
        assert whole.entails(a, relation, b)
    for name in IDS:
        for wide, narrow, side in zip(parts.times[name].bounds, whole.times[name].bounds, (1, -1, 1, -1), strict=True):
            assert wide.at is None or (narrow.at is not None and side * narrow.at >= side * wide.at)


@settings(deadline=None)
@given(st.lists(constraints(), max_size=9), st.integers(1, 5))
def test_the_order_holds_every_event_once_and_keeps_what_parts_and_dates_say(said: list[Constraint], most: int) -> None:
    whole, parts = whole_and_parts(said, most)
    place = {e: n for n, group in enumerate(parts.order) for e in group}
    assert sorted(place) == sorted(IDS)
    assume(not whole.conflicts)
    for a, b in permutations(IDS, 2):
        over, start = parts.times[a].end_latest.at, parts.times[b].start_earliest.at
        if over is not None and start is not None and over <= start:
            assert place[a] < place[b]
    before = parts.kinds(IDS)[Relation.BEFORE]
    for n, m in zip(*(at.tolist() for at in before.nonzero()), strict=True):
        assert place[IDS[n]] < place[IDS[m]]


def test_a_date_reaches_an_event_of_another_part_and_pairs_of_two_parts_are_answered() -> None:
    said = [
        say("e1", Relation.IS_INCLUDED, "t1"),
        say("e6", Relation.AFTER, "e1", offset=(86_400, 86_400), words="a day after the poll"),
        say("e2", Relation.IS_INCLUDED, "t3"),
    ]
    whole, parts = whole_and_parts(said, 4)
    assert parts.times == whole.times
    assert parts.relation("e6", "e1") == whole.relation("e6", "e1")
    assert parts.relation("e6", "e2").kind is Relation.BEFORE
    assert parts.relation("e6", "t3").kind is whole.relation("e6", "t3").kind
    assert parts.relation("e1", "e6", source=("Reyes",)).kind is Relation.BEFORE
    with pytest.raises(KeyError):
        parts.relation("e1", "e77")


def test_what_an_analyst_ties_together_is_one_part() -> None:
    tie = say("e1", Relation.BEFORE, "e6", kind=CauseKind.ANALYST)
    first, second = split(ARTICLE, DATES, EVENTS, [tie], most=4)
    assert [e.id for e in first.own] == ["e1", "e2", "e5", "e6"]
    assert [e.id for e in second.own] == ["e3", "e4"]
    with pytest.raises(KeyError):
        split(ARTICLE, DATES, EVENTS, [say("e1", Relation.BEFORE, "e99")], most=4)


@pytest.mark.parametrize("ago", ["65 million years ago", "4.5 billion years ago", "some 300 million years ago"])
def test_what_is_older_than_the_calendar_has_a_place(ago: str) -> None:
    text = f"The great lizards died out {ago}. The museum opened a new hall on Tuesday."
    timeline = reconstruct(Article(text=text, published="2024-03-07"))
    died, opened = (timeline.event_at(text.index(word)) for word in ("died", "opened"))
    assert died is not None
    assert opened is not None
    assert timeline.relation(died.id, opened.id).kind is Relation.BEFORE
    assert timeline.when(died.id).start_earliest.at is None  # no date is made up where the calendar ends
