"""Lemmas that cannot be right, by the spelling of their form, get the e they lack; others stay."""

from __future__ import annotations

from itertools import islice

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


def token(i: int, text: str, head: int, pos: str, tag: str, dep: str, at: int) -> Token:
    return Token(i, Span(at, at + len(text)), text, text.lower(), pos, tag, dep, head, "", 0)


@pytest.mark.parametrize("heads", [(2, 0, 3, 3, 3), (3, 0, 4, 2, 4), (1, 4, 3, 0, 4), (4, 0, 3, 0, 4)], ids=str)
def test_repairs_leave_a_tree_whatever_the_parser_hung_a_prefix_on(heads: tuple[int, ...]) -> None:
    words = (
        ("co", "ADJ", "JJ"),
        ("-", "PUNCT", "HYPH"),
        ("founded", "VERB", "VBD"),
        ("it", "PRON", "PRP"),
        (".", "PUNCT", "."),
    )
    tokens, at = [], 0
    for i, ((text, pos, tag), head) in enumerate(zip(words, heads, strict=True)):
        tokens.append(token(i, text, head, pos, tag, "dep", at))
        at += len(text)
    fixed = repaired(tokens)
    for start in fixed:
        seen = {start.i}
        while fixed[start.i].head != start.i:
            start = fixed[start.head]
            assert start.i not in seen
            seen.add(start.i)


def test_repairs_end_where_an_earlier_one_made_a_circle() -> None:
    words = ["co", "-", "founded", "it", "co", "-", "led", "."]
    heads = (1, 7, 3, 0, 0, 4, 7, 7)
    spans = (0, 2, 3, 10, 13, 15, 16, 19)
    pos = {"founded": ("VERB", "VBD"), "led": ("VERB", "VBD"), "co": ("ADJ", "JJ")}
    tokens = [token(i, text, heads[i], *pos.get(text, ("X", "FW")), "dep", spans[i]) for i, text in enumerate(words)]
    assert repaired(tokens) == tuple(tokens)


def test_every_word_of_a_prefixed_verb_below_its_own_prefix_hangs_on_a_root() -> None:
    text = "The agency (the FSB) -- a successor to the KGB -- co-ordinated a series of blasts in the city."
    tree = parse(Article(text=text, published="2024-05-12"))
    assert all(len(list(islice(tree.ancestors(t), 40))) < 40 for t in tree.tokens)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "above"),
    [
        ("Lind led 5-2 in the deciding set before Varga won the last five games.", "won", "Varga", "led"),
        ("The director told analysts on a call that demand had weakened.", "weakened", "demand", "told"),
        ("The director told analysts of a report that demand had weakened.", "weakened", "demand", "report"),
        ("Engineers checked the wall before Berg opened the gate.", "opened", "Berg", "checked"),
    ],
)
def test_a_clause_has_its_own_subject_and_place(text: str, verb: str, subject: str, above: str) -> None:
    tree = parse(Article(text=text, published="2024-05-12"))
    token = next(t for t in tree.tokens if t.text == verb)
    assert [t.text for t in tree.children(token, "nsubj")] == [subject]
    assert tree.tokens[token.head].text == above
