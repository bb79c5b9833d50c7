"""/, /t/{id}, /docs, /static: the pages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.access import STRANGER, Caller, Scope
from api.dependencies import CallerDep, Services, TimelinesDep, WorkDep
from api.problems import Kind, Problem
from api.storage.models import Stored
from api.web import pages
from api.web.assets import asset
from api.web.pages import Shown

router = APIRouter(include_in_schema=False)

_FOR_A_YEAR = "public, max-age=31536000, immutable"
_STATIC = {"Access-Control-Allow-Origin": "*", "Vary": "Accept-Encoding"}
_NEVER = {"Cache-Control": "no-store"}
All = Annotated[bool, Query()]


@router.get("/")
def home(caller: CallerDep) -> Response:
    html = pages.render("home.html", needs_key=caller is STRANGER)
    return Response(html, media_type="text/html", headers=_NEVER)


@router.get("/docs")
def reference() -> Response:
    """The API for people, who may try it out there."""
    return Response(pages.render("reference.html"), media_type="text/html", headers=_NEVER)


@router.get("/t/{timeline_id}")
async def timeline(
    request: Request, timeline_id: str, timelines: TimelinesDep, work: WorkDep, caller: CallerDep, all: All = False
) -> Response:
    """A stranger who sees no timeline is asked for a key; the page then asks again with it."""
    try:
        found, state = await run_in_threadpool(timelines.read, timeline_id, caller)
    except Problem as problem:
        if problem.kind is not Kind.NOT_FOUND:
            raise
        html = pages.render("missing.html", needs_key=caller is STRANGER)
        return Response(html, 404, media_type="text/html", headers=_NEVER)
    html = await work.run(pages.timeline_page, state, shown(request, found, caller, everything=all))
    return Response(html, media_type="text/html", headers=_NEVER)


@router.get("/static/{name}")
def static(request: Request, name: str, v: str | None = None) -> Response:
    """Kept for ever under an address that names its version; else (modules import one another) asked for again."""
    found = asset(name)
    if found is None:
        raise Problem(Kind.NOT_FOUND, "there is no such file")
    tag = f'"{found.version}"'
    headers = _STATIC | {"Cache-Control": _FOR_A_YEAR if v == found.version else "no-cache", "ETag": tag}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(found.content, media_type=found.media_type, headers=headers)
    return Response(found.packed, media_type=found.media_type, headers=headers | {"Content-Encoding": "gzip"})


def shown(request: Request, found: Stored, caller: Caller, *, everything: bool = False) -> Shown:
    services: Services = request.app.state.services
    is_own = found.owner == caller.owner and Scope.WRITE in caller.scopes
    return Shown(
        id=found.id,
        etag=found.etag,
        revision=found.revision,
        visibility=found.visibility.value,
        origin=origin(request, services.settings.public_url),
        can_claim=_offers(request, "POST", "/v1/timelines/{timeline_id}/claims"),
        can_correct=is_own and _takes(request, "corrections"),
        is_own=is_own,
        everything=everything,
    )


def origin(request: Request, public_url: str | None) -> str:
    """Where the service is reached from outside, without a slash at the end."""
    return (public_url or str(request.base_url)).rstrip("/")


def _offers(request: Request, method: str, path: str) -> bool:
    """Whether the service has this operation."""
    operations: dict[str, dict[str, object]] = request.app.openapi()["paths"]
    return method.lower() in operations.get(path, {})


def _takes(request: Request, field: str) -> bool:
    """Whether a change of a timeline may have this field."""
    schema: dict[str, Any] = request.app.openapi()
    change = schema["paths"]["/v1/timelines/{timeline_id}"].get("patch", {}).get("requestBody", {})
    name = change.get("content", {}).get("application/json", {}).get("schema", {}).get("$ref", "").rpartition("/")[2]
    return field in schema["components"]["schemas"].get(name, {}).get("properties", {})
