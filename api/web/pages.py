"""Tasks that turn stored timelines into pages; they run in the worker pool."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from api.web.article import segments
from api.web.assets import PLOTLY, address
from api.work.tasks import stored
from timeline.chart import Assets, page
from timeline.chart.page import VIEWS, chart_pack, script_json
from timeline.events.model import Factuality
from timeline.export.formats import FORMATS
from timeline.present.dates import date_words
from timeline.present.place import Places
from timeline.present.reasons import about, clashes, contradictions, overruled
from timeline.present.rows import FACTUALITY_WORDS, rows
from timeline.present.text import clean, heading
from timeline.temporal.when import When

EMBED_HEIGHT = 640  # pixels, before the frame has told its own


@dataclass(frozen=True, slots=True)
class Shown:
    """What the service knows of a timeline that its page needs besides the document."""

    id: str
    etag: str
    revision: int
    visibility: str
    origin: str
    can_claim: bool
    can_correct: bool
    is_own: bool
    everything: bool = False


def timeline_page(state: bytes, shown: Shown) -> str:
    timeline = stored(state)
    listed = rows(timeline, everything=shown.everything)
    ids = {row.id for row in listed}
    places = Places(timeline, listed)
    pack = chart_pack(timeline, places)
    return render(
        "timeline.html",
        shown=shown,
        timeline=timeline,
        title=heading(timeline.article),
        published=date_words(When.within(timeline.article.publication.day)),
        rows=listed,
        hidden=len(timeline.events) - len(timeline.shown),
        status=FACTUALITY_WORDS,
        factualities=list(Factuality),
        segments=segments(timeline, everything=shown.everything),
        places={row.id: places.of(row) for row in listed},
        clashes=clashes,
        conflicts=clashes(about(contradictions(timeline), ids)),
        overruled=clashes(about(overruled(timeline), ids)),
        formats=[fmt for fmt in FORMATS.values() if fmt.is_available],
        views=VIEWS,
        pack=pack,
        data=script_json(pack),
    )


def embed_page(state: bytes, shown: Shown, view: str, theme: str) -> str:
    """The chart alone, for a frame in a page of somebody else."""
    link = f"{shown.origin}/t/{shown.id}"
    files = Assets(address(PLOTLY), address("chart.js"), address("chart.css"), link, oembed_address(shown))
    return page(stored(state), view=view, theme=theme, assets=files)


def embed_code(origin: str, timeline_id: str, title: str, width: str = "100%", height: int = EMBED_HEIGHT) -> str:
    """HTML for somebody else's page: a frame, and the script that gives it the height of its chart.

    Where the page lets no script in, the frame scrolls in the height given here.
    """
    return (
        f'<iframe src="{escape(origin)}/embed/{timeline_id}" title="{escape(clean(title))}" width="{width}" '
        f'height="{height}" loading="lazy" style="border:0;max-width:100%"></iframe>'
        f'<script async src="{escape(origin)}/static/embed.js"></script>'
    )


def oembed_address(shown: Shown) -> str:
    return f"{shown.origin}/oembed?{urlencode({'url': f'{shown.origin}/t/{shown.id}', 'format': 'json'})}"


def render(template: str, **values: Any) -> str:
    return _environment().get_template(template).render(**values)


@cache
def _environment() -> Environment:
    loader = ChoiceLoader([PackageLoader("api.web"), PackageLoader("timeline.chart")])
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters["clean"] = clean
    environment.globals.update(asset=address, oembed_address=oembed_address, embed_code=embed_code)
    return environment
