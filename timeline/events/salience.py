"""Salience: how much an event belongs on a timeline, 0 to 1.

A logistic model over what a reader goes by: is it told as a fact of the past, does it come early, does the article come
back to it, is it more than somebody saying something, is it one of many alike; and over the encoder's state of its
word, which knows what kinds of event stories are made of. Weights of named features are data (salience.toml), those of
the state travel with the model; `python -m training.salience` fits both and chooses the threshold,
docs/quality/events.md has the figures.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np

from timeline.events.heads import Floats
from timeline.events.lexicon import frames
from timeline.events.model import AUTHOR, Event, EventClass, Factuality
from timeline.syntax import Parse, Token

_HEADING = 4  # lines at most
_ENDS = (".", "!", "?", "”", '"', "''", "’")
_CLAUSES = ("ROOT", "conj", "relcl", "acl", "xcomp", "ccomp", "advcl", "pcomp")


@dataclass(frozen=True, slots=True)
class Traits:
    """What salience is judged by: features by name, and the number of the word whose state speaks for the event."""

    named: Mapping[str, float]
    word: int


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("timeline.language.en").joinpath("events/salience.toml").read_text(encoding="utf-8"))


def shown_threshold() -> float:
    """The least salience of an event on the default timeline."""
    return float(_table()["shown"])


def worth_showing(events: Sequence[Event]) -> frozenset[str]:
    """The ids of the events with a place on the default timeline: those salient enough, and what tells of a dispute.

    An article none of whose events is salient enough shows the one that is nearest to it, unless that is only supposed.
    Where "Bremmer reported on Tuesday" that the two had spoken and the Kremlin denied it, a reader of the dispute wants
    to know when either said so, though somebody saying something is seldom news by itself.
    """
    salient = [event for event in events if event.salience >= shown_threshold()] or _nearest(events)
    disputed = (event for event in salient if event.factuality is Factuality.DISPUTED)
    cues = [a.cue.start for event in disputed for a in event.attributions if a.cue is not None]
    tellers = (event for event in events if any(event.covers(cue) for cue in cues))
    spoken = (event for event in tellers if any(p.role == "agent" for p in event.participants))
    return frozenset(event.id for event in (*salient, *spoken))


def _nearest(events: Sequence[Event]) -> list[Event]:
    told = [event for event in events if event.factuality is not Factuality.HYPOTHETICAL]
    return [max(told, key=lambda event: event.salience)] if told else []


def salience(traits: Traits, state: float = 0.0, weights: Mapping[str, float] | None = None) -> float:
    """The probability that a reader would put the event on a timeline; `state` is what its word's state adds."""
    table = _table()["weights"] if weights is None else weights
    score = state + sum(table.get(name, 0.0) * value for name, value in traits.named.items())
    return round(1 / (1 + math.exp(-score)), 4)


def ordinary(states: Floats) -> list[float]:
    """How much each event of an article, by states (n, width), is like the others: its cosine with their mean.

    >>> ordinary(np.array([[1, 0], [1, 0], [0, 1]], dtype=np.float32))[2] < 0.5
    True
    """
    if not len(states):
        return []
    states = states / np.maximum(np.linalg.norm(states, axis=1, keepdims=True), 1e-9)
    mean = states.mean(axis=0)
    return [float(cosine) for cosine in states @ (mean / max(float(np.linalg.norm(mean)), 1e-9))]


@dataclass(frozen=True, slots=True)
class Telling:
    """An event as it is told: its mentions' tokens, the one that describes it, and how many events the article has."""

    event: Event
    tokens: tuple[Token, ...]
    best: Token
    dated: bool
    quoted: bool
    before: float  # the encoder's probability that it lies before the publication
    chance: float  # and that the word names an event at all
    whole: bool  # its description can be read by itself
    carried: bool  # a noun that another event's verb has as its subject or object
    told: bool  # another event's description tells it
    ordinary: float  # how much it is like the article's other events
    events: int


class Heading(NamedTuple):
    """What stands before an article's story: `body` is the number of the first sentence behind, `words` the lemmas of
    its nouns and verbs."""

    body: int
    words: frozenset[str]

    @classmethod
    def of(cls, parse: Parse) -> Heading:
        body = body_of(parse)
        tokens = (t for sentence in range(body) for t in parse.sentence_tokens(sentence))
        return cls(body, frozenset(t.lemma for t in tokens if t.pos in ("NOUN", "PROPN", "VERB")))


def traits(heading: Heading, telling: Telling) -> Traits:
    """The features of an event."""
    event, best = telling.event, telling.best
    body = heading.body
    first = min(token.sentence for token in telling.tokens) - body
    is_report = event.event_class is EventClass.REPORTING or best.lemma in frames().reporting
    named = {
        "bias": 1.0,
        f"class_{event.event_class.value}": 1.0,
        f"factuality_{event.factuality.value}": 1.0,
        f"clause_{best.dep if best.dep in _CLAUSES else 'noun'}": 1.0,
        "place": math.log1p(max(0, first)),
        "headline": float(all(token.sentence < body for token in telling.tokens)),
        "lead": float(any(token.sentence == body for token in telling.tokens)),
        "early": float(0 <= first <= 2),
        "repeated": float(len(telling.tokens) > 1),
        "dated": float(telling.dated),
        "report": float(is_report),
        "dated_report": float(is_report and telling.dated),
        "quoted": float(telling.quoted),
        "attributed": float(all(a.source != (AUTHOR,) for a in event.attributions)),
        "agent": float(any(p.role == "agent" for p in event.participants)),
        "somewhere": float(any(p.role == "place" for p in event.participants)),
        "negative": float(event.polarity.value == "NEG"),
        "before": telling.before,
        "chance": telling.chance,
        "carried": float(telling.carried),
        "told": float(telling.told),
        "ordinary": telling.ordinary,
        "fragment": float(not telling.whole),
        "saying": float(any(t.lemma in frames().sayings for t in telling.tokens)),
        "crowd": math.log(telling.events / 40),
        "title": float(any(t.lemma in heading.words and t.sentence >= body for t in telling.tokens)),
    }
    return Traits(named, best.i)


def body_of(parse: Parse) -> int:
    """The number of the first sentence that ends like one: what stands before it is headline, byline and date."""
    for number, (_, last) in enumerate(parse.sentences[:_HEADING]):
        if parse.tokens[last - 1].text in _ENDS:
            return number
    return 0
