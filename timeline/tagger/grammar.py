"""A language's data, compiled: token classes (one character each) and, level by level, rules over them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.language import schema
from timeline.language.schema import Language, Rule
from timeline.tagger import numerals
from timeline.tagger.meanings import Meaning, compile_meaning
from timeline.tagger.patterns import Compiled, compile_pattern, words_of

# Kinds of tokens that are no vocabulary of time: what may stand around a phrase and decide on it.
OUTSIDE = (
    *("word", "cap", "plural", "ing", "pastverb", "futureverb"),
    *("plannedverb", "presentverb", "infinitive", "clauseword"),
    *("currency", "percent", "stop", "quote", "punct", "break", "numeral"),
)
_FIRST_CHARACTER = 0xE000  # private use: no text has to be told apart from classes


@dataclass(frozen=True, slots=True)
class CompiledRule:
    rule: Rule
    regex: re.Pattern[str]
    labels: tuple[tuple[str, str, tuple[str, ...]], ...]  # group, label, kinds
    needs: frozenset[str]
    meaning: Meaning
    kind_char: str
    order: int


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


class Grammar:
    """Everything the engine needs, from a language's data."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.alphabet = Alphabet()
        self.words: dict[str, dict[str, Any]] = {}  # lower-case word -> kind -> value
        self.capital: dict[str, set[str]] = {}  # word -> kinds that need a capital
        self.triggers = {entry.name for entry in language.classes if entry.trigger}
        self._collect_words(language)
        self._collect_shapes()
        self.levels = tuple(
            tuple(self._compile(rule, order) for order, rule in enumerate(rules)) for _, rules in language.levels
        )
        self.run = self._run_pattern()

    def _collect_words(self, language: Language) -> None:
        for entry in language.classes:
            for word, value in entry.values.items():
                self.words.setdefault(word, {})[entry.name] = value
                if word in entry.capital:
                    self.capital.setdefault(word, set()).add(entry.name)
        for _, rules in language.levels:
            for rule in rules:
                for pattern in (rule.pattern, *rule.around):
                    vocabulary = pattern is rule.pattern
                    for word in words_of(pattern, language.macros) if pattern else ():
                        kinds = self.words.setdefault(word, {})
                        kinds["=" + word] = word
                        if vocabulary:
                            kinds["vocabulary"] = word

    def _collect_shapes(self) -> None:
        """Give a character to every set of kinds that a token or a phrase can have."""
        for word in self.words:
            for capital in (True, False):
                self.alphabet.char(self.kinds_of_word(word, capital))
        for shape in numerals.SHAPES:
            self.alphabet.char(shape)
        for _, rules in self.language.levels:
            for rule in rules:
                self.alphabet.char(frozenset({*rule.kind, "node"}))
        for tense in ("", *self.language.tense):
            for initial in ("", "cap"):
                for form in ("", "plural", "ing"):
                    self.alphabet.char(frozenset({"word", tense, initial, form} - {""}))
        for kind in OUTSIDE:
            self.alphabet.char(frozenset({kind}))

    def kinds_of_word(self, word: str, capital: bool) -> frozenset[str]:
        """Kinds of a lower-case word of the vocabulary; `capital`: it is written with one."""
        kinds = set(self.words[word])
        if not capital:
            kinds -= self.capital.get(word, set())
        for tense, words in self.language.tense.items():
            if word in words:
                kinds.add(tense)
        return frozenset(kinds)

    def _compile(self, rule: Rule, order: int) -> CompiledRule:
        macros = self.language.macros
        body = compile_pattern(rule.pattern, self.alphabet.chars_of, macros)
        regex = body.regex
        if rule.only_after or rule.unless_after:
            regex = self._behind(rule.only_after, "?<=") + self._behind(rule.unless_after, "?<!") + regex
        if rule.only_before:
            regex += f"(?={self._around(rule.only_before).regex})"
        if rule.unless_before:
            regex += f"(?!{self._around(rule.unless_before).regex})"
        labels = tuple((group, label, body.kinds[group]) for group, label in body.labels.items())
        meaning = compile_meaning(rule.means, frozenset(body.labels.values()))
        char = self.alphabet.char(frozenset({*rule.kind, "node"}))
        return CompiledRule(rule, re.compile(regex), labels, body.needs, meaning, char, order)

    def _around(self, pattern: str) -> Compiled:
        return compile_pattern(pattern, self.alphabet.chars_of, self.language.macros, capture=False)

    def _behind(self, pattern: str, look: str) -> str:
        """A look-behind for each alternative, since each has a width of its own."""
        if not pattern:
            return ""
        branches = [f"({look}{self._around(part).regex})" for part in pattern.split(" || ")]
        return "(?:" + "|".join(branches) + ")" if look == "?<=" else "".join(branches)

    def _run_pattern(self) -> re.Pattern[str]:
        """A stretch of vocabulary with at least one trigger in it, at most 6 tokens from its left end."""
        trigger, vocabulary = "", ""
        for kinds, char in self.alphabet.items():
            if "node" in kinds:
                continue
            if kinds & self.triggers or kinds & _TRIGGER_SHAPES:
                trigger += char
            elif kinds - set(OUTSIDE) and (kinds & set(self._lexical) or "vocabulary" in kinds or kinds in _SHAPES):
                vocabulary += char
        return re.compile(f"[{vocabulary}]{{0,6}}[{trigger}][{vocabulary}{trigger}]{{0,40}}")

    @property
    def _lexical(self) -> set[str]:
        return {entry.name for entry in self.language.classes}


_TRIGGER_SHAPES = frozenset(
    ("year4", "oldyear", "decade", "shortdecade", "clockm", "isodate", "isotime", "slashdate", "yearrange")
)
_SHAPES = frozenset(numerals.SHAPES)


@lru_cache(maxsize=4)
def grammar(name: str = "en") -> Grammar:
    """The compiled grammar of a language, built when first needed."""
    return Grammar(schema.load(name))
