"""The tense around a phrase, without a parse: the nearest verb form of its clause that shows one.

"The board met Tuesday" -> past; "On Tuesday, the board will meet" -> future; "He plans to resign in May" -> planned.
The part of the sentence up to the next comma, quotation mark or clause word counts before what lies beyond it, and what
stands before the phrase before what stands after it.
"""

from __future__ import annotations

import re

from timeline.tagger.grammar import Grammar
from timeline.tagger.mention import Tense

_WINDOW = 24  # tokens on either side


class TenseFinder:
    """Finds tenses in a string of token classes."""

    def __init__(self, grammar: Grammar) -> None:
        chars = grammar.alphabet.chars_of
        self._of = dict.fromkeys(chars("pastverb"), Tense.PAST)
        self._of |= dict.fromkeys(chars("presentverb"), Tense.PRESENT)
        self._of |= dict.fromkeys(chars("plannedverb"), Tense.PLANNED)
        self._of |= dict.fromkeys(chars("futureverb"), Tense.FUTURE)
        plain = "".join(
            char for kinds, char in grammar.alphabet.items() if "word" in kinds and not kinds & {"cap", "plural", "ing"}
        )
        tensed = "".join(self._of)
        stops = chars("stop") + chars("break")
        clause = chars("=,") + chars("quote") + chars("clauseword") + chars("=--")
        self._possessive = frozenset(chars("='s"))
        self._stop = re.compile(f"[{stops}]")
        self._clause = re.compile(f"[{clause}]")
        # "to meet": an infinitive shows a plan, if no finite verb stands nearer; "had been due": a plan of the past
        self._verb = re.compile(
            f"(?P<infinitive>[{chars('infinitive')}](?=[{plain}]))"
            f"|(?P<pluperfect>[{chars('pluperfect')}].{{0,2}}[{chars('plannedverb')}])|[{tensed}]"
        )

    def at(self, classes: str, start: int, end: int) -> Tense:
        """The tense of the clause around tokens [start, end)."""
        before = self._stop.split(classes[max(0, start - _WINDOW) : start])[-1]
        after = self._stop.split(classes[end : end + _WINDOW], maxsplit=1)[0]
        near_before, near_after = self._clause.split(before)[-1], self._clause.split(after, maxsplit=1)[0]
        for part, last in ((near_before, True), (near_after, False), (after, False), (before, True)):
            tense, by_infinitive = self._tense(part, last)
            if tense is None:
                continue
            if by_infinitive and (after[:1] in self._possessive or self._tense(near_after, False)[0] is Tense.PAST):
                return Tense.PAST  # "to get around Tuesday's ruling", "the first to join on Friday were"
            return tense
        return Tense.NONE

    def _tense(self, part: str, last: bool) -> tuple[Tense | None, bool]:
        """The last or first tense of a part, and whether only an infinitive shows it."""
        found, by_infinitive, over = None, False, False
        for match in self._verb.finditer(part):
            if over or (match["infinitive"] and found is Tense.PAST):
                continue  # "staged a feast to mark the entry on Friday", "had been due to expire on Friday"
            over = bool(match["pluperfect"])
            by_infinitive = bool(match["infinitive"])
            found = Tense.PLANNED if by_infinitive else Tense.PAST if match["pluperfect"] else self._of[match[0]]
            if not last:
                break
        return found, by_infinitive
