"""`figure`: a timeline as a Plotly figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.chart.by_date import by_calendar
from timeline.chart.by_order import sequence
from timeline.chart.canvas import Layout, Look, base_layout
from timeline.chart.scale import View, chosen_view
from timeline.chart.style import PALETTES, Theme, symbols
from timeline.chronology import Timeline
from timeline.present.place import Places
from timeline.present.rows import THE_ARTICLE, Row, rows

if TYPE_CHECKING:
    import plotly.graph_objects as go

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
    import plotly.graph_objects as go

    shown = rows(timeline, everything=everything)
    return go.Figure(drawn(timeline, Places(timeline, shown), View(view), look_of(shown, Theme(theme), width)))


def drawn(timeline: Timeline, places: Places, view: View, look: Look) -> Layout:
    """The figure as plain values, `data` and `layout`: what Plotly's script draws, without Plotly's checks of it."""
    if not places.rows:
        return _empty(look)
    if resolved_view(timeline, places.rows, view) is View.CALENDAR:
        return by_calendar(timeline, places.rows, look)
    return sequence(timeline, places, look)


def resolved_view(timeline: Timeline, shown: Sequence[Row], view: View) -> View:
    """The view that is drawn where `view` is asked for."""
    return chosen_view(timeline, shown, view) if shown else View.SEQUENCE


def look_of(shown: Sequence[Row], theme: Theme, width: int, *, silent: bool = False) -> Look:
    shapes = symbols((row.source for row in shown), THE_ARTICLE)
    return Look(PALETTES[theme], shapes, max(width, LEAST_WIDTH), silent)


def _empty(look: Look) -> Layout:
    words = "The article gives no event to place on a timeline."
    note = {"text": words, "showarrow": False, "x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper"}
    layout = base_layout(look, 120, {"l": 16, "r": 16, "t": 0, "b": 0})
    return {"data": [], "layout": layout | {"xaxis": {"visible": False}, "annotations": [note]}}
