"""What names the event in "a day after Musk's Twitter poll": the words up to the end of the noun phrase.

A light heuristic, no parse: the phrase ends before punctuation, a preposition, a conjunction or an auxiliary. Where a
verb in the past follows ("a day after Musk posted the poll", "a week after he resigned"), it names the event and is
taken in, and the phrase ends with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.tagger.engine import normal
from timeline.tagger.grammar import Grammar

_LONGEST = 10  # tokens


@dataclass(frozen=True, slots=True)
class Anchor:
    """Tokens [start, end) that name an event, and how the time hangs on it."""

    relation: str
    start: int
    end: int


class AnchorFinder:
    """Finds the event a length of time is anchored to."""

    def __init__(self, grammar: Grammar) -> None:
        data = grammar.language.anchors
        self._relations: dict[str, str] = data["relations"]
        self._ends = frozenset(data["chunk"]["ends"])
        self._subjects = frozenset(data["chunk"]["subjects"])
        chars = grammar.alphabet.chars_of
        self._verbs = frozenset(chars("pastverb"))
        self._breaks = frozenset(chars("stop") + chars("break") + chars("punct") + chars("quote") + chars("=,"))

    def after(self, tokens: Sequence[str], classes: str, end: int) -> Anchor | None:
        """The event named right after a length of time that ends before token `end`."""
        if end + 1 >= len(tokens):
            return None
        relation = self._relations.get(normal(tokens[end].strip()))
        if relation is None:
            return None
        start = end + 1
        stop = self._chunk(tokens, classes, start)
        return Anchor(relation, start, stop) if stop > start else None

    def _chunk(self, tokens: Sequence[str], classes: str, start: int) -> int:
        clause = normal(tokens[start].strip()) in self._subjects
        for index in range(start, min(len(tokens), start + _LONGEST)):
            char, word = classes[index], normal(tokens[index].strip())
            if char in self._breaks or (word in self._ends and not (clause and char in self._verbs)):
                return start if clause else index
            if index > start and char in self._verbs:
                return index + 1 if clause or not self._is_attribute(classes, index, tokens) else index + 2
        return min(len(tokens), start + _LONGEST)

    def _is_attribute(self, classes: str, index: int, tokens: Sequence[str]) -> bool:
        """ "the disputed election": the participle stands between an article and a noun."""
        before = normal(tokens[index - 1].strip())
        return before in ("the", "a", "an", "this", "that", "his", "her", "its", "their") and index + 1 < len(tokens)
