"""What connectives say, rules alone: the network that holds only their constraints entails the order."""

from __future__ import annotations

import pytest

from tests.relations.read import constraints, propose_for
from timeline.network.knots import Knots
from timeline.relations.model import Relation

BEFORE, HOLDS = Relation.STARTS_BEFORE, Relation.INCLUDES


@pytest.mark.parametrize(
    ("text", "first", "relation", "second"),
    [
        ("The minister resigned before the court ruled.", "resigned", BEFORE, "ruled"),
        ("Before the court ruled, the minister resigned.", "resigned", BEFORE, "ruled"),
        ("After the court ruled, the minister resigned.", "ruled", BEFORE, "resigned"),
        ("The minister resigned once the court had ruled.", "ruled", BEFORE, "resigned"),
        ("As soon as the court ruled, the minister resigned.", "ruled", BEFORE, "resigned"),
        ("By the time the court ruled, the minister had resigned.", "resigned", BEFORE, "ruled"),
        ("The minister had resigned by the time the court ruled.", "resigned", BEFORE, "ruled"),
        ("The minister resigned following the ruling.", "ruling", BEFORE, "resigned"),
        ("The minister resigned prior to the ruling.", "resigned", BEFORE, "ruling"),
        ("The minister resigned ahead of the vote.", "resigned", BEFORE, "vote"),
        ("The minister resigned on the eve of the vote.", "resigned", BEFORE, "vote"),
        ("In the wake of the storm, looting broke out.", "storm", BEFORE, "broke"),
        ("In the aftermath of the earthquake, looting broke out.", "earthquake", BEFORE, "broke"),
        ("The minister stayed in office until the court ruled.", "stayed", BEFORE, "ruled"),
        ("Not until the vote had ended did the minister speak.", "ended", BEFORE, "speak"),
        ("The resignation followed the ruling.", "ruling", BEFORE, "resignation"),
        ("The ruling preceded the resignation.", "ruling", BEFORE, "resignation"),
        ("The ruling was followed by a resignation.", "ruling", BEFORE, "resignation"),
        ("Geologists spoke of a landslide that followed the eruption.", "eruption", BEFORE, "landslide"),
        ("The minister will not resign until the court rules.", "rules", BEFORE, "resign"),
        ("The resignation came after the ruling.", "ruling", BEFORE, "resignation"),
        ("Having lost the election, the minister resigned.", "lost", BEFORE, "resigned"),
        ("After losing the election, the minister resigned.", "losing", BEFORE, "resigned"),
        ("The court ruled. The minister then resigned.", "ruled", BEFORE, "resigned"),
        ("The court ruled. Subsequently, the minister resigned.", "ruled", BEFORE, "resigned"),
        ("The court ruled. Earlier, the minister had resigned.", "resigned", BEFORE, "ruled"),
        ("The minister was sleeping while thieves stole his car.", "sleeping", HOLDS, "stole"),
        ("During the trial, a witness collapsed.", "trial", HOLDS, "collapsed"),
        ("In the course of the trial, a witness collapsed.", "trial", HOLDS, "collapsed"),
    ],
)
def test_a_connective_orders_two_events(text: str, first: str, relation: Relation, second: str) -> None:
    knots = _said(text, first, second)
    assert knots.entails("e0", relation, "e1")


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The minister resigned. The court ruled.", "resigned", "ruled"),
        ("The minister resigned, and the court ruled.", "resigned", "ruled"),
        ("The minister resigned because he followed the rules of the house.", "followed", "rules"),
        ("The vote was followed closely.", "vote", "followed"),
    ],
)
def test_what_orders_nothing(text: str, first: str, second: str) -> None:
    knots = _said(text, first, second)
    assert not any(knots.entails("e0", relation, "e1") for relation in (BEFORE, BEFORE.converse))


def _said(text: str, *words: str) -> Knots:
    knots = Knots()
    for n in range(len(words)):
        knots.add_node(f"e{n}")
    for constraint in propose_for(text, *words):
        if {constraint.source, constraint.target} <= {"e0", "e1"} and constraint.cause.sieve == "connectives":
            assert knots.add(constraint) is None
    return knots


def test_an_adverb_in_front_holds_for_what_is_coordinated() -> None:
    words = ("ruled", "met", "resigned")
    both = constraints("The court ruled. The minister earlier met the king and resigned.", *words)
    assert {("met", "starts_before", "ruled"), ("resigned", "starts_before", "ruled")} <= set(both)
    one = constraints("The court ruled. The minister earlier met the king and later resigned.", *words)
    assert ("resigned", "starts_before", "ruled") not in one
