"""The OpenAPI description: complete, with examples that are what the service says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest

from api.app import create_app
from api.openapi.describe import METHODS, recorded
from api.problems import MEDIA_TYPE
from api.settings import Settings
from docs.examples import record

Json = dict[str, Any]
DOCUMENT: Json = create_app(Settings(workers=0)).openapi()
OPERATIONS = {
    f"{method.upper()} {path}": item[method]
    for path, item in DOCUMENT["paths"].items()
    for method in METHODS
    if method in item
}


def validate(value: Any, schema: Json) -> None:
    found = jsonschema.Draft202012Validator(schema | {"components": DOCUMENT["components"]}).iter_errors(value)
    assert [f"{error.json_path}: {error.message[:200]}" for error in found] == []


def contents(operation: Json) -> Iterator[tuple[str, str, Json]]:
    """Status ("request" for what is sent), media type and content."""
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        yield "request", media, content
    for status, response in operation["responses"].items():
        for media, content in response.get("content", {}).items():
            yield status, media, content


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_operation_has_examples_that_its_schemas_allow(name: str) -> None:
    operation = OPERATIONS[name]
    assert operation["summary"]
    examples = [(status, media) for status, media, content in contents(operation) if "example" in content]
    assert any(status.startswith("2") for status, _ in examples) or "204" in operation["responses"]
    if "requestBody" in operation:
        assert ("request", "application/json") in examples
    for status, media, content in contents(operation):
        told = [content["example"]] if "example" in content else []
        told += [each["value"] for each in content.get("examples", {}).values()]
        for example in told:
            validate(example, content["schema"])
        if status.startswith(("4", "5")) and name != "GET /readyz":
            assert media == MEDIA_TYPE
            assert told


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_parameter_in_a_path_has_an_example(name: str) -> None:
    for parameter in OPERATIONS[name].get("parameters", ()):
        if parameter["in"] == "path":
            validate(parameter["example"], parameter["schema"])


def test_all_forms_of_a_timeline_are_told() -> None:
    wanted = {"application/json", "application/x-timeml+xml", "text/csv", "text/calendar", "text/html"}
    answer = OPERATIONS["GET /v1/timelines/{timeline_id}"]["responses"]["200"]["content"]
    assert wanted <= {media for media, content in answer.items() if "example" in content}
    taken = OPERATIONS["POST /v1/timelines"]["requestBody"]["content"]
    assert {"application/json", "text/plain", "text/html"} <= set(taken)


def outline(value: Any) -> Any:
    """The names of the fields, not what they hold."""
    return {name: outline(each) for name, each in value.items()} if isinstance(value, dict) else None


def test_the_examples_are_what_the_service_says() -> None:
    """`python -m docs.examples` writes them anew where this fails."""
    assert set(recorded()) == set(OPERATIONS)
    assert outline(record()) == outline(recorded())
