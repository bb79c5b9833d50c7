"""Claims over articles of the project, by kind, against what a careful reader would say."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline import Article, TimelineError, reconstruct
from timeline.claims import Checker, read_claim

FOLDER = Path(__file__).parents[2] / "fixtures" / "claims"
FLOOR = 0.8  # right of all
MOST_WRONG = 0.05  # supported for refuted or the other way round, of all

Row = tuple[str, str, str, str]  # kind, claim, expected, verdict


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [row for path in sorted(FOLDER.glob("*.toml")) for row in _checked(path)]


def _checked(path: Path) -> Iterator[Row]:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    text = (FOLDER / "articles" / data["article"]).read_text(encoding="utf-8")
    article = Article(text=text, published=data["published"])
    checker = Checker(reconstruct(article))
    for kind, claims in data.items():
        for claim, expected in claims if isinstance(claims, list) else ():
            try:
                verdict = checker.check(read_claim(claim, article)).ruling.value
            except TimelineError as error:
                verdict = str(error)
            yield kind, claim, expected, verdict


def test_enough_claims_of_every_kind(rows: list[Row]) -> None:
    assert len(rows) >= 120
    assert {"supported", "refuted", "disputed", "undetermined", "not_mentioned"} == {row[2] for row in rows}


def test_every_claim_is_understood(rows: list[Row]) -> None:
    verdicts = {row[2] for row in rows}
    assert [row for row in rows if row[3] not in verdicts] == []


def test_accuracy_by_kind(rows: list[Row], capsys: pytest.CaptureFixture[str]) -> None:
    right = Counter(kind for kind, _, expected, verdict in rows if expected == verdict)
    wrong = Counter(k for k, _, e, v in rows if e != v and {e, v} <= {"supported", "refuted", "disputed"})
    every = Counter(row[0] for row in rows)
    with capsys.disabled():
        print(f"\nclaims over {len(list(FOLDER.glob('*.toml')))} articles, {len(rows)} in all: right / wrong / of")
        for kind, count in every.items():
            print(f"  {kind:10} {right[kind]:3} {wrong[kind]:3} {count:3}")
        print(f"  {'all':10} {right.total():3} {wrong.total():3} {every.total():3}")
    assert right.total() / len(rows) >= FLOOR
    assert wrong.total() / len(rows) <= MOST_WRONG


def test_what_is_planned_or_absent_is_never_supported(rows: list[Row]) -> None:
    assert [row for row in rows if row[0] in ("planned", "absent") and row[3] == "supported"] == []
