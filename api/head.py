"""What the service knows of a timeline: the part of its JSON that is not the library's document."""

from __future__ import annotations

from typing import Any

from api.storage.models import Stored

PARTS = ("chart", "events", "expressions", "exports", "revisions")


def address(timeline_id: str) -> str:
    return f"/v1/timelines/{timeline_id}"


def head(stored: Stored) -> dict[str, Any]:
    place = address(stored.id)
    return {
        "id": stored.id,
        "revision": stored.revision,
        "created": stored.created.isoformat(),
        "modified": stored.modified.isoformat(),
        "visibility": stored.visibility.value,
        "links": {"self": place} | {part: f"{place}/{part}" for part in PARTS},
    }
