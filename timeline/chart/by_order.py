"""The sequence view: one step per group, downwards, as far apart as their labels need; dates are labels.

Dated events stand on the spine. Undated ones have lanes of their own beside it, each on a faint bar from the last event
known to come before to the first known to come after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

import plotly.graph_objects as go

from timeline.chart.canvas import NOTE_LINE, Canvas, Layout, Look, Mark, base_layout
from timeline.chart.labels import label
from timeline.chart.lanes import lanes, reach
from timeline.chart.legend import Key, legend
from timeline.chart.style import NOTE_SIZE
from timeline.chart.text import safe, wrap
from timeline.chronology import Timeline
from timeline.present.dates import date_words, pause_words
from timeline.present.rows import Row
from timeline.temporal.when import When

_STEP_GAP, _ROW_GAP, _PAUSE = 16, 8, 24
_SPINE, _LANE = 16.0, 20
_PILL = 14


@dataclass(frozen=True, slots=True)
class Columns:
    """Pixels: the width of the dates, left of the plot; in the plot the lane of each undated event and the labels."""

    dates: float
    lanes: dict[str, float]
    labels: float
    width: float

    def x(self, row: Row) -> float:
        return self.lanes.get(row.id, _SPINE)


def sequence(timeline: Timeline, rows: Sequence[Row], look: Look) -> go.Figure:
    canvas, columns = Canvas(look), _columns(timeline, look, rows)
    last_step = _published_after(timeline, rows)
    top, reached = 8.0, None
    for step, group in groupby(rows, key=lambda row: row.step):
        members = list(group)
        top = _pause(canvas, columns, reached, members, top)
        top = _step(canvas, members, columns, top) + _STEP_GAP
        reached = _latest(reached, members)
        if step == last_step:
            top = _published(canvas, timeline, columns, top)
    _spine(canvas)
    _reaches(canvas, timeline, rows)
    return _figure(canvas, top, columns, legend(look, rows, extents=False))


def _columns(timeline: Timeline, look: Look, rows: Sequence[Row]) -> Columns:
    dates = 0.0 if look.is_narrow else 190.0
    places = {event_id: _SPINE + _LANE * (1 + lane) for event_id, lane in lanes(timeline, rows).items()}
    labels = max([_SPINE, *places.values()]) + 20
    return Columns(dates, places, labels, look.width - dates - labels - 2 * _side(look))


def _side(look: Look) -> int:
    return 8 if look.is_narrow else 16


def _step(canvas: Canvas, members: list[Row], columns: Columns, top: float) -> float:
    """Draws one group from `top`; gives back where it ends."""
    first = top
    for row in members:
        top = _row(canvas, row, columns, top) + _ROW_GAP
    if len(members) > 1:
        places = [columns.x(row) for row in members]
        _pill(
            canvas, (min(places) - _PILL, first - 4), (max(places) + _PILL, top - _ROW_GAP + 4),
            {"line": {"color": canvas.look.palette.muted, "width": 1}},
        )  # fmt: skip
    return top - _ROW_GAP


def _row(canvas: Canvas, row: Row, columns: Columns, top: float) -> float:
    look = canvas.look
    words = label(row, look, columns.width, dated=look.is_narrow)
    dates = [] if look.is_narrow else wrap(row.date, columns.dates - 8, NOTE_SIZE)
    canvas.marks.append(Mark(row, columns.x(row), top + 9))
    told = {"hovertext": canvas.told(row), "captureevents": True, "name": row.id}
    canvas.text(words.text, 0, top, xref="x", xshift=columns.labels, **told)
    if dates:
        text = "<br>".join(_muted(line, look) for line in dates)
        canvas.text(text, 0, top + 1, xref="x", xanchor="right", align="right", xshift=0)
    return top + max(words.height, len(dates) * NOTE_LINE)


def _muted(words: str, look: Look) -> str:
    return f'<span style="font-size:{NOTE_SIZE}px;color:{look.palette.muted}">{safe(words)}</span>'


def _pill(canvas: Canvas, top_left: tuple[float, float], bottom_right: tuple[float, float], look: Layout) -> None:
    """A rectangle with round corners, under everything else."""
    (left, top), (right, bottom) = top_left, bottom_right
    r = min(_PILL, (bottom - top) / 2, (right - left) / 2)
    path = (
        f"M {left + r},{top} L {right - r},{top} Q {right},{top} {right},{top + r} L {right},{bottom - r} "
        f"Q {right},{bottom} {right - r},{bottom} L {left + r},{bottom} Q {left},{bottom} {left},{bottom - r} "
        f"L {left},{top + r} Q {left},{top} {left + r},{top} Z"
    )
    canvas.shapes.append({"type": "path", "path": path, "layer": "below"} | look)


def _spine(canvas: Canvas) -> None:
    heights = [mark.y for mark in canvas.marks if mark.row.dated]
    if heights:
        line = {"color": canvas.look.palette.muted, "width": 2}
        canvas.line(x0=_SPINE, x1=_SPINE, y0=min(heights), y1=max(heights), line=line)


def _reaches(canvas: Canvas, timeline: Timeline, rows: Sequence[Row]) -> None:
    """The bar of every undated event, as far as its neighbours let it go."""
    places = {mark.row.id: mark.y for mark in canvas.marks}
    heights = list(places.values())
    for mark in canvas.marks:
        if mark.row.dated:
            continue
        before, after = reach(timeline, mark.row, rows)
        top = places[before.id] + 10 if before else min(heights) - 8
        bottom = places[after.id] - 10 if after else max(heights) + 8
        fill = {"fillcolor": canvas.look.palette.hue(mark.row.factuality).wash, "line": {"width": 0}}
        _pill(canvas, (float(mark.x) - 4, min(top, mark.y)), (float(mark.x) + 4, max(bottom, mark.y)), fill)


def _published_after(timeline: Timeline, rows: Sequence[Row]) -> int:
    """The last step with a dated event that does not lie wholly after the publication; 0 where there is none."""
    end = timeline.article.publication.day.end
    starts = [(row.step, row.when.start_earliest.at) for row in rows if row.dated]
    return max((step for step, start in starts if start is None or start < end), default=0)


def _published(canvas: Canvas, timeline: Timeline, columns: Columns, top: float) -> float:
    look = canvas.look
    line = {"color": look.palette.muted, "width": 1, "dash": "dot"}
    canvas.line(x0=0, x1=1, xref="paper", y0=top, y1=top, line=line)
    words = f"published {date_words(When.within(timeline.article.publication.day))}"
    canvas.text(_muted(words, look), 0, top + 3, xref="x", xshift=columns.labels)
    return top + NOTE_LINE + 14


def _pause(canvas: Canvas, columns: Columns, reached: int | None, members: list[Row], top: float) -> float:
    """Says how long nothing is known to happen before this step, where that is long."""
    starts = [low for row in members if row.dated and (low := row.when.start_earliest.at) is not None]
    words = None if reached is None or not starts else pause_words(min(starts) - reached)
    if words is None:
        return top
    canvas.text(_muted(f"⋮ {words}", canvas.look), 0, top - 4, xref="x", xshift=columns.labels)
    return top + _PAUSE


def _latest(reached: int | None, members: list[Row]) -> int | None:
    """The last moment that something dated so far can have touched."""
    known = [b.at for row in members if row.dated for b in row.when.bounds if b.at is not None]
    return max([*known, *([] if reached is None else [reached])], default=None)


def _figure(canvas: Canvas, height: float, columns: Columns, key: Key) -> go.Figure:
    side = _side(canvas.look)
    margin = {"l": columns.dates + side, "r": side, "t": key.height + 8, "b": 10}
    key.draw(canvas, columns.dates + side - 12, key.height)
    figure = go.Figure(canvas.traces())
    figure.update_layout(base_layout(canvas.look, height, margin))
    # one unit of x is as long as one of y, which is one pixel: lanes keep their places at any width
    pixels = {"range": [0, 1], "scaleanchor": "y", "scaleratio": 1, "constrain": "range", "constraintoward": "left"}
    figure.update_layout(
        shapes=canvas.shapes,
        annotations=canvas.notes,
        xaxis=pixels | {"visible": False, "fixedrange": True},
    )
    return figure
