"""Epithets: "the billionaire" for the one person whom the article introduces as a founder.

Safe means: one person of that kind so far. Where two presidents have been named, "the president" stays itself.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from timeline.syntax import Parse, Token

_POINTING = ("the", "this", "that")


@cache
def kinds(language: str = "en") -> Mapping[str, str]:
    """What a word for a person says that they are: "founder" and "billionaire" are both of business."""
    text = files(f"timeline.language.{language}").joinpath("events/titles.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    known = {word: kind for kind, words in table["kinds"].items() for word in words}
    return known | {word: word for word in table["trades"]}


def introduced(parse: Parse, head: Token) -> frozenset[str]:
    """The kinds of person that the words with a name say: "SpaceX founder Elon Musk", "Musk, the billionaire"."""
    return frozenset(kind for word in _titles(parse, head) if (kind := kinds().get(word.lemma)) is not None)


def _titles(parse: Parse, head: Token) -> Iterator[Token]:
    stack = [head]
    while stack:
        current = stack.pop()
        below = parse.children(current, "compound", "nmod", "amod", "conj", "appos")
        stack += [t for t in below if t.entity != "PERSON" and t.pos in ("NOUN", "PROPN")]
        yield from (t for t in below if t.entity != "PERSON")
    above = parse.head(head)
    if above is not None and head.dep in ("appos", "conj") and above.pos == "NOUN":
        yield above
        yield from parse.children(above, "compound", "conj")


def is_titled(parse: Parse, head: Token) -> bool:
    """Whether a title stands right with a name: "Geologist Hanna Veit", "its teacher, Petra Lund"."""
    above = parse.head(head)
    words = [*parse.children(head, "compound", "amod"), *([above] if above is not None and head.dep == "appos" else [])]
    return any(t.entity == "" and t.lemma in kinds() for t in words)


def is_epithet(parse: Parse, noun: Token) -> bool:
    """ "the billionaire", "the U.S. billionaire", without anything behind it that says which."""
    if noun.lemma not in kinds() or noun.tag != "NN":
        return False
    children = parse.children(noun)
    named = any(t.entity == "PERSON" or t.dep in ("appos", "prep", "poss", "conj", "relcl") for t in children)
    return not named and any(t.dep == "det" and t.lower in _POINTING for t in children)
