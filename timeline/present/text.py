"""Article text made fit to show: one line, nothing that is invisible."""

from __future__ import annotations

import unicodedata

_SURROGATES = range(0xD800, 0xE000)


def clean(text: str) -> str:
    """On one line, without control characters, direction marks and halves of surrogate pairs.

    >>> clean("one\\n two\\u202e")
    'one two'
    """
    kept = ("\ufffd" if ord(c) in _SURROGATES else c for c in text)
    return " ".join("".join(c for c in kept if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")).split())
