"""Words and sentences by rule, for corpora that come without them. Run time uses the parser's."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+|[^\w\s]")
_END = re.compile(r"""[.!?]+["'”’)]*\s+(?=["'“‘(`]*[A-Z0-9])|\n\s*\n""")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sgt|Capt|Rep|Sen|Gov|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|No"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|\b[A-Z]\.[A-Z]\.)\s+$"
)


def words(text: str) -> list[tuple[int, int]]:
    """Character spans of words and of single punctuation marks.

    >>> words("It didn't.")
    [(0, 2), (3, 7), (7, 8), (8, 9), (9, 10)]
    """
    return [match.span() for match in _WORD.finditer(text)]


def sentences(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Word ranges [first, last) of the sentences that `spans`, the words of `text`, make.

    >>> text = "Mr. Ito spoke. He left."
    >>> sentences(text, words(text))
    [(0, 5), (5, 8)]
    """
    ends = [match.end() for match in _END.finditer(text) if not _ABBREVIATION.search(text, 0, match.end())]
    ranges: list[tuple[int, int]] = []
    first = 0
    for end in [*ends, len(text) + 1]:
        last = first
        while last < len(spans) and spans[last][0] < end:
            last += 1
        if last > first:
            ranges.append((first, last))
        first = last
    return ranges
