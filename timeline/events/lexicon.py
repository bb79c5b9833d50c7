"""The event lexicons of a language, read from TOML into a typed table."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files


@dataclass(frozen=True)
class Frames:
    """Which lemmas govern an event how; see the comments in frames.toml."""

    certain: frozenset[str]
    probable: frozenset[str]
    possible: frozenset[str]
    denied: frozenset[str]
    report_nouns: frozenset[str]
    planned: frozenset[str]
    negating: frozenset[str]
    negations: frozenset[str]
    accusing: frozenset[str]
    condition_marks: frozenset[str]
    would: frozenset[str]
    may: frozenset[str]
    hedges: frozenset[str]
    likely: frozenset[str]
    meant: frozenset[str]
    done: frozenset[str]
    scheduled: frozenset[str]
    doubted: frozenset[str]
    doubtful_nouns: frozenset[str]
    falsehoods: frozenset[str]
    confirming: frozenset[str]
    will: frozenset[str]
    temporal_marks: frozenset[str]
    definite: frozenset[str]
    light: frozenset[str]
    shells: frozenset[str]
    convicting: frozenset[str]
    becoming: frozenset[str]
    blamed: frozenset[str]
    uttering: frozenset[str]
    uttered: frozenset[str]
    containing: frozenset[str]
    topics: frozenset[str]
    topical: frozenset[str]
    occurring: frozenset[str]
    occurring_with: Mapping[str, frozenset[str]]
    pairs: Mapping[str, frozenset[str]]
    charges: frozenset[str]
    denying: frozenset[str]
    hearsay: frozenset[str]
    grounds: frozenset[str]
    ordering: frozenset[str]
    resulting: frozenset[str]
    resulting_with: Mapping[str, frozenset[str]]
    unsought: frozenset[str]
    clearing: frozenset[str]
    nearly: frozenset[str]
    measured: frozenset[str]
    inverted: frozenset[str]

    @cached_property
    def reporting(self) -> frozenset[str]:
        """All verbs whose content a source holds true, likely, possible, doubtful or false."""
        return self.certain | self.probable | self.possible | self.denied | self.doubted


@cache
def frames(language: str = "en") -> Frames:
    """The frames of a language. Raises FileNotFoundError for one that has none."""
    text = files(f"timeline.language.{language}").joinpath("events/frames.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)

    def words(section: str, key: str) -> frozenset[str]:
        return frozenset(table[section][key])

    return Frames(
        certain=words("reporting", "certain"),
        probable=words("reporting", "probable"),
        possible=words("reporting", "possible"),
        denied=words("reporting", "denied"),
        report_nouns=words("reporting", "nouns"),
        planned=words("planned", "governors"),
        negating=words("negated", "governors"),
        negations=words("negated", "words"),
        accusing=words("accused", "governors"),
        condition_marks=words("hypothetical", "marks"),
        would=words("hypothetical", "modals"),
        may=words("possible", "modals"),
        hedges=words("possible", "words"),
        likely=words("probable", "words"),
        meant=words("planned", "adjectives"),
        done=words("done", "governors"),
        scheduled=words("planned", "scheduled"),
        doubted=words("reporting", "doubted"),
        doubtful_nouns=words("reporting", "doubtful_nouns"),
        falsehoods=words("reporting", "falsehoods"),
        confirming=words("reporting", "confirming"),
        will=words("future", "modals"),
        temporal_marks=words("presupposed", "marks"),
        definite=words("presupposed", "determiners"),
        light=words("light", "verbs"),
        shells=words("light", "shells"),
        convicting=words("accused", "settled"),
        becoming=words("light", "becoming"),
        blamed=words("objects", "blamed"),
        uttering=words("light", "uttering"),
        uttered=words("light", "uttered"),
        containing=words("contents", "verbs"),
        topics=words("topics", "nouns"),
        topical=words("topics", "prepositions"),
        occurring=words("light", "occurring"),
        occurring_with=_lists(table["light"]["occurring_with"]),
        pairs=_by_verb(table["light"]["pairs"]),
        charges=words("accused", "charges"),
        denying=words("reporting", "denying"),
        hearsay=words("reporting", "hearsay"),
        grounds=words("reporting", "grounds"),
        ordering=words("planned", "ordering"),
        resulting=words("purposes", "resulting"),
        resulting_with=_lists(table["purposes"]["resulting_with"]),
        unsought=words("purposes", "unsought"),
        clearing=words("negated", "clearing"),
        nearly=words("negated", "nearly"),
        measured=words("negated", "measured"),
        inverted=words("hypothetical", "inverted"),
    )


def _lists(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {verb: frozenset(words) for verb, words in table.items()}


def _by_verb(pairs: Iterable[Mapping[str, list[str]]]) -> dict[str, frozenset[str]]:
    """For each verb the nouns of all groups that list it."""
    found: dict[str, frozenset[str]] = {}
    for group in pairs:
        for verb in group["verbs"]:
            found[verb] = found.get(verb, frozenset()) | frozenset(group["nouns"])
    return found
