"""/v1/timelines: post an article, get its timeline, list, share and delete what was posted."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.bodies import BODY, PostingDep
from api.conditional import caching, etag, unchanged
from api.dependencies import CallerDep, ReaderDep, TimelinesDep, WorkDep, WriterDep, services_of
from api.formats import negotiate
from api.head import address, head
from api.representation import as_kept, item
from api.routes.exports import All, exported
from api.schemas.timelines import TimelineOut, TimelinePage
from api.service import Timelines
from api.storage.listing import Filters
from api.work import tasks
from api.work.desk import Work
from api.work.packing import joined
from timeline.export.formats import Format

router = APIRouter(prefix="/v1/timelines", tags=["timelines"])

Limit = Annotated[int, Query(ge=1, le=100, description="How many to list at once.")]
Short = Annotated[str | None, Query(max_length=200)]


@router.post(
    "",
    status_code=201,
    summary="Reconstruct the timeline of an article",
    responses={201: {"model": TimelineOut}, 200: {"model": TimelineOut, "description": "It was there already."}},
    openapi_extra=BODY,
)
async def create(
    request: Request,
    posting: PostingDep,
    timelines: TimelinesDep,
    work: WorkDep,
    caller: WriterDep,
    all: All = False,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    wanted = negotiate(accept)  # before the work
    stored, status = await timelines.create(posting, caller)
    response = await _shown(request, stored.id, wanted, timelines, work, caller, everything=all)
    response.headers["Location"] = address(stored.id)
    response.status_code = status
    return response


@router.get("", summary="Your timelines, newest first", response_model=TimelinePage)
def page(
    request: Request,
    response: Response,
    timelines: TimelinesDep,
    caller: ReaderDep,
    published_from: Annotated[date | None, Query(description="Published on this day or later.")] = None,
    published_to: Annotated[date | None, Query(description="Published on this day or earlier.")] = None,
    source: Annotated[str | None, Query(max_length=255, description="Host of the article: example.org.")] = None,
    text: Annotated[str | None, Query(max_length=200, description="Words that stand in title or text.")] = None,
    cursor: Annotated[str | None, Query(max_length=200, description="`next` of the page before.")] = None,
    limit: Limit = 20,
) -> dict[str, Any]:
    found = timelines.page(caller, Filters(published_from, published_to, source, text), cursor, limit)
    if found.next is not None:
        following = request.url.include_query_params(cursor=found.next)
        response.headers["Link"] = f'<{following.path}?{following.query}>; rel="next"'
    return {"items": [item(stored) for stored in found.items], "next": found.next}


@router.get(
    "/{timeline_id}",
    summary="A timeline, in the format that `Accept` names",
    responses={200: {"model": TimelineOut}, 304: {"description": "You have it already."}},
)
async def get(
    request: Request,
    timeline_id: str,
    caller: CallerDep,
    all: All = False,
    accept: Annotated[str | None, Header()] = None,
) -> Response:
    services = services_of(request)  # not by dependencies: each costs the most frequent request as much as its query
    wanted = negotiate(accept)
    return await _shown(request, timeline_id, wanted, services.timelines, services.work, caller, everything=all)


async def _shown(
    request: Request,
    timeline_id: str,
    wanted: Format,
    timelines: Timelines,
    work: Work,
    caller: Caller,
    *,
    everything: bool,
) -> Response:
    """A stored timeline in the format that the client prefers."""
    if wanted.name != "json":
        return await exported(request, timeline_id, wanted, timelines, work, caller, everything=everything)
    if everything:
        return await _complete(request, timeline_id, timelines, work, caller)
    if "if-none-match" in request.headers:
        stored = await run_in_threadpool(timelines.get, timeline_id, caller)
        if (same := unchanged(request, etag(stored))) is not None:
            return same
    kept = await run_in_threadpool(timelines.kept, timeline_id, caller)
    return as_kept(request, etag(kept), kept.body)


async def _complete(request: Request, timeline_id: str, timelines: Timelines, work: Work, caller: Caller) -> Response:
    """Every event, and what the model thinks of every pair: solved again from the state, by a worker."""
    stored, state = await run_in_threadpool(timelines.read, timeline_id, caller)
    tag = etag(stored, "all")
    if (same := unchanged(request, tag)) is not None:
        return same
    document = await work.run(tasks.document, state, True)
    return Response(joined(head(stored), document), media_type="application/json", headers=caching(tag))


@router.delete("/{timeline_id}", status_code=204, summary="Delete a timeline and all its revisions")
def delete(timeline_id: str, timelines: TimelinesDep, caller: WriterDep) -> None:
    timelines.delete(timeline_id, caller)
