"""A stored timeline as bytes of a response."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from typing import Any

from fastapi import Response

from api.storage.models import Stored
from api.work.tasks import unpack


def head(stored: Stored) -> dict[str, Any]:
    """What the service knows of a timeline: the part of its JSON that is not the library's document."""
    address = f"/v1/timelines/{stored.id}"
    return {
        "id": stored.id,
        "revision": stored.revision,
        "created": stored.created.isoformat(),
        "modified": stored.modified.isoformat(),
        "visibility": stored.visibility.value,
        "links": {"self": address, "chart": f"{address}/chart"},
    }


def timeline_json(stored: Stored, packed: bytes, *, everything: bool) -> Response:
    """The head and the library's document in one object, joined without reading the document."""
    start = json.dumps(head(stored), separators=(",", ":"))[:-1].encode()
    etag = f'"{stored.etag}{".all" if everything else ""}"'
    return Response(
        start + b"," + unpack(packed)[1:],
        media_type="application/json",
        headers={"ETag": etag, "Cache-Control": "private, no-cache"},
    )


_SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)


def chart_page(html: str) -> Response:
    """A page that carries its own scripts: its policy allows just those, by their hashes."""
    hashes = " ".join(
        f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" for script in _SCRIPT.findall(html)
    )
    policy = (
        f"default-src 'none'; script-src {hashes or chr(39) + 'none' + chr(39)}; style-src 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )
    return Response(html, media_type="text/html", headers={"Content-Security-Policy": policy})
