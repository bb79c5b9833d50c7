"""`page`: the chart as one HTML document, by itself (it opens offline) or with its scripts served beside it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from timeline.chart.canvas import NARROW, hover_width
from timeline.chart.figure import drawn, look_of, resolved_view
from timeline.chart.hover import hover
from timeline.chart.scale import View
from timeline.chart.style import Theme, colour_swaps
from timeline.chronology import Timeline
from timeline.present.dates import date_words
from timeline.present.place import Places
from timeline.present.rows import FACTUALITY_WORDS, rows
from timeline.present.text import clean, heading
from timeline.temporal.when import When

AUTO = "auto"
PAGE_WIDTHS = (288, 344, 400, 460, 530, 600, 660, 720, 780, 860, 960, 1120)
VIEWS = ((View.SEQUENCE.value, "In sequence"), (View.CALENDAR.value, "On the calendar"))
STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True, slots=True)
class Assets:
    """Where a served page finds what a page by itself carries inside; `link` leads back to the whole timeline."""

    plotly: str
    script: str
    style: str
    link: str | None = None
    oembed: str | None = None


def page(
    timeline: Timeline,
    *,
    everything: bool = False,
    view: View | str = View.AUTO,
    theme: Theme | str = AUTO,
    assets: Assets | None = None,
) -> str:
    """HTML with both views of the chart and the same events as a table.

    `theme` is "light", "dark" or "auto", as the reader's machine has it. Without `assets` the document holds all it
    needs, Plotly too, and opens offline. The same timeline gives the same document.
    """
    shown = rows(timeline, everything=everything)
    pack = chart_pack(timeline, Places(timeline, shown), view=view)
    return (
        _environment()
        .get_template("page.html")
        .render(
            title=heading(timeline.article),
            published=date_words(When.within(timeline.article.publication.day)),
            rows=shown,
            status=FACTUALITY_WORDS,
            views=VIEWS,
            theme=AUTO if theme == AUTO else Theme(theme).value,
            pack=pack,
            data=script_json(pack),
            open_table=assets is None,
            assets=assets,
            **({} if assets else _inside()),
        )
    )


def chart_pack(timeline: Timeline, places: Places, *, view: View | str = View.AUTO) -> dict[str, Any]:
    """What chart.js draws from: the figures by view and width, what to show on pointing, light colour -> dark."""
    shown = places.rows
    return {
        "view": resolved_view(timeline, shown, View(view)).value,
        "narrow": NARROW,
        "figures": {
            name: {str(width): _figure(timeline, places, View(name), width) for width in PAGE_WIDTHS}
            for name, _ in VIEWS
        },
        "hover": {
            name: {row.id: hover(row, hover_width(narrow)) for row in shown}
            for name, narrow in (("narrow", True), ("wide", False))
        },
        "swaps": colour_swaps(),
    }


def script_json(value: Any) -> str:
    """JSON that may stand inside a script element: nothing in it ends the element or opens a comment."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _figure(timeline: Timeline, places: Places, view: View, width: int) -> dict[str, Any]:
    """Without hover text, which chart.js puts back."""
    made = drawn(timeline, places, view, look_of(places.rows, Theme.LIGHT, width, silent=True))
    for part in (*made["data"], *made["layout"].get("annotations", ())):
        if part.get("customdata") or part.get("name"):
            part.pop("hovertext", None)
    return made


@cache
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("timeline.chart"), autoescape=True, undefined=StrictUndefined)
    environment.filters["clean"] = clean
    return environment


@cache
def _inside() -> dict[str, str]:
    from plotly.offline import get_plotlyjs

    return {
        "plotly": get_plotlyjs().replace("</script", "<\\/script"),
        "script": (STATIC / "chart.js").read_text(encoding="utf-8"),
        "style": (STATIC / "chart.css").read_text(encoding="utf-8"),
    }
