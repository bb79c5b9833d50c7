"""Windows of pages, and batches of windows, as tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from timeline.events.labels import HEADS
from timeline.events.windows import Ints, Pieces, gaps, holders, windows
from training.gold import Page, array

WIDTH = {"matres": 2, "dense": 2, "time": 3}
SIZE = 254
OVERLAP = 96


@dataclass(slots=True)
class Table:
    """Rows of one head in one window: places (rows, width) in pieces, gaps (rows, 2), targets (rows, labels)."""

    places: Ints
    gaps: Ints
    targets: npt.NDArray[np.float32]
    weights: npt.NDArray[np.float32]
    closed: npt.NDArray[np.bool_]
    rows: Ints


@dataclass(slots=True)
class Window:
    """Pieces of a window, its rows by head and, where a teacher read it, the teacher's states (pieces, width)."""

    ids: Ints
    tables: dict[str, Table]
    states: npt.NDArray[np.float16] | None = None


@dataclass(slots=True)
class Specials:
    """The pieces that a tokenizer puts around a text, and its padding."""

    first: int
    last: int
    pad: int

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Specials:
        def find(*names: str) -> int:
            return next(number for name in names if (number := tokenizer.token_to_id(name)) is not None)

        return cls(find("[CLS]", "<s>"), find("[SEP]", "</s>"), find("[PAD]", "<pad>"))


class Cutter:
    """A page in the pieces of one tokenizer, cut into windows anew each epoch."""

    def __init__(self, page: Page, tokenizer: Tokenizer) -> None:
        self.page = page
        encoding = tokenizer.encode(page.text, add_special_tokens=False)
        self.pieces = Pieces.of(encoding.ids, encoding.offsets)
        self.piece_of = self.pieces.first_of(page.words) if page.words else np.zeros(0, dtype=np.int64)
        self.starts = [int(self.piece_of[first]) for first, _ in page.sentences]
        self.arrays = {head: _Rows(page, head, self.piece_of) for head in HEADS if page.rows[head]}

    def windows(self, specials: Specials, first: int | None = None, overlap: int = 0) -> Iterator[Window]:
        """Windows with the rows each holds; a row that several hold goes where most is seen around it."""
        if not len(self.pieces):
            return
        ranges = windows(self.starts, len(self.pieces), SIZE, overlap, first)
        owners = {head: holders(ranges, rows.low, rows.high) for head, rows in self.arrays.items()}
        for number, (begin, end) in enumerate(ranges):
            ids = np.concatenate(([specials.first], self.pieces.ids[begin:end], [specials.last]))
            tables = {}
            for head, rows in self.arrays.items():
                chosen = np.flatnonzero(owners[head] == number)
                if len(chosen):
                    tables[head] = rows.table(chosen, begin - 1)
            yield Window(ids, tables)


class _Rows:
    """The rows of one head of a page, as arrays over pieces of the whole text."""

    def __init__(self, page: Page, head: str, piece_of: Ints) -> None:
        rows = page.rows[head]
        where = array(rows, WIDTH.get(head, 1))
        self.places = piece_of[where]
        self.low, self.high = self.places.min(axis=1), self.places.max(axis=1)
        self.gaps = gaps(page.sentence_of[where], self.places)
        self.targets = np.array([row.target for row in rows], dtype=np.float32)
        self.weights = np.array([row.weight for row in rows], dtype=np.float32)
        self.closed = np.array([row.closed for row in rows], dtype=np.bool_)

    def table(self, chosen: Ints, base: int) -> Table:
        return Table(
            self.places[chosen] - base,
            self.gaps[chosen],
            self.targets[chosen],
            self.weights[chosen],
            self.closed[chosen],
            chosen,
        )


@dataclass(slots=True)
class Batch:
    """Padded ids (windows, pieces) with, by head, rows whose places index the flattened pieces.

    `states` are a teacher's (real pieces, width), in the order of the pieces that `mask` keeps.
    """

    ids: torch.Tensor
    mask: torch.Tensor
    tables: dict[str, dict[str, torch.Tensor]]
    states: torch.Tensor | None


def collate(items: Sequence[Window], pad: int) -> Batch:
    """One batch of windows, padded to the longest."""
    longest = max(len(item.ids) for item in items)
    ids = np.full((len(items), longest), pad, dtype=np.int64)
    for number, item in enumerate(items):
        ids[number, : len(item.ids)] = item.ids
    tables = {}
    for head in HEADS:
        found = [(number, item.tables[head]) for number, item in enumerate(items) if head in item.tables]
        if found:
            tables[head] = {
                "places": torch.from_numpy(np.concatenate([t.places + n * longest for n, t in found])),
                "gaps": torch.from_numpy(np.concatenate([t.gaps for _, t in found])),
                "targets": torch.from_numpy(np.concatenate([t.targets for _, t in found])),
                "weights": torch.from_numpy(np.concatenate([t.weights for _, t in found])),
                "closed": torch.from_numpy(np.concatenate([t.closed for _, t in found])),
            }
    tensor = torch.from_numpy(ids)
    taught = [item.states for item in items if item.states is not None]
    states = torch.from_numpy(np.concatenate(taught)).float() if len(taught) == len(items) else None
    return Batch(tensor, (tensor != pad).long(), tables, states)


def epoch(cutters: Sequence[Cutter], specials: Specials, rng: random.Random, share: float = 1.0) -> list[Window]:
    """The windows of one epoch: their borders shift from epoch to epoch, those without rows are left out.

    `share` of the pages take part.
    """
    return [
        window
        for cutter in cutters
        if share >= 1 or rng.random() < share
        for window in cutter.windows(specials, first=rng.randrange(SIZE // 3, SIZE + 1))
        if window.tables
    ]


def batched(found: list[Window], specials: Specials, size: int, rng: random.Random) -> list[Batch]:
    """Batches of `size` windows; those of like length go together, so that little is padded."""
    rng.shuffle(found)
    found.sort(key=lambda window: len(window.ids) // 48)
    return [collate(found[at : at + size], specials.pad) for at in range(0, len(found), size)]
