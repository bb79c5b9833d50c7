"""The words that carry order in a claim, as typed values. The data is timeline/language/<code>/claims/cues.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar

from timeline.claims.model import DateRelation, OrderRelation
from timeline.temporal.granularity import Granularity

Phrase = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Connective:
    name: str
    order: OrderRelation | None
    date: DateRelation | None


@dataclass(frozen=True, slots=True)
class Comparator:
    """[low, high] in units of the length said; `loose` is what does not refute yet."""

    name: str
    range: tuple[float, float]
    loose: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Extreme:
    name: str
    last: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """Phrases are tuples of lower-case tokens."""

    connectives: dict[Phrase, Connective]
    verbs: dict[str, OrderRelation]
    sequence: frozenset[Phrase]
    openers: frozenset[Phrase]
    extremes: dict[Phrase, Extreme]
    comparators: dict[Phrase, Comparator]
    units: dict[str, Granularity]
    quantity_words: frozenset[str]
    following: frozenset[Phrase]
    between_verbs: frozenset[str]
    same_moments: frozenset[str]
    same_adverbs: frozenset[Phrase]
    superlative_verbs: frozenset[str]
    superlative_nouns: frozenset[str]
    attribution: frozenset[Phrase]
    asserting: frozenset[str]
    denying: frozenset[str]
    light: frozenset[str]
    light_objects: frozenset[str]
    light_phrases: frozenset[str]
    bearing: frozenset[str]
    standing_in: frozenset[str]
    particles: frozenset[str]
    inverted: frozenset[str]
    asking: frozenset[str]
    alternatives: frozenset[Phrase]
    moving: frozenset[str]
    things: frozenset[str]
    actor_endings: tuple[str, ...]
    negation: frozenset[str]
    modal: frozenset[str]
    ignored: frozenset[str]
    examples: tuple[str, ...]


def _phrases(listed: list[str]) -> frozenset[Phrase]:
    return frozenset(tuple(phrase.split()) for phrase in listed)


def _keyed(rows: list[dict[str, Any]], make: Callable[[dict[str, Any]], T]) -> dict[Phrase, T]:
    return {tuple(phrase.split()): make(row) for row in rows for phrase in row["phrases"]}


def _connective(row: dict[str, Any]) -> Connective:
    order, date = row.get("order"), row.get("date")
    return Connective(row["name"], order and OrderRelation(order), date and DateRelation(date))


def _comparator(row: dict[str, Any]) -> Comparator:
    low, high = row["range"]
    return Comparator(row["name"], (low, high), tuple(row.get("loose", (low, high))))


@cache
def cues() -> Cues:
    """The cues of English."""
    text = (files("timeline.language") / "en" / "claims" / "cues.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    grammar, attribution, same = data["grammar"], data["attribution"], data["same"]
    tables = [row for name in ("connective", "verb", "sequence", "extreme") for row in data[name]]
    return Cues(
        connectives=_keyed(data["connective"], _connective),
        verbs={lemma: OrderRelation(row["order"]) for row in data["verb"] for lemma in row["lemmas"]},
        sequence=_phrases([p for row in data["sequence"] for p in row["phrases"]]),
        openers=_phrases([p for row in data["sequence"] for p in row["openers"]]),
        extremes=_keyed(data["extreme"], lambda row: Extreme(row["name"], row["last"])),
        comparators=_keyed(data["comparator"], _comparator),
        units={word: Granularity(unit) for unit, words in data["lengths"]["units"].items() for word in words},
        quantity_words=frozenset(data["lengths"]["articles"]),
        following=_phrases(data["following"]["phrases"]),
        between_verbs=frozenset(data["between"]["verbs"]),
        same_moments=frozenset(same["moments"]),
        same_adverbs=_phrases(same["adverbs"]),
        superlative_verbs=frozenset(data["superlative"]["verbs"]),
        superlative_nouns=frozenset(data["superlative"]["nouns"]),
        attribution=_phrases(attribution["prepositions"]),
        asserting=frozenset(attribution["asserting"]),
        denying=frozenset(attribution["denying"]),
        light=frozenset(grammar["light"]),
        light_objects=frozenset(grammar["light_objects"]),
        light_phrases=frozenset(grammar["light_phrases"]),
        bearing=frozenset(grammar["bearing"]),
        standing_in=frozenset(grammar["standing_in"]),
        particles=frozenset(grammar["particles"]),
        inverted=frozenset(grammar["inverted"]),
        asking=frozenset(grammar["asking"]),
        alternatives=_phrases(grammar["alternatives"]),
        moving=frozenset(grammar["moving"]),
        things=frozenset(grammar["things"]),
        actor_endings=tuple(grammar["actor_endings"]),
        negation=frozenset(grammar["negation"]),
        modal=frozenset(grammar["modal"]),
        ignored=frozenset(grammar["ignored"]),
        examples=tuple(example for row in tables for example in row["examples"]),
    )
