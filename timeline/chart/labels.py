"""The words beside a mark: what happened, when, and what sets the event apart."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.chart.canvas import TEXT_LINE, Look
from timeline.chart.style import NOTE_SIZE, TEXT_SIZE
from timeline.chart.text import safe, wrap
from timeline.events.model import Factuality
from timeline.present.rows import Row

_MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Label:
    """`text` is Plotly's HTML, `height` its pixels."""

    text: str
    height: float


def label(row: Row, look: Look, width: float, dated: bool) -> Label:
    """The title, wrapped; in front of it the date where `dated`; behind it what is not plain fact, by whom, conflicts.

    A denied event is struck through, and says so in words.
    """
    titles = [safe(line) for line in wrap(row.title, width, TEXT_SIZE, _MOST_LINES)]
    if row.is_struck:
        titles = [f"<s>{line}</s>" for line in titles]
    above = [date_label(line, row, look) for line in wrap(row.date, width, NOTE_SIZE)] if dated else []
    below = _remarks(row, look, width)
    lines = [*above, *titles, *below]
    return Label("<br>".join(lines), len(lines) * TEXT_LINE)  # Plotly sets all lines as far apart as the largest need


def date_label(line: str, row: Row, look: Look) -> str:
    """A line of the date: plain where the event is dated, muted and slanted where only the order tells so much."""
    note = _note(line, look.palette.ink if row.dated else look.palette.muted)
    return note if row.dated else f"<i>{note}</i>"


def _remarks(row: Row, look: Look, width: float) -> list[str]:
    """Lines that say who says so and how sure it is; none for what the article itself says happened."""
    palette = look.palette
    words = row.standing if row.said or row.factuality is not Factuality.ASSERTED else ""
    colour = palette.muted if row.factuality is Factuality.ASSERTED else palette.hue(row.factuality).words
    lines = [_note(line, colour) for line in wrap(words, width, NOTE_SIZE, 2)] if words else []
    return [*lines, _note("⚠ sources or dates conflict", palette.alarm)] if row.conflicts else lines


def _note(line: str, colour: str) -> str:
    return f'<span style="font-size:{NOTE_SIZE}px;color:{colour}">{safe(line)}</span>'
