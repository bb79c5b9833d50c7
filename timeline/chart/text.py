"""Article text inside Plotly: escaped, measured, wrapped.

Plotly reads a subset of HTML in every label and hands `$...$` to MathJax where a page has it, so whatever comes from
an article passes through `safe` before it is drawn.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from timeline.present.text import clean

ELLIPSIS = "…"
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&#36;", "\\": "&#92;"})
_NARROW = frozenset("iljtfrI.,:;'!|()[]{}`’‘\"-/ ")
_WIDE = frozenset("mwMW@%—…")
_RIGHT_TO_LEFT_ISOLATE, _POP_ISOLATE = "\u2067", "\u2069"


def safe(text: str) -> str:
    """Text that Plotly shows as it is: nothing in it is a tag, an entity, a link or TeX.

    >>> safe("<b>$5 & $6</b>")
    '&lt;b&gt;&#36;5 &amp; &#36;6&lt;/b&gt;'
    """
    escaped = clean(text).translate(_ENTITIES)
    return f"{_RIGHT_TO_LEFT_ISOLATE}{escaped}{_POP_ISOLATE}" if _is_right_to_left(text) else escaped


def wrap(text: str, width: float, size: float = 13, most: int | None = None) -> list[str]:
    """Lines no wider than `width` pixels at a font of `size` pixels, at `most` so many; not escaped yet.

    Words longer than a line are cut. What does not fit ends in an ellipsis.
    """
    lines: list[str] = []
    line = ""
    for word in _pieces(clean(text), width, size):
        longer = f"{line} {word}" if line else word
        if line and measure(longer, size) > width:
            lines.append(line)
            line = word
        else:
            line = longer
    lines.append(line)
    if most is not None and len(lines) > most:
        lines = [*lines[: most - 1], _shorten(lines[most - 1], width, size)]
    return lines


def measure(text: str, size: float = 13) -> float:
    """About how many pixels the text takes in a plain sans-serif face; rather too many than too few."""
    return sum(map(_advance, text)) * size


def paragraph(text: str, width: float, size: float = 13, most: int | None = None) -> str:
    """Wrapped and escaped, lines joined by <br>."""
    return "<br>".join(map(safe, wrap(text, width, size, most)))


def _pieces(text: str, width: float, size: float) -> list[str]:
    """Words, the longer than a line cut into pieces that fit."""
    pieces = []
    for word in text.split(" "):
        rest = word
        while measure(rest, size) > width and len(rest) > 1:
            end = next((i for i in range(1, len(rest)) if measure(rest[: i + 1], size) > width), len(rest))
            pieces.append(rest[:end])
            rest = rest[end:]
        pieces.append(rest)
    return pieces


def _shorten(line: str, width: float, size: float) -> str:
    while line and measure(line + ELLIPSIS, size) > width:
        line = line[:-1]
    return line.rstrip(" ,;:") + ELLIPSIS


@cache
def _advance(character: str) -> float:
    """Width in ems."""
    if character in _NARROW:
        return 0.37
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _WIDE:
        return 0.95
    return 0.74 if character.isupper() else 0.65 if character.isdigit() else 0.61


def _is_right_to_left(text: str) -> bool:
    """By the first letter with a direction of its own, as browsers do."""
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"
