"""`figure`: a timeline as a Plotly figure."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from timeline.chart.by_date import by_calendar
from timeline.chart.by_order import sequence
from timeline.chart.canvas import Look, base_layout
from timeline.chart.scale import View, chosen_view
from timeline.chart.style import PALETTES, Theme, symbols
from timeline.chronology import Timeline
from timeline.present.rows import THE_ARTICLE, Row, rows

LEAST_WIDTH = 280


def figure(
    timeline: Timeline,
    *,
    everything: bool = False,
    view: View | str = View.AUTO,
    theme: Theme | str = Theme.LIGHT,
    width: int = 900,
) -> go.Figure:
    """The timeline drawn, one row an event in order: those worth a place on it, or `everything`.

    `view` is "calendar", "sequence" or "auto", the better one. The figure fits itself to the space it gets; `width`
    says for how many pixels its labels are laid out (320 and more). The same timeline gives the same figure.
    """
    shown = rows(timeline, everything=everything)
    look = _look(shown, Theme(theme), width)
    if not shown:
        return _empty(look)
    if resolved_view(timeline, shown, View(view)) is View.CALENDAR:
        return by_calendar(timeline, shown, look)
    return sequence(timeline, shown, look)


def resolved_view(timeline: Timeline, shown: Sequence[Row], view: View) -> View:
    """The view that is drawn where `view` is asked for."""
    return chosen_view(timeline, shown, view) if shown else View.SEQUENCE


def _look(shown: Sequence[Row], theme: Theme, width: int) -> Look:
    return Look(PALETTES[theme], symbols((row.source for row in shown), THE_ARTICLE), max(width, LEAST_WIDTH))


def _empty(look: Look) -> go.Figure:
    drawn = go.Figure()
    drawn.update_layout(base_layout(look, 120, {"l": 16, "r": 16, "t": 0, "b": 0}))
    drawn.update_layout(xaxis={"visible": False}, showlegend=False)
    words = "The article gives no event to place on a timeline."
    drawn.add_annotation(text=words, showarrow=False, x=0.5, y=0.5, xref="paper", yref="paper")
    return drawn
