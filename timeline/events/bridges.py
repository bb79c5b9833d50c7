"""Nouns that point back to what was just told in other words: "passed the law" ... "after the vote"."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from timeline.syntax import Parse, Token

_REACH = 3  # sentences
_POINTING = ("the", "this", "that")


@cache
def _table(language: str = "en") -> tuple[Mapping[str, frozenset[str]], frozenset[str], frozenset[str]]:
    text = files(f"timeline.language.{language}").joinpath("events/families.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    bridges: dict[str, frozenset[str]] = {}
    for group in table["bridges"]:
        for noun in group["nouns"]:
            bridges[noun] = bridges.get(noun, frozenset()) | frozenset(group["verbs"])
    return bridges, frozenset(table["apart"]), frozenset(table["generic"])


def verbs_of(noun: Token) -> frozenset[str]:
    """The words that a noun can point back to, empty for most."""
    return _table()[0].get(noun.lemma, frozenset()) if noun.pos == "NOUN" else frozenset()


def set_apart(parse: Parse, noun: Token) -> frozenset[str]:
    """The words that make it another than the one told before: "a similar takeover", "the new clashes"."""
    return frozenset(t.lower for t in parse.children(noun, "amod", "det")) & _table()[1]


def says_more(parse: Parse, verb: Token) -> bool:
    """ "was given a chance", "is credited with finding it": what can be done to one thing in more ways than one."""
    kids = parse.children(verb)
    passive = any(t.dep == "nsubjpass" for t in kids)
    second = passive and any(t.dep in ("dobj", "oprd", "dative") for t in kids)
    clausal = any(t.dep in ("xcomp", "ccomp") or parse.children(t, "pcomp") for t in kids)
    return second or clausal


def counts_alike(parse: Parse, one: Token, other: Token) -> bool:
    """ "killed three rebels" and "Three armed rebels were killed": so many of the same, which is no accident."""
    return bool(_counted(parse, one) & _counted(parse, other))


def _counted(parse: Parse, verb: Token) -> set[tuple[str, str]]:
    nouns = parse.children(verb, "dobj", "nsubjpass")
    return {(n.lemma, t.lower) for n in nouns for t in parse.children(n, "nummod") if t.lower not in ("one", "1")}


def is_generic(noun: Token) -> bool:
    """ "the decision": one of many in most articles, so that it means the last one."""
    return noun.lemma in _table()[2]


def is_pointing(parse: Parse, noun: Token) -> bool:
    """ "the vote", "that vote", without anything that says which: no "of", no name, no time of its own.

    Not where the text has told of several: "It is the second accident in a year", so that any may be meant.
    """
    if noun.pos != "NOUN" or set_apart(parse, noun) or is_one_of_several(parse, noun):
        return False
    pointed = any(t.dep == "det" and t.lower in _POINTING for t in parse.children(noun))
    return pointed and not parse.children(noun, "prep", "compound", "amod", "poss", "nummod", "relcl", "acl")


def is_one_of_several(parse: Parse, noun: Token) -> bool:
    """Whether the text has told before of others of its kind: "the accident", after "the second accident in a year"."""
    before = (t for t in parse.tokens[: noun.i] if t.lemma == noun.lemma and t.pos == "NOUN")
    return any(t.tag == "NNS" or set_apart(parse, t) for t in before)


def is_pictured(parse: Parse, verb: Token, noun: Token) -> bool:
    """ "marched in the largest protest for years": what the verb's clause was, told with "in" right below it."""
    by = parse.head(noun)
    return by is not None and by.lower == "in" and by.head == verb.i and verb.lemma in verbs_of(noun)


def target(noun: Token, told: Sequence[tuple[int, Token]]) -> int | None:
    """The number of the one group that a pointing noun points back to, the near ones first.

    `told` are the numbers of groups with the tokens of their mentions, in text order.
    """
    verbs = verbs_of(noun)
    alike = [(group, noun.sentence - token.sentence) for group, token in told if token.lemma in verbs]
    near = {group for group, distance in alike if distance <= _REACH}
    if not near and not is_generic(noun):
        near = {group for group, _ in alike}
    return near.pop() if len(near) == 1 else None
