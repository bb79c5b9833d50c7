"""The heads in numpy: small matrices over the token states that the encoder returns."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline.events.labels import MATRES, WORD_HEADS
from timeline.events.windows import Ints

Floats = npt.NDArray[np.float32]

_AT_ONCE = 8_192  # pairs, some 30 MB of arithmetic: an article of 20,000 characters has as many


@dataclass(frozen=True, slots=True)
class WordHead:
    """One matrix and its bias: states (n, width) -> logits (n, labels)."""

    weight: Floats
    bias: Floats

    def __call__(self, states: Floats) -> Floats:
        return states @ self.weight.T + self.bias


@dataclass(frozen=True, slots=True)
class PairHead:
    """Two states, their product and their distance, through one hidden layer of rectified units."""

    first: Floats
    bias: Floats
    second: Floats
    product: Floats
    sentences: Floats
    steps: Floats
    output: WordHead

    def __call__(self, states: Floats, one: Ints, two: Ints, gaps: Ints) -> Floats:
        """Logits (n, labels) of the pairs (states[one[i]], states[two[i]]); `gaps` (n, 2) are bucket numbers.

        The two states' own matrices are applied once a state, however many pairs it stands in.
        """
        ones, at_one = np.unique(one, return_inverse=True)
        twos, at_two = np.unique(two, return_inverse=True)
        mixed = (states[ones] @ self.first.T + self.bias)[at_one]
        mixed += (states[twos] @ self.second.T)[at_two]
        mixed += (states[one] * states[two]) @ self.product.T
        mixed += self.sentences[gaps[:, 0]] + self.steps[gaps[:, 1]]
        return self.output(np.maximum(mixed, 0, out=mixed))


@dataclass(frozen=True, slots=True)
class Heads:
    """All heads, and the temperature that makes each one's probabilities match how often it is right."""

    words: dict[str, WordHead]
    pair: PairHead
    time: PairHead
    temperatures: Mapping[str, float]
    salience: Floats | None = None

    def probabilities(self, head: str, logits: Floats) -> Floats:
        """Calibrated probabilities (n, labels)."""
        return softmax(logits / np.float32(self.temperatures.get(head, 1.0)))

    def word(self, head: str, states: Floats) -> Floats:
        """Probabilities (n, labels) of one of `WORD_HEADS` for states (n, width)."""
        return self.probabilities(head, self.words[head](states))

    def story(self, states: Floats) -> Floats:
        """What states (n, width) add to the salience of their events; nothing where the model has no such weights."""
        if self.salience is None:
            return np.zeros(len(states), dtype=np.float32)
        return states @ self.salience

    def pairs(self, states: Floats, one: Ints, two: Ints, gaps: Ints) -> tuple[Floats, Floats]:
        """MATRES (n, 4) and TimeBank-Dense (n, 6) probabilities of pairs in text order."""
        starts = range(0, len(one), _AT_ONCE)
        parts = [
            self.pair(states, one[n : n + _AT_ONCE], two[n : n + _AT_ONCE], gaps[n : n + _AT_ONCE]) for n in starts
        ]
        logits, split = np.concatenate(parts), len(MATRES)
        return self.probabilities("matres", logits[:, :split]), self.probabilities("dense", logits[:, split:])

    def times(self, states: Floats, one: Ints, two: Ints, gaps: Ints) -> Floats:
        """TimeBank-Dense (n, 6) probabilities of events against time expressions."""
        return self.probabilities("time", self.time(states, one, two, gaps))


def softmax(logits: Floats) -> Floats:
    """Probabilities over the last axis.

    >>> softmax(np.zeros((1, 4), dtype=np.float32)).tolist()
    [[0.25, 0.25, 0.25, 0.25]]
    """
    raised = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)


def pack(weights: Mapping[str, Floats]) -> str:
    """The heads' weights as text, so that they travel in the metadata of the encoder's one file; half precision."""
    buffer = io.BytesIO()
    np.savez(buffer, **{name: weight.astype(np.float16) for name, weight in weights.items()})  # type: ignore[arg-type]
    return base64.b85encode(buffer.getvalue()).decode("ascii")


def opened(packed: str) -> dict[str, Floats]:
    """What `pack` packed."""
    with np.load(io.BytesIO(base64.b85decode(packed))) as archive:
        return {name: archive[name].astype(np.float32) for name in archive.files}


def unpack(packed: str, temperatures: Mapping[str, float], small: str | None = None) -> Heads:
    """The heads: names are those of the trained network's parameters. `small` holds what was fitted on top later."""
    weights = opened(packed)
    later = {} if small is None else opened(small)

    def linear(name: str) -> WordHead:
        return WordHead(weights[f"{name}.weight"], weights[f"{name}.bias"])

    def pair(name: str) -> PairHead:
        return PairHead(
            first=weights[f"{name}.first.weight"],
            bias=weights[f"{name}.first.bias"],
            second=weights[f"{name}.second.weight"],
            product=weights[f"{name}.product.weight"],
            sentences=weights[f"{name}.sentences.weight"],
            steps=weights[f"{name}.steps.weight"],
            output=linear(f"{name}.output"),
        )

    words = {head: linear(f"words.{head}_") for head in WORD_HEADS}
    return Heads(words, pair("pair"), pair("time"), dict(temperatures), later.get("salience"))
