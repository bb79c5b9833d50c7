"""Colours, symbols and sizes. Hues are those of Okabe and Ito, told apart by people who see no red, green or blue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from timeline.events.model import Factuality

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"
TEXT_SIZE, NOTE_SIZE = 14, 12
LEADING = 1.3  # line height in font sizes, as Plotly sets it


class Theme(StrEnum):
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Hue:
    """`fill` for what is solid, `edge` for outlines (at least 3:1 against the page), `wash` for what is translucent,
    `words` for text in this colour (at least 4.5:1)."""

    fill: str
    edge: str
    stated: str
    wash: str
    words: str


@dataclass(frozen=True, slots=True)
class Palette:
    paper: str
    ink: str
    muted: str
    grid: str
    band: str
    alarm: str
    stated: str
    wash: str
    hues: dict[Factuality, Hue]

    def hue(self, factuality: Factuality) -> Hue:
        return self.hues[factuality]


def _hue(fill: str, edge: str, words: str) -> Hue:
    red, green, blue = (int(fill[i : i + 2], 16) for i in (1, 3, 5))
    return Hue(fill, edge, f"rgba({red},{green},{blue},0.55)", f"rgba({red},{green},{blue},0.2)", words)


_LIGHT = Palette(
    paper="#ffffff",
    ink="#1b1f24",
    muted="#57606a",
    grid="#d8dee4",
    band="#f3f5f8",
    alarm="#b3261e",
    stated="rgba(87,96,106,0.75)",
    wash="rgba(87,96,106,0.3)",
    hues={
        Factuality.ASSERTED: _hue("#0072b2", "#005a8d", "#00598c"),
        Factuality.DENIED: _hue("#d55e00", "#a64900", "#9c4500"),
        Factuality.DISPUTED: _hue("#cc79a7", "#9c4a78", "#8f3f6c"),
        Factuality.PLANNED: _hue("#009e73", "#00704f", "#006b4c"),
        Factuality.POSSIBLE: _hue("#56b4e9", "#2380b5", "#1b6a98"),
        Factuality.HYPOTHETICAL: _hue("#e69f00", "#946600", "#7d5600"),
    },
)
_DARK = Palette(
    paper="#14181d",
    ink="#e6edf3",
    muted="#a3adb8",
    grid="#363d46",
    band="#1c2229",
    alarm="#ff8a80",
    stated="rgba(163,173,184,0.75)",
    wash="rgba(163,173,184,0.3)",
    hues={
        Factuality.ASSERTED: _hue("#1482c4", "#6cb8ea", "#7cc0ee"),
        Factuality.DENIED: _hue("#e06a0c", "#ff9a4d", "#ffa15c"),
        Factuality.DISPUTED: _hue("#cf7dab", "#eeb0d1", "#eeb0d2"),
        Factuality.PLANNED: _hue("#04a67a", "#3fd6ab", "#41d7ad"),
        Factuality.POSSIBLE: _hue("#5ab7eb", "#a9dbf7", "#aadcf8"),
        Factuality.HYPOTHETICAL: _hue("#e8a205", "#ffc94d", "#ffca50"),
    },
)
PALETTES = {Theme.LIGHT: _LIGHT, Theme.DARK: _DARK}


# Plotly's symbols, and the characters that stand for them in the key
GLYPHS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle-up": "▲",
    "star": "★",
    "triangle-down": "▼",
    "cross": "✚",
    "pentagon": "⬟",
    "hexagram": "✶",
}
AUTHOR_SYMBOL, *_SYMBOLS, OTHER_SYMBOL = GLYPHS


def symbols(sources: Iterable[str], author: str) -> dict[str, str]:
    """A shape for each source in the order given: a circle for the article itself; those past the seventh share one."""
    others = [source for source in dict.fromkeys(sources) if source != author]
    return {author: AUTHOR_SYMBOL} | {s: _symbol(i) for i, s in enumerate(others)}


def _symbol(index: int) -> str:
    return _SYMBOLS[index] if index < len(_SYMBOLS) else OTHER_SYMBOL


def colour_swaps() -> dict[str, str]:
    """Light colour -> dark colour, so that a page can turn one figure into the other."""
    pairs: dict[str, str] = {}
    for name in ("paper", "ink", "muted", "grid", "band", "alarm", "stated", "wash"):
        pairs[getattr(_LIGHT, name)] = getattr(_DARK, name)
    for factuality, hue in _LIGHT.hues.items():
        dark = _DARK.hues[factuality]
        for name in ("fill", "edge", "stated", "wash", "words"):
            pairs[getattr(hue, name)] = getattr(dark, name)
    return pairs
