"""The pattern language of rules, compiled to regular expressions over token classes.

A text is seen as a string with one character per token, the token's *class*; a pattern is compiled to a regular
expression over such strings. So a rule never sees letters, and an optional "the" costs one character, not four.

    <month>         a word of the lexical class or a phrase of the kind `month`; its value is captured as `month`
    <a:month>       the same, captured as `a`
    <day:dayno|dayth>   either of two kinds
    ago             the word itself
    ^good           the word written with a capital ("Good Friday", but not "a good Friday")
    - -- , ( )      hyphen, dash, comma, parentheses (escaped in quotes: "(")
    (a | b c)       either
    x? x* x+        optional, any number of times (at most 8), at least once
    {name}          a macro: a pattern that [macros] of a rule file names
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_LEXEME = re.compile(r'\s*(<[^>]+>|\{\w+\}|[()|?*+]|"[^"]+"|--|[^\s()|?*+<>{}]+)')
_SET = re.compile("\\[[\ue000-\uf8ff]+\\]|[\ue000-\uf8ff]")  # characters of classes: those of private use
MOST_REPEATS = 8

CharsOf = Callable[[str], str]  # kind, or "=" and a word -> characters of the classes that are of that kind


class BadPattern(ValueError):
    """A pattern that cannot be read; the message quotes it."""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A regular expression over classes, its captures (group name -> label), sets of characters of each of which it
    needs one, and all sets of characters that it tells apart."""

    regex: str
    labels: dict[str, str]
    kinds: dict[str, tuple[str, ...]]
    needs: frozenset[frozenset[str]]
    sets: frozenset[frozenset[str]]


def words_of(pattern: str, macros: dict[str, str]) -> set[str]:
    """The literal words of a pattern."""
    return {lexeme.strip('"') for lexeme in _lexemes(pattern, macros) if lexeme[0] not in "<(|)?*+"}


def compile_pattern(
    pattern: str, chars_of: CharsOf, macros: dict[str, str], capture: str = "all", first_group: int = 0
) -> Compiled:
    """`capture`: "all" kinds are, those "labelled" (`<a:month>`), or none (""). `first_group`: the number of the first
    capture, where other patterns of the same rule have captures too.

    Raises BadPattern.
    """
    return _Compiler(pattern, chars_of, macros, capture, first_group).run()


def _lexemes(pattern: str, macros: dict[str, str], depth: int = 0) -> list[str]:
    if depth > 5:
        raise BadPattern(f"macros refer to each other: {pattern!r}")
    found: list[str] = []
    position = 0
    stripped = pattern.rstrip()
    while position < len(stripped):
        match = _LEXEME.match(stripped, position)
        if not match:
            raise BadPattern(f"cannot read {stripped[position:]!r} in {pattern!r}")
        lexeme, position = match[1], match.end()
        if lexeme.startswith("{"):
            name = lexeme[1:-1]
            if name not in macros:
                raise BadPattern(f"no macro {name!r} in {pattern!r}")
            found += ["(", *_lexemes(macros[name], macros, depth + 1), ")"]
        else:
            found.append(lexeme)
    return found


def _one_of(chars: str) -> str:
    return chars if len(chars) == 1 else f"[{chars}]"


class _Compiler:
    """Recursive descent over the lexemes; keeps count of groups."""

    def __init__(self, pattern: str, chars_of: CharsOf, macros: dict[str, str], capture: str, first_group: int) -> None:
        self.pattern, self.chars_of, self.capture, self.first_group = pattern, chars_of, capture, first_group
        self.lexemes = _lexemes(pattern, macros)
        self.common = frozenset(chars_of("function"))
        self.at = 0
        self.labels: dict[str, str] = {}
        self.kinds: dict[str, tuple[str, ...]] = {}

    def run(self) -> Compiled:
        regex, needs = self.alternatives()
        if self.at != len(self.lexemes):
            raise BadPattern(f"unbalanced {self.lexemes[self.at]!r} in {self.pattern!r}")
        sets = frozenset(frozenset(part.strip("[]")) for part in _SET.findall(regex))
        return Compiled(regex, self.labels, self.kinds, frozenset(needs), sets)

    def alternatives(self) -> tuple[str, list[frozenset[str]]]:
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        if len(branches) == 1:
            return branches[0]
        if all(_SET.fullmatch(regex) for regex, _ in branches):
            chars = "".join(sorted({char for regex, _ in branches for char in regex.strip("[]")}))
            return _one_of(chars), [frozenset(chars)]
        smallest = [min(needs, key=self.rarity) for _, needs in branches if needs]
        needs = [frozenset().union(*smallest)] if len(smallest) == len(branches) else []
        return "(?:" + "|".join(regex for regex, _ in branches) + ")", needs

    def rarity(self, need: frozenset[str]) -> tuple[bool, int, list[str]]:
        """A need that no function word meets comes first: it says more."""
        return not need.isdisjoint(self.common), len(need), sorted(need)

    def sequence(self) -> tuple[str, list[frozenset[str]]]:
        parts: list[str] = []
        needs: list[frozenset[str]] = []
        while (lexeme := self.peek()) is not None and lexeme not in ("|", ")"):
            regex, needed = self.item()
            repeat = self.peek()
            if repeat in ("?", "*", "+"):
                self.at += 1
                regex = f"(?:{regex})" + {"?": "?", "*": f"{{0,{MOST_REPEATS}}}", "+": f"{{1,{MOST_REPEATS}}}"}[repeat]
                needed = needed if repeat == "+" else []
            parts.append(regex)
            needs += needed
        return "".join(parts), needs

    def item(self) -> tuple[str, list[frozenset[str]]]:
        lexeme = self.lexemes[self.at]
        self.at += 1
        if lexeme == "(":
            inner = self.alternatives()
            if self.peek() != ")":
                raise BadPattern(f"a parenthesis is not closed in {self.pattern!r}")
            self.at += 1
            return inner
        if lexeme.startswith("<"):
            return self.capture_of(lexeme[1:-1])
        return self.char_class(["=" + lexeme.strip('"')])

    def capture_of(self, inside: str) -> tuple[str, list[frozenset[str]]]:
        label, colon, kinds = inside.partition(":")
        names = (kinds if colon else label).split("|")
        label = label.split("|")[0]
        regex, needs = self.char_class(names)
        if not self.capture or (self.capture == "labelled" and not colon):
            return regex, needs
        group = f"{label}__{self.first_group + len(self.labels)}"
        self.labels[group], self.kinds[group] = label, tuple(names)
        return f"(?P<{group}>{regex})", needs

    def char_class(self, kinds: list[str]) -> tuple[str, list[frozenset[str]]]:
        chars = "".join(sorted({char for kind in kinds for char in self.chars_of(kind)}))
        if not chars:
            raise BadPattern(f"nothing is of the kind {'|'.join(kinds)!r} in {self.pattern!r}")
        return _one_of(chars), [frozenset(chars)]

    def peek(self) -> str | None:
        return self.lexemes[self.at] if self.at < len(self.lexemes) else None
