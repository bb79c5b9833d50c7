"""A teacher's answers on text that nobody annotated, for the student to learn from.

For each window: the teacher's states, the class of every word, tense and the rest of what it takes for events, and
the relations between those events, the publication date and plain time expressions, all as probabilities.
"""

from __future__ import annotations

import itertools
import random
import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from timeline.events.labels import CLASSES
from timeline.events.windows import Ints, gaps
from training.batches import Cutter, Specials, Table, Window, collate
from training.gold import Page, page_of
from training.network import Network

EVENT = 0.4  # least probability of an event whose relations are asked about
NEAR = 2  # sentences between two events that count as near
PAIRS = (70, 40)  # near and far pairs a window
DATINGS = 30  # events against time expressions a window
_SPECIALS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>"}
_DAY = "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_TIME = re.compile(
    rf"\b(?:{_DAY}|{_MONTH}(?: \d\d?)?(?:,? \d{{4}})?|yesterday|today|tomorrow|(?:19|20)\d\d"
    r"|(?:last|next|this|past) (?:week|month|year|weekend|decade))\b"
)


def bare_pages(texts: Iterable[tuple[str, str]]) -> list[Page]:
    """Pages with a row for each word, so that windows carry where the words are."""
    pages = []
    for name, text in texts:
        page = page_of(name, text)
        for index in range(len(page.words)):
            page.add("class", (index,), CLASSES[0])
        pages.append(page)
    return pages


def translation(student: Tokenizer, teacher: Tokenizer) -> Ints:
    """The teacher's number of each of the student's pieces; both cut text alike."""
    size = student.get_vocab_size()
    unknown = teacher.token_to_id("[UNK]")
    table = np.full(size, unknown, dtype=np.int64)
    for number in range(size):
        piece = student.id_to_token(number)
        found = teacher.token_to_id(_SPECIALS.get(piece, piece))
        table[number] = unknown if found is None else found
    return table


class Teacher:
    """A trained network that reads the student's windows in its own vocabulary."""

    def __init__(self, network: Network, own: Tokenizer, student: Tokenizer, seed: int = 7) -> None:
        self.network = network.eval()
        self.table = translation(student, own)
        self.pad = Specials.of(own).pad
        self.specials = Specials.of(student)
        self.rng = random.Random(seed)

    def lessons(self, pages: Sequence[Page], student: Tokenizer) -> Iterator[Window]:
        """The student's windows of these pages with the teacher's answers."""
        for page in pages:
            cutter = Cutter(page, student)
            for window in cutter.windows(self.specials):
                if "class" in window.tables:
                    yield self._teach(window, page)

    @torch.no_grad()
    def _teach(self, window: Window, page: Page) -> Window:
        batch = collate([Window(self.table[window.ids], window.tables)], self.pad)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            flat = self.network.states(batch.ids, None)[0].float()
        words = window.tables["class"]
        classes = self._answer("class", flat, words.places, words.gaps)
        events = np.flatnonzero(1 - classes[:, 0] > EVENT)
        tables = {"class": _table(words.places, words.gaps, classes)}
        places, rows = words.places[events, 0], words.rows[events]
        if len(events):
            for head in ("tense", "aspect", "polarity", "modality", "dct"):
                tables[head] = self._told(head, flat, places[:, None], words.gaps[events])
        self._relate(flat, places, page.sentence_of[rows], tables)
        self._date(flat, places, page.sentence_of[rows], words, page, tables)
        return Window(window.ids, tables, flat.numpy().astype(np.float16))

    def _relate(self, flat: torch.Tensor, places: Ints, sentence: Ints, tables: dict[str, Table]) -> None:
        """Pairs of events, those in neighbouring sentences and those far apart each by their own sample."""
        pairs: list[tuple[int, int]] = []
        every = list(itertools.combinations(range(len(places)), 2))
        for group, most in zip(_by_distance(sentence, every), PAIRS, strict=True):
            pairs += self.rng.sample(group, min(most, len(group)))
        if pairs:
            chosen = np.array(pairs)
            where, gap = places[chosen], gaps(sentence[chosen], places[chosen])
            for head in ("matres", "dense"):
                tables[head] = self._told(head, flat, where, gap)

    def _date(
        self, flat: torch.Tensor, places: Ints, sentence: Ints, words: Table, page: Page, tables: dict[str, Table]
    ) -> None:
        """Events with the plain time expressions of their own and the neighbouring sentences."""
        found = [
            (number, one, two)
            for one, two in _times(page, words.rows)
            for number in range(len(places))
            if abs(int(sentence[number]) - int(page.sentence_of[words.rows[one]])) <= 1
        ]
        if found:
            event, one, two = np.array(self.rng.sample(found, min(DATINGS, len(found)))).T
            where = np.stack([places[event], words.places[one, 0], words.places[two, 0]], axis=1)
            apart = np.stack([sentence[event], page.sentence_of[words.rows[two]]], axis=1)
            tables["time"] = self._told("time", flat, where, gaps(apart, where))

    def _told(self, head: str, flat: torch.Tensor, places: Ints, gap: Ints) -> Table:
        return _table(places, gap, self._answer(head, flat, places, gap))

    def _answer(self, head: str, flat: torch.Tensor, places: Ints, gap: Ints) -> npt.NDArray[np.float32]:
        asked = {"places": torch.from_numpy(places), "gaps": torch.from_numpy(gap)}
        chances = functional.softmax(self.network.logits(head, flat, asked), dim=-1)
        return np.asarray(chances.numpy(), dtype=np.float32)


def _by_distance(sentence: Ints, pairs: list[tuple[int, int]]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Those at most `NEAR` sentences apart, and the others."""
    near = [pair for pair in pairs if sentence[pair[1]] - sentence[pair[0]] <= NEAR]
    far = [pair for pair in pairs if sentence[pair[1]] - sentence[pair[0]] > NEAR]
    return near, far


def _times(page: Page, rows: Ints) -> Iterator[tuple[int, int]]:
    """First and last word of each plain time expression, counted among the words `rows` of a window."""
    first, last = int(rows[0]), int(rows[-1])
    starts = np.array([start for start, _ in page.words[first : last + 1]])
    for match in _TIME.finditer(page.text, page.words[first][0], page.words[last][1]):
        one, two = np.searchsorted(starts, [match.start(), match.end() - 1], side="right") - 1
        yield int(one), int(two)


def _table(places: Ints, gap: Ints, chances: npt.NDArray[np.float32]) -> Table:
    """Rows of full weight whose targets are the teacher's probabilities."""
    size = len(places)
    return Table(places, gap, chances, np.ones(size, np.float32), np.zeros(size, np.bool_), np.arange(size))
