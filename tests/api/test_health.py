"""Health, request ids, security headers, and what becomes of our own errors."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.work.values import Outcome, Source
from tests.api import stub
from tests.api.conftest import ARTICLE, problem


def failing(source: Source) -> Outcome:
    raise RuntimeError(f"a bug, told with {source.content!r}")


def test_alive_and_ready(client: TestClient) -> None:
    assert client.get("/livez").status_code == 200
    ready = client.get("/readyz")
    assert ready.json()["checks"]["database"] is True


def test_every_response_has_an_id_and_the_security_headers(client: TestClient) -> None:
    response = client.get("/nothing", headers={"X-Request-ID": "abc-1"})
    assert response.headers["x-request-id"] == "abc-1"
    assert response.headers["x-content-type-options"] == "nosniff"
    policy = response.headers["content-security-policy"]
    assert "script-src 'self';" in policy
    assert len(client.get("/livez", headers={"X-Request-ID": "a b\n" * 99}).headers["x-request-id"]) == 16


def test_our_own_error_is_a_problem_and_its_log_quotes_no_article(
    settings: Settings, capfd: pytest.CaptureFixture[str]
) -> None:
    with TestClient(create_app(settings, reconstruct=failing)) as client:
        problem(client.post("/v1/timelines", json=ARTICLE), 500, "internal")
    lines = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    (line,) = [line for line in lines if line["event"] == "failed"]
    assert "test_health.py" in line["where"]
    assert "council" not in json.dumps(lines)


def test_a_service_starts_with_its_first_request_where_no_lifespan_ran(settings: Settings) -> None:
    client = TestClient(create_app(settings, reconstruct=stub.reconstruct))
    address = client.post("/v1/timelines", json=ARTICLE).headers["location"]
    assert client.get(address).status_code == 200


def test_a_bad_article_is_a_problem_from_a_worker_process_too(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"workers": 1}), reconstruct=stub.reconstruct)
    with TestClient(app) as client:
        problem(client.post("/v1/timelines", json={"text": " ", "published": "2022-10-12"}), 422, "unusable")
        problem(client.post("/v1/timelines", json={"text": "It rained.", "published": "soon"}), 422, "unusable")
        assert client.post("/v1/timelines", json=ARTICLE).status_code == 201
