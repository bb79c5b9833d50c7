""" "The results will be announced in two weeks": a length after which something is to happen, and so a date.

Told by the verb ("will"), and by what it is not: how long since something was last so ("the first visit in ten years"),
and what is called by its length ("in the two-day summit").
"""

from __future__ import annotations

import re

from timeline.tagger.grammar import Grammar
from timeline.tagger.mention import Tense
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import Ahead, Modified, Operator, Period

_WINDOW = 12  # tokens in which a "first" or "worst" before the length still belongs to it


class ProspectFinder:
    """Tells lengths that a date lies ahead by from those that something takes."""

    def __init__(self, grammar: Grammar) -> None:
        chars = grammar.alphabet.chars_of
        self._stop = re.compile(f"[{chars('stop')}{chars('break')}]")
        self._record = re.compile(f"[{chars('ordinal')}{chars('record')}]")
        self._the = frozenset(chars("=the"))
        self._joint = re.compile(f"[{chars('=-')}][{chars('unit')}]")

    def ahead(self, meaning: Operator, classes: str, first: int, last: int, signal: str | None) -> Operator | None:
        """What a length at tokens [first, last) means if what will happen then lies ahead by it, else None."""
        length = meaning.of if isinstance(meaning, Modified) else meaning
        if signal != "in" or not isinstance(length, Period) or length.unit.finer_than(Granularity.DAY):
            return None
        if classes[first] in self._the:
            return None  # "in the following years"
        before = self._stop.split(classes[max(0, first - _WINDOW) : first])[-1]
        if self._record.search(before) or self._joint.search(classes[first:last]):
            return None
        return Modified(meaning.mod, Ahead(length)) if isinstance(meaning, Modified) else Ahead(length)


def may_be(kinds: frozenset[str], tense: Tense) -> bool:
    """Whether to look closer."""
    return tense is Tense.FUTURE and "period" in kinds and "theperiod" not in kinds


KINDS = frozenset({"date", "ago"})  # of a length that turned out to be such a date
