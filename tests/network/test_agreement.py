"""Triangles of pairs: what the relations of two sides leave of the third, and how they move a pair that wavers."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.agreement import agreed, both_ways, composed, nothing_known
from timeline.events.heads import Floats
from timeline.events.labels import DENSE, mirror


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        ("b", "b", {"b"}),
        ("b", "a", {"b", "a", "i", "ii", "s", "v"}),
        ("ii", "b", {"b"}),
        ("i", "b", {"b", "i", "v"}),
        ("s", "i", {"i"}),
        ("v", "b", {"b", "a", "i", "ii", "s", "v"}),
    ],
)
def test_two_sides_leave_what_intervals_allow(one: str, other: str, left: set[str]) -> None:
    possible = composed()[DENSE.index(one), DENSE.index(other)]
    assert {label for label, holds in zip(DENSE, possible, strict=True) if holds} == left


def test_composition_turns_round() -> None:
    table, turned = composed(), mirror(DENSE)
    assert np.array_equal(table, table[turned][:, turned][:, :, turned].transpose(1, 0, 2))


def row(label: str, chance: float) -> Floats:
    found = np.full(len(DENSE), (1 - chance) / (len(DENSE) - 1))
    found[DENSE.index(label)] = chance
    return found


def test_a_pair_follows_two_sides_that_are_surer() -> None:
    chances = nothing_known(4)
    for third in (1, 2):
        both_ways(chances, (0, third), row("b", 0.95))
        both_ways(chances, (third, 3), row("b", 0.95))
    both_ways(chances, (0, 3), row("v", 0.4))
    found = agreed(chances)
    assert DENSE[int(found[0, 3].argmax())] == "b"
    assert DENSE[int(found[3, 0].argmax())] == "a"


def test_what_is_not_known_moves_nothing() -> None:
    chances = nothing_known(3)
    both_ways(chances, (0, 1), row("b", 0.6))
    assert agreed(chances)[0, 1] == pytest.approx(chances[0, 1], abs=0.01)
