"""The engine: tokens to classes, stretches of classes to phrases, phrases to meanings. It knows no words.

Three caches make it fast, each smaller and more general than the one before: of a token's class, of what a stretch of
text means, and of how a string of classes is put together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from timeline.tagger import numerals
from timeline.tagger.grammar import Grammar
from timeline.tagger.levels import CompiledRule
from timeline.tagger.productions import NoTime
from timeline.temporal.operators import Operator

_MOST_CACHED = 50_000
_LONGEST_CACHED = 24
_CURRENCY = frozenset("$€£¥₽₹#")
_STOPS = frozenset(".!?;:")
_QUOTES = frozenset("\"'`“”‘’")


@dataclass(frozen=True, slots=True)
class Node:
    """A rule that matched tokens [start, end) of a stretch; `parts` are its captures, tokens or nodes."""

    rule: CompiledRule
    start: int
    end: int
    parts: tuple[tuple[str, tuple[str, ...], int | Node], ...]

    def tree(self, words: Sequence[str], depth: int = 0) -> list[str]:
        """The derivation, a line a rule, indented; `words` are the tokens of the stretch."""
        said = "".join(words[self.start : self.end]).strip()
        lines = [f"{'  ' * depth}{self.rule.rule.name}: {said}   <- {self.rule.rule.pattern}"]
        for _, _, part in self.parts:
            if isinstance(part, Node):
                lines += part.tree(words, depth + 1)
        return lines


@dataclass(frozen=True, slots=True)
class Found:
    """A phrase of a stretch: tokens [start, end), what it means, and how that came about."""

    start: int
    end: int
    meaning: Operator
    node: Node
    kinds: frozenset[str]
    words: tuple[str, ...]


class Classes(dict[str, str]):
    """Token (with the whitespace before it) to class character, computed when first seen."""

    def __init__(self, grammar: Grammar) -> None:
        super().__init__()
        self.grammar = grammar

    def __missing__(self, token: str) -> str:
        char = self.classify(token)
        if len(token) <= _LONGEST_CACHED:
            if len(self) > _MOST_CACHED:
                self.clear()
            self[token] = char
        return char

    def classify(self, token: str) -> str:
        word = token.strip()
        if word.isalpha():
            key = word.lower()
            if key not in self.grammar.words:
                return self.grammar.content_char(key, word[0].isupper())
        kinds = self.kinds(token, word)
        char = self.grammar.alphabet.known(kinds)
        assert char is not None, f"a token has kinds that no class has: {sorted(kinds)}"
        return char

    def kinds(self, token: str, word: str) -> frozenset[str]:
        if not word:
            return frozenset({"break"})
        first = word[0]
        if first.isdigit() or (first in "'’" and len(word) > 2 and word[1].isdigit()):
            return frozenset(numerals.classify(word)) or frozenset({"numeral"})
        if first in "-–—":
            return frozenset(self.grammar.words.get("-" if first == "-" and token == word else "--", ("punct",)))
        key = normal(word)
        if key in self.grammar.words:
            return self.grammar.kinds_of_word(key, first.isupper())
        if word[-1].isdigit() and (coded := numerals.coded(word)):
            return frozenset(coded)
        return self._outside(word, key)

    def _outside(self, word: str, key: str) -> frozenset[str]:
        if not word[0].isalpha():
            return frozenset({_punctuation(word)})
        return self.grammar.content(key, word[0].isupper())


def _punctuation(word: str) -> str:
    if word in _CURRENCY:
        return "currency"
    if word == "%":
        return "percent"
    if word in _STOPS:
        return "stop"
    return "quote" if word in _QUOTES else "punct"


def normal(word: str) -> str:
    """A token as the lexicon writes it: lower case, plain apostrophe, no full stop after an abbreviation.

    >>> normal("Oct."), normal("p.m."), normal("’s")
    ('oct', 'p.m.', "'s")
    """
    low = word.lower().replace("’", "'")
    return low[:-1] if low.count(".") == 1 and low[-1] == "." and len(low) > 2 else low


class Engine:
    """Finds phrases in tokens, by a grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.classes = Classes(grammar)
        self._plans: dict[str, tuple[Node, ...]] = {}
        self._found: dict[tuple[str, str], tuple[Found, ...]] = {}

    def phrases(self, tokens: Sequence[str], classes: str, start: int, end: int) -> tuple[Found, ...]:
        """Phrases among tokens [start, end), with positions from `start`. A token before them and two after have a say,
        the last one if rules name it: what else may stand there is in the stretch already."""
        left = max(0, start - 1)
        grammar = self.grammar
        context = classes[left:start].translate(grammar.before) + classes[start:end].translate(grammar.canonical)
        context += classes[end : end + 1].translate(grammar.after)
        context += classes[end + 1 : end + 2].translate(grammar.distant)
        key = ("".join(tokens[start:end]), context)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > _MOST_CACHED:
                self._found.clear()
            found = self._found[key] = self._build(tokens[left : end + 2], context, start - left, end - left)
        return found

    def _build(self, tokens: Sequence[str], classes: str, start: int, end: int) -> tuple[Found, ...]:
        plan = self._plans.get(classes)
        if plan is None:
            if len(self._plans) > _MOST_CACHED:
                self._plans.clear()
            plan = self._plans[classes] = self._parse(classes)
        found = []
        words = tuple(tokens)
        nodes = list(reversed(plan))
        while nodes:
            node = nodes.pop()
            try:
                meaning = self._evaluate(node, tokens)
            except NoTime:  # then its parts may stand by themselves
                parts = [part for _, _, part in node.parts if isinstance(part, Node)]
                nodes += sorted((p for p in parts if node.start <= p.start < p.end <= node.end), key=lambda p: -p.start)
                continue
            if node.rule.rule.emit and node.start >= start and node.end <= end:
                found.append(
                    Found(node.start - start, node.end - start, meaning, node, frozenset(node.rule.rule.kind), words)
                )
        return tuple(found)

    def _parse(self, classes: str) -> tuple[Node, ...]:
        """The phrases of a string of classes: at each level the longest matches from the left, put together."""
        items: list[int | Node] = list(range(len(classes)))
        present = 0
        bits = self.grammar.bits[""]
        for char in set(classes):
            present |= self.grammar.present[char]
            bits |= self.grammar.bits[char]
        for level in self.grammar.levels:
            if not bits & level.mask:
                continue
            matches = []
            for rule in level.possible(bits, present):
                for match in rule.regex.finditer(classes):
                    if match.end() > match.start():
                        matches.append((match.start(), -match.end(), rule.order, rule, match))
            if matches:
                if len(matches) > 1:
                    matches.sort(key=lambda m: m[:3])
                classes, items = _replace(classes, items, matches)
                for _, _, _, rule, _ in matches:
                    present |= self.grammar.present[rule.kind_char]
                    bits |= self.grammar.bits[rule.kind_char]
        return tuple(item for item in items if isinstance(item, Node))

    def _evaluate(self, node: Node, tokens: Sequence[str]) -> Any:
        env: dict[str, Any] = {}
        for label, kinds, part in node.parts:
            env[label] = self._evaluate(part, tokens) if isinstance(part, Node) else self._value(tokens[part], kinds)
        return node.rule.meaning(env)

    def _value(self, token: str, kinds: tuple[str, ...]) -> Any:
        word = token.strip()
        if not word:
            return token
        if word[0].isdigit() or (word[0] in "'’" and len(word) > 2):
            values = numerals.classify(word) or self.grammar.words.get(normal(word), {})
        else:
            values = self.grammar.words.get(normal(word)) or numerals.coded(word)
        return next((values[kind] for kind in kinds if kind in values), word)


def _replace(
    classes: str, items: list[int | Node], matches: list[tuple[int, int, int, CompiledRule, Any]]
) -> tuple[str, list[int | Node]]:
    """Items with the matched ones, first and longest first, put into nodes; and their classes."""
    new_classes: list[str] = []
    new_items: list[int | Node] = []
    done = 0
    for start, minus_end, _, rule, match in matches:
        if start < done:
            continue
        end = -minus_end
        new_classes += classes[done:start]
        new_items += items[done:start]
        parts = tuple(
            (label, kinds, items[match.start(group)]) for group, label, kinds in rule.labels if match.group(group)
        )
        new_items.append(Node(rule, _first(items[start]), _last(items[end - 1]), parts))
        new_classes.append(rule.kind_char)
        done = end
    return "".join([*new_classes, *classes[done:]]), [*new_items, *items[done:]]


def _first(item: int | Node) -> int:
    return item.start if isinstance(item, Node) else item


def _last(item: int | Node) -> int:
    return item.end if isinstance(item, Node) else item + 1
