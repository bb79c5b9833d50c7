"""ETags: what a client has already need not be sent, and what it changes must be what it read."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Header, Request, Response

from api.problems import Kind, Problem
from api.storage.models import Kept, Stored
from api.version import pipeline_version


def etag(stored: Stored | Kept, variant: str = "") -> str:
    """The ETag of one representation: `variant` names it ("all", "csv"), the one that is kept has none.

    Others are made anew when they are asked for, so that theirs changes with what makes them, too.
    """
    return f'"{stored.etag}.{variant}.{pipeline_version()}"' if variant else f'"{stored.etag}"'


def unchanged(request: Request, tag: str) -> Response | None:
    """304 where the client names the ETag in If-None-Match, else None."""
    given = request.headers.get("if-none-match", "")
    known = {candidate.strip().removeprefix("W/") for candidate in given.split(",")}
    if tag in known or "*" in known:
        return Response(status_code=304, headers=caching(tag))
    return None


def caching(tag: str) -> dict[str, str]:
    """Keep it, but ask every time whether it is still so."""
    return {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Accept, Accept-Encoding, Authorization"}


async def if_match(header: Annotated[str | None, Header(alias="If-Match")] = None) -> str | None:
    """The state that a change is meant for, None for any (`*`). Any representation's ETag names it."""
    if header is None:
        raise Problem(Kind.PRECONDITION_REQUIRED, "send the timeline's ETag in If-Match")
    tag = header.strip()
    return None if tag == "*" else tag.removeprefix("W/").strip('"').partition(".")[0]


IfMatch = Annotated[str | None, Depends(if_match)]
