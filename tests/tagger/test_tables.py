"""The corpus is the spec: tables of sentences without a time, and of phrases with their whole span and value."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from timeline.article import Article
from timeline.resolve import expressions

TABLES = Path(__file__).parent.parent.parent / "fixtures" / "expressions"
NEGATIVE: list[str] = tomllib.loads((TABLES / "negative.toml").read_text(encoding="utf-8"))["sentences"]
POSITIVE: list[dict[str, str]] = tomllib.loads((TABLES / "positive.toml").read_text(encoding="utf-8"))["cases"]


@pytest.mark.parametrize("text", NEGATIVE)
def test_no_time(text: str) -> None:
    assert [(e.text, e.rule) for e in expressions(Article(text=text, published="2022-10-12"))] == []


@pytest.mark.parametrize("case", POSITIVE, ids=lambda case: case["text"])
def test_time(case: dict[str, str]) -> None:
    start, end = case["text"].index("["), case["text"].index("]")
    text = case["text"].replace("[", "").replace("]", "")
    found = expressions(Article(text=text, published=case.get("on", "2022-10-12")))
    assert [(e.text, e.value, e.mod) for e in found] == [
        (case["text"][start + 1 : end], case["value"], case.get("mod"))
    ]
