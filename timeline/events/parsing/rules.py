"""Rules that say what a word with a tag is: its part of speech, its features, its base form if that is irregular.

They are the model's own (spaCy's attribute ruler). Nearly all look at one word, so that what they say is kept by word.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from timeline.values import value

Word = tuple[str, str, str]  # lower-cased form, tag, dependency label
_PARTS = ("LOWER", "TAG", "DEP")  # as patterns name them
Pattern = Mapping[str, Any]

_KEPT = 65_536


@value()
class Said:
    """What the rules say of a word; no lemma where they leave it to the endings."""

    pos: str = ""
    morph: str = ""
    lemma: str | None = None

    def changed(self, attributes: Mapping[str, str]) -> Said:
        return Said(
            attributes.get("POS", self.pos),
            attributes.get("MORPH", self.morph),
            attributes.get("LEMMA", self.lemma),
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known of a word alone: what the rules for one word say, which they are, and the pairs it may be in."""

    said: Said
    rules: tuple[int, ...]
    first: frozenset[int]
    second: frozenset[int]


Test = tuple[int, Callable[[str], object]]  # which part of the word, and what is true of it


class Table:
    """What patterns ask of a word, each with a number, found by the form or else the tag that it names."""

    def __init__(self) -> None:
        self._named: defaultdict[tuple[str, str], list[tuple[list[Test], int]]] = defaultdict(list)
        self._others: list[tuple[list[Test], int]] = []

    def add(self, pattern: Pattern, number: int) -> None:
        """Raises ValueError for a pattern that asks for what is not known of a word."""
        _check(pattern)
        tests = [test for name, asked in pattern.items() for test in _tests(name, asked)]
        for name in ("LOWER", "TAG"):
            values = _values(pattern.get(name))
            if values:
                for value in values:
                    self._named[name, value].append((tests, number))
                return
        self._others.append((tests, number))

    def fitting(self, word: Word) -> frozenset[int]:
        near = (self._named.get(("LOWER", word[0]), ()), self._named.get(("TAG", word[1]), ()), self._others)
        return frozenset([number for patterns in near for tests, number in patterns if _fits(tests, word)])


def _values(asked: Any) -> Sequence[str]:
    """The values that alone are allowed, if they are listed."""
    return (asked,) if isinstance(asked, str) else tuple((asked or {}).get("IN", ()))


def _check(pattern: Pattern) -> None:
    for name, asked in pattern.items():
        kinds = set(asked) if isinstance(asked, Mapping) else set()
        if name not in (*_PARTS, "IS_SPACE") or kinds - {"IN", "NOT_IN", "REGEX"}:
            raise ValueError(f"a rule that asks for {name}: {asked}")


@dataclass(frozen=True)
class Rules:
    """Rules by number; a later one outweighs those before it.

    >>> tagged = {"patterns": [[{"TAG": "MD"}]], "attrs": {"POS": "AUX"}, "index": 0}
    >>> pair = {"patterns": [[{"LOWER": "let"}, {"LOWER": "'s"}]], "attrs": {"LEMMA": "us"}, "index": 1}
    >>> [said.lemma for said in Rules.of([tagged, pair])([("let", "VB", "ROOT"), ("'s", "PRP", "nsubj")])]
    [None, 'us']
    """

    attributes: tuple[Mapping[str, str], ...]
    pairs: tuple[tuple[int, int], ...]  # of each pattern of two words: the rule's number, which word it is about
    alone: Table
    first: Table
    second: Table
    _known: dict[Word, Asked] = field(init=False, repr=False, compare=False, default_factory=dict)
    _alike: dict[Asked, Asked] = field(init=False, repr=False, compare=False, default_factory=dict)

    @classmethod
    def of(cls, rules: Sequence[Mapping[str, Any]]) -> Rules:
        """From `patterns` (of one or two words), `attrs` to set and the `index` of the word that gets them.

        Raises ValueError for a pattern of another kind.
        """
        pairs: list[tuple[int, int]] = []
        alone, first, second = Table(), Table(), Table()
        for number, rule in enumerate(rules):
            for pattern in rule["patterns"]:
                if len(pattern) == 1:
                    alone.add(pattern[0], number)
                elif len(pattern) == 2:
                    first.add(pattern[0], len(pairs))
                    second.add(pattern[1], len(pairs))
                    pairs.append((number, rule["index"]))
                else:
                    raise ValueError(f"a rule over {len(pattern)} words: {pattern}")
        return cls(tuple(rule["attrs"] for rule in rules), tuple(pairs), alone, first, second)

    def __call__(self, words: Sequence[Word]) -> list[Said]:
        """What the rules say of each word of a text."""
        asked = [self._ask(word) for word in words]
        said = [alone.said for alone in asked]
        together: defaultdict[int, list[int]] = defaultdict(list)
        for at, (one, other) in enumerate(pairwise(asked)):
            for pair in one.first & other.second:
                number, index = self.pairs[pair]
                together[at + index].append(number)
        for at, numbers in together.items():
            said[at] = self._summed(sorted([*asked[at].rules, *numbers]))
        return said

    def _ask(self, word: Word) -> Asked:
        known = self._known.get(word)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
                self._alike.clear()
            asked = self._asked(word)
            # tens of thousands of words share some hundred answers: kept once, they take a quarter of the memory
            known = self._known[word] = self._alike.setdefault(asked, asked)
        return known

    def _asked(self, word: Word) -> Asked:
        alone = tuple(sorted(self.alone.fitting(word)))
        return Asked(self._summed(alone), alone, self.first.fitting(word), self.second.fitting(word))

    def _summed(self, numbers: Sequence[int]) -> Said:
        said = Said()
        for number in numbers:
            said = said.changed(self.attributes[number])
        return said


def _fits(tests: Sequence[Test], word: Word) -> bool:
    # not by `all`, which takes twice as long: an article asks a thousand times
    for part, holds in tests:  # noqa: SIM110
        if not holds(word[part]):
            return False
    return True


def _tests(name: str, asked: Any) -> Iterator[Test]:
    """What a pattern asks of one attribute."""
    if name == "IS_SPACE":
        yield 0, str.isspace if asked else lambda form: not form.isspace()
        return
    part = _PARTS.index(name)
    conditions: Mapping[str, Any] = {"IN": [asked]} if isinstance(asked, str) else asked
    for kind, wanted in conditions.items():
        if kind == "REGEX":
            yield part, re.compile(wanted).search
        else:
            yield part, frozenset(wanted).__contains__ if kind == "IN" else _outside(wanted)


def _outside(values: Sequence[str]) -> Callable[[str], bool]:
    refused = frozenset(values)
    return lambda value: value not in refused
