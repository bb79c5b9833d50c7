"""Which names "he" and "she" cannot mean, by title, first name and the words that a name stands with."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from timeline.syntax import Parse, Token


class Gender(StrEnum):
    """What a pronoun or a name says."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class _Table:
    titles: Mapping[str, Gender]
    nouns: Mapping[str, Gender]
    first: Mapping[str, Gender]
    people: frozenset[str]
    bodies: frozenset[str]


@cache
def _table(language: str = "en") -> _Table:
    text = files(f"timeline.language.{language}").joinpath("events/genders.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)

    def words(section: str) -> dict[str, Gender]:
        return {word: gender for gender in Gender for word in table[section][gender.value]}

    people, bodies = (frozenset(table[section]["nouns"]) for section in ("people", "bodies"))
    return _Table(words("titles"), words("nouns"), words("first"), people, bodies)


# What "he", "her", "himself" say.
PRONOUNS: Mapping[str, Gender] = dict.fromkeys(("he", "him", "his", "himself"), Gender.MALE) | dict.fromkeys(
    ("she", "her", "hers", "herself"), Gender.FEMALE
)


def of_name(parse: Parse, name: str, head: Token) -> Gender | None:
    """What a name says where it stands: "Mrs Lund", "Petra Lund", "the actress Petra Lund". None: it may be either."""
    table, words = _table(), name.lower().split()
    before = [t.lower for t in parse.children(head, "compound", "nmod")]
    for word in [*before, *words[:-1][:1]]:
        if word in table.titles:
            return table.titles[word]
    if len(words) > 1 and words[0] in table.first:
        return table.first[words[0]]
    above = parse.head(head)
    around = [*parse.children(head, "appos"), *([above] if above is not None and head.dep == "appos" else [])]
    for noun in [*around, *parse.children(head, "compound")]:
        if noun.lemma in table.nouns:
            return table.nouns[noun.lemma]
    return None


def of_noun(noun: Token) -> Gender | None:
    """What a word for a person says: "the widow"."""
    return _table().nouns.get(noun.lemma)


def is_person(noun: Token) -> bool:
    """Whether the word is one for a person that the titles don't list: "the widow", "a neighbour"."""
    return noun.lemma in _table().nouns or noun.lemma in _table().people


def bodies() -> frozenset[str]:
    """Words for bodies of people that decide and act as one: "it" may be the jury."""
    return _table().bodies
