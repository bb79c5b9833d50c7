"""The class of an event: what the encoder reads in its place, weighed with what its lemma mostly was in the gold.

The encoder hardly tells I_ACTION, I_STATE and STATE from OCCURRENCE; those are matters of the word. A softmax over the
logarithms of both, fitted by `python -m training.classes`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
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
_CLASSES = tuple(map(EventClass, LABELS))
FLOOR = 1e-4  # of a probability before its logarithm is taken
SMOOTH = 3.0  # how many sightings the part of speech counts for beside those of the lemma


@dataclass(frozen=True, slots=True)
class ClassModel:
    """`lemmas` counts the classes of "say/V"; `kinds` gives each part of speech's shares; `weights` (15, 7) mix."""

    lemmas: dict[str, Array]
    kinds: dict[str, Array]
    weights: Array

    def features(self, tokens: Sequence[Token], chances: Array, counts: Array | None = None) -> Array:
        """What the weights apply to, (n, 15); `chances` (n, 7) are the encoder's for each of `LABELS`.

        `counts` (n, 7) stand in for those of the lemmas, where they must leave something out.
        """
        kinds = np.array([self.kinds.get(token.pos[:1], self.kinds["V"]) for token in tokens])
        none = np.zeros(len(LABELS))
        seen = np.array([self.lemmas.get(key(token), none) for token in tokens]) if counts is None else counts
        shares = (seen + SMOOTH * kinds) / (seen.sum(axis=1, keepdims=True) + SMOOTH)
        read = np.log(chances / chances.sum(axis=1, keepdims=True) + FLOOR)
        return np.concatenate([read, np.log(shares), np.ones((len(tokens), 1))], axis=1)

    def best(self, tokens: Sequence[Token], chances: Array) -> list[EventClass]:
        """The likeliest class of each token; `chances` as for `features`."""
        if not tokens:
            return []
        return [_CLASSES[n] for n in (self.features(tokens, chances) @ self.weights).argmax(axis=1).tolist()]


def key(token: Token) -> str:
    return f"{token.lemma}/{token.pos[:1]}"


@cache
def class_model() -> ClassModel:
    """The one that comes with the package. Raises ModelMissing where its file is not there."""
    table = json.loads(weights_text("classes.json"))

    def arrays(rows: dict[str, list[float]]) -> dict[str, Array]:
        return {name: np.array(row, dtype=np.float64) for name, row in rows.items()}

    return ClassModel(arrays(table["lemmas"]), arrays(table["kinds"]), np.array(table["weights"]))
