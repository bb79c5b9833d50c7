"""What the trained model says of an article: events and their features, and the relations between them.

One pass of the encoder over each window of the text serves all heads. onnxruntime, tokenizers and numpy only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from timeline.events.heads import Floats, Heads, unpack
from timeline.events.labels import DENSE, MATRES, WORD_HEADS, mirror
from timeline.events.windows import Ints, Pieces, gaps, holders, windows
from timeline.weights import MODELS, require

if TYPE_CHECKING:
    from tokenizers import Tokenizer

FILES = ("model.onnx", "tokenizer.json", "model.json")
# onnxruntime's sum and norm in one step take twice as long on one thread as the sum and the norm: a tenth of a window.
SLOWER = ("SkipLayerNormFusion", "BiasSkipLayerNormFusion")
Span = tuple[int, int]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WordScores:
    """Probabilities by label; tense and the rest mean something only where the word is an event."""

    classes: dict[str, float]
    tense: dict[str, float]
    aspect: dict[str, float]
    polarity: dict[str, float]
    modality: dict[str, float]

    @property
    def event(self) -> float:
        """The probability that the word is an event of any class."""
        return 1.0 - self.classes["NONE"]


@dataclass(frozen=True, slots=True)
class PairScores:
    """Calibrated probabilities: of the order of start points (MATRES) and of the six relations of TimeBank-Dense."""

    matres: dict[str, float]
    dense: dict[str, float]


@dataclass(frozen=True, slots=True)
class PairTable:
    """Many pairs at once: matres (n, 4), dense (n, 6), and whether each was `known`, i.e. seen in one window.

    Rows that are not known say VAGUE with probability 1.
    """

    matres: Floats
    dense: Floats
    known: Bools


@dataclass(frozen=True, slots=True)
class TimeTable:
    """Events against time expressions: dense (n, 6), event first, and whether each was `known`."""

    dense: Floats
    known: Bools


class Encoder:
    """The trained model. Reading is deterministic: one thread, and windows that depend on the text alone."""

    def __init__(self, session: Any, tokenizer: Tokenizer, heads: Heads, config: dict[str, Any]) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._heads = heads
        self._size, self._overlap = int(config["window"]), int(config["overlap"])
        self._first, self._last = (np.array([tokenizer.token_to_id(piece)]) for piece in ("[CLS]", "[SEP]"))

    @classmethod
    def load(cls, folder: Path = MODELS) -> Encoder:
        """The model in `folder`, by default the one that comes with the package.

        Raises ModelMissing, saying which file and how to get it.
        """
        require(FILES, folder)
        import onnxruntime
        from tokenizers import Tokenizer

        config = json.loads((folder / "model.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"),
            sess_options=options,
            providers=["CPUExecutionProvider"],
            disabled_optimizers=list(SLOWER),
        )
        packed = session.get_modelmeta().custom_metadata_map["heads"]
        return cls(session, tokenizer, unpack(packed, config["temperatures"], config.get("fitted")), config)

    def read(self, text: str, words: Sequence[Span], sentences: Sequence[Span]) -> Reading:
        """Run the encoder over `text`. `words` are character spans, `sentences` word ranges [first, last)."""
        encoding = self._tokenizer.encode(text, add_special_tokens=False)
        pieces = Pieces.of(encoding.ids, encoding.offsets)
        piece_of = pieces.first_of(words)
        sentence_of = np.zeros(len(words), dtype=np.int64)
        for number, (first, last) in enumerate(sentences):
            sentence_of[first:last] = number
        starts = [int(piece_of[first]) for first, last in sentences if first < last]
        ranges = windows(starts, len(pieces), self._size, self._overlap) if len(pieces) else []
        states = [self._run(pieces, begin, end) for begin, end in ranges]
        return Reading(self._heads, ranges, states, piece_of, sentence_of)

    def _run(self, pieces: Pieces, begin: int, end: int) -> Floats:
        """Token states (end - begin, width) of one window.

        A window at a time: int8 scales are taken over the whole input, and a neighbour must not change them.
        """
        ids = np.concatenate((self._first, pieces.ids[begin:end], self._last))[None, :]
        (states,) = self._session.run(["states"], {"ids": ids})
        return np.asarray(states[0, 1:-1], dtype=np.float32)


@dataclass(slots=True)
class Reading:
    """An article read once; every question about it is small arithmetic on the token states.

    Words are numbered as they were given to `Encoder.read`.
    """

    _heads: Heads
    _ranges: list[Span]
    _states: list[Floats]
    _piece_of: Ints
    _sentence_of: Ints
    _flat: Floats = field(init=False)
    _shift: Ints = field(init=False)
    _words: Floats = field(init=False)
    _tables: dict[str, Floats] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        width = self._heads.pair.first.shape[1]
        self._flat = np.concatenate(self._states) if self._states else np.zeros((0, width), dtype=np.float32)
        begins = np.array([begin for begin, _ in self._ranges], dtype=np.int64)
        lengths = np.array([end - begin for begin, end in self._ranges], dtype=np.int64)
        self._shift = np.cumsum(lengths) - lengths - begins
        if self._states and len(self._piece_of):
            window = holders(self._ranges, self._piece_of, self._piece_of)
            self._words = self._flat[self._piece_of + self._shift[window]]
        else:
            self._words = np.zeros((len(self._piece_of), width), dtype=np.float32)

    def table(self, head: str) -> Floats:
        """Probabilities (words, labels) of one of `labels.WORD_HEADS`, for every word."""
        if head not in self._tables:
            self._tables[head] = self._heads.word(head, self._words)
        return self._tables[head]

    def trigger(self, word: int) -> WordScores:
        """Event class, tense, aspect, polarity and modality of a word."""
        return WordScores(*(self._named(head, word) for head in ("class", "tense", "aspect", "polarity", "modality")))

    def dct(self, word: int) -> dict[str, float]:
        """The event at `word` against the publication date: six labels, "b" if the event came before it."""
        return self._named("dct", word)

    def story(self, word: int) -> float:
        """What the state of a word adds to the salience of its event."""
        return float(self._heads.story(self._words[word : word + 1])[0])

    def vector(self, word: int) -> Floats:
        """The token state of a word, shape (width,), for similarity."""
        return np.asarray(self._words[word])

    def vectors(self, words: Sequence[int]) -> Floats:
        """The token states (n, width) of some words."""
        return self._words[np.array(words, dtype=np.int64)]

    def pair(self, first: int, second: int) -> PairScores | None:
        """How the event at `first` relates to that at `second`; None where no window shows both."""
        table = self.pairs([(first, second)])
        if not table.known[0]:
            return None
        return PairScores(_names(MATRES, table.matres[0]), _names(DENSE, table.dense[0]))

    def pairs(self, pairs: Sequence[tuple[int, int]]) -> PairTable:
        """Many pairs at once. Each is scored in text order and turned round where asked the other way."""
        where = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        turned = self._piece_of[where[:, 0]] > self._piece_of[where[:, 1]]
        ordered = np.where(turned[:, None], where[:, ::-1], where)
        places = self._piece_of[ordered]
        known, shift = self._holders(places)
        matres, dense = _vague(MATRES, len(where)), _vague(DENSE, len(where))
        if known.any():
            gap = gaps(self._sentence_of[ordered], places)[known]
            at = (places + shift[:, None])[known]
            matres[known], dense[known] = self._heads.pairs(self._flat, at[:, 0], at[:, 1], gap)
        matres[turned] = matres[turned][:, mirror(MATRES)]
        dense[turned] = dense[turned][:, mirror(DENSE)]
        return PairTable(matres, dense, known)

    def reach(self) -> Ints:
        """For each word the first one after it that no window shows together with it."""
        if not self._ranges:
            return np.arange(1, len(self._piece_of) + 1)
        begins, ends = (np.array(edges, dtype=np.int64) for edges in zip(*self._ranges, strict=True))
        last = np.searchsorted(begins, self._piece_of, side="right") - 1
        return np.asarray(np.searchsorted(self._piece_of, ends[last], side="left"), dtype=np.int64)

    def time(self, word: int, span: Span) -> dict[str, float] | None:
        """The event at `word` against the time expression of the words [first, last): "ii" if it happened then."""
        table = self.times([(word, span)])
        return _names(DENSE, table.dense[0]) if table.known[0] else None

    def times(self, asked: Sequence[tuple[int, Span]]) -> TimeTable:
        """Many events against time expressions at once."""
        where = np.array([(word, first, last - 1) for word, (first, last) in asked], dtype=np.int64).reshape(-1, 3)
        places = self._piece_of[where]
        known, shift = self._holders(places)
        dense = _vague(DENSE, len(where))
        if known.any():
            gap = gaps(self._sentence_of[where], places)[known]
            at = (places + shift[:, None])[known]
            spans = (self._flat[at[:, 1]] + self._flat[at[:, 2]]) / 2
            rows = np.arange(len(at))
            states = np.concatenate([self._flat[at[:, 0]], spans])
            dense[known] = self._heads.times(states, rows, rows + len(at), gap)
        return TimeTable(dense, known)

    def _holders(self, places: Ints) -> tuple[Bools, Ints]:
        """Whether a window shows all pieces of a row, and what to add to a piece to find its state there."""
        if not self._ranges or not len(places):
            return np.zeros(len(places), dtype=np.bool_), np.zeros(len(places), dtype=np.int64)
        window = holders(self._ranges, places.min(axis=1), places.max(axis=1))
        return window >= 0, self._shift[window]

    def _named(self, head: str, word: int) -> dict[str, float]:
        return _names(WORD_HEADS[head], self.table(head)[word])


def _names(labels: tuple[str, ...], row: Floats) -> dict[str, float]:
    return dict(zip(labels, row.tolist(), strict=True))


def _vague(labels: tuple[str, ...], rows: int) -> Floats:
    """Rows that say VAGUE, the last label of either set."""
    table = np.zeros((rows, len(labels)), dtype=np.float32)
    table[:, -1] = 1.0
    return table
