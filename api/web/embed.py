"""/embed/{id} for frames, and /oembed for those who look for it."""

from __future__ import annotations

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse
from starlette.concurrency import run_in_threadpool

from api.access import STRANGER
from api.dependencies import ServicesDep, TimelinesDep, WorkDep
from api.problems import Kind, Problem
from api.service import missing
from api.storage.models import Stored
from api.web import pages
from api.web.routes import origin, shown

router = APIRouter(tags=["embedding"])

WIDTH, HEIGHT = 720, pages.EMBED_HEIGHT
View = Annotated[Literal["auto", "calendar", "sequence"], Query(description="Which view is shown first.")]
Theme = Annotated[Literal["auto", "light", "dark"], Query(description="`auto` is as the reader's machine has it.")]


@router.get("/embed/{timeline_id}", summary="The chart for a frame in another page", response_class=Response)
async def embed(
    request: Request,
    timeline_id: str,
    timelines: TimelinesDep,
    work: WorkDep,
    services: ServicesDep,
    view: View = "auto",
    theme: Theme = "auto",
) -> Response:
    """Only what is unlisted or public: a frame sends no key, and nothing is asked of cookies."""
    found, state = await run_in_threadpool(timelines.read, timeline_id, STRANGER)
    html = await work.run(pages.embed_page, state, shown(request, found, STRANGER), view, theme)
    policy = (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {services.settings.frame_ancestors}"
    )
    headers = {
        "Content-Security-Policy": policy,
        "Cross-Origin-Opener-Policy": "unsafe-none",
        "Cache-Control": "public, max-age=60",
    }
    return Response(html, media_type="text/html", headers=headers)


@router.get("/oembed", summary="oEmbed 1.0: how to embed the timeline at an address")
async def oembed(
    request: Request,
    timelines: TimelinesDep,
    services: ServicesDep,
    url: Annotated[str, Query(max_length=2_000)],
    format: str = "json",
    maxwidth: Annotated[int | None, Query(ge=1)] = None,
    maxheight: Annotated[int | None, Query(ge=1)] = None,
) -> JSONResponse:
    if format != "json":
        raise Problem(Kind.NOT_IMPLEMENTED, "only format=json is offered")
    base = origin(request, services.settings.public_url)
    found = await run_in_threadpool(timelines.get, _timeline_id(url, base), STRANGER)
    width, height = min(WIDTH, maxwidth or WIDTH), min(HEIGHT, maxheight or HEIGHT)
    return JSONResponse(_oembed(found, base, width, height), headers={"Access-Control-Allow-Origin": "*"})


def _timeline_id(url: str, base: str) -> str:
    """The id in the address of a timeline's page or embed; anything else is not found."""
    path = urlsplit(url).path if url.startswith(f"{base}/") else ""
    _, place, *rest = [*path.split("/"), ""]
    if place not in ("t", "embed") or not rest[0]:
        raise missing()
    return rest[0]


def _oembed(found: Stored, base: str, width: int, height: int) -> dict[str, Any]:
    title = found.title or "Timeline"
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": "timeline",
        "provider_url": base,
        "title": title,
        "html": pages.embed_code(base, found.id, title, str(width), height),
        "width": width,
        "height": height,
        "cache_age": 3600,
    }
