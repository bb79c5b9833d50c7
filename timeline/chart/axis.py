"""Plotly's settings of the calendar axis, with ticks of our own where it is cut."""

from __future__ import annotations

from timeline.chart.canvas import Layout, Look
from timeline.chart.scale import Scale
from timeline.chart.style import NOTE_SIZE
from timeline.temporal import calendar
from timeline.temporal.calendar import DAY, Civil

_STEPS_OF_DAYS = (1, 2, 7, 14)
_STEPS_OF_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)
_MONTH = 30.44 * DAY
_MONDAY = 4 * DAY  # 1970-01-05


def axis(scale: Scale, look: Look) -> Layout:
    palette = look.palette
    most = 4 if look.is_narrow else 9
    settings: Layout = {
        "type": "date" if scale.is_dates else "linear",
        "range": [scale.place(scale.low), scale.place(scale.high)],
        "side": "top",
        "gridcolor": palette.grid,
        "tickfont": {"size": NOTE_SIZE, "color": palette.muted},
        "ticks": "outside",
        "ticklen": 4,
        "tickcolor": palette.grid,
        "tickangle": 0,
        "nticks": most,
        "zeroline": False,
        "automargin": False,
    }
    if not scale.is_dates:
        return settings | {"tickformat": "d"}
    if scale.cuts:
        places = ticks(scale, most)
        settings["tickvals"] = [scale.place(second) for second in places]
        settings["ticktext"] = _names(places)
        settings["rangebreaks"] = [{"bounds": [scale.place(a), scale.place(b)]} for a, b in scale.cuts]
    return settings


def ticks(scale: Scale, most: int) -> list[int]:
    """Seconds worth a tick, none too near the one before; the start of a piece between cuts that has none."""
    total = scale.shown_between(scale.low, scale.high)
    found: list[int] = []
    for start, end in scale.pieces:
        for second in _round(start, end, total, most) or [start]:
            if not found or scale.shown_between(found[-1], second) > total / (most + 2):
                found.append(second)
    return found


def _round(start: int, end: int, total: int, most: int) -> list[int]:
    """Round days, Mondays, months or years from start to end, as far apart as the whole axis asks."""
    for days in _STEPS_OF_DAYS:
        step = days * DAY
        if total <= step * most:
            return list(range(-(-(start - _MONDAY) // step) * step + _MONDAY, end, step))
    step = next((m for m in _STEPS_OF_MONTHS if total <= m * _MONTH * most), _STEPS_OF_MONTHS[-1])
    fields = calendar.civil(start)
    first = -(-(fields.year * 12 + fields.month - (fields.day == 1)) // step) * step
    last = calendar.civil(end)
    months = range(first, last.year * 12 + last.month, step)
    return [second for m in months if start <= (second := calendar.seconds(m // 12, m % 12 + 1)) < end]


def _names(places: list[int]) -> list[str]:
    """Day and month, and the year in a second line where it is new."""
    names, year = [], None
    for fields in map(calendar.civil, places):
        names.append(_name(fields) + (f"<br>{fields.year}" if fields.year != year else ""))
        year = fields.year
    return names


def _name(fields: Civil) -> str:
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[fields.month - 1]
    return month if fields.day == 1 else f"{fields.day} {month}"
