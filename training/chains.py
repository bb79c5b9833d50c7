"""Newswire in which a reader marked the order of events: `newswire_order.json`, article id -> chains.

`"120 < 344=400 < 55~D ; 610+ < 700"`: the event whose word starts at character 120 started before that at 344, which is
the same happening as that at 400; 55 and the publication day D share a slot, the order within it left open; 610 is
still going on at publication. Chains between semicolons are not ordered against each other. What is not named was left
open, or never happened. training/README.md says who marked it and how.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.corpora import DCT, Document, EventMention, Pair, read_unlabelled
from training.gold import Annotator, Page

MARKED = Path(__file__).resolve().parent / "newswire_order.json"
PUBLICATION = "D"
HELD_OUT = 5  # one article in five, by a hash of its id, is kept for measuring
# Order within one slot is open, which is MATRES's VAGUE; but a hasty reader leaves open what another would order.
OPEN_WEIGHT = 0.4
DAY_WEIGHT = 0.5
_ITEM = re.compile(r"(D|\d+)(\+?)")


@dataclass(frozen=True, slots=True)
class Item:
    """An event by the character where its word starts (None: the publication day), and whether it goes on."""

    start: int | None
    lasts: bool = False


Slot = tuple[tuple[Item, ...], ...]  # groups whose order is open, each of events that are one or start together


def read_chain(text: str) -> tuple[Slot, ...]:
    """The slots of a chain, earliest first. Raises ValueError where an item is malformed.

    >>> [len(slot) for slot in read_chain("120 < 344=400 < 55~D")]
    [1, 1, 2]
    """
    return tuple(
        tuple(tuple(_item(word) for word in group.split("=")) for group in slot.split("~")) for slot in text.split("<")
    )


def _item(word: str) -> Item:
    found = _ITEM.fullmatch(word.strip())
    if found is None:
        raise ValueError(f"not an event of a chain: {word!r}")
    return Item(None if found[1] == PUBLICATION else int(found[1]), bool(found[2]))


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked article; `pairs` have MATRES's labels, `days` are events against the publication day (Dense's)."""

    document: Document
    pairs: list[Pair]
    days: list[Pair]


def marked_articles(corpora: Path) -> tuple[list[Marked], list[Marked]]:
    """The marked articles, by id: those to train on, and those to measure on."""
    chains: dict[str, str] = json.loads(MARKED.read_text(encoding="utf-8"))
    texts = {name: text for name, text in read_unlabelled(corpora) if name in chains}
    train: list[Marked] = []
    test: list[Marked] = []
    for name in sorted(texts):
        (test if is_held_out(name) else train).append(_marked(name, texts[name], chains[name]))
    return train, test


