"""docs/json.md describes every field that is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from timeline import Article, reconstruct
from timeline.events.model import Factuality
from timeline.export.json import to_dict
from timeline.relations.model import CauseKind, Relation

ROOT = Path(__file__).parents[2]
SHARED = ("A time",)


def sections() -> dict[str, set[str]]:
    """Heading -> the names in backticks below it."""
    parts = re.split(r"^## (.+)$", (ROOT / "docs" / "json.md").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {name: set(re.findall(r"`(\w+)`", body)) for name, body in zip(parts[1::2], parts[2::2], strict=True)}


def keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, below in value.items():
            yield key
            yield from keys(below)
    elif isinstance(value, list):
        for below in value:
            yield from keys(below)


@pytest.fixture(scope="module")
def document() -> dict[str, object]:
    text = (ROOT / "fixtures" / "articles" / "politics.txt").read_text(encoding="utf-8")
    article = Article(f"{text}\nSign up for our newsletter.", "2023-03-15")
    return to_dict(reconstruct(article), everything=True)


def test_every_part_of_the_document_is_documented(document: dict[str, object]) -> None:
    assert set(document) <= sections()["Document"]


def test_every_field_is_documented_where_it_stands(document: dict[str, object]) -> None:
    documented = sections()
    shared = set().union(*(documented[name] for name in SHARED))
    missing = {
        f"{name}: {key}"
        for name, value in document.items()
        for key in keys(value)
        if key not in documented.get(name, set()) | shared
        and not (name == "conflicts" and key in documented["constraints"])
    }
    assert not missing


def test_every_value_that_a_reader_must_tell_apart_is_named() -> None:
    documented = sections()
    assert {kind.value for kind in Factuality} <= documented["events"]
    assert {kind.value for kind in Relation} - {"unknown"} <= documented["constraints"]
    assert {kind.value for kind in CauseKind} <= documented["constraints"]
