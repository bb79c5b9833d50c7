"""`Canvas`: gathers what is to be drawn, then makes the traces, shapes and notes of one Plotly figure, as plain values.

The y axis counts pixels from the top, so that a row is as high as its label needs and labels cannot collide. The x axis
is the calendar, or pixels too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from timeline.chart.hover import hover
from timeline.chart.style import FONT, LEADING, NOTE_SIZE, TEXT_SIZE, Palette
from timeline.chart.text import safe
from timeline.events.model import Factuality
from timeline.present.rows import Row
from timeline.temporal.when import Provenance

Layout = dict[str, Any]
MARKER_SIZE = 13
BAR_HEIGHT = 14
NARROW = 600  # a chart of fewer pixels has its labels over the marks, not beside them


@dataclass(frozen=True, slots=True)
class Look:
    """What all marks of one figure share: colours, the shape of each source, the width in pixels.

    `silent` leaves out what is shown on pointing, for pages that keep it once for all figures.
    """

    palette: Palette
    shapes: dict[str, str]
    width: int
    silent: bool = False

    @property
    def is_narrow(self) -> bool:
        return self.width < NARROW


class Layer(IntEnum):
    """Bars that lie over others come later."""

    REACH = 0
    STATED = 1
    CORE = 2


@dataclass(frozen=True, slots=True)
class Bar:
    """From `base` on the x axis, `length` long, its middle at `y`."""

    row: Row
    layer: Layer
    base: str | float
    length: float
    y: float


@dataclass(frozen=True, slots=True)
class Mark:
    row: Row
    x: str | float
    y: float


@dataclass(slots=True)
class Canvas:
    look: Look
    bars: list[Bar] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    arrows: list[tuple[str | float, float, str, str]] = field(default_factory=list)
    shapes: list[Layout] = field(default_factory=list)
    notes: list[Layout] = field(default_factory=list)
    _told: dict[str, str] = field(default_factory=dict)

    def told(self, row: Row) -> str:
        """What to show on pointing at the event: asked for by its mark, its bars and its label."""
        if self.look.silent:
            return ""
        if row.id not in self._told:
            self._told[row.id] = hover(row, hover_width(self.look.is_narrow))
        return self._told[row.id]

    def text(self, words: str, x: float | str, y: float, **more: Any) -> None:
        """Text whose top left corner stands at x, y, unless `more` says otherwise. `words` are Plotly's HTML."""
        defaults: Layout = {
            "xref": "paper",
            "yref": "y",
            "xanchor": "left",
            "yanchor": "top",
            "align": "left",
            "showarrow": False,
            "font": {"size": TEXT_SIZE, "color": self.look.palette.ink},
            "borderpad": 0,
        }
        self.notes.append(defaults | {"text": words, "x": x, "y": y} | more)

    def line(self, **more: Any) -> None:
        self.shapes.append({"type": "line", "layer": "below", "line": {"color": self.look.palette.grid}} | more)

    def traces(self) -> list[Layout]:
        drawn = [*self._bars(), self._arrows(), self._halo(), self._marks(), self._crosses(), self._rings()]
        return [trace for trace in drawn if trace is not None]

    def _bars(self) -> list[Layout]:
        """A trace for each layer and factuality."""
        kinds = sorted({(bar.layer, bar.row.factuality) for bar in self.bars}, key=lambda k: (k[0], k[1].value))
        return [self._bars_of(*kind) for kind in kinds]

    def _bars_of(self, layer: Layer, factuality: Factuality) -> Layout:
        bars = [bar for bar in self.bars if (bar.layer, bar.row.factuality) == (layer, factuality)]
        hue = self.look.palette.hue(factuality)
        marker: Layout = {
            "color": (hue.wash, hue.stated, hue.fill)[layer],
            "line": {"color": hue.edge, "width": 1},
        }
        if factuality is Factuality.DENIED:
            marker["pattern"] = {"shape": "/", "size": 6, "solidity": 0.4, "fgcolor": hue.edge, "fillmode": "overlay"}
        return {
            "type": "bar",
            "base": [bar.base for bar in bars],
            "x": [bar.length for bar in bars],
            "y": [bar.y for bar in bars],
            "width": BAR_HEIGHT,
            "orientation": "h",
            "marker": marker,
            "hovertext": [self.told(bar.row) for bar in bars],
            "hoverinfo": "text",
            "customdata": [bar.row.id for bar in bars],
            "name": f"{factuality.value}, {layer.name.lower()}",
        }

    def _points(self, marks: Sequence[Mark], marker: Layout, **more: Any) -> Layout:
        places = {"x": [mark.x for mark in marks], "y": [mark.y for mark in marks]}
        look = {"type": "scatter", "mode": "markers", "marker": marker, "cliponaxis": False, "hoverinfo": "skip"}
        return places | look | more

    def _symbols(self) -> list[str]:
        return [self.look.shapes[mark.row.source] for mark in self.marks]

    def _halo(self) -> Layout:
        """Parts the marks from what lies behind them."""
        marker = {"symbol": self._symbols(), "size": MARKER_SIZE + 7, "color": self.look.palette.paper, "opacity": 1}
        return self._points(self.marks, marker, name="halo")

    def _marks(self) -> Layout:
        """Filled where the text gives the time, hollow where it is worked out or unknown."""
        palette = self.look.palette
        hues = [palette.hue(mark.row.factuality) for mark in self.marks]
        firm = [mark.row.when.provenance is Provenance.STATED for mark in self.marks]
        marker = {
            "symbol": self._symbols(),
            "size": MARKER_SIZE,
            "color": [hue.fill if stated else palette.paper for hue, stated in zip(hues, firm, strict=True)],
            "line": {"width": 2, "color": [hue.edge for hue in hues]},
            "opacity": 1,
        }
        return self._points(
            self.marks,
            marker,
            hovertext=[self.told(mark.row) for mark in self.marks],
            hoverinfo="text",
            customdata=[mark.row.id for mark in self.marks],
            name="event",
        )

    def _arrows(self) -> Layout | None:
        """Heads at the edge of the chart where an extent goes on beyond it."""
        if not self.arrows:
            return None
        marker = {
            "symbol": [symbol for _, _, symbol, _ in self.arrows],
            "size": 9,
            "color": [colour for _, _, _, colour in self.arrows],
        }
        places = {"x": [x for x, _, _, _ in self.arrows], "y": [y for _, y, _, _ in self.arrows]}
        return self._points((), marker, name="open end") | places

    def _crosses(self) -> Layout | None:
        """A cross through every mark of a denied event."""
        denied = [mark for mark in self.marks if mark.row.factuality is Factuality.DENIED]
        if not denied:
            return None
        palette = self.look.palette
        edge = palette.hue(Factuality.DENIED).edge
        colours = [palette.paper if mark.row.when.provenance is Provenance.STATED else edge for mark in denied]
        line = {"width": 2, "color": colours}
        return self._points(denied, {"symbol": "x-thin", "size": MARKER_SIZE - 5, "line": line}, name="denied")

    def _rings(self) -> Layout | None:
        """A ring around every event that a conflict touches."""
        ringed = [mark for mark in self.marks if mark.row.conflicts]
        line = {"width": 2}
        marker = {"symbol": "circle-open", "size": MARKER_SIZE + 10, "color": self.look.palette.alarm, "line": line}
        return self._points(ringed, marker, name="conflict") if ringed else None


