"""The factuality table, run whole: accuracy by phenomenon is printed, and may not fall."""

from __future__ import annotations

import pytest

from benchmarks.factuality import Outcome, cases, outcome, report

LEAST = 0.97  # of all cases; raised whenever the figure rises


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [outcome(case) for case in cases()]


def test_table_is_large_and_names_its_triggers() -> None:
    rows = list(cases())
    assert len(rows) >= 200
    assert not [row for row in rows if row.trigger not in row.text]


def test_accuracy(outcomes: list[Outcome]) -> None:
    print("\n" + report(outcomes))
    assert sum(o.right for o in outcomes) / len(outcomes) >= LEAST, report(outcomes)
