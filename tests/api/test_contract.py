"""What schemathesis makes of the OpenAPI description: whatever is sent, an answer that the description allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from unittest.mock import patch

import pytest
import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import CheckContext
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api.app import create_app
from api.dependencies import Services
from api.openapi.describe import PARAMETERS
from api.settings import Settings
from api.storage import timelines as timeline_store
from api.storage.models import ANYONE, NewTimeline, Visibility
from api.work.tasks import reconstruct
from api.work.values import Source, SourceKind

DESCRIPTION = schemathesis.openapi.from_asgi("/openapi.json", create_app(Settings(workers=0)))
KNOWN = str(PARAMETERS["timeline_id"])
ARTICLE = Source(SourceKind.TEXT, "The council met on Tuesday.", "2022-10-12")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    url = f"sqlite:///{tmp_path_factory.mktemp('contract') / 'timeline.db'}"
    app = create_app(Settings(database_url=url, workers=0, log_level="error"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


def no_fault_of_ours(ctx: CheckContext, response: Any, case: Any) -> bool | None:
    """oEmbed asks for a 501 where a format is not offered; nothing else of 500 and above may come."""
    assert response.status_code < 500 or (case.path, response.status_code) == ("/oembed", 501), response.text
    return None


def problems_are_problems(ctx: CheckContext, response: Any, case: Any) -> bool | None:
    if response.status_code >= 400:
        assert response.headers["content-type"] == ["application/problem+json"]
        assert response.json()["status"] == response.status_code
    return None


CHECKS: list[Any] = [
    no_fault_of_ours,
    problems_are_problems,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def keep_known(client: TestClient) -> None:
    """The timeline that the examples name is there, whatever was deleted before."""
    services: Services = client.app.state.services  # type: ignore[attr-defined]
    if services.timelines.store.get(KNOWN) is None:
        new = NewTimeline(ANYONE, "known", "1", Visibility.UNLISTED)
        with patch.object(timeline_store, "new_id", lambda prefix: KNOWN):
            services.timelines.store.add(new, reconstruct(ARTICLE))


@pytest.mark.parametrize(
    "name", [f"{method.upper()} {path}" for path, item in DESCRIPTION.raw_schema["paths"].items() for method in item]
)
def test_whatever_is_sent_the_answer_is_one_that_is_described(client: TestClient, name: str) -> None:
    method, path = name.split(" ")

    @settings(
        max_examples=16, deadline=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=[*HealthCheck]
    )
    @given(case=DESCRIPTION[path][method].as_strategy())
    def run(case: Any) -> None:
        keep_known(client)
        if len(case.path_parameters.get("timeline_id", "")) % 4:  # most of those made up would be unknown
            case.path_parameters["timeline_id"] = KNOWN
        sent = case.as_transport_kwargs()
        del sent["cookies"]  # none are declared
        sent["content"] = sent.pop("data", None)
        case.validate_response(client.request(**sent), checks=CHECKS)

    run()
