"""Every rule's examples: the whole span, its value, an explicit reference (a Wednesday)."""

from __future__ import annotations

import re

import pytest

from timeline.article import Article
from timeline.language import schema
from timeline.language.schema import Rule
from timeline.resolve import expressions

PUBLISHED = "2022-10-12"
RULES = [rule for _, rules in schema.load("en").levels for rule in rules]
EXAMPLE = re.compile(r"(?P<before>[^\[]*)\[(?P<phrase>[^\]]+)\](?P<after>.*?) = (?P<value>\S+)(?: @ (?P<date>\S+))?")


@pytest.mark.parametrize(
    ("rule", "example"), [(r, e) for r in RULES for e in r.examples], ids=lambda x: getattr(x, "name", x)
)
def test_examples(rule: Rule, example: str) -> None:
    match = EXAMPLE.fullmatch(example)
    assert match, f"not an example: {example!r}"
    text = match["before"] + match["phrase"] + match["after"]
    found = expressions(Article(text=text, published=match["date"] or PUBLISHED))
    start = len(match["before"])
    inside = [
        (e.span.start, e.text, e.value)
        for e in found
        if e.span.end > start and e.span.start < start + len(match["phrase"])
    ]
    assert inside == [(start, match["phrase"], match["value"])]


@pytest.mark.parametrize(
    ("rule", "text"), [(r, e) for r in RULES for e in r.negative], ids=lambda x: getattr(x, "name", x)
)
def test_counterexamples(rule: Rule, text: str) -> None:
    found = expressions(Article(text=text, published=PUBLISHED))
    assert rule.name not in {e.rule for e in found}
