"""A language's data, compiled: token classes (one character each) and, level by level, rules over them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from timeline.language import schema
from timeline.language.schema import Language, Rule
from timeline.tagger import numerals
from timeline.tagger.levels import Alphabet, Capture, CompiledRule, Level, bit_of
from timeline.tagger.meanings import compile_meaning
from timeline.tagger.patterns import compile_pattern, words_of

# Kinds of tokens that are no vocabulary of time: what may stand around a phrase and decide on it.
OUTSIDE = (
    *("word", "cap", "plural", "ing", "function", "namednumber", "measure", "agenoun", "maker", "prized", "record"),
    *("warmth", "made"),
    *(
        "pastverb",
        "futureverb",
        "plannedverb",
        "presentverb",
        "reportverb",
        "ability",
        "copula",
        "passive",
        "infinitive",
        "clauseword",
    ),
    *("currency", "percent", "stop", "quote", "punct", "break", "numeral"),
)


class Grammar:
    """Everything the engine needs, from a language's data."""

    def __init__(self, language: Language, whole: bool = False) -> None:
        self.language = language
        self.alphabet = Alphabet()
        # Sets of characters that some rule tells from others: in what it matches, before it, behind it.
        self._sets: dict[str, set[frozenset[str]]] = {"": set(), "?<": set(), "?": set()}
        self.words: dict[str, dict[str, Any]] = {}  # lower-case word -> kind -> value
        self.capital: dict[str, set[str]] = {}  # word -> kinds that need a capital
        self.triggers = {entry.name for entry in language.classes if entry.trigger}
        self._tenses = {word: kind for kind, words in reversed(language.tense.items()) for word in words}
        self._lexical = {entry.name for entry in language.classes} - set(OUTSIDE)
        self._collect_words(language)
        self._collect_shapes()
        self._common = frozenset(self.alphabet.chars_of("function") + self.alphabet.chars_of("=,"))
        self._usual = frozenset("".join(map(self.alphabet.chars_of, sorted(self.triggers))))
        self.levels = self._compile_levels(whole)
        self.bits = self._bits()
        self._content_chars = {kinds: char for kinds, char in self.alphabet.items() if "word" in kinds}
        self.present = {char: bit_of(char) for _, char in self.alphabet.items()}
        self.run = self._run_pattern()
        self.canonical = self._canonical("", "?<", "?")
        self.before = self._canonical("", "?<")
        self.after = self._canonical("", "?")
        self.distant = self._distant()

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
                        self._collect_literal(word, vocabulary, word in rule.trigger)

    def _collect_literal(self, literal: str, vocabulary: bool, trigger: bool) -> None:
        """A word that a pattern names; one with "^" counts only when written with a capital."""
        word = literal.removeprefix("^")
        kinds = self.words.setdefault(word, {})
        new = {"=" + literal}
        if vocabulary:
            new.add("^vocabulary" if literal != word else "vocabulary")
            if trigger:
                new.add("^trigger" if literal != word else "trigger")
        kinds.update(dict.fromkeys(new, word))

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
                    self.alphabet.char(_content(tense, initial, form))
        for kind in OUTSIDE:
            self.alphabet.char(frozenset({kind}))

    def kinds_of_word(self, word: str, capital: bool) -> frozenset[str]:
        """Kinds of a lower-case word of the vocabulary; `capital`: it is written with one."""
        kinds = set(self.words[word])
        if not capital:
            kinds -= self.capital.get(word, set()) | {kind for kind in kinds if kind.lstrip("=").startswith("^")}
        if word == "'":
            kinds.add("quote")
        if word[0].isalpha() and not any(kind in self._lexical or kind == "function" for kind in kinds):
            kinds |= self.content(word, capital)  # named by a pattern, but a word like any other
        for tense, words in self.language.tense.items():
            if word in words:
                kinds.update(tense.split())
        return frozenset(kinds)

    def content_char(self, word: str, capital: bool) -> str:
        """The character of such a word."""
        return self._content_chars[self.content(word, capital)]

    def content(self, word: str, capital: bool) -> frozenset[str]:
        """Kinds of a lower-case word that is no word of time, by its form."""
        tense = self._tenses.get(word, "")
        if not tense and not capital and len(word) > 3 and word.endswith("ed"):
            tense = "pastverb"
        form = ""
        if len(word) > 5 and word.endswith("ing"):
            form = "ing"
        elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
            form = "plural"
        return _content(tense, "cap" if capital else "", form)

    def _compile_levels(self, whole: bool) -> tuple[Level, ...]:
        levels: list[Level] = []
        for _, rules in self.language.levels:
            number = levels[-1].number + len(levels[-1].rules) if levels else 0
            used = [rule for rule in rules if whole or not rule.whole]
            levels.append(Level((self._compile(rule, order) for order, rule in enumerate(used)), number))
        return tuple(levels)

    def _bits(self) -> dict[str, int]:
        """For each character the bits of the rules that need it, or one like it, most; "" for those that need none."""
        bits = {char: 0 for _, char in self.alphabet.items()} | {"": 0}
        for level in self.levels:
            for index, rule in enumerate(level.rules):
                for char in self._chars(rule.needs[0]) if rule.needs else ("",):
                    bits[char] |= 1 << (level.number + index)
        return bits

    def _frequency(self, need: frozenset[str]) -> tuple[bool, bool, int, list[str]]:
        """For sorting needs, those first that are seldom met: not by function words, nor by units or weekdays: nearly
        every stretch has one."""
        return not need.isdisjoint(self._common), not need.isdisjoint(self._usual), len(need), sorted(need)

    def _chars(self, need: int) -> list[str]:
        return [char for _, char in self.alphabet.items() if bit_of(char) & need]

    def _compile(self, rule: Rule, order: int) -> CompiledRule:
        macros = self.language.macros
        body = compile_pattern(rule.pattern, self.alphabet.chars_of, macros)
        self._sets[""] |= body.sets
        captured = [(group, label, body.kinds[group]) for group, label in body.labels.items()]
        needs = set(body.needs)
        behind = self._behind(rule.only_after, "?<=", captured, needs)
        behind += self._behind(rule.unless_after, "?<!", captured, set())
        ahead = self._around(rule.only_before, "?=", captured, needs) if rule.only_before else ""
        ahead += self._around(rule.unless_before, "?!", captured, set()) if rule.unless_before else ""
        meaning = compile_meaning(rule.means, frozenset(label for _, label, _ in captured))
        char = self.alphabet.char(frozenset({*rule.kind, "node"}))
        regex = re.compile(behind + body.regex + ahead)
        as_bits = tuple(sum(map(bit_of, need)) for need in sorted(needs, key=self._frequency))
        return CompiledRule(rule, regex, tuple(captured), as_bits, meaning, char, order)

    def _around(self, pattern: str, look: str, captured: list[Capture], needs: set[frozenset[str]]) -> str:
        """What must stand around may be captured by a label: the year in the first part of "May to July 2019"."""
        required = look in ("?=", "?<=")
        capture = "labelled" if required else ""
        part = compile_pattern(pattern, self.alphabet.chars_of, self.language.macros, capture, len(captured))
        captured += [(group, label, part.kinds[group]) for group, label in part.labels.items()]
        needs |= part.needs
        self._sets["?<" if look.startswith("?<") else "?"] |= part.sets
        return f"({look}{part.regex})"

    def _behind(self, pattern: str, look: str, captured: list[Capture], needs: set[frozenset[str]]) -> str:
        """A look-behind for each alternative, since each has a width of its own."""
        if not pattern:
            return ""
        of_each: list[set[frozenset[str]]] = [set() for _ in pattern.split(" || ")]
        parts = zip(pattern.split(" || "), of_each, strict=True)
        branches = [self._around(part, look, captured, its_needs) for part, its_needs in parts]
        if all(of_each):
            needs.add(frozenset().union(*(min(its_needs, key=len) for its_needs in of_each)))
        return "(?:" + "|".join(branches) + ")" if look == "?<=" else "".join(branches)

    def _canonical(self, *places: str) -> dict[int, str]:
        """For str.translate: of the characters that no rule tells apart in these places, one. Fewer strings are parsed
        then."""
        first: dict[tuple[bool, ...], str] = {}
        sets = sorted(set().union(*(self._sets[place] for place in places)), key=sorted)
        table = {}
        for _, char in self.alphabet.items():
            table[ord(char)] = first.setdefault(tuple(char in one for one in sets), char)
        return table

    def _distant(self) -> dict[int, str]:
        """For str.translate: the same, and of words that no pattern names only whether they are content."""
        content = self.after[ord(self.alphabet.char(_content("", "", "")))]
        other = self.after[ord(self.alphabet.char(frozenset({"function"})))]
        table = {}
        for kinds, char in self.alphabet.items():
            named = "function" not in kinds and any(kind.startswith("=") for kind in kinds)
            table[ord(char)] = self.after[ord(char)] if named else content if "word" in kinds else other
        return table

    def _run_pattern(self) -> re.Pattern[str]:
        """A stretch of vocabulary with at least one trigger in it, at most 8 tokens from its left end."""
        trigger, vocabulary = "", ""
        for kinds, char in self.alphabet.items():
            if "node" in kinds:
                continue
            if kinds & self.triggers or kinds & _TRIGGER_SHAPES or kinds & {"trigger", "^trigger"}:
                trigger += char
            elif kinds & self._lexical or kinds & {"vocabulary", "^vocabulary"} or kinds in _SHAPES:
                vocabulary += char
        return re.compile(f"[{vocabulary}]{{0,8}}[{trigger}][{vocabulary}{trigger}]{{0,40}}")


@lru_cache(maxsize=256)
def _content(tense: str, initial: str, form: str) -> frozenset[str]:
    return frozenset({"word", *tense.split(), initial, form} - {""})


_TRIGGER_SHAPES = frozenset(
    [
        "year4",
        "oldyear",
        "decade",
        "shortdecade",
        "clock",
        "clockm",
        "isodate",
        "isomonth",
        "isotime",
        "slashdate",
        "yearrange",
        "fiscalcode",
        "quarterno",
        "halfno",
        "dayth",
        "compactdate",
    ]
)
_SHAPES = frozenset(numerals.SHAPES)


@lru_cache(maxsize=4)
def grammar(name: str = "en", whole: bool = False) -> Grammar:
    """The compiled grammar of a language, built when first needed; `whole`: with the rules for whole phrases."""
    return Grammar(schema.load(name), whole)
