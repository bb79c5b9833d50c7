"""Stored timelines as responses."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from typing import Any

from fastapi import Request, Response

from api.conditional import caching
from api.head import address, head
from api.packed import takes_gzip
from api.storage.models import Revision, Stored
from api.work.packing import unpack


def item(stored: Stored) -> dict[str, Any]:
    """A timeline in a list."""
    about = {name: getattr(stored, name) for name in ("title", "url", "source", "published", "events")}
    return head(stored) | about


def as_kept(request: Request, tag: str, body: bytes) -> Response:
    """A timeline's JSON, sent as it is kept; unpacked only for who takes no gzip."""
    headers = caching(tag)
    if takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(body, media_type="application/json", headers=headers | {"Content-Encoding": "gzip"})
    return Response(unpack(body), media_type="application/json", headers=headers)


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


_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def page_policy(html: str) -> str:
    """The Content-Security-Policy of a page that carries its own scripts: just those may run, by their hashes."""
    hashes = [b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in _SCRIPT.findall(html)]
    scripts = " ".join(f"'sha256-{digest}'" for digest in hashes) or "'none'"
    return (
        f"default-src 'none'; script-src {scripts}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
