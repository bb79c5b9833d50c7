"""The class of an event: what the encoder reads in its place, weighed with what its lemma mostly was in the gold.

The encoder hardly tells I_ACTION, I_STATE and STATE from OCCURRENCE; those are matters of the word. A softmax over the
logarithms of both, fitted by `python -m training.classes`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from timeline.events.labels import CLASSES
from timeline.events.model import EventClass
from timeline.syntax import Token
from timeline.weights import weights_text

Array = npt.NDArray[np.float64]
LABELS = CLASSES[1:]
FLOOR = 1e-4  # of a probability before its logarithm is taken
SMOOTH = 3.0  # how many sightings the part of speech counts for beside those of the lemma


@dataclass(frozen=True, slots=True)
class ClassModel:
    """`lemmas` counts the classes of "say/V"; `kinds` gives each part of speech's shares; `weights` (15, 7) mix."""

    lemmas: dict[str, Array]
    kinds: dict[str, Array]
    weights: Array

    def features(self, token: Token, chances: Array, counts: Array | None = None) -> Array:
        """What the weights apply to; `counts` stand in for the lemma's, where they must leave something out."""
        kind = self.kinds.get(token.pos[:1], self.kinds["V"])
        seen = self.lemmas.get(key(token), np.zeros(len(LABELS))) if counts is None else counts
        shares = (seen + SMOOTH * kind) / (seen.sum() + SMOOTH)
        return np.concatenate([np.log(chances / chances.sum() + FLOOR), np.log(shares), [1.0]])

    def best(self, token: Token, chances: Array) -> EventClass:
        """The likeliest class; `chances` are the encoder's for each of `LABELS`."""
        return EventClass(LABELS[int((self.features(token, chances) @ self.weights).argmax())])


def key(token: Token) -> str:
    return f"{token.lemma}/{token.pos[:1]}"


@cache
def class_model() -> ClassModel:
    """The one that comes with the package. Raises ModelMissing where its file is not there."""
    table = json.loads(weights_text("classes.json"))

    def arrays(rows: dict[str, list[float]]) -> dict[str, Array]:
        return {name: np.array(row, dtype=np.float64) for name, row in rows.items()}

    return ClassModel(arrays(table["lemmas"]), arrays(table["kinds"]), np.array(table["weights"]))
