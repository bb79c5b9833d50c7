"""Lengths of time in a claim: "within a week", "more than a year", and what they support and refute."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.claims.cues import Comparator, cues
from timeline.claims.model import Window
from timeline.claims.utterance import Range, Utterance
from timeline.errors import TimelineError
from timeline.resolve import resolve_phrase
from timeline.temporal.granularity import Granularity

_EXACT = Comparator("", (1.0, 1.0), (1.0, 1.0))


@dataclass(frozen=True, slots=True)
class Length:
    """A length said at `where`, comparator included ("less than two weeks")."""

    where: Range
    window: Window
    comparator: str


def lengths(utterance: Utterance, where: Range) -> list[Length]:
    """Every length said in these tokens, in text order; those that are part of a date ("two weeks ago") are not."""
    dates = [r for r, _ in utterance.dates(where)]
    found = []
    for i in range(*where):
        unit = cues().units.get(utterance.tokens[i].lower)
        quantity = None if unit is None else _quantity(utterance, i, where[0])
        if unit is None or quantity is None or any(first <= i < last for first, last in dates):
            continue
        length = _length(utterance, quantity, unit, where[0])
        if length is not None:
            found.append(length)
    return found


def _quantity(utterance: Utterance, unit: int, start: int) -> Range | None:
    """The tokens of the number and the unit: "a year and a half" ends at "half" only before a connective."""
    first = unit
    while first > start and _counts(utterance, first - 1):
        first -= 1
    return (first, unit + 1) if first < unit else None


def _counts(utterance: Utterance, i: int) -> bool:
    token = utterance.tokens[i]
    return token.pos == "NUM" or token.text.isdigit() or token.lower in cues().quantity_words - {"and", "some"}


def _length(utterance: Utterance, quantity: Range, unit: Granularity, start: int) -> Length | None:
    words = utterance.words(quantity)
    if utterance.lower(quantity)[:-1] == ("the",):
        words = f"a {utterance.tokens[quantity[1] - 1].text}"  # "the week before": one week
    try:
        duration = resolve_phrase(words, utterance.published).duration
    except TimelineError:  # "some years": no length
        return None
    if duration is None:
        return None
    before = utterance.phrase_before(quantity[0], cues().comparators, start)
    comparator = _EXACT if before is None else cues().comparators[utterance.lower(before)]
    where = (quantity[0] if before is None else before[0], quantity[1])
    window = _window(duration, unit, comparator, utterance.words(where))
    return Length(where, window, comparator.name)


def _window(duration: tuple[int, int], unit: Granularity, comparator: Comparator, text: str) -> Window:
    """What a length claims: "about a year" is three quarters to five quarters of one.

    A bare length is not exact: "18 months after" allows half a unit either way, and only a whole unit refutes it.
    """
    low, high = duration
    if comparator.range == (1.0, 1.0):
        half, whole = unit.seconds // 2, unit.seconds
        if unit.seconds <= Granularity.DAY.seconds:
            half, whole = 0, 0
        return Window(low - half, high + half, max(0, low - whole), high + whole, unit, text)
    (a, b), (c, d) = comparator.range, comparator.loose
    return Window(_times(low, a), _times(high, b), _times(low, c), _times(high, d), unit, text)


def _times(seconds: int, factor: float) -> int | None:
    return None if factor == float("inf") else round(seconds * factor)
