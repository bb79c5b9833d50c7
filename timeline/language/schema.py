"""Typed loading of a language's data: lexicons and rules. What the TOML may say is what these classes hold."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from timeline.temporal.granularity import Granularity

Lexeme = int | str | Granularity | tuple[int, ...]


class BadLanguageData(ValueError):
    """A lexicon or rule file does not say what it may say: the message names the file and the entry."""


@dataclass(frozen=True, slots=True)
class LexicalClass:
    """Words of one kind ("month") and what each stands for (october -> 10)."""

    name: str
    values: dict[str, Lexeme]
    trigger: bool = False
    capital: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it matches (`pattern`), what that means (`means`), and where it must not look (`unless_*`).

    `kind` names what the matched words are for later levels; `emit` is False for parts that are no expression alone.
    `examples` are sentences with the expression in brackets and its value: "It fell [last week] = 2022-W40".
    """

    name: str
    level: str
    pattern: str
    means: str
    kind: tuple[str, ...]
    emit: bool = True
    unless_before: str = ""
    unless_after: str = ""
    only_before: str = ""
    only_after: str = ""
    examples: tuple[str, ...] = ()
    negative: tuple[str, ...] = ()

    @property
    def around(self) -> tuple[str, ...]:
        """The patterns of what may and may not stand around."""
        return self.unless_before, self.unless_after, self.only_before, self.only_after


@dataclass(frozen=True, slots=True)
class Language:
    """All data of a language. `levels` in the order in which the tagger goes through them."""

    name: str
    classes: tuple[LexicalClass, ...]
    tense: dict[str, frozenset[str]]
    levels: tuple[tuple[str, tuple[Rule, ...]], ...]
    anchors: dict[str, Any]
    macros: dict[str, str] = field(default_factory=dict)


def load(name: str = "en") -> Language:
    """The data of a language folder. Raises BadLanguageData."""
    folder = files("timeline.language") / name
    lexicon = _toml(folder / "lexicon.toml")
    tense = {kind: frozenset(words) for kind, words in _toml(folder / "tense.toml").items()}
    classes = tuple(_lexical_class(kind, entry) for kind, entry in lexicon.items())
    paths = sorted((path for path in (folder / "rules").iterdir() if path.name.endswith(".toml")), key=lambda p: p.name)
    tables = [(path.name, _toml(path)) for path in paths]
    levels = tuple((_level(file), _rules(file, table)) for file, table in tables)
    macros: dict[str, str] = {}
    for _, table in tables:
        macros |= table.get("macros", {})
    _check_unique(levels)
    return Language(name, classes, tense, levels, _toml(folder / "anchors.toml"), macros)


def _toml(path: Traversable) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadLanguageData(f"{path.name}: {error}") from error


def _level(file: str) -> str:
    """ "20-dates.toml" -> "dates" """
    return file.removesuffix(".toml").partition("-")[2]


def _lexical_class(name: str, entry: dict[str, Any]) -> LexicalClass:
    unknown = set(entry) - {"values", "trigger", "capital", "type"}
    if unknown or "values" not in entry:
        raise BadLanguageData(f"lexicon.toml: [{name}] has unknown or missing keys: {sorted(unknown) or 'values'}")
    kind = entry.get("type", "plain")
    values = {word: _lexeme(kind, value, name) for word, value in entry["values"].items()}
    return LexicalClass(name, values, entry.get("trigger", False), frozenset(entry.get("capital", ())))


def _lexeme(kind: str, value: Any, name: str) -> Lexeme:
    if kind == "granularity":
        return Granularity(value)
    if kind == "range":
        return (int(value[0]), int(value[1]))
    if isinstance(value, int | str):
        return value
    raise BadLanguageData(f"lexicon.toml: [{name}] has a value of no known type: {value!r}")


def _rules(file: str, table: dict[str, Any]) -> tuple[Rule, ...]:
    allowed = set(Rule.__dataclass_fields__) - {"level"}
    rules = []
    for entry in table.get("rule", ()):
        unknown, missing = set(entry) - allowed, {"name", "pattern", "means", "kind"} - set(entry)
        if unknown or missing:
            raise BadLanguageData(
                f"{file}: rule {entry.get('name')!r}: unknown {sorted(unknown)}, missing {sorted(missing)}"
            )
        plain: dict[str, Any] = {
            key: value for key, value in entry.items() if key not in ("examples", "negative", "kind")
        }
        lists: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in ("examples", "negative")}
        rules.append(Rule(level=_level(file), kind=tuple(entry["kind"].split()), **plain, **lists))
    return tuple(rules)


def _check_unique(levels: tuple[tuple[str, tuple[Rule, ...]], ...]) -> None:
    seen: set[str] = set()
    for level, rules in levels:
        for rule in rules:
            if rule.name in seen:
                raise BadLanguageData(f"{level}: two rules are called {rule.name!r}")
            seen.add(rule.name)
