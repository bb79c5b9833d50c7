"""/v1/timelines: post an article, get its timeline."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool

from api.dependencies import CallerDep, TimelinesDep, WriterDep
from api.problems import Kind, Problem, of_validation
from api.representation import timeline_json
from api.schemas.articles import ArticleIn

router = APIRouter(prefix="/v1/timelines", tags=["timelines"])

All = Annotated[bool, Query(description="Every event, not only those worth a place on a timeline.")]


async def posted(request: Request) -> ArticleIn:
    """The article in the body of a request."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media != "application/json":
        raise Problem(Kind.UNSUPPORTED, f"not a media type for articles: {media[:80]!r}")
    try:
        return ArticleIn.model_validate_json(await request.body())
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False, include_context=False)) from None


@router.post("", status_code=201, summary="Reconstruct the timeline of an article")
async def create(request: Request, timelines: TimelinesDep, caller: WriterDep, all: All = False) -> Response:
    article = await posted(request)
    stored, new = await timelines.create(article.as_source(), caller, article.visibility)
    stored, document = await run_in_threadpool(timelines.read, stored.id, caller, everything=all)
    response = timeline_json(stored, document, everything=all)
    response.headers["Location"] = f"/v1/timelines/{stored.id}"
    response.status_code = 201 if new else 200
    return response


@router.get("/{timeline_id}", summary="A timeline")
def get(timeline_id: str, timelines: TimelinesDep, caller: CallerDep, all: All = False) -> Response:
    stored, document = timelines.read(timeline_id, caller, everything=all)
    return timeline_json(stored, document, everything=all)
