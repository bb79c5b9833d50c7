"""Which problems an operation can answer with, read off what it takes."""

from __future__ import annotations

from typing import Any

from api.problems import Kind

_ARTICLES = ("/v1/timelines", "/v1/batches", "/v1/resolve")


def kinds_of(method: str, path: str, operation: dict[str, Any]) -> list[Kind]:
    """In the order of their statuses."""
    headers = {p["name"].lower() for p in operation.get("parameters", ()) if p["in"] == "header"}
    found: set[Kind] = set()
    if operation.get("parameters") or "requestBody" in operation:
        found |= {Kind.INVALID}
    if "{" in path or path == "/oembed":
        found |= {Kind.NOT_FOUND}
    if path.startswith("/v1/"):
        found |= {Kind.UNAUTHORIZED, Kind.FORBIDDEN}
    if path.startswith(("/v1/", "/embed/")):
        found |= {Kind.BUSY}
    if "requestBody" in operation:
        found |= {Kind.BAD_REQUEST, Kind.TOO_LARGE, Kind.UNSUPPORTED}
    if method == "post" and path in _ARTICLES:
        found |= {Kind.UNUSABLE}
    if method == "post" and path == "/v1/timelines":
        found |= {Kind.TOO_SLOW, Kind.NOT_FETCHED}
    if "idempotency-key" in headers:
        found |= {Kind.CONFLICT, Kind.KEY_REUSED}
    if "if-match" in headers:
        found |= {Kind.PRECONDITION_FAILED, Kind.PRECONDITION_REQUIRED}
    if "accept" in headers:
        found |= {Kind.NOT_ACCEPTABLE}
    if path == "/oembed":
        found |= {Kind.NOT_IMPLEMENTED}
    return sorted(found, key=lambda kind: (kind.status, kind.slug))
