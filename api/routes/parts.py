"""The parts of a timeline: its expressions, events and revisions."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Response

from api.dependencies import CallerDep, ReaderDep, TimelinesDep
from api.problems import Kind, Problem
from api.representation import parts, revision
from api.routes.exports import All
from api.schemas.timelines import Document, Items, Revisions
from api.work.tasks import unpack

router = APIRouter(prefix="/v1/timelines/{timeline_id}", tags=["parts"])

Number = Annotated[int, Path(ge=1, le=1_000_000)]


@router.get("/expressions", summary="The temporal expressions of an article", response_model=Items)
def expressions(timeline_id: str, timelines: TimelinesDep, caller: CallerDep) -> dict[str, Any]:
    return {"items": parts(timelines.read(timeline_id, caller)[1], "expressions")}


@router.get("/events", summary="The events of an article", response_model=Items)
def events(timeline_id: str, timelines: TimelinesDep, caller: CallerDep, all: All = False) -> dict[str, Any]:
    return {"items": parts(timelines.read(timeline_id, caller, everything=all)[1], "events")}


@router.get("/events/{event_id}", summary="One event of an article", response_model=dict[str, Any])
def event(timeline_id: str, event_id: str, timelines: TimelinesDep, caller: CallerDep) -> dict[str, Any]:
    for found in parts(timelines.read(timeline_id, caller, everything=True)[1], "events"):
        if found["id"] == event_id:
            return found
    raise Problem(Kind.NOT_FOUND, "the timeline has no such event")


@router.get("/revisions", summary="The states that a timeline has been in, oldest first", response_model=Revisions)
def revisions(timeline_id: str, timelines: TimelinesDep, caller: ReaderDep) -> dict[str, Any]:
    return {"items": [revision(timeline_id, state) for state in timelines.revisions(timeline_id, caller)]}


@router.get(
    "/revisions/{number}",
    summary="One state of a timeline: the library's document",
    response_class=Response,
    responses={200: {"model": Document, "description": "The document."}},
)
def one_revision(
    timeline_id: str, number: Number, timelines: TimelinesDep, caller: ReaderDep, all: All = False
) -> Response:
    packed = timelines.read_revision(timeline_id, caller, number, everything=all)
    return Response(unpack(packed), media_type="application/json")
