"""Words made fit to show: one line, nothing that is invisible; lists; a heading for what has none."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from timeline.article import Article

_SURROGATES = range(0xD800, 0xE000)
_LONGEST_HEADING = 90


def clean(text: str) -> str:
    """On one line, without control characters, direction marks and halves of surrogate pairs.

    >>> clean("one\\n two\\u202e")
    'one two'
    """
    kept = ("\ufffd" if ord(c) in _SURROGATES else c for c in text)
    return " ".join("".join(c for c in kept if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf")).split())


def listed(names: Sequence[str]) -> str:
    """
    >>> listed(["Bremmer"]), listed(["reports", "Bremmer", "Musk"])
    ('Bremmer', 'reports, Bremmer and Musk')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def heading(article: Article) -> str:
    """The article's title, or how its text begins, up to the end of a line."""
    if article.title and clean(article.title):
        return clean(article.title)
    first = clean(article.text.strip().split("\n", 1)[0])
    if len(first) <= _LONGEST_HEADING:
        return first
    return f"{first[:_LONGEST_HEADING].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"
