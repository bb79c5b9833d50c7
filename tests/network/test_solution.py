from __future__ import annotations

import pytest

from tests.network.build import ARTICLE, day, event, say
from timeline.events.model import EventClass, Factuality
from timeline.network import solve
from timeline.relations.model import NOW, CauseKind, Relation
from timeline.temporal.granularity import Granularity
from timeline.temporal.when import Provenance

DAY = 86_400
POLL, ANNEXATION, WAR = event("e1", "poll"), event("e2", "annexation"), event("e3", "war", event_class=EventClass.STATE)
WEEK = day("t1", 2022, 10, 3, days=7)


def test_an_offset_moves_the_whole_range() -> None:
    after = say("e2", Relation.AFTER, "e1", offset=(DAY, DAY), words="came a day after the poll")
    solution = solve(ARTICLE, (WEEK,), (POLL, ANNEXATION), (say("e1", Relation.IS_INCLUDED, "t1"), after))
    assert (
        str(solution.times["e1"])
        == "2022-10-03T00:00:00..2022-10-10T00:00:00 to 2022-10-03T00:00:00..2022-10-10T00:00:00"
    )
    assert (
        str(solution.times["e2"])
        == "2022-10-04T00:00:00..2022-10-11T00:00:00 to 2022-10-04T00:00:00..2022-10-11T00:00:00"
    )
    assert solution.times["e1"].provenance is Provenance.STATED
    assert solution.times["e1"].granularity is Granularity.WEEK
    assert solution.times["e2"].provenance is Provenance.INFERRED
    assert solution.order == (("e1",), ("e2",))
    answer = solution.relation("e2", "e1")
    assert answer.kind is Relation.AFTER
    assert answer.confidence == 0.9
    assert answer.chain == (after,)
    assert answer.explanation == (
        "“the annexation” came after “the poll”. E2 is said to be after e1: “came a day after the poll”."
    )


def test_a_relation_of_start_points_is_proved_and_distances_are_read_off() -> None:
    after = say("e2", Relation.AFTER, "e1", offset=(DAY, 2 * DAY))
    solution = solve(ARTICLE, (), (POLL, ANNEXATION, WAR), (after, say("e3", Relation.STARTS_BEFORE, "e1")))
    proof = solution.proof("e3", Relation.STARTS_BEFORE, "e2")
    assert proof is not None
    assert after in proof.chain
    assert solution.proof("e3", Relation.BEFORE, "e1") is None
    assert solution.distance("e1", "e2") == (DAY, 2 * DAY)
    assert solution.distance("e3", "e2") == (DAY, None)


def test_the_calendar_orders_what_it_dates_and_says_so() -> None:
    dates = (day("t1", 2022, 10, 11), day("t2", 2022, 10, 12))
    inside = (say("e1", Relation.IS_INCLUDED, "t1"), say("e2", Relation.IS_INCLUDED, "t2"))
    answer = solve(ARTICLE, dates, (POLL, ANNEXATION), inside).relation("e1", "e2")
    assert answer.kind is Relation.BEFORE
    assert "‘2022-10-11’ is 2022-10-11 and ‘2022-10-12’ is 2022-10-12" in answer.explanation.replace("'", "’")
    assert solve(ARTICLE, dates, (), ()).relation("t1", "t2").kind is Relation.BEFORE


def test_the_golden_conflict() -> None:
    strong = (
        say("e1", Relation.BEFORE, "e2", 0.95, words="a day after the poll"),
        say("e2", Relation.BEFORE, "e4", 0.9),
    )
    wrong = say("e4", Relation.BEFORE, "e1", 0.6, words="The poll closed")
    talk = event("e4", "talk")
    solution = solve(ARTICLE, (), (POLL, ANNEXATION, talk), (wrong, *strong))
    (conflict,) = solution.conflicts
    assert conflict.refused is wrong
    assert set(conflict.chain) == set(strong)
    assert conflict.explanation == (
        "Set aside: “the talk” came before “the poll”. e4 is said to be before e1: “The poll closed”. "
        "That contradicts what is more certain. "
        "E1 is said to be before e2: “a day after the poll”. E2 is said to be before e4."
    )


def test_a_calendar_conflict_names_the_dates() -> None:
    dates = (day("t1", 2022, 10, 11), day("t2", 2022, 10, 12))
    said = (
        say("e1", Relation.IS_INCLUDED, "t2", 0.9),
        say("e2", Relation.IS_INCLUDED, "t1", 0.9),
        say("e1", Relation.BEFORE, "e2", 0.5),
    )
    (conflict,) = solve(ARTICLE, dates, (POLL, ANNEXATION), said).conflicts
    assert conflict.refused is said[2]
    assert [c.cause.sieve for c in conflict.chain].count("calendar") == 1
    assert len(conflict.chain) == 3


