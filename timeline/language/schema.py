"""Typed loading of a language's data: lexicons and rules. What the TOML may say is what these classes hold."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from timeline.language.names import named
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
    `trigger`: words of the pattern that are enough to look closer, where none of a lexical class is. `whole`: the rule
    reads a phrase that is given by itself ("from May to July"); in running text its parts are expressions of their own.
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
    trigger: tuple[str, ...] = ()
    whole: bool = False
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
    levels = tuple((_level(file), _name_rules(table, name, classes) + _rules(file, table)) for file, table in tables)
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
    unknown = set(entry) - {"values", "words", "trigger", "capital", "type"}
    if unknown or ("values" in entry) == ("words" in entry):
        raise BadLanguageData(f"lexicon.toml: [{name}] has unknown or missing keys: {sorted(unknown) or 'values'}")
    kind = entry.get("type", "plain")
    listed = entry["values"] if "values" in entry else {word: word for word in entry["words"]}
    values = {word: _lexeme(kind, value, name) for word, value in listed.items()}
    return LexicalClass(name, values, entry.get("trigger", False), frozenset(entry.get("capital", ())))


def _lexeme(kind: str, value: Any, name: str) -> Lexeme:
    if kind == "granularity":
        return Granularity(value)
    if kind == "range":
        return (int(value[0]), int(value[1]))
    if isinstance(value, int | str):
        return value
    raise BadLanguageData(f"lexicon.toml: [{name}] has a value of no known type: {value!r}")


_LISTS = ("examples", "negative", "trigger")
_NAME_TOKEN = re.compile(r"St\.|Jr\.|'s\b|[^\W\d_]+|'|-")


def _rules(file: str, table: dict[str, Any]) -> tuple[Rule, ...]:
    allowed = set(Rule.__dataclass_fields__) - {"level"}
    rules = []
    for entry in table.get("rule", ()):
        unknown, missing = set(entry) - allowed, {"name", "pattern", "means", "kind"} - set(entry)
        if unknown or missing:
            raise BadLanguageData(
                f"{file}: rule {entry.get('name')!r}: unknown {sorted(unknown)}, missing {sorted(missing)}"
            )
        plain: dict[str, Any] = {key: value for key, value in entry.items() if key not in (*_LISTS, "kind")}
        lists: dict[str, Any] = {key: tuple(entry.get(key, ())) for key in _LISTS}
        rules.append(Rule(level=_level(file), kind=tuple(entry["kind"].split()), **plain, **lists))
    return tuple(rules)


def _name_rules(table: dict[str, Any], language: str, classes: tuple[LexicalClass, ...]) -> tuple[Rule, ...]:
    """A rule for each named time of the tables that a rule file speaks of under [names], and one for all names that
    differ in their weekday only, so that weekdays stay one class to all other rules."""
    rules: list[Rule] = []
    triggers = {word for entry in classes if entry.trigger for word in entry.values}
    weekdays = next((entry.values for entry in classes if entry.name == "fullweekday"), {})
    for source, entry in table.get("names", {}).items():
        by_weekday: dict[str, list[str]] = {}
        for key, one in named(source, language).items():
            tokens = sorted(map(_NAME_TOKEN.findall, one.names), key=len, reverse=True)  # the longest name first
            known = bool(set(one.data) - {"names"})
            for name in [name for name in tokens if weekdays.keys() & {t.lower() for t in name}]:
                day = next(weekdays[t.lower()] for t in name if t.lower() in weekdays)
                by_weekday.setdefault(_name_pattern(name, weekdays), []).append(f"{day} {key}" if known else "")
            plain = [name for name in tokens if not weekdays.keys() & {t.lower() for t in name}]
            if plain:
                pattern = " | ".join(_name_pattern(name, weekdays) for name in plain)
                means = entry["means"].replace("KEY", f'"{key}"')
                rules.append(_name_rule(entry, key, pattern, means, _name_trigger(plain, triggers), known))
        for number, (pattern, days) in enumerate(by_weekday.items(), 1):
            means = f'{entry["weekdays"]}(fullweekday, "{", ".join(filter(None, days))}")'
            rules.append(_name_rule(entry, f"weekday-{number}", pattern, means, (), True))
    return tuple(rules)


def _name_rule(
    entry: dict[str, str], key: str, pattern: str, means: str, trigger: tuple[str, ...], known: bool
) -> Rule:
    """`known`: there is a rule for its date; else it is known to be a name only."""
    return Rule(
        name=f"{entry['rule']}-{key}",
        level=entry["rule"],
        pattern=entry["pattern"].replace("NAME", f"({pattern})"),
        means=means,
        kind=tuple(entry["kind"].split()) if known else ("blocked",),
        emit=known,
        only_after=entry.get("only_after", ""),
        trigger=trigger,
    )


def _name_pattern(tokens: list[str], weekdays: dict[str, Lexeme]) -> str:
    return " ".join(
        "<fullweekday>" if t.lower() in weekdays else f"^{t.lower().rstrip('.')}" if t[0].isupper() else t
        for t in tokens
    )


def _name_trigger(tokens: list[list[str]], triggers: set[str]) -> tuple[str, ...]:
    """The words of a name that are enough to look closer, where it has none of the words of time."""
    without = [name for name in tokens if not any(t.lower() in triggers for t in name)]
    words = {max((t.lower().rstrip(".") for t in name if t[0].isupper()), key=len, default="") for name in without}
    return tuple(f"^{word}" for word in sorted(words) if word)


def _check_unique(levels: tuple[tuple[str, tuple[Rule, ...]], ...]) -> None:
    seen: set[str] = set()
    for level, rules in levels:
        for rule in rules:
            if rule.name in seen:
                raise BadLanguageData(f"{level}: two rules are called {rule.name!r}")
            seen.add(rule.name)
