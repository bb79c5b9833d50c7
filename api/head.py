"""What the service knows of a timeline: the part of its JSON that is not the library's document."""

from __future__ import annotations

from datetime import datetime
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
        "created": _moment(stored.created),
        "modified": _moment(stored.modified),
        "visibility": stored.visibility.value,
        "links": {"self": place} | {part: f"{place}/{part}" for part in PARTS},
    }


def _moment(moment: datetime) -> str:
    """As pydantic writes it, so that answers kept and answers made look alike."""
    return moment.isoformat().replace("+00:00", "Z")
