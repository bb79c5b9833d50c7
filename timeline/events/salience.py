"""Salience: how much an event belongs on a timeline, 0 to 1.

A logistic model over what a reader goes by: is it reported as a fact of the past, is it dated, does the article come
back to it, does it come early, is it more than somebody saying something. The weights are data, fitted on articles
whose salient events were annotated; docs/quality/events.md has the figures.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from timeline.events.model import EventClass, Factuality, Tense

SHOWN_THRESHOLD = 0.3


@dataclass(frozen=True, slots=True)
class Traits:
    """What salience is judged by. `place` is the sentence's position in the article, 0 to 1; `sentence` its number."""

    event_class: EventClass
    tense: Tense
    pos: str
    factuality: Factuality
    place: float
    sentence: int
    mentions: int
    dated: bool
    quoted: bool
    subordinate: bool
    passive: bool

    def features(self) -> dict[str, float]:
        return {
            "bias": 1.0,
            f"class_{self.event_class.value}": 1.0,
            f"tense_{self.tense.value}": 1.0,
            f"pos_{self.pos}": 1.0,
            f"factuality_{self.factuality.value}": 1.0,
            "place": self.place,
            "headline": float(self.sentence == 0),
            "early": float(self.sentence <= 3),
            "repeated": float(self.mentions > 1),
            "dated": float(self.dated),
            "dated_report": float(self.dated and self.event_class is EventClass.REPORTING),
            "quoted": float(self.quoted),
            "subordinate": float(self.subordinate),
            "passive": float(self.passive),
        }


@cache
def _weights() -> Mapping[str, float]:
    text = files("timeline.language.en").joinpath("events/salience.toml").read_text(encoding="utf-8")
    table: dict[str, float] = tomllib.loads(text)["weights"]
    return table


def salience(traits: Traits, weights: Mapping[str, float] | None = None) -> float:
    """The probability that a reader would put the event on a timeline."""
    table = _weights() if weights is None else weights
    score = sum(table.get(name, 0.0) * value for name, value in traits.features().items())
    return round(1 / (1 + math.exp(-score)), 4)
