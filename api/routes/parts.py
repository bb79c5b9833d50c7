"""The parts of a timeline: its expressions, events and revisions."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Path, Response
from starlette.concurrency import run_in_threadpool

from api.access import Caller
from api.dependencies import CallerDep, ReaderDep, TimelinesDep, WorkDep
from api.problems import Kind, Problem
from api.representation import revision
from api.routes.exports import All
from api.schemas.timelines import Document, Items, Revisions
from api.service import Timelines
from api.work import tasks
from api.work.desk import Work
from api.work.packing import unpack

router = APIRouter(prefix="/v1/timelines/{timeline_id}", tags=["parts"])

Json = dict[str, Any]
Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/expressions", summary="The temporal expressions of an article", response_model=Items)
def expressions(timeline_id: str, timelines: TimelinesDep, caller: CallerDep) -> dict[str, Any]:
    return {"items": _shown(timelines, timeline_id, caller)["expressions"]}


@router.get("/events", summary="The events of an article", response_model=Items)
async def events(
    timeline_id: str, timelines: TimelinesDep, work: WorkDep, caller: CallerDep, all: All = False
) -> dict[str, Any]:
    if not all:
        document = await run_in_threadpool(_shown, timelines, timeline_id, caller)
        return {"items": document["events"]}
    return {"items": await _all_events(timelines, timeline_id, work, caller)}


@router.get("/events/{event_id}", summary="One event of an article", response_model=dict[str, Any])
async def event(
    timeline_id: str, event_id: str, timelines: TimelinesDep, work: WorkDep, caller: CallerDep
) -> dict[str, Any]:
    document = await run_in_threadpool(_shown, timelines, timeline_id, caller)
    found = _named(document["events"], event_id)
    if found is None:
        found = _named(await _all_events(timelines, timeline_id, work, caller), event_id)
    if found is None:
        raise Problem(Kind.NOT_FOUND, "the timeline has no such event")
    return found


def _shown(timelines: Timelines, timeline_id: str, caller: Caller) -> Json:
    document: Json = json.loads(unpack(timelines.kept(timeline_id, caller).body))
    return document


async def _all_events(timelines: Timelines, timeline_id: str, work: Work, caller: Caller) -> list[Json]:
    _, state = await run_in_threadpool(timelines.read, timeline_id, caller)
    document: Json = json.loads(await work.run(tasks.document, state, True))
    events: list[Json] = document["events"]
    return events


def _named(events: list[Json], event_id: str) -> Json | None:
    return next((event for event in events if event["id"] == event_id), None)


@router.get("/revisions", summary="The states that a timeline has been in, oldest first", response_model=Revisions)
def revisions(timeline_id: str, timelines: TimelinesDep, caller: ReaderDep) -> dict[str, Any]:
    return {"items": [revision(timeline_id, state) for state in timelines.revisions(timeline_id, caller)]}


@router.get(
    "/revisions/{number}",
    summary="One state of a timeline: the library's document",
    response_class=Response,
    responses={200: {"model": Document, "description": "The document."}},
)
async def one_revision(
    timeline_id: str, number: Number, timelines: TimelinesDep, work: WorkDep, caller: ReaderDep, all: All = False
) -> Response:
    state = await run_in_threadpool(timelines.read_revision, timeline_id, caller, number)
    return Response(await work.run(tasks.document, state, all), media_type="application/json")
