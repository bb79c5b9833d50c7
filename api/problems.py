"""Everything that can go wrong, in one shape: problem+json (RFC 9457)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import compile_path

from timeline.errors import BadClaim, BadCorrection, ModelMissing, TextTooLong, TimelineError

MEDIA_TYPE = "application/problem+json"


class Kind(Enum):
    """A kind of problem: its `type` is /problems/SLUG, where `advice` can be read."""

    BAD_REQUEST = (
        400,
        "Bad request",
        "The request is not well-formed HTTP, JSON or text. Correct it and send it again.",
    )
    UNAUTHORIZED = (401, "No valid API key", "Send `Authorization: Bearer KEY`. `timeline keys create` makes a key.")
    FORBIDDEN = (403, "Not allowed", "The API key lacks the scope that this needs.")
    NOT_FOUND = (404, "Not found", "There is nothing here, or nothing that this key may see.")
    METHOD_NOT_ALLOWED = (405, "Method not allowed", "The `Allow` header names the methods that this address takes.")
    NOT_ACCEPTABLE = (406, "Not acceptable", "None of the media types in `Accept` can be written.")
    CONFLICT = (409, "Conflict", "Another request with the same Idempotency-Key is still being worked on. Try again.")
    PRECONDITION_FAILED = (412, "Changed meanwhile", "Get the resource again, redo the change, send the new ETag.")
    TOO_LARGE = (413, "Content too large", "The body or the article is over the limit that `detail` names.")
    UNSUPPORTED = (415, "Unsupported media type", "Send application/json, text/plain or text/html.")
    INVALID = (422, "Invalid input", "`errors` names each field that is wrong, by JSON pointer or parameter name.")
    UNUSABLE = (422, "Unusable article", "`detail` says what is wrong with the article. The same article fails again.")
    TOO_SLOW = (422, "Article takes too long", "The article needs more time or memory than one may take. Shorten it.")
    NOT_FETCHED = (422, "Page not fetched", "`detail` says why. Send the page's text or HTML instead.")
    KEY_REUSED = (422, "Idempotency-Key reused", "The key was used for another request. Use a new key for each.")
    PRECONDITION_REQUIRED = (428, "Precondition required", "Send the ETag of what you change in `If-Match`.")
    INTERNAL = (500, "Internal error", "This is our fault. Report it with the request id of the response.")
    NOT_IMPLEMENTED = (501, "Not implemented", "The service does not offer this. `detail` says what it offers.")
    BUSY = (503, "Busy", "The queue is full or the service is starting or stopping. Wait for `Retry-After` seconds.")

    def __init__(self, status: int, title: str, advice: str) -> None:
        self.status = status
        self.title = title
        self.advice = advice

    @property
    def slug(self) -> str:
        return self.name.lower().replace("_", "-")


class Problem(HTTPException):
    """Raised anywhere below a route; answered as problem+json."""

    def __init__(
        self,
        kind: Kind,
        detail: str,
        *,
        title: str | None = None,
        errors: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(kind.status, detail, dict(headers or {}))
        self.kind = kind
        self.title = title or kind.title
        self.errors = errors

    def document(self, instance: str | None = None) -> dict[str, Any]:
        document: dict[str, Any] = {
            "type": f"/problems/{self.kind.slug}",
            "title": self.title,
            "status": self.kind.status,
            "detail": self.detail,
        }
        if instance is not None:
            document["instance"] = instance
        if self.errors:
            document["errors"] = list(self.errors)
        return document

    def response(self, instance: str | None = None) -> Response:
        body = json.dumps(self.document(instance), ensure_ascii=True)
        return Response(body, self.kind.status, headers=self.headers, media_type=MEDIA_TYPE)


def of_library(error: TimelineError) -> Problem:
    """What the library found wrong with an article, as a problem."""
    if isinstance(error, ModelMissing):
        return Problem(Kind.BUSY, "the service has no model yet", headers={"Retry-After": "60"})
    if isinstance(error, BadClaim | BadCorrection):
        return Problem(Kind.INVALID, str(error), title=error.title)
    kind = Kind.TOO_LARGE if isinstance(error, TextTooLong) else Kind.UNUSABLE
    return Problem(kind, str(error), title=error.title)


def of_validation(errors: Sequence[Mapping[str, Any]], prefix: tuple[str, ...] = ()) -> Problem:
    """What pydantic found wrong with a body or parameters. The input itself is never echoed."""
    listed = [
        {"pointer": "/" + "/".join(str(p) for p in (*prefix, *error["loc"])), "detail": str(error["msg"])}
        for error in errors[:20]
    ]
    first = listed[0] if listed else {"pointer": "/", "detail": "invalid"}
    return Problem(Kind.INVALID, f"{first['pointer']}: {first['detail']}", errors=listed)


def of_http(error: HTTPException) -> Problem:
    """What the framework refuses by itself: unknown addresses, methods, broken bodies."""
    if isinstance(error, Problem):
        return error
    kinds = {k.status: k for k in reversed(Kind)}
    kind = kinds.get(error.status_code, Kind.BAD_REQUEST if error.status_code < 500 else Kind.INTERNAL)
    detail = kind.advice if error.detail == HTTPStatus(error.status_code).phrase else error.detail
    return Problem(kind, detail, headers=error.headers)


def _methods(app: FastAPI, path: str) -> list[str]:
    """What a described address takes: the framework names the methods of one of its operations only."""
    found: set[str] = set()
    for template, operations in app.openapi()["paths"].items():
        if compile_path(template)[0].match(path):
            found |= {method.upper() for method in operations}
    return sorted(found | ({"HEAD"} if "GET" in found else set()))


def install(app: FastAPI) -> None:
    """Answer every error of `app` with problem+json."""

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        problem = of_http(error)
        if problem.kind is Kind.METHOD_NOT_ALLOWED and (methods := _methods(app, request.url.path)):
            problem.headers = {"Allow": ", ".join(methods)}
        return problem.response(request.url.path)

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        return of_validation(error.errors()).response(request.url.path)

    async def library(request: Request, error: Exception) -> Response:
        assert isinstance(error, TimelineError)
        return of_library(error).response(request.url.path)

    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(TimelineError, library)
