"""`describe`: the whole OpenAPI document of an application.

Examples stand in `examples.json`, recorded from the running service by `python -m docs.examples`.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.formats import available
from api.openapi.problems import kinds_of
from api.problems import MEDIA_TYPE, Kind, Problem
from api.schemas.timelines import ProblemOut

Json = dict[str, Any]

PARAMETERS = {
    "timeline_id": "tl_aaaaaaaaaaaaaaaaaaaaaaaa",
    "batch_id": "ba_aaaaaaaaaaaaaaaaaaaaaaaa",
    "event_id": "e1",
    "number": 1,
    "format": "csv",
    "slug": "not-found",
    "If-Match": '"3f2a9c51d07be6a4c8f01d22"',
    "Idempotency-Key": "8e03978e-40d5-43e8-bc93-6894a57f9324",
    "published_from": "2024-05-01",
    "source": "example.org",
    "url": "https://timeline.example/t/tl_aaaaaaaaaaaaaaaaaaaaaaaa",
}
METHODS = ("get", "post", "put", "patch", "delete")


def describe(app: FastAPI) -> Json:
    """Made once, kept by the application."""
    if app.openapi_schema is None:
        document = get_openapi(title=app.title, version=app.version, summary=app.summary, routes=app.routes)
        schemas = document["components"]["schemas"]
        for name in ("HTTPValidationError", "ValidationError"):
            schemas.pop(name, None)
        schemas["ProblemOut"] = ProblemOut.model_json_schema()
        document["components"]["securitySchemes"] = {"key": {"type": "http", "scheme": "bearer"}}
        document["security"] = [{}, {"key": []}]
        for path, item in document["paths"].items():
            for method in METHODS:
                if method in item:
                    _complete(method, path, item[method])
        app.openapi_schema = document
    return app.openapi_schema


@cache
def recorded() -> Json:
    """Examples by operation ("GET /v1/timelines"): requests by media type, responses by status and media type."""
    text = (files("api.openapi") / "examples.json").read_text(encoding="utf-8")
    found: Json = json.loads(text)
    return found


def _complete(method: str, path: str, operation: Json) -> None:
    examples = recorded().get(f"{method.upper()} {path}", {})
    for parameter in operation.get("parameters", ()):
        if parameter["name"] in PARAMETERS and parameter["schema"].get("enum") is None:
            parameter["example"] = PARAMETERS[parameter["name"]]
    for media, example in examples.get("request", {}).items():
        operation["requestBody"]["content"].setdefault(media, {"schema": _schema_of(media)})["example"] = example
    responses = operation["responses"]
    responses.pop("422", None)
    for status, answers in examples.get("responses", {}).items():
        content = responses.setdefault(status, {"description": "Done."}).setdefault("content", {})
        for media, example in answers.items():
            content.setdefault(media, {"schema": _schema_of(media)})["example"] = example
    names = {parameter["name"] for parameter in operation.get("parameters", ())}
    if "/exports/{" in path or "accept" in names:
        for status in {"200", "201"} & set(responses):
            _add_formats(responses[status])
    _add_problems(operation, kinds_of(method, path, operation))


def _add_formats(response: Json) -> None:
    """Every media type that a timeline can be had in."""
    content = response.setdefault("content", {})
    for each in available():
        content.setdefault(each.media_type, {"schema": _schema_of(each.media_type)})


def _schema_of(media: str) -> Json:
    """Of what no model describes."""
    if media.endswith("json"):
        return {"type": "object"}
    return {"type": "string"} | ({"contentMediaType": media} if media == "image/png" else {})


def _add_problems(operation: Json, kinds: list[Kind]) -> None:
    by_status: dict[int, list[Kind]] = {}
    for kind in kinds:
        by_status.setdefault(kind.status, []).append(kind)
    for status, same in sorted(by_status.items()):
        examples = {kind.slug: {"value": Problem(kind, kind.advice).document()} for kind in same}
        content = {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "examples": examples}
        description = " / ".join(kind.title for kind in same)
        operation["responses"][str(status)] = {"description": description, "content": {MEDIA_TYPE: content}}
