"""The states of a timeline: corrected, restored, compared. Listing and reading them is in `parts`."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Response
from starlette.concurrency import run_in_threadpool

from api.conditional import IfMatch, caching, etag
from api.dependencies import AnalystDep, ReaderDep, TimelinesDep, WriterDep
from api.head import head
from api.schemas.analyst import ChangeIn, ComparisonOut, RestoreIn
from api.schemas.timelines import Head

router = APIRouter(prefix="/v1/timelines/{timeline_id}", tags=["revisions"])

Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.patch("", summary="Correct a timeline, or change who may read it", response_model=Head)
async def change(
    response: Response,
    timeline_id: str,
    change: ChangeIn,
    state: IfMatch,
    timelines: TimelinesDep,
    analyst: AnalystDep,
    caller: WriterDep,
) -> dict[str, Any]:
    if change.visibility is not None:
        stored = await run_in_threadpool(timelines.show_to, timeline_id, caller, change.visibility, state)
    else:
        stored = await analyst.correct(timeline_id, caller, change.corrections or [], change.note, state)
    response.headers.update(caching(etag(stored)))
    return head(stored)


@router.post("/revisions/{number}/restore", summary="Make an earlier state the current one", response_model=Head)
async def restore(
    response: Response,
    timeline_id: str,
    number: Number,
    state: IfMatch,
    analyst: AnalystDep,
    caller: WriterDep,
    asked: RestoreIn | None = None,
) -> dict[str, Any]:
    stored = await analyst.restore(timeline_id, caller, number, asked.note if asked else None, state)
    response.headers.update(caching(etag(stored)))
    return head(stored)


@router.get("/revisions/{number}/changes", summary="What a state changed", response_model=ComparisonOut)
async def compare(
    timeline_id: str,
    number: Number,
    analyst: AnalystDep,
    caller: ReaderDep,
    since: Annotated[
        int | None, Query(ge=1, le=1_000_000, description="The state to compare with; the one before.")
    ] = None,
) -> dict[str, Any]:
    return await analyst.compare(timeline_id, caller, since or max(1, number - 1), number)
