"""Text as the encoder reads it: wordpieces, and windows of whole sentences that overlap.

Training and run time share this module, so that the model sees at run time what it was trained on.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

SENTENCE_GAPS = (0, 1, 2, 3, 4, 6, 9)
PIECE_GAPS = (0, 2, 4, 8, 16, 32, 64, 128)


@dataclass(frozen=True, slots=True)
class Pieces:
    """Wordpieces of a whole text: vocabulary ids and the characters [start, end) each stands for."""

    ids: Ints
    starts: Ints
    ends: Ints

    @classmethod
    def of(cls, ids: Sequence[int], offsets: Sequence[tuple[int, int]]) -> Pieces:
        """From what a tokenizer returns for a text, without the special pieces."""
        spans = np.array(offsets, dtype=np.int64).reshape(-1, 2)
        return cls(np.array(ids, dtype=np.int64), spans[:, 0], spans[:, 1])

    def __len__(self) -> int:
        return len(self.ids)

    def first_of(self, spans: Sequence[tuple[int, int]]) -> Ints:
        """The first piece of each character span (the nearest one where the tokenizer dropped the span)."""
        starts = np.array([start for start, _ in spans], dtype=np.int64)
        found = np.searchsorted(self.ends, starts, side="right")
        return np.asarray(np.minimum(found, max(len(self) - 1, 0)), dtype=np.int64)


def windows(
    starts: Sequence[int], total: int, size: int, overlap: int, first: int | None = None
) -> list[tuple[int, int]]:
    """Ranges of pieces, at most `size` long, that cover [0, total) and begin where sentences do.

    `starts` are the first pieces of the sentences. A window repeats the last whole sentences of the one before it, as
    many as fit into `overlap` pieces. A sentence longer than a window is cut hard. `first` caps the first window.

    >>> windows([0, 4, 8, 11], 14, size=8, overlap=4)
    [(0, 8), (4, 11), (8, 14)]
    >>> windows([0], 10, size=4, overlap=2)
    [(0, 4), (4, 8), (8, 10)]
    """
    bounds = _bounds(starts, total, size)
    ranges: list[tuple[int, int]] = []
    begin, room = 0, first or size
    while begin < len(bounds) - 1:
        end = begin + 1
        while end + 1 < len(bounds) and bounds[end + 1] - bounds[begin] <= room:
            end += 1
        ranges.append((bounds[begin], bounds[end]))
        if end == len(bounds) - 1:
            break
        # The overlap yields where it would leave no room for the sentence that comes next.
        least = max(bounds[end] - overlap, bounds[end + 1] - size)
        begin, room = bisect_left(bounds, least, begin + 1, end), size
    return ranges


def _bounds(starts: Sequence[int], total: int, size: int) -> list[int]:
    """Sentence boundaries, with the sentences that no window could hold cut into pieces."""
    edges = sorted({0, total, *(start for start in starts if 0 < start < total)})
    bounds: list[int] = []
    for begin, end in pairwise(edges):
        bounds.extend(range(begin, end, size))
    return [*bounds, total]


def bucket(values: Ints, edges: tuple[int, ...]) -> Ints:
    """Which bucket each distance falls into: `edges` are the least values of the buckets, the first being 0.

    >>> bucket(np.array([0, 1, 5, 99]), SENTENCE_GAPS).tolist()
    [0, 1, 4, 6]
    """
    return np.asarray(np.searchsorted(np.array(edges), values, side="right") - 1, dtype=np.int64)


def gaps(sentence: Ints, places: Ints) -> Ints:
    """How far apart the two ends of each row stand: (bucket of sentences, bucket of pieces), shape (rows, 2).

    A time that stands before its event counts its sentences in a second set of buckets.
    """
    apart = sentence[:, -1] - sentence[:, 0]
    step = places[:, -1] - places[:, 0]
    side = np.where(step < 0, len(SENTENCE_GAPS), 0)
    return np.stack([bucket(abs(apart), SENTENCE_GAPS) + side, bucket(abs(step), PIECE_GAPS)], axis=1)


def holders(ranges: Sequence[tuple[int, int]], low: Ints, high: Ints) -> Ints:
    """For each stretch of pieces [low, high] the window that shows most around it, -1 where none holds all of it.

    The ends of the text count as no edge: nothing was cut off there.

    >>> holders([(0, 8), (4, 11), (8, 14)], np.array([5, 5, 0]), np.array([5, 9, 13])).tolist()
    [0, 1, -1]
    """
    begins, ends = (np.array(edges, dtype=np.int64) for edges in zip(*ranges, strict=True))
    far = int(ends[-1]) + 1
    # Windows begin and end in rising order, so those that hold a stretch are neighbours, and few.
    first, last = np.searchsorted(ends, high, side="right"), np.searchsorted(begins, low, side="right") - 1
    best, most = np.full(len(low), -1, dtype=np.int64), np.full(len(low), -1, dtype=np.int64)
    for step in range(int((last - first).max(initial=-1)) + 1):
        window = np.minimum(first + step, last)
        left = np.where(begins[window] == 0, far, low - begins[window])
        right = np.where(ends[window] == ends[-1], far, ends[window] - 1 - high)
        margin = np.where(first + step <= last, np.minimum(left, right), -1)
        best, most = np.where(margin > most, window, best), np.maximum(margin, most)
    return best
