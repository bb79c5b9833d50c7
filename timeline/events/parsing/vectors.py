"""Token vectors: hashed attributes of each word, mixed with those of its neighbours by convolutions.

Architecture: Honnibal and Montani's (spaCy, MultiHashEmbed and MaxoutWindowEncoder). What a word gives apart from its
neighbours depends on its attributes alone, so it is worked out once a word, not once a token.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ids = npt.NDArray[np.uint64]
Rows = npt.NDArray[np.uint32]

WORDS = 16_384  # kept at once; more than one call asks for
_TINY = np.float32(1e-8)


@dataclass(frozen=True, slots=True)
class Maxout:
    """A linear map to `pieces` vectors, their largest values, normed: (n, inputs) -> (n, width).

    The weight is (inputs, pieces * width), piece by piece, so that each piece is one block of columns.
    """

    weight: Floats
    bias: Floats
    gain: Floats
    shift: Floats

    @classmethod
    def of(cls, weight: Floats, bias: Floats, gain: Floats, shift: Floats) -> Maxout:
        """From a weight (width, pieces, inputs) and a bias (width, pieces)."""
        width, pieces, inputs = weight.shape
        turned = np.ascontiguousarray(weight.transpose(2, 1, 0).reshape(inputs, pieces * width))
        return cls(turned, np.ascontiguousarray(bias.T.reshape(-1)), gain, shift)

    def __call__(self, rows: Floats) -> Floats:
        return self.chosen(rows @ self.weight)

    def chosen(self, mapped: Floats) -> Floats:
        """What comes of rows that are mapped already, (n, pieces * width) without the bias."""
        width = len(self.gain)
        mapped += self.bias
        most = np.maximum(mapped[:, :width], mapped[:, width : 2 * width])
        for start in range(2 * width, mapped.shape[1], width):
            np.maximum(most, mapped[:, start : start + width], out=most)
        most -= most.mean(axis=1, keepdims=True)
        spread = np.einsum("ij,ij->i", most, most) / np.float32(width) + _TINY
        most *= (1 / np.sqrt(spread))[:, None]
        most *= self.gain
        most += self.shift
        return most


@dataclass(frozen=True, slots=True)
class Table:
    """Vectors of one attribute, hashed: `rows` gives the numbers (n, 4) of those to add up for ids (n,).

    `mapped` are the vectors (rows, pieces * width) as the layer over all attributes maps them: adding up what is
    mapped is the same as mapping what is added up, and it comes out alike however many words are asked for at once.
    """

    mapped: Floats
    rows: Callable[[Ids], Rows]


class Words:
    """Vectors of words by their attributes, each worked out once. Threads may share it."""

    def __init__(self, tables: Sequence[Table], layer: Maxout) -> None:
        self._tables, self._layer = tuple(tables), layer
        self._number: dict[tuple[int, ...], int] = {}
        self._vectors = np.empty((WORDS, len(layer.gain)), dtype=np.float32)
        self._lock = Lock()

    def of(self, attributes: Ids) -> Floats:
        """(n, attributes) -> (n, width)"""
        keys = list(map(tuple, attributes.tolist()))
        with self._lock:
            self._learn(keys)
            return np.asarray(self._vectors[[self._number[key] for key in keys]])

    def _learn(self, keys: Sequence[tuple[int, ...]]) -> None:
        new = [key for key in dict.fromkeys(keys) if key not in self._number]
        if len(self._number) + len(new) > WORDS:
            self._number.clear()
            new = list(dict.fromkeys(keys))
        if new:
            first = len(self._number)
            self._vectors[first : first + len(new)] = self._made(np.array(new, dtype=np.uint64))
            self._number.update(zip(new, range(first, first + len(new)), strict=True))

    def _made(self, attributes: Ids) -> Floats:
        mapped = np.zeros((len(attributes), len(self._layer.bias)), dtype=np.float32)
        for column, table in enumerate(self._tables):
            for row in table.rows(np.ascontiguousarray(attributes[:, column])).T:
                mapped += table.mapped[row]
        return self._layer.chosen(mapped)


@dataclass(frozen=True, slots=True)
class Vectors:
    """Words, and the convolutions over each with its two neighbours."""

    words: Words
    layers: tuple[Maxout, ...]

    def __call__(self, attributes: Ids, lengths: Sequence[int]) -> Floats:
        """(n, attributes) of texts of these lengths, one after the other -> (n, width).

        Between two texts stand as many empty rows as there are layers, so that neither sees the other.
        """
        around = len(self.layers)
        place = np.arange(len(attributes)) + around * np.repeat(np.arange(1, len(lengths) + 1), lengths)
        words = self.words.of(attributes)
        width = words.shape[1]
        rows = np.zeros((len(attributes) + around * (len(lengths) + 1), width), dtype=np.float32)
        rows[place] = words
        seen = np.zeros((len(rows), 3 * width), dtype=np.float32)
        for layer in self.layers:
            seen[1:, :width] = rows[:-1]
            seen[:, width : 2 * width] = rows
            seen[:-1, 2 * width :] = rows[1:]
            rows += layer(seen)
        return np.asarray(rows[place])
