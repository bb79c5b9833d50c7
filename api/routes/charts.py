"""/v1/timelines/{id}/chart: the timeline, drawn."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response
from starlette.concurrency import run_in_threadpool

from api.dependencies import CallerDep, TimelinesDep, WorkDep
from api.representation import chart_page
from api.work import drawing

router = APIRouter(prefix="/v1/timelines", tags=["timelines"])

Format = Annotated[Literal["html", "json"], Query(description="A page, or the Plotly figure as JSON.")]


@router.get("/{timeline_id}/chart", summary="The chart of a timeline")
async def chart(
    timeline_id: str, timelines: TimelinesDep, work: WorkDep, caller: CallerDep, format: Format = "html"
) -> Response:
    _, document = await run_in_threadpool(timelines.read, timeline_id, caller, everything=True)
    if format == "json":
        return Response(await work.run(drawing.figure, document), media_type="application/json")
    return chart_page(await work.run(drawing.page, document))
