"""/problems/SLUG: what the `type` of a problem means."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from api.problems import Kind, Problem

router = APIRouter(tags=["operations"])


@router.get("/problems/{slug}", summary="What a type of problem means", response_class=PlainTextResponse)
async def problem(slug: str) -> str:
    for kind in Kind:
        if kind.slug == slug:
            return f"{kind.title} ({kind.status})\n\n{kind.advice}\n"
    raise Problem(Kind.NOT_FOUND, "there is no such type of problem")
