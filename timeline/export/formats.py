"""The registry of exports: what the API offers and the command takes."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from timeline.chronology import Timeline


@dataclass(frozen=True, slots=True)
class Format:
    """One way out. `function` is "module:name" of what writes it, imported when first used."""

    name: str
    title: str
    media_type: str
    extension: str
    function: str
    leaves_out: str
    needs: str | None = None

    @property
    def is_available(self) -> bool:
        """False where an optional package is missing."""
        return self.needs is None or find_spec(self.needs) is not None

    def write(self, timeline: Timeline, *, everything: bool = False) -> bytes:
        """The export as bytes, text in UTF-8. The same timeline gives the same bytes, pictures apart."""
        module, name = self.function.split(":")
        written: Any = getattr(import_module(module), name)(timeline, everything=everything)
        return written if isinstance(written, bytes) else str(written).encode("utf-8", "replace")


_ALL = (
    Format("json", "JSON", "application/json", "json", "timeline.export.json:to_json", "nothing"),
    Format(
        "timeml", "TimeML", "application/x-timeml+xml", "tml", "timeline.export.timeml_links:timeline_to_timeml",
        "participants, descriptions, sources and the bounds of times",
    ),
    Format(
        "csv", "CSV", "text/csv", "csv", "timeline.export.csv:to_csv",
        "expressions, relations and the chain of a conflict",
    ),
    Format(
        "ics", "iCalendar", "text/calendar", "ics", "timeline.export.ics:to_ics",
        "events without a date or before the year 1 (named in the calendar's description), and order",
    ),
    Format(
        "timelinejs", "TimelineJS", "application/json", "timelinejs.json", "timeline.export.timelinejs:to_timelinejs",
        "events without a date (named on the title slide), and order",
    ),
    Format(
        "jsonld", "JSON-LD", "application/ld+json", "jsonld", "timeline.export.jsonld:to_jsonld",
        "reasons, relations and conflicts",
    ),
    Format(
        "markdown", "Markdown", "text/markdown", "md", "timeline.export.markdown:to_markdown",
        "offsets, relations and expressions",
    ),
    Format(
        "html", "Page that opens offline", "text/html", "html", "timeline.chart.page:page",
        "expressions and relations",
    ),
    Format(
        "plotly", "Plotly figure", "application/vnd.plotly.v1+json", "plotly.json", "timeline.chart.images:to_plotly",
        "expressions and relations",
    ),
    Format(
        "svg", "SVG picture", "image/svg+xml", "svg", "timeline.chart.images:to_svg",
        "sentences, reasons and relations", "kaleido",
    ),
    Format(
        "png", "PNG picture", "image/png", "png", "timeline.chart.images:to_png",
        "sentences, reasons and relations", "kaleido",
    ),
)  # fmt: skip

FORMATS = {format.name: format for format in _ALL}
"""By name, in the order in which a reader is offered them."""
