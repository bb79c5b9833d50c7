"""Stored timelines as responses."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from typing import Any

from fastapi import Request, Response

from api.conditional import caching, etag, unchanged
from api.storage.models import Revision, Stored
from api.work.tasks import unpack

PARTS = ("chart", "events", "expressions", "exports", "revisions")


def address(timeline_id: str) -> str:
    return f"/v1/timelines/{timeline_id}"


def head(stored: Stored) -> dict[str, Any]:
    """What the service knows of a timeline: the part of its JSON that is not the library's document."""
    place = address(stored.id)
    return {
        "id": stored.id,
        "revision": stored.revision,
        "created": stored.created.isoformat(),
        "modified": stored.modified.isoformat(),
        "visibility": stored.visibility.value,
        "links": {"self": place} | {part: f"{place}/{part}" for part in PARTS},
    }


def item(stored: Stored) -> dict[str, Any]:
    """A timeline in a list."""
    about = {name: getattr(stored, name) for name in ("title", "url", "source", "published", "events")}
    return head(stored) | about


def timeline_json(request: Request, stored: Stored, packed: bytes, *, everything: bool) -> Response:
    """The head and the library's document in one object, joined without reading the document."""
    tag = etag(stored, "all" if everything else "")
    if (same := unchanged(request, tag)) is not None:
        return same
    start = json.dumps(head(stored), separators=(",", ":"))[:-1].encode()
    return Response(start + b"," + unpack(packed)[1:], media_type="application/json", headers=caching(tag))


def revision(timeline_id: str, state: Revision) -> dict[str, Any]:
    return {
        "number": state.number,
        "created": state.created.isoformat(),
        "author": state.author,
        "kind": state.kind,
        "note": state.note,
        "changes": None if state.changes is None else json.loads(state.changes),
        "link": f"{address(timeline_id)}/revisions/{state.number}",
    }


def parts(packed: bytes, name: str) -> list[dict[str, Any]]:
    """One list of the library's document."""
    found: list[dict[str, Any]] = json.loads(unpack(packed))[name]
    return found


_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def page_policy(html: str) -> str:
    """The Content-Security-Policy of a page that carries its own scripts: just those may run, by their hashes."""
    hashes = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _SCRIPT.findall(html)]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
