"""The event lexicons of a language, read from TOML into a typed table."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from importlib.resources import files
from typing import Any


def _lists(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {verb: frozenset(words) for verb, words in table.items()}


def _by_verb(pairs: Iterable[Mapping[str, list[str]]]) -> dict[str, frozenset[str]]:
    """For each verb the nouns of all groups that list it."""
    found: dict[str, frozenset[str]] = {}
    for group in pairs:
        for verb in group["verbs"]:
            found[verb] = found.get(verb, frozenset()) | frozenset(group["nouns"])
    return found


def _at(section: str, key: str, read: Callable[[Any], Any] = frozenset) -> Any:
    """A field that is read from this place of the file."""
    return field(metadata={"section": section, "key": key, "read": read})


@dataclass(frozen=True)
class Frames:
    """Which lemmas govern an event how; see the comments in frames.toml. Each field says where it stands there."""

    certain: frozenset[str] = _at("reporting", "certain")
    probable: frozenset[str] = _at("reporting", "probable")
    possible: frozenset[str] = _at("reporting", "possible")
    denied: frozenset[str] = _at("reporting", "denied")
    report_nouns: frozenset[str] = _at("reporting", "nouns")
    planned: frozenset[str] = _at("planned", "governors")
    negating: frozenset[str] = _at("negated", "governors")
    negations: frozenset[str] = _at("negated", "words")
    accusing: frozenset[str] = _at("accused", "governors")
    condition_marks: frozenset[str] = _at("hypothetical", "marks")
    would: frozenset[str] = _at("hypothetical", "modals")
    may: frozenset[str] = _at("possible", "modals")
    hedges: frozenset[str] = _at("possible", "words")
    likely: frozenset[str] = _at("probable", "words")
    meant: frozenset[str] = _at("planned", "adjectives")
    done: frozenset[str] = _at("done", "governors")
    scheduled: frozenset[str] = _at("planned", "scheduled")
    scheduled_with: Mapping[str, frozenset[str]] = _at("planned", "scheduled_with", _lists)
    ranking: frozenset[str] = _at("done", "ranking")
    pursuing: frozenset[str] = _at("accused", "pursuing")
    roles: frozenset[str] = _at("objects", "roles")
    means: frozenset[str] = _at("objects", "means")
    partitive: frozenset[str] = _at("light", "partitive")
    of_times: frozenset[str] = _at("clauses", "of_times")
    saying: frozenset[str] = _at("reporting", "saying")
    addressing: frozenset[str] = _at("reporting", "addressing")
    lasting: frozenset[str] = _at("clauses", "lasting")
    harming: frozenset[str] = _at("clauses", "harming")
    harms: frozenset[str] = _at("clauses", "harms")
    doubted: frozenset[str] = _at("reporting", "doubted")
    occasions: frozenset[str] = _at("reporting", "occasions")
    doubtful_nouns: frozenset[str] = _at("reporting", "doubtful_nouns")
    falsehoods: frozenset[str] = _at("reporting", "falsehoods")
    confirming: frozenset[str] = _at("reporting", "confirming")
    will: frozenset[str] = _at("future", "modals")
    temporal_marks: frozenset[str] = _at("presupposed", "marks")
    definite: frozenset[str] = _at("presupposed", "determiners")
    parts_of_time: frozenset[str] = _at("presupposed", "parts_of_time")
    light: frozenset[str] = _at("light", "verbs")
    shells: frozenset[str] = _at("light", "shells")
    convicting: frozenset[str] = _at("accused", "settled")
    intransitive: frozenset[str] = _at("light", "intransitive")
    becoming: frozenset[str] = _at("light", "becoming")
    blamed: frozenset[str] = _at("objects", "blamed")
    uttering: frozenset[str] = _at("light", "uttering")
    uttered: frozenset[str] = _at("light", "uttered")
    containing: frozenset[str] = _at("contents", "verbs")
    topics: frozenset[str] = _at("topics", "nouns")
    topical: frozenset[str] = _at("topics", "prepositions")
    occurring: frozenset[str] = _at("light", "occurring")
    occurring_with: Mapping[str, frozenset[str]] = _at("light", "occurring_with", _lists)
    pairs: Mapping[str, frozenset[str]] = _at("light", "pairs", _by_verb)
    charges: frozenset[str] = _at("accused", "charges")
    denying: frozenset[str] = _at("reporting", "denying")
    hearsay: frozenset[str] = _at("reporting", "hearsay")
    grounds: frozenset[str] = _at("reporting", "grounds")
    ordering: frozenset[str] = _at("planned", "ordering")
    resulting: frozenset[str] = _at("purposes", "resulting")
    resulting_with: Mapping[str, frozenset[str]] = _at("purposes", "resulting_with", _lists)
    unsought: frozenset[str] = _at("purposes", "unsought")
    clearing: frozenset[str] = _at("negated", "clearing")
    nearly: frozenset[str] = _at("negated", "nearly")
    measured: frozenset[str] = _at("negated", "measured")
    inverted: frozenset[str] = _at("hypothetical", "inverted")

    @cached_property
    def sayings(self) -> frozenset[str]:
        """Nouns of what is said and where: "a statement", "a news conference"."""
        return self.report_nouns | self.occasions

    @cached_property
    def reporting(self) -> frozenset[str]:
        """All verbs whose content a source holds true, likely, possible, doubtful or false."""
        return self.certain | self.probable | self.possible | self.denied | self.doubted


@cache
def frames(language: str = "en") -> Frames:
    """The frames of a language. Raises FileNotFoundError for one that has none."""
    text = files(f"timeline.language.{language}").joinpath("events/frames.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    places = ((f.name, f.metadata) for f in fields(Frames))
    return Frames(**{name: at["read"](table[at["section"]][at["key"]]) for name, at in places})
