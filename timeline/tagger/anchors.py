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
_AUXILIARIES = frozenset(("had", "was", "were"))


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
        self._orders: dict[str, str] = data["orders"]
        self._titles = frozenset(data["titles"]["words"])
        self._stops = frozenset(grammar.alphabet.chars_of("stop"))
        self._ends = frozenset(data["chunk"]["ends"])
        self._subjects = frozenset(data["chunk"]["subjects"])
        chars = grammar.alphabet.chars_of
        self._verbs = frozenset(chars("pastverb"))
        self._breaks = frozenset(chars("stop") + chars("break") + chars("punct") + chars("quote") + chars("=,"))

    def after(self, tokens: Sequence[str], classes: str, end: int, within: bool, named: bool) -> Anchor | None:
        """The event named right after a length of time that ends before token `end`. `within`: "within" stands before
        it; `named`: it is a length that an article points to ("the day of the attack")."""
        if end + 1 >= len(tokens):
            return None
        word = normal(tokens[end].strip())
        if word == "of" and not named and not within:
            return None
        relation = self._relations.get("within" if word == "of" and within else word)
        if relation is None:
            return None
        return self._named(tokens, classes, end + 1, relation)

    def order(self, tokens: Sequence[str], classes: str) -> Anchor | None:
        """The event in a text that says only on which side of it something lies: "since the invasion"."""
        relation = self._orders.get(normal(tokens[0].strip())) if len(tokens) > 1 else None
        return self._named(tokens, classes, 1, relation) if relation else None

    def _named(self, tokens: Sequence[str], classes: str, start: int, relation: str) -> Anchor | None:
        stop = self._chunk(tokens, classes, start)
        return Anchor(relation, start, stop) if stop > start else None

    def _chunk(self, tokens: Sequence[str], classes: str, start: int) -> int:
        clause = normal(tokens[start].strip()) in self._subjects
        for index in range(start, min(len(tokens), start + _LONGEST)):
            char, word = classes[index], normal(tokens[index].strip())
            if char in self._stops and index > start and normal(tokens[index - 1].strip()) in self._titles:
                continue  # "Mr. Smith's death"
            if char in self._breaks or (word in self._ends and not (clause and char in self._verbs)):
                return start if clause else index
            if index > start and char in self._verbs:
                if word in _AUXILIARIES and index + 1 < len(tokens) and classes[index + 1] in self._verbs:
                    return index + 2  # "they had met"
                return index + 1 if clause or not self._is_attribute(classes, index, tokens) else index + 2
        return min(len(tokens), start + _LONGEST)

    def _is_attribute(self, classes: str, index: int, tokens: Sequence[str]) -> bool:
        """ "the disputed election": the participle stands between an article and a noun."""
        before = normal(tokens[index - 1].strip())
        return before in ("the", "a", "an", "this", "that", "his", "her", "its", "their") and index + 1 < len(tokens)