def muted(words: str, look: Look) -> str:
    """A remark of the chart's own, in Plotly's HTML."""
    return f'<span style="font-size:{NOTE_SIZE}px;color:{look.palette.muted}">{safe(words)}</span>'


def small(look: Look) -> Layout:
    return {"size": NOTE_SIZE, "color": look.palette.muted}


def hover_width(is_narrow: bool) -> float:
    return 230 if is_narrow else 400


def base_layout(look: Look, height: float, margin: dict[str, float]) -> Layout:
    palette = look.palette
    return {
        "autosize": True,
        "height": round(height + margin["t"] + margin["b"]),
        "margin": {**margin, "autoexpand": False},
        "paper_bgcolor": palette.paper,
        "plot_bgcolor": palette.paper,
        "font": {"family": FONT, "size": TEXT_SIZE, "color": palette.ink},
        "barmode": "overlay",
        "bargap": 0,
        "hovermode": "closest",
        "hoverlabel": {
            "align": "left",
            "bgcolor": palette.band,
            "bordercolor": palette.muted,
            "font": {"family": FONT, "size": 12.5, "color": palette.ink},
        },
        "showlegend": False,
        "dragmode": False,
        "yaxis": {
            "range": [height, 0],
            "fixedrange": True,
            "visible": False,
        },
        "uirevision": "timeline",
    }


def line_height(size: float) -> float:
    return size * LEADING


NOTE_LINE = line_height(NOTE_SIZE)
TEXT_LINE = line_height(TEXT_SIZE)
