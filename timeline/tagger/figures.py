"""Figures that others are compared with: "a gain of $24 million, compared with a loss of $3 million last year"."""

from __future__ import annotations

import re

from timeline.tagger.grammar import Grammar
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import Last, Operator, Same

_WINDOW = 20  # tokens


class FigureFinder:
    """Tells where "last year" is that of a figure compared with, and so may be just a quarter of it."""

    def __init__(self, grammar: Grammar) -> None:
        chars = grammar.alphabet.chars_of
        ends = chars("stop") + chars("break")
        told = f"(?:[{chars('=from')}{chars('=than')}{chars('=against')}]|[{chars('pastverb')}][{chars('=with')}])"
        self._compared = re.compile(f"{told}(?:[^{ends}]{{0,6}}[{chars('currency')}][^{ends}]{{0,12}})?$")

    def compared(self, meaning: Operator, classes: str, first: int) -> Operator | None:
        """What "last year" at token `first` means where a figure of it is what others are compared with."""
        if not isinstance(meaning, Last) or meaning.of is not Granularity.YEAR or meaning.count != 1:
            return None
        return Same(meaning) if self._compared.search(classes[max(0, first - _WINDOW) : first]) else None
