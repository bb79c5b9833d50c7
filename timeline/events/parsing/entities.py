"""Named entities from token vectors: a transition system that begins, goes on, ends, or takes a single word.

Lample et al. 2016, "Neural Architectures for Named Entity Recognition", and spaCy's network for it. Outside an entity
the next move depends on one token alone, so the moves of all tokens are scored at once; only inside an entity does it
depend on the moves before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from timeline.events.parsing.vectors import Floats

Bools = npt.NDArray[np.bool_]
Found = tuple[int, int, str]  # first token, last + 1, label

_NEVER = np.float32(-np.inf)


@dataclass(frozen=True, slots=True)
class Entities:
    """Weights of the network, and what its moves mean.

    `linear`: token vectors (width) to (nI), with its bias. `features` (3, nI, pieces * hidden): the next token, the
    first of the open entity and the last read. `absent` (3, pieces * hidden) stands for one that is not there. `moves`
    name the rows of `output` (moves, hidden): ("B", "PERSON"), ("O", "") ...
    """

    linear: Floats
    offset: Floats
    features: Floats
    absent: Floats
    bias: Floats
    output: Floats
    output_bias: Floats
    moves: tuple[tuple[str, str], ...]

    def __call__(self, vectors: Floats, lengths: Sequence[int], space: Bools, opens: Bools) -> Iterator[list[Found]]:
        """Entities of texts of these lengths, one after the other in `vectors` (n, width), numbered within each text.

        `space` (n,) are tokens without words, `opens` (n,) those that begin a sentence: no entity runs across.
        """
        mapped = vectors @ self.linear + self.offset
        each = np.stack([mapped @ feature for feature in self.features])  # (3, n, pieces * hidden)
        ends = np.zeros(len(vectors), dtype=np.bool_)  # no entity goes on behind it
        ends[:-1] = opens[1:]
        ends[np.cumsum(lengths) - 1] = True
        best = self._outside(each[0], space, ends).tolist()
        start = 0
        for length in lengths:
            yield [
                (first - start, last - start, label)
                for first, last, label in self._read(start, length, best, each, ends)
            ]
            start += length

    def _outside(self, nexts: Floats, space: Bools, ends: Bools) -> npt.NDArray[np.intp]:
        """The best move at each token where no entity is open."""
        scores = self._hidden(nexts + self.absent[1] + self.absent[2]) @ self.output.T + self.output_bias
        kinds = np.array([kind if label or kind == "O" else "" for kind, label in self.moves])
        scores[:, ~np.isin(kinds, ("B", "U", "O"))] = _NEVER
        scores[np.ix_(ends, kinds == "B")] = _NEVER
        scores[np.ix_(space, kinds != "O")] = _NEVER
        return np.asarray(scores.argmax(axis=1))

    def _read(self, start: int, length: int, best: list[int], each: Floats, ends: Bools) -> Iterator[Found]:
        at, stop = start, start + length
        while at < stop:
            kind, label = self.moves[best[at]]
            first, at = at, at + 1
            if kind == "B":
                at = self._last(first, label, each, ends) + 1
            if kind in "BU":
                yield first, at, label

    def _last(self, first: int, label: str, each: Floats, ends: Bools) -> int:
        """The last token of the entity that begins at `first`."""
        on, over = self.moves.index(("I", label)), self.moves.index(("L", label))
        rows, biases = self.output[[on, over]], self.output_bias[[on, over]]
        at = first + 1
        while not ends[at]:
            hidden = self._hidden(each[0, at : at + 1] + each[1, first] + each[2, at - 1])[0]
            going, ending = rows @ hidden + biases
            if going < ending or (going == ending and over < on):
                break
            at += 1
        return at

    def _hidden(self, summed: Floats) -> Floats:
        """Rows (n, pieces * hidden), piece by piece, to their largest (n, hidden)."""
        summed = summed + self.bias
        half = summed.shape[1] // 2
        return np.maximum(summed[:, :half], summed[:, half:])