def test_starting_first_is_being_over_first_only_for_brief_events() -> None:
    said = (say("e1", Relation.STARTS_BEFORE, "e2"), say("e3", Relation.STARTS_BEFORE, "e2"))
    solution = solve(ARTICLE, (), (POLL, ANNEXATION, WAR), said)
    assert solution.kind("e1", "e2") is Relation.BEFORE
    assert solution.kind("e3", "e2") is Relation.UNKNOWN
    assert solution.entails("e3", Relation.STARTS_BEFORE, "e2")


def test_since_and_for() -> None:
    since = say("e3", Relation.BEGINS, "t1")
    going_on = say("e3", Relation.INCLUDES, NOW)
    solution = solve(ARTICLE, (WEEK,), (WAR,), (since, going_on))
    when = solution.times["e3"]
    assert when.start_earliest.at == WEEK.bounds.start_earliest.at  # type: ignore[union-attr]
    assert when.start_earliest.provenance is Provenance.STATED
    assert when.end_earliest.provenance is Provenance.INFERRED
    assert when.end_latest.at is None
    lasting = say("e2", Relation.LASTS, "t2", offset=(6 * DAY, 6 * DAY))
    solution = solve(
        ARTICLE, (day("t2", 2022, 10, 1, 30),), (ANNEXATION,), (lasting, say("e2", Relation.IS_INCLUDED, "t2"))
    )
    when = solution.times["e2"]
    assert when.end_earliest.at == (when.start_earliest.at or 0) + 6 * DAY


def test_a_disputed_event_is_placed_by_who_claims_it_and_bounds_nothing() -> None:
    talk = event("e4", "talk", Factuality.DISPUTED)
    said = (
        say("e4", Relation.BEFORE, "e1", by=("Bremmer",)),
        say("e2", Relation.BEFORE, "e4", by=("Bremmer",)),
        say("e1", Relation.IS_INCLUDED, "t1"),
    )
    solution = solve(ARTICLE, (WEEK,), (POLL, ANNEXATION, talk), said)
    assert solution.times["e4"].end_latest.at is not None
    assert solution.times["e2"].is_unbounded
    assert solution.kind("e2", "e1") is Relation.UNKNOWN
    answer = solution.relation("e4", "e1")
    assert (answer.kind, answer.source) == (Relation.BEFORE, ("Bremmer",))
    assert answer.explanation.startswith("According to Bremmer: “the talk” came before “the poll”.")
    assert solution.relation("e2", "e1", source=("Bremmer",)).kind is Relation.BEFORE
    assert solution.relation("e4", "e1", source=("Kremlin",)).kind is Relation.UNKNOWN


def test_unknown_is_said_in_words_and_an_unknown_id_is_an_error() -> None:
    solution = solve(ARTICLE, (), (POLL, ANNEXATION), ())
    answer = solution.relation("e1", "e2")
    assert (answer.kind, answer.confidence, answer.chain) == (Relation.UNKNOWN, 0.0, ())
    assert answer.explanation == "The text leaves open how “the poll” lies towards “the annexation”."
    with pytest.raises(KeyError):
        solution.relation("e1", "e9")


def test_relations_are_reduced() -> None:
    talk = event("e4", "talk")
    said = (say("e1", Relation.BEFORE, "e2"), say("e2", Relation.BEFORE, "e4"), say("e1", Relation.BEFORE, "e4", 0.5))
    solution = solve(ARTICLE, (), (POLL, ANNEXATION, talk), said)
    assert [(a, b) for a, b, _ in solution.relations(["e1", "e2", "e4"])] == [("e1", "e2"), ("e2", "e4")]


def test_a_guess_orders_but_dates_nothing_and_is_no_conflict() -> None:
    dated = say("e1", Relation.IS_INCLUDED, "t1")
    guess = say("e2", Relation.BEFORE, "e1", 0.7, kind=CauseKind.MODEL)
    solution = solve(ARTICLE, (WEEK,), (POLL, ANNEXATION), (dated, guess))
    assert solution.kind("e2", "e1") is Relation.BEFORE
    assert solution.times["e2"].is_unbounded
    other_way = say("e2", Relation.AFTER, "e1", 0.9)
    solution = solve(ARTICLE, (WEEK,), (POLL, ANNEXATION), (dated, guess, other_way))
    assert solution.kind("e2", "e1") is Relation.AFTER
    assert solution.conflicts == ()
