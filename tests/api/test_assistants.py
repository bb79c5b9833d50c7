"""`timeline mcp`, asked by the package's own client over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from fastapi.testclient import TestClient
from mcp import types
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

ROOT = Path(__file__).parents[2]
TEXT = "The council rejected the new stadium on Monday. On Friday thousands of fans protested in the main square."
ARTICLE = {"text": TEXT, "published": "2024-05-12"}
CLAIM = "Did the fans protest after the council rejected the stadium?"

CALLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("resolve", {"phrase": "18 months ago", "published": "12 octobre 2022"}),
    ("reconstruct", ARTICLE),
    ("reconstruct", ARTICLE | {"all": True}),
    ("check", ARTICLE | {"claim": CLAIM}),
    ("resolve", {"phrase": "the cat", "published": "2022-10-12"}),
    ("resolve", {"phrase": "today"}),
    ("reconstruct", {"text": "It rained."}),
    ("reconstruct", {"text": TEXT, "html": TEXT, "published": "2024-05-12"}),
    ("reconstruct", {"url": "http://127.0.0.1/", "published": "2024-05-12"}),
    ("check", ARTICLE | {"claim": "The fans protested."}),
    ("forecast", ARTICLE),
)

Talk = tuple[types.ListToolsResult, list[types.CallToolResult]]


@pytest.fixture(scope="module")
def talk() -> Talk:
    """What a server says to the calls above, one after the other."""

    async def run() -> Talk:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "TIMELINE_WORKERS": "1"}
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "timeline", "mcp"], env=environment, cwd=ROOT
        )
        async with Client(stdio_client(command)) as client:
            return await client.list_tools(), [await client.call_tool(name, given) for name, given in CALLS]

    return asyncio.run(run())


def test_the_tools_and_their_answers(talk: Talk) -> None:
    listed, answers = talk
    schemas = {tool.name: tool.output_schema for tool in listed.tools}
    assert set(schemas) == {"resolve", "reconstruct", "check"}
    for (name, _), answer in zip(CALLS[:4], answers, strict=False):
        assert not answer.is_error, answer.content
        jsonschema.validate(answer.structured_content, schemas[name] or {})
    resolved, shown, everything, verdict = (answer.structured_content for answer in answers[:4])
    assert resolved["value"] == "2021-04"
    assert (shown["complete"], everything["complete"]) == (False, True)
    assert [event["trigger"]["text"] for event in shown["events"]] == ["rejected", "protested"]
    assert verdict["verdict"] == "supported"


def test_what_is_wrong_is_said_in_one_line(talk: Talk) -> None:
    _, answers = talk
    for (name, given), answer in zip(CALLS[4:], answers[4:], strict=True):
        assert answer.is_error, (name, given)
        (said,) = answer.content
        assert isinstance(said, types.TextContent)
        assert said.text
        assert "\n" not in said.text


def test_the_schemas_are_those_of_the_service(talk: Talk, client: TestClient) -> None:
    service = client.get("/openapi.json").json()["components"]["schemas"]
    listed, _ = talk
    takes = {tool.name: tool.input_schema for tool in listed.tools}
    gives = {tool.name: tool.output_schema or {} for tool in listed.tools}
    assert takes["resolve"]["properties"] == service["PhraseIn"]["properties"]
    article = without_null(service["ArticleIn"]["properties"])
    del article["visibility"]  # nothing is stored
    assert without_null(takes["reconstruct"]["properties"]) == article | {
        "all": takes["reconstruct"]["properties"]["all"]
    }
    assert without_null(takes["check"]["properties"]).items() >= article.items()
    assert gives["resolve"]["properties"] == service["ExpressionOut"]["properties"]
    assert gives["check"]["properties"] == service["VerdictOut"]["properties"]
    assert set(gives["reconstruct"]["properties"]) <= set(service["TimelineOut"]["properties"])


def without_null(properties: dict[str, Any]) -> dict[str, Any]:
    """Fields without a default of null, which an OpenAPI document leaves out."""
    return {
        name: {key: value for key, value in field.items() if (key, value) != ("default", None)}
        for name, field in properties.items()
    }
