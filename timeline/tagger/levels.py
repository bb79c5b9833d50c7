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
        self._candidates: dict[int, list[tuple[CompiledRule, tuple[int, ...]]]] = {}

    def possible(self, bits: int, present: int) -> list[CompiledRule]:
        """The rules whose bits are set and that what they need is present for."""
        key = bits & self.mask
        candidates = self._candidates.get(key)
        if candidates is None:
            if len(self._candidates) > _MOST_CACHED:
                self._candidates.clear()
            candidates = self._candidates[key] = self._with(key >> self.number)
        found = []
        for rule, needs in candidates:
            for need in needs:
                if not need & present:
                    break
            else:
                found.append(rule)
        return found

    def _with(self, bits: int) -> list[tuple[CompiledRule, tuple[int, ...]]]:
        """The rules of these bits, and what each needs besides what its bit stands for."""
        return [(rule, rule.needs[1:]) for index, rule in enumerate(self.rules) if bits >> index & 1]


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
