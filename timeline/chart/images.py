"""The chart as a file: Plotly's JSON, SVG and PNG. Pictures need the extra [images] and a Chromium on the machine."""

from __future__ import annotations

import re
import shutil

from timeline.chart.figure import figure
from timeline.chart.scale import View
from timeline.chart.style import Theme
from timeline.chronology import Timeline
from timeline.errors import TimelineError

_REFERENCES = ("id", "class", "style", "clip-path", "mask")
_LOT = re.compile(
    r"(?<=defs-)[0-9a-f]{6}|(?<=clip)[0-9a-f]{6}|(?<=trace)[0-9a-f]{6}\b|(?<![0-9a-z])p[0-9a-f]{6}-[0-9a-f]{6}"
)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")


class NoBrowser(TimelineError):
    title = "No browser for pictures"


def to_plotly(timeline: Timeline, *, everything: bool = False) -> str:
    """The figure as Plotly reads it."""
    return str(figure(timeline, everything=everything).to_json())


def to_svg(timeline: Timeline, *, everything: bool = False) -> bytes:
    return picture(timeline, "svg", everything=everything)


def to_png(timeline: Timeline, *, everything: bool = False) -> bytes:
    """At twice the pixels, for print and dense screens."""
    return picture(timeline, "png", everything=everything)


def picture(
    timeline: Timeline,
    kind: str,
    *,
    everything: bool = False,
    view: View | str = View.AUTO,
    theme: Theme | str = Theme.LIGHT,
    width: int = 900,
) -> bytes:
    """The chart drawn by Plotly in a browser without a window. Raises NoBrowser where there is none."""
    import kaleido

    path = browser()
    if path is None:
        raise NoBrowser("pictures are drawn by Chromium, and none is installed (apt install chromium)")
    drawn = figure(timeline, everything=everything, view=view, theme=theme, width=width)
    options = {"format": kind, "width": width, "height": drawn.layout.height, "scale": 2 if kind == "png" else 1}
    made: bytes = kaleido.calc_fig_sync(drawn, opts=options, kopts={"path": path, "mathjax": False})
    return _settled(made) if kind == "svg" else made


def _settled(svg: bytes) -> bytes:
    """With ids that are numbered, where Plotly draws them by lot: the same figure gives the same picture.

    Only attributes are touched, none of which holds words of an article.
    """
    from lxml import etree

    root = etree.fromstring(svg)
    numbers: dict[str, str] = {}

    def settle(found: re.Match[str]) -> str:
        return numbers.setdefault(found[0], f"n{len(numbers)}")

    for element in root.iter():
        for name, value in element.attrib.items():
            if name in _REFERENCES or name.endswith("}href"):
                element.set(name, _LOT.sub(settle, value))
    return bytes(etree.tostring(root))


def browser() -> str | None:
    """The first browser of the machine that can draw."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)
