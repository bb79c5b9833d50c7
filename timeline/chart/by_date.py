"""The calendar view: one row per event in order, bars and marks on a calendar axis.

Fully coloured: the event lasted throughout. Half: some time within, as the text states. Faint: as far as it can reach.
Events without a date stand in a strip of their own below, each between the neighbours that bound it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chart.axis import axis
from timeline.chart.canvas import BAR_HEIGHT, NOTE_LINE, Bar, Canvas, Layer, Layout, Look, Mark, base_layout, muted
from timeline.chart.labels import label
from timeline.chart.legend import legend
from timeline.chart.scale import Scale, calendar_scale
from timeline.chart.style import NOTE_SIZE
from timeline.chart.text import wrap
from timeline.chronology import Timeline
from timeline.present.dates import date_words, pause_words
from timeline.present.rows import Row
from timeline.temporal.calendar import DAY
from timeline.temporal.when import Provenance, When

_GAP = 12
_AXIS = 36
_MARK = 13  # half of the height that the largest mark takes
_STRIP = "Without a date: the order alone places these, somewhere between what comes before and what comes after"
_CUT = 3.5  # half of the width of the gap that shows where empty time is cut out


@dataclass(slots=True)
class Sheet:
    """The canvas, the axis and how far down the page is drawn on."""

    canvas: Canvas
    scale: Scale
    column: float
    width: float
    top: float = 8.0

    @property
    def look(self) -> Look:
        return self.canvas.look


def by_calendar(timeline: Timeline, rows: Sequence[Row], look: Look) -> Layout:
    column = 0.0 if look.is_narrow else min(340.0, look.width * 0.36)
    width = look.width - 16 if look.is_narrow else column - 18
    scale = calendar_scale(timeline, rows)
    sheet = Sheet(Canvas(look), scale, column, width, 8 + NOTE_LINE * (1 + len(scale.cuts)))
    for row in rows:
        if row.dated:
            _row(sheet, row)
    undated = [row for row in rows if not row.dated]
    if undated:
        _heading(sheet)
        for row in undated:
            _row(sheet, row)
    _published(sheet, timeline)
    _cuts(sheet)
    key = legend(look, rows, extents=True)
    key.draw(sheet.canvas, column, key.height + _AXIS - 6)
    margin = {"l": column + (8 if look.is_narrow else 12), "r": 14, "t": key.height + _AXIS, "b": 12}
    placed = {"shapes": sheet.canvas.shapes, "annotations": sheet.canvas.notes, "xaxis": axis(scale, look)}
    return {"data": sheet.canvas.traces(), "layout": base_layout(look, sheet.top, margin) | placed}


def _row(sheet: Sheet, row: Row) -> None:
    """Beside its label where there is room, else below it."""
    look, canvas = sheet.look, sheet.canvas
    words = label(row, look, sheet.width, dated=True)
    told = {"hovertext": canvas.told(row), "captureevents": True, "name": row.id}
    if look.is_narrow:
        canvas.text(words.text, 0, sheet.top, bgcolor=look.palette.paper, **told)
        middle = sheet.top + words.height + _MARK
        bottom = middle + _MARK - 4
    else:
        canvas.text(words.text, 0, sheet.top, xshift=-sheet.column, **told)
        middle = sheet.top + max(words.height, BAR_HEIGHT) / 2
        bottom = sheet.top + max(words.height, BAR_HEIGHT + 4)
    _marks(sheet, row, middle)
    sheet.top = bottom + _GAP
    line = sheet.top - _GAP / 2
    canvas.line(x0=0, x1=1, xref="paper", y0=line, y1=line, line={"color": look.palette.grid, "width": 0.5})


def _marks(sheet: Sheet, row: Row, middle: float) -> None:
    scale, canvas = sheet.scale, sheet.canvas
    low, high = row.when.hull
    left, right = scale.low if low is None else low, scale.high if high is None else high
    stretches = {Layer.REACH: (left, right), Layer.STATED: _stated(row.when, scale), Layer.CORE: _core(row.when)}
    told = {layer: stretch for layer, stretch in stretches.items() if stretch is not None}
    for layer, (start, end) in told.items():
        length = scale.length(start, end)
        if length > 0:
            canvas.bars.append(Bar(row, layer, scale.place(start), length, middle))
    edge = sheet.look.palette.hue(row.factuality).edge
    for bound, x, symbol in ((low, left, "triangle-left"), (high, right, "triangle-right")):
        if bound is None:
            canvas.arrows.append((scale.place(x), middle, symbol, edge))
    canvas.marks.append(Mark(row, scale.place(_marked(scale, *told[max(told)], low, high)), middle))


def _marked(scale: Scale, start: int, end: int, low: int | None, high: int | None) -> int:
    """The middle of the surest stretch; its known end where the other is open, for its middle would say nothing."""
    if low is None and high is not None and start <= scale.low:
        return end
    if high is None and low is not None and end >= scale.high:
        return start
    return scale.middle(start, end)


def _stated(when: When, scale: Scale) -> tuple[int, int] | None:
    """The stretch that the text gives: between the outermost bounds that it states."""
    given = [bound.at for bound in when.bounds if bound.provenance is Provenance.STATED and bound.at is not None]
    if not given or min(given) == max(given):
        return None
    return max(min(given), scale.low), min(max(given), scale.high)


def _core(when: When) -> tuple[int, int] | None:
    """Where the event certainly goes on."""
    start, end = when.start_latest.at, when.end_earliest.at
    return (start, end) if start is not None and end is not None and start < end else None


def _heading(sheet: Sheet) -> None:
    look = sheet.look
    lines = wrap(_STRIP, look.width - 32, NOTE_SIZE)
    sheet.top += 6
    for line in lines:
        sheet.canvas.text(f"<i>{muted(line, look)}</i>", 0, sheet.top, xshift=-sheet.column, bgcolor=look.palette.paper)
        sheet.top += NOTE_LINE
    sheet.top += 6


def _published(sheet: Sheet, timeline: Timeline) -> None:
    """A dotted line on the day of publication, named at its head."""
    scale, day = sheet.scale, timeline.article.publication.day
    x = scale.place((day.start + day.end) // 2)
    line = {"color": sheet.look.palette.muted, "width": 1, "dash": "dot"}
    sheet.canvas.line(x0=x, x1=x, y0=0, y1=sheet.top, line=line)
    late = scale.shown_between(scale.low, day.start) > scale.shown_between(day.start, scale.high)
    words = f"published {date_words(When.within(day))}"
    _named(sheet, words, x, 0, late)


def _cuts(sheet: Sheet) -> None:
    """A gap through everything where empty time is cut out, and how much of it."""
    scale, palette, canvas = sheet.scale, sheet.look.palette, sheet.canvas
    for number, (start, end) in enumerate(scale.cuts, 1):
        x = scale.place(start - 1)
        place = {"xref": "x", "xsizemode": "pixel", "xanchor": x, "y0": 0, "y1": sheet.top, "layer": "above"}
        gap = {"type": "rect", "fillcolor": palette.paper, "line": {"width": 0}, "x0": -_CUT, "x1": _CUT}
        canvas.shapes.append(gap | place)
        edge = {"color": palette.muted, "width": 1, "dash": "3px,3px"}
        for shift in (-_CUT, _CUT):
            canvas.shapes.append({"type": "line", "line": edge, "x0": shift, "x1": shift} | place)
        words = f"{pause_words(end - start) or f'{(end - start) // DAY} days'} cut out"
        late = scale.shown_between(scale.low, start) > scale.shown_between(end, scale.high)
        _named(sheet, words, x, number * NOTE_LINE, late)


def _named(sheet: Sheet, words: str, x: str | float, y: float, late: bool) -> None:
    """Words at the head of a vertical line, on the side that has more room."""
    look, side = sheet.look, {"xanchor": "right", "xshift": -6} if late else {"xanchor": "left", "xshift": 6}
    sheet.canvas.text(muted(words, look), x, y, xref="x", bgcolor=look.palette.paper, **side)