def is_held_out(name: str) -> bool:
    """Whether a marked article is measured on and never trained on: one in five, by a hash of its id."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def marked_pages(corpora: Path) -> tuple[list[Page], list[Page]]:
    """Their pages with rows for order and publication, to train on and to measure on."""
    train, test = marked_articles(corpora)
    return [_page(one) for one in train], [_page(one) for one in test]


def _page(marked: Marked) -> Page:
    annotator = Annotator(marked.document)
    open_ = [pair for pair in marked.pairs if pair.label == "VAGUE"]
    annotator.pairs("matres", [pair for pair in marked.pairs if pair.label != "VAGUE"])
    annotator.pairs("matres", open_, OPEN_WEIGHT)
    annotator.pairs("dct", marked.days, DAY_WEIGHT, closed=True)
    return annotator.page


def _marked(name: str, text: str, chains: str) -> Marked:
    read = [read_chain(chain) for chain in chains.split(";")]
    pairs: dict[frozenset[str], Pair] = {}
    days: dict[str, Pair] = {}
    for slots in read:
        for pair in _pairs(slots):
            pairs.setdefault(frozenset((pair.first, pair.second)), pair)
        for pair in _days(slots):
            days.setdefault(pair.first, pair)
    for pair in _across(read):
        if pair.second == DCT:
            days.setdefault(pair.first, pair)
            continue
        known = pairs.get(frozenset((pair.first, pair.second)))
        if known is None or known.label == "VAGUE":
            pairs[frozenset((pair.first, pair.second))] = pair
    names = sorted({end for pair in pairs for end in pair} | set(days), key=int)
    events = {start: EventMention(int(start), _word_end(text, int(start)), "OCCURRENCE") for start in names}
    return Marked(Document(name, "newswire", text, events, {}, {}, ()), list(pairs.values()), list(days.values()))


def _across(chains: list[tuple[Slot, ...]]) -> Iterator[Pair]:
    """What chains say together: "1 < 2 ; 2 < 3" has 1 before 3, "1 < D ; D < 2" has 1 before 2."""
    placed = [_placed(slots) for slots in chains]
    lasts = {item.start for chain in placed for _, _, item in chain if item.lasts}
    same, later = _edges(placed)
    reach = {start: _reached(start, same, later) for start in same}
    for one, beyond in reach.items():
        for two in beyond:
            if one in reach.get(two, ()):
                continue  # marked both ways by way of others: say nothing
            if one is None:
                yield Pair(str(two), DCT, "a")
            elif two is None:
                yield Pair(str(one), DCT, "i" if one in lasts else "b")
            else:
                yield Pair(str(one), str(two), "BEFORE")


_Edges = dict[int | None, set[int | None]]


def _edges(placed: list[list[tuple[int, tuple[Item, ...], Item]]]) -> tuple[_Edges, _Edges]:
    """Which events (None: the day) are marked as one, themselves included, and which as later, by each chain alone."""
    same: _Edges = {item.start: {item.start} for chain in placed for _, _, item in chain}
    later: _Edges = {start: set() for start in same}
    for chain in placed:
        for (place, group, one), (other, second, two) in itertools.combinations(chain, 2):
            if place < other:
                later[one.start].add(two.start)
            elif group is second:
                same[one.start].add(two.start)
                same[two.start].add(one.start)
    return same, later


def _reached(start: int | None, same: _Edges, later: _Edges) -> set[int | None]:
    """What is later than `start` in any number of steps, at least one of them from earlier to later."""
    found: set[int | None] = set()
    seen = {(start, False)}
    queue = [(start, False)]
    while queue:
        at, moved = queue.pop()
        steps = [(other, moved) for other in same[at]] + [(other, True) for other in later[at]]
        for step in steps:
            if step not in seen:
                seen.add(step)
                queue.append(step)
                if step[1]:
                    found.add(step[0])
    return found - {start}


def _word_end(text: str, start: int) -> int:
    found = re.compile(r"\w+|\S").match(text, start)
    return found.end() if found else start + 1


def _placed(slots: tuple[Slot, ...]) -> list[tuple[int, tuple[Item, ...], Item]]:
    """Every item of a chain with the number of its slot and the group it stands in."""
    return [(place, group, item) for place, slot in enumerate(slots) for group in slot for item in group]


def _pairs(slots: tuple[Slot, ...]) -> Iterator[Pair]:
    """Every two events of a chain, the earlier first; an event is named by where it starts."""
    for (place, group, one), (other, second, two) in itertools.combinations(_placed(slots), 2):
        if one.start is not None and two.start is not None and one.start != two.start:
            label = "BEFORE" if place < other else "EQUAL" if group is second else "VAGUE"
            yield Pair(str(one.start), str(two.start), label)


def _days(slots: tuple[Slot, ...]) -> Iterator[Pair]:
    """Every event of a chain that names the publication day, against it."""
    placed = _placed(slots)
    today = next((place for place, _, item in placed if item.start is None), None)
    if today is None:
        return
    for place, _, item in placed:
        if item.start is not None:
            before = "i" if item.lasts else "b"
            yield Pair(str(item.start), DCT, before if place < today else "ii" if place == today else "a")
