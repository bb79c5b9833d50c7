"""The alphabet of token classes, and the rules of a level that can match in a stretch of it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from timeline.language.schema import Rule
from timeline.tagger.meanings import Meaning

Capture = tuple[str, str, tuple[str, ...]]  # group, label, kinds
_MOST_CACHED = 20_000
_FIRST_CHARACTER = 0xE000  # private use: no text has to be told apart from classes


def bit_of(char: str) -> int:
    """The bit that stands for a character of the alphabet in a set of them."""
    return 1 << (ord(char) - _FIRST_CHARACTER)


@dataclass(frozen=True, slots=True)
class CompiledRule:
    rule: Rule
    regex: re.Pattern[str]
    labels: tuple[Capture, ...]
    needs: tuple[int, ...]  # sets of characters, as bits: without one of each there is no match
    meaning: Meaning
    kind_char: str
    order: int


class Level:
    """The rules of a file. Few of them can match in one stretch: each is known by what it needs."""

    def __init__(self, rules: Iterable[CompiledRule], number: int) -> None:
        self.rules = tuple(rules)
        self.number = number  # of its first rule among all rules
        self.mask = ((1 << len(self.rules)) - 1) << number
        self.relevant = 0  # the characters, as bits, that some rule needs
        for rule in self.rules:
            for need in rule.needs:
                self.relevant |= need
        self._known: dict[int, list[CompiledRule]] = {}

    def possible(self, bits: int, present: int) -> list[CompiledRule]:
        """The rules whose bits are set and that what they need is present for."""
        key = present & self.relevant
        known = self._known.get(key)
        if known is None:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            known = self._known[key] = self._possible(bits, present)
        return known

    def _possible(self, bits: int, present: int) -> list[CompiledRule]:
        found = []
        bits = (bits & self.mask) >> self.number
        while bits:
            low = bits & -bits
            bits ^= low
            rule = self.rules[low.bit_length() - 1]
            for need in rule.needs:
                if not need & present:
                    break
            else:
                found.append(rule)
        return found


class Alphabet:
    """Sets of kinds, one character each."""

    def __init__(self) -> None:
        self._chars: dict[frozenset[str], str] = {}

    def char(self, kinds: frozenset[str]) -> str:
        """The character of a set of kinds, made when first asked for (before the rules are compiled)."""
        if kinds not in self._chars:
            self._chars[kinds] = chr(_FIRST_CHARACTER + len(self._chars))
        return self._chars[kinds]

    def known(self, kinds: frozenset[str]) -> str | None:
        return self._chars.get(kinds)

    def chars_of(self, kind: str) -> str:
        return "".join(char for kinds, char in self._chars.items() if kind in kinds)

    def items(self) -> list[tuple[frozenset[str], str]]:
        return list(self._chars.items())
