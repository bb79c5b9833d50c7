"""The corpus is the spec: tables of sentences without a time, and of phrases with their whole span and value."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from timeline.article import Article
from timeline.resolve import expressions, resolve_phrase

TABLES = Path(__file__).parent.parent.parent / "fixtures" / "expressions"
NEGATIVE: list[str] = tomllib.loads((TABLES / "negative.toml").read_text(encoding="utf-8"))["sentences"]
POSITIVE: list[dict[str, str]] = tomllib.loads((TABLES / "positive.toml").read_text(encoding="utf-8"))["cases"]

PHRASES: list[dict[str, str]] = [
    case
    for table in tomllib.loads((TABLES / "phrases.toml").read_text(encoding="utf-8"))["table"]
    for case in table["cases"]
]
SENTENCES: list[dict[str, Any]] = [
    case
    for name in ("sentences.toml", "prose.toml")
    for case in tomllib.loads((TABLES / name).read_text(encoding="utf-8"))["sentences"]
]


@pytest.mark.parametrize("case", PHRASES, ids=lambda case: case["phrase"])
def test_phrase(case: dict[str, str]) -> None:
    found = resolve_phrase(case["phrase"], case.get("on", "2022-10-12"))
    event = found.event_anchor.span.of(case["phrase"]) if found.event_anchor else None
    read = {"value": found.value, "mod": found.mod, "quant": found.quant, "freq": found.freq, "event": event}
    assert read == {name: case.get(name) for name in read}, found.explanation


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["text"])
def test_sentence(case: dict[str, Any]) -> None:
    found = expressions(Article(text=case["text"], published=case.get("on", "2022-10-12")))
    assert [[e.text, e.value] for e in found] == case["times"]


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
