"""Lemmas that cannot be right, by the spelling of their form, get the e they lack; others stay."""

from __future__ import annotations

import pytest

from timeline import Article
from timeline.article import Span
from timeline.events.parser import parse
from timeline.events.repairs import repaired
from timeline.syntax import Token


def verb(text: str, lemma: str, tag: str) -> Token:
    return Token(0, Span(0, len(text)), text, lemma, "VERB", tag, "ROOT", 0, "", 0)


@pytest.mark.parametrize(
    ("text", "lemma", "tag", "wanted"),
    [
        ("fined", "fin", "VBN", "fine"),
        ("hoping", "hop", "VBG", "hope"),
        ("hopes", "hop", "VBZ", "hope"),
        ("Staged", "stag", "VBD", "stage"),
        ("hopped", "hop", "VBD", "hop"),
        ("hops", "hop", "VBZ", "hop"),
        ("rained", "rain", "VBD", "rain"),
        ("vowed", "vow", "VBD", "vow"),
        ("fixes", "fix", "VBZ", "fix"),
        ("goes", "go", "VBZ", "go"),
        ("launches", "launch", "VBZ", "launch"),
        ("targeted", "target", "VBN", "target"),
        ("added", "add", "VBD", "add"),
        ("helped", "help", "VBD", "help"),
        ("cut", "cut", "VBD", "cut"),
    ],
)
def test_the_lemma_of_a_form(text: str, lemma: str, tag: str, wanted: str) -> None:
    assert repaired([verb(text, lemma, tag)])[0].lemma == wanted


def test_a_verb_of_an_article() -> None:
    tokens = parse(Article(text="The club was fined on Monday.", published="2024-05-15")).tokens
    assert next(t.lemma for t in tokens if t.text == "fined") == "fine"
