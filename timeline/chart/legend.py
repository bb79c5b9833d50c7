"""The key: which colour, shape and fill means what; only what the chart shows.

It is text, not Plotly's own legend: that one is as wide as the plot without its margins, and its height is not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chart.canvas import NOTE_LINE, Canvas, Look, small
from timeline.chart.style import GLYPHS, NOTE_SIZE
from timeline.chart.text import measure, safe, wrap
from timeline.events.model import Factuality
from timeline.present.rows import FACTUALITY_WORDS, THE_ARTICLE, Row
from timeline.temporal.when import Provenance

_GAP = "\u2003"  # between entries: a space as wide as the letter M
_LINE = NOTE_LINE + 3
_MOST_SOURCE = 150  # pixels of a source's name


@dataclass(frozen=True, slots=True)
class Entry:
    glyph: str
    colour: str
    words: str

    @property
    def width(self) -> float:
        return measure(f"{self.glyph} {self.words}{_GAP}", NOTE_SIZE) + 8

    @property
    def html(self) -> str:
        # no-break spaces: an entry is never torn
        words = safe(self.words).replace(" ", "\u00a0")
        return f'<span style="color:{self.colour}">{self.glyph}</span>\u00a0{words}'


@dataclass(frozen=True, slots=True)
class Key:
    lines: tuple[tuple[Entry, ...], ...]

    @property
    def height(self) -> float:
        return len(self.lines) * _LINE + 8

    def draw(self, canvas: Canvas, left: float, above: float) -> None:
        """`left` pixels from the plot's left edge, its top `above` pixels over the plot."""
        for i, line in enumerate(self.lines):
            canvas.text(
                _GAP.join(entry.html for entry in line), 0, 0, xshift=-left, yshift=above - i * _LINE,
                font=small(canvas.look),
            )  # fmt: skip


def legend(look: Look, rows: Sequence[Row], *, extents: bool) -> Key:
    """What colours, shapes and fills mean, each from a line of its own. `extents`: whether times are drawn as bars."""
    kinds = (_colours(look, rows), _shapes(look, rows), _fills(look, rows, extents))
    return Key(tuple(tuple(line) for kind in kinds if kind for line in _flow(kind, look.width - 24)))


def _flow(entries: Sequence[Entry], width: float) -> list[list[Entry]]:
    lines: list[list[Entry]] = [[]]
    room = width
    for entry in entries:
        if entry.width > room and lines[-1]:
            lines.append([])
            room = width
        lines[-1].append(entry)
        room -= entry.width
    return lines


def _colours(look: Look, rows: Sequence[Row]) -> list[Entry]:
    present = {row.factuality for row in rows}
    hues = look.palette.hues
    denied = Factuality.DENIED
    return [Entry("⊗" if f is denied else "▬", hues[f].fill, FACTUALITY_WORDS[f]) for f in Factuality if f in present]


def _shapes(look: Look, rows: Sequence[Row]) -> list[Entry]:
    """The sources shown; nothing where the article speaks alone. Those that share the last shape are one entry."""
    sources = sorted({row.source for row in rows}, key=list(look.shapes).index)
    if sources in ([], [THE_ARTICLE]):
        return []
    named: dict[str, list[str]] = {}
    for source in sources:
        named.setdefault(look.shapes[source], []).append(source)
    return [Entry(GLYPHS[symbol], look.palette.muted, _source_name(names)) for symbol, names in named.items()]


def _source_name(names: list[str]) -> str:
    return wrap(names[0], _MOST_SOURCE, NOTE_SIZE, 1)[0] if len(names) == 1 else "other sources"


def _fills(look: Look, rows: Sequence[Row], extents: bool) -> list[Entry]:
    palette = look.palette
    found = []
    if any(row.when.provenance is not Provenance.STATED for row in rows):
        found.append(Entry("○", palette.muted, "date worked out, or none"))
    if extents:
        found.append(Entry("▬", palette.stated, "time stated"))
        found.append(Entry("▬", palette.wash, "can reach this far"))
    elif any(not row.dated for row in rows):
        found.append(Entry("│", palette.muted, "somewhere along this line"))
    if not extents and len({row.step for row in rows}) < len(rows):
        found.append(Entry("▭", palette.muted, "order among these unknown"))
    if any(row.conflicts for row in rows):
        found.append(Entry("◎", palette.alarm, "in a conflict"))
    return found
