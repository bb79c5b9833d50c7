"""Clock times that the words around them tell more about: a day named behind them, the same hour in another zone."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.tagger.mention import Mention
from timeline.temporal.operators import Clock, Modified

_REACH = 60  # characters between a clock time and the day it is of
_OF_THE_DAY = ("on", "during", "for")


def is_same_hour(mention: Mention, before: Mention | None, text: str) -> bool:
    """ "7 a.m. (1200 GMT)": the hour in brackets is the one before them, told once more."""
    if before is None or not (_is_clock_time(mention) and _is_clock_time(before)):
        return False
    return text[before.span.end : mention.span.start].strip() == "("


def _is_clock_time(mention: Mention) -> bool:
    """Without a day of its own: "7 a.m.", "about 7 a.m."."""
    meaning = mention.meaning
    return isinstance(meaning.of if isinstance(meaning, Modified) else meaning, Clock)


def day_behind(mentions: Sequence[Mention], index: int, text: str) -> Mention | None:
    """The day that is named behind a clock time, in its clause: "opens at 7 a.m. (1200 GMT) on Monday"."""
    clock = mentions[index]
    if not _is_clock_time(clock):
        return None
    for other in mentions[index + 1 :]:
        between = text[clock.span.end : other.span.start]
        if other.sentence != clock.sentence or len(between) > _REACH or "," in between or ";" in between:
            return None
        if not _is_clock_time(other):
            return other if other.signal in _OF_THE_DAY else None
    return None
