"""The tense around a phrase, without a parse: the nearest verb form of the clause that shows one.

"The board met Tuesday" -> past; "The board will meet Tuesday" -> future; "He plans to resign in May" -> future.
"""

from __future__ import annotations

import re

from timeline.tagger.grammar import Grammar
from timeline.tagger.mention import Tense

_WINDOW = 16  # tokens on either side


class TenseFinder:
    """Finds tenses in a string of token classes."""

    def __init__(self, grammar: Grammar) -> None:
        chars = grammar.alphabet.chars_of
        self._of = dict.fromkeys(chars("pastverb"), Tense.PAST)
        self._of |= dict.fromkeys(chars("presentverb"), Tense.PRESENT)
        self._of |= dict.fromkeys(chars("futureverb"), Tense.FUTURE)
        self._to = frozenset(chars("infinitive"))
        self._plain = frozenset(char for kinds, char in grammar.alphabet.items() if kinds == {"word"})
        self._stop = re.compile(f"[{chars('stop')}{chars('break')}]")

    def at(self, classes: str, start: int, end: int) -> Tense:
        """The tense of the clause around tokens [start, end)."""
        before = classes[max(0, start - _WINDOW) : start]
        before = self._stop.split(before)[-1]
        for index in range(len(before) - 1, -1, -1):
            char = before[index]
            if char in self._to and index + 1 < len(before) and before[index + 1] in self._plain:
                return Tense.FUTURE
            if char in self._of:
                return self._of[char]
        after = self._stop.split(classes[end : end + _WINDOW])[0]
        return next((self._of[char] for char in after if char in self._of), Tense.NONE)
