"""The times in front of a live report's entries: "16:20 BST: The speaker suspends the sitting".

The parser would make the zone the subject. A label is parsed by itself, and then joined to the sentence behind it as a
time that hangs on its verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from timeline.article import Span
from timeline.syntax import Token

_CLOCK = r"\d{1,2}[:.]\d{2} ?(?:[apAP]\.?[mM]\b\.?)?(?: ?[A-Z]{2,4})? ?(?::|--|[-–—]) ?"
LABEL = re.compile(_CLOCK + r"(?=[A-Z\"“'‘])")  # at the beginning of a line, with a sentence behind it
_ALONE = re.compile(_CLOCK)

Sentences = Sequence[tuple[int, int]]


def is_label(text: str) -> bool:
    """Whether a piece of an article is the label of the piece behind it."""
    return _ALONE.fullmatch(text) is not None


def joined(tokens: Sequence[Token], sentences: Sentences, labels: Sequence[Span]) -> tuple[Sequence[Token], Sentences]:
    """Tokens and sentences with each label made part of the sentence behind it."""
    starts = {label.start: label.end for label in labels}
    if not starts:
        return tokens, sentences
    found, kept = list(tokens), list[tuple[int, int]]()
    first, end = -1, -1
    for low, high in sentences:
        if first < 0 and tokens[low].span.start in starts:
            first, end = low, starts[tokens[low].span.start]
        if first >= 0 and tokens[low].span.start >= end:
            _hang(found, first, low, high)
            low, first = first, -1
        if first < 0:
            kept.append((low, high))
    if first >= 0:
        kept.append((first, len(tokens)))
    numbers = (number for number, (low, high) in enumerate(kept) for _ in range(low, high))
    return [replace(t, sentence=number) for t, number in zip(found, numbers, strict=True)], kept


def _hang(found: list[Token], first: int, low: int, high: int) -> None:
    """Make the tokens from `first` to `low` a time of the sentence of those up to `high`."""
    root = next((t.i for t in found[low:high] if t.head == t.i), low)
    for token in found[first:low]:
        word = any(c.isalnum() for c in token.text)
        is_time = token.i == first
        dep, head = ("npadvmod", root) if is_time else ("nmod" if word else "punct", first)
        found[token.i] = replace(token, head=head, dep=dep, pos="NUM" if is_time else token.pos, entity="TIME" * word)
