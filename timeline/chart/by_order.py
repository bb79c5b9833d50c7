"""The sequence view: one step per group, downwards, as far apart as their labels need; dates are labels.

Dated events stand on the spine, which is dashed where nothing is dated for long. Undated ones have lanes of their own
beside it, each on a rail from the last event known to come before to the first known to come after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from timeline.chart.canvas import NOTE_LINE, Canvas, Layout, Look, Mark, base_layout, muted, small
from timeline.chart.labels import date_label, label
from timeline.chart.lanes import lanes
from timeline.chart.legend import Key, legend
from timeline.chart.style import NOTE_SIZE
from timeline.chart.text import wrap
from timeline.chronology import Timeline
from timeline.present.dates import date_words, pause_words
from timeline.present.place import Places
from timeline.present.rows import Row
from timeline.temporal.when import When

_STEP_GAP, _ROW_GAP, _PAUSE = 18, 10, 26
_LEAST_PAUSE = 8  # a pause is worth saying from this part of the whole time on
_MIDDLE = 10  # from the top of a row to its mark
_LANE, _LANES = 15, 4
_OPEN = 18  # how far a rail without an end goes beyond the outermost mark
_BAND = 6  # how far the band of a group goes beyond its rows


@dataclass(frozen=True, slots=True)
class Columns:
    """Pixels from the left: where the dates end, the spine, the lane of each undated event, the labels, their width."""

    dates: float
    spine: float
    lanes: dict[str, float]
    labels: float
    width: float

    def x(self, row: Row) -> float:
        return self.lanes.get(row.id, self.spine)


@dataclass(slots=True)
class Sheet:
    """The canvas, and how far down it is drawn on; `reached` is the last moment that a dated event can have touched.

    Pauses shorter than `least_pause` seconds are not worth saying.
    """

    canvas: Canvas
    columns: Columns
    top: float = 14.0
    reached: int | None = None
    after_pause: set[str] = field(default_factory=set)
    least_pause: int = 0


def sequence(timeline: Timeline, places: Places, look: Look) -> Layout:
    rows = places.rows
    sheet = Sheet(Canvas(look), _columns(places, look), least_pause=_span(rows) // _LEAST_PAUSE)
    last_step = _published_after(timeline, rows)
    for step, group in groupby(rows, key=lambda row: row.step):
        _step(sheet, list(group))
        if step == last_step:
            _published(sheet, timeline)
    _spine(sheet)
    _rails(sheet, places)
    return _figure(sheet, legend(look, rows, extents=False))


def _columns(places: Places, look: Look) -> Columns:
    dates = 0.0 if look.is_narrow else min(240.0, 0.26 * look.width)
    spine = dates + 14
    taken = {event_id: spine + _LANE * (1 + lane) for event_id, lane in lanes(places, _LANES).items()}
    labels = max([spine, *taken.values()]) + 18
    return Columns(dates, spine, taken, labels, look.width - labels - 2 * _side(look) - _BAND)


def _side(look: Look) -> int:
    return 4 if look.is_narrow else 8


def _step(sheet: Sheet, members: list[Row]) -> None:
    """One group, and a band behind it where it has several events."""
    for row in members:
        _pause(sheet, row)
    first = sheet.top
    for row in members:
        _row(sheet, row)
        sheet.reached = _latest(sheet.reached, row)
    if len(members) > 1:
        _band(sheet.canvas, first - _BAND, sheet.top - _ROW_GAP + _BAND)
        sheet.top += _BAND
    sheet.top += _STEP_GAP - _ROW_GAP


def _row(sheet: Sheet, row: Row) -> None:
    canvas, columns, top = sheet.canvas, sheet.columns, sheet.top
    look = canvas.look
    words = label(row, look, columns.width, dated=look.is_narrow)
    dates = [] if look.is_narrow else wrap(row.date, columns.dates - 4, NOTE_SIZE)
    canvas.marks.append(Mark(row, columns.x(row), top + _MIDDLE))
    told = {"hovertext": canvas.told(row), "captureevents": True, "name": row.id}
    canvas.text(words.text, 0, top, xref="x", xshift=columns.labels, **told)
    if dates:
        text = "<br>".join(date_label(line, row, look) for line in dates)
        canvas.text(
            text, 0, top + 2, xref="x", xanchor="right", align="right", xshift=columns.dates, font=small(look),
        )  # fmt: skip
    sheet.top = top + max(words.height, len(dates) * NOTE_LINE + 2) + _ROW_GAP


def _band(canvas: Canvas, top: float, bottom: float) -> None:
    look = {"fillcolor": canvas.look.palette.band, "line": {"width": 1, "color": canvas.look.palette.grid}}
    place = {"xref": "paper", "x0": 0, "x1": 1, "y0": top, "y1": bottom}
    # behind everything, whatever was drawn before it
    canvas.shapes.insert(0, {"type": "rect", "layer": "below"} | place | look)


def _spine(sheet: Sheet) -> None:
    """From dated event to dated event, dashed over a pause."""
    canvas, x = sheet.canvas, sheet.columns.spine
    colour = canvas.look.palette.muted
    for upper, lower in pairwise([mark for mark in canvas.marks if mark.row.dated]):
        dash = "4px,4px" if lower.row.id in sheet.after_pause else "solid"
        canvas.line(x0=x, x1=x, y0=upper.y, y1=lower.y, line={"color": colour, "width": 2, "dash": dash})


def _rails(sheet: Sheet, places: Places) -> None:
    """The rail of every undated event, as far as its neighbours let it go; an arrow where none does."""
    canvas = sheet.canvas
    heights = {mark.row.id: mark.y for mark in canvas.marks}
    least, most = min(heights.values()) - _OPEN, max(heights.values()) + _OPEN
    for mark in canvas.marks:
        if mark.row.dated:
            continue
        before, after = places.reach(mark.row)
        top = min(heights[before.id], mark.y) if before else least
        bottom = max(heights[after.id], mark.y) if after else most
        colour = canvas.look.palette.hue(mark.row.factuality).edge
        canvas.line(x0=mark.x, x1=mark.x, y0=top, y1=bottom, line={"color": colour, "width": 2})
        for end, y, symbol in ((before, top, "triangle-up"), (after, bottom, "triangle-down")):
            if end is None:
                canvas.arrows.append((mark.x, y, symbol, colour))


def _published_after(timeline: Timeline, rows: Sequence[Row]) -> int:
    """The last step with an event that is dated not wholly after the publication, or has begun by then; 0 if none."""
    end = timeline.article.publication.day.end
    return max((row.step for row in rows if _begins_by(row, end)), default=0)


def _begins_by(row: Row, end: int) -> bool:
    earliest, latest = row.when.start_earliest.at, row.when.start_latest.at
    return (latest is not None and latest <= end) or (row.dated and (earliest is None or earliest < end))


def _published(sheet: Sheet, timeline: Timeline) -> None:
    canvas, top = sheet.canvas, sheet.top
    line = {"color": canvas.look.palette.muted, "width": 1, "dash": "dot"}
    canvas.line(x0=0, x1=1, xref="paper", y0=top, y1=top, line=line)
    words = f"published {date_words(When.within(timeline.article.publication.day))}"
    canvas.text(muted(words, canvas.look), 0, top + 3, xref="x", xshift=sheet.columns.labels)
    sheet.top = top + NOTE_LINE + 14


def _pause(sheet: Sheet, row: Row) -> None:
    """Says how long nothing is dated before the event, where that is long: undated events may well lie in between."""
    start = row.when.start_earliest.at
    if not row.dated or start is None or sheet.reached is None:
        return
    length = start - sheet.reached
    words = pause_words(length)
    if words is None or length < sheet.least_pause:
        return
    text = muted(f"⋮ {words} without a date", sheet.canvas.look)
    sheet.canvas.text(text, 0, sheet.top - 2, xref="x", xshift=sheet.columns.labels)
    sheet.after_pause.add(row.id)
    sheet.top += _PAUSE


def _span(rows: Sequence[Row]) -> int:
    """Seconds from the first to the last bound of anything dated."""
    known = [b.at for row in rows if row.dated for b in row.when.bounds if b.at is not None]
    return max(known) - min(known) if known else 0


def _latest(reached: int | None, row: Row) -> int | None:
    known = [b.at for b in row.when.bounds if row.dated and b.at is not None]
    return max([*known, *([] if reached is None else [reached])], default=None)


def _figure(sheet: Sheet, key: Key) -> Layout:
    canvas = sheet.canvas
    side = _side(canvas.look)
    margin = {"l": side, "r": side, "t": key.height + 8, "b": 10}
    key.draw(canvas, 0, key.height)
    # one unit of x is as long as one of y, which is one pixel: lanes keep their places at any width
    pixels = {"range": [0, 1], "scaleanchor": "y", "scaleratio": 1, "constrain": "range", "constraintoward": "left"}
    layout = base_layout(canvas.look, sheet.top, margin) | {
        "shapes": canvas.shapes,
        "annotations": canvas.notes,
        "xaxis": pixels | {"visible": False, "fixedrange": True},
    }
    return {"data": canvas.traces(), "layout": layout}
