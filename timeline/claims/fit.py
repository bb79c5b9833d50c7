"""How well an event fits a description: what is compared, and what each comparison weighs.

The weights are data (timeline/language/en/claims/weights.toml), fitted by `python -m training.claims`: descriptions of
annotated events against all events of their article, and against those of articles that do not have them.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WEIGHTS = Path(__file__).parents[1] / "language" / "en" / "claims" / "weights.toml"


@dataclass(frozen=True, slots=True)
class Fit:
    """One event against one description. Shares run from 0 to 1, `date` from -1 (clash) to 1 (agreement).

    `own`: one of the description's likely heads is the event's word or of its family; `form` in the very same form,
    `foreign` where none is. Of the other words, the shares that are said of its participants (`part`), that stand in
    its sentences (`near`), in those `beside` them, and `elsewhere` in the article; `alone` where none stands near.
    `strangers`: another one acts, `misnamed`: one of another name, `bystanders`: it happens to another. `heading`: only
    the headline tells it. `meaning`: cosine of the encoder's states of head and trigger, `nearest` where no other event
    of the article has a greater one. `first`: no event before it in the article has a word of that family. `salience`:
    the event's own, 0 where it is `unlisted`.
    """

    own: float
    form: float
    foreign: float
    part: float
    near: float
    beside: float
    elsewhere: float
    alone: float
    strangers: float
    misnamed: float
    bystanders: float
    heading: float
    date: float
    meaning: float
    nearest: float
    first: float
    salience: float
    unlisted: float
    unreal: float

    @property
    def logit(self) -> float:
        """Against "no event of the article fits", which has 0."""
        return weighed("fit", self)

    @property
    def score(self) -> float:
        """The same as a probability."""
        return sigmoid(self.logit)


def weighed(table: str, features: Any) -> float:
    """The bias of a table and what each feature adds."""
    weight = weights()[table]
    return float(weight["bias"] + sum(w * getattr(features, name) for name, w in weight.items() if name != "bias"))


@cache
def weights() -> dict[str, Any]:
    """The tables of weights.toml."""
    return tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))


def sigmoid(logit: float) -> float:
    """
    >>> sigmoid(0.0), round(sigmoid(3.0), 2)
    (0.5, 0.95)
    """
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, logit))))
