"""/v1/timelines/{id}/exports: a timeline in other formats; and its chart."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.conditional import caching, etag, unchanged
from api.dependencies import CallerDep, TimelinesDep, WorkDep
from api.formats import available, format_named
from api.head import address
from api.representation import page_policy
from api.schemas.timelines import Exports
from api.service import Timelines
from api.work import drawing
from api.work.desk import Work
from timeline.export.formats import Format

All = Annotated[bool, Query(description="Every event, not only those worth a place on a timeline.")]

router = APIRouter(prefix="/v1/timelines", tags=["timelines"])


@router.get("/{timeline_id}/exports", summary="The formats in which a timeline can be had", response_model=Exports)
def exports(timeline_id: str, timelines: TimelinesDep, caller: CallerDep) -> dict[str, Any]:
    place = address(timelines.get(timeline_id, caller).id)
    return {
        "items": [
            {
                "format": each.name,
                "title": each.title,
                "media_type": each.media_type,
                "leaves_out": each.leaves_out,
                "link": f"{place}/exports/{each.name}",
            }
            for each in available()
        ]
    }


@router.get("/{timeline_id}/exports/{format}", summary="A timeline in one format", response_class=Response)
async def export(
    request: Request,
    timeline_id: str,
    format: str,
    timelines: TimelinesDep,
    work: WorkDep,
    caller: CallerDep,
    all: All = False,
) -> Response:
    return await exported(request, timeline_id, format_named(format), timelines, work, caller, everything=all)


@router.get("/{timeline_id}/chart", summary="The chart of a timeline", response_class=Response)
async def chart(
    request: Request,
    timeline_id: str,
    timelines: TimelinesDep,
    work: WorkDep,
    caller: CallerDep,
    format: Annotated[Literal["html", "json"], Query(description="A page, or the Plotly figure as JSON.")] = "html",
    all: All = False,
) -> Response:
    wanted = (
        replace(format_named("plotly"), media_type="application/json") if format == "json" else format_named("html")
    )
    return await exported(request, timeline_id, wanted, timelines, work, caller, everything=all)


async def exported(
    request: Request,
    timeline_id: str,
    wanted: Format,
    timelines: Timelines,
    work: Work,
    caller: Caller,
    *,
    everything: bool,
) -> Response:
    """A timeline, written in a format by a worker."""
    stored, state = await run_in_threadpool(timelines.read, timeline_id, caller)
    tag = etag(stored, wanted.name + (".all" if everything else ""))
    if (same := unchanged(request, tag)) is not None:
        return same
    body = await work.run(drawing.write, state, wanted.name, everything)
    name = f"{stored.id}.{wanted.extension}"
    shown = wanted.name in ("html", "json", "plotly", "svg", "png")
    headers = caching(tag) | {"Content-Disposition": f'{"inline" if shown else "attachment"}; filename="{name}"'}
    if wanted.media_type == "text/html":
        headers["Content-Security-Policy"] = page_policy(body.decode())
    return Response(body, media_type=wanted.media_type, headers=headers)
