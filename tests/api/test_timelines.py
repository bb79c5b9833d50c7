"""/v1/timelines with the pipeline's stand-in: statuses, headers, storage."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api import stub
from tests.api.conftest import ARTICLE, problem


def test_an_article_becomes_a_timeline_with_an_id_and_a_location(client: TestClient) -> None:
    response = client.post("/v1/timelines", json=ARTICLE)
    assert response.status_code == 201
    body = response.json()
    assert response.headers["location"] == f"/v1/timelines/{body['id']}" == body["links"]["self"]
    assert body["article"]["published"] == "2022-10-12"
    assert [event["id"] for event in body["events"]] == ["e1"]
    assert client.get(response.headers["location"]).json() == body


def test_a_post_is_answered_in_the_form_that_is_asked_for(client: TestClient) -> None:
    problem(client.post("/v1/timelines", json=ARTICLE, headers={"Accept": "image/webp"}), 406, "not-acceptable")
    assert client.get("/v1/timelines").json()["items"] == []


def test_all_gives_every_event(client: TestClient) -> None:
    address = client.post("/v1/timelines", json=ARTICLE).headers["location"]
    assert [event["id"] for event in client.get(address, params={"all": True}).json()["events"]] == ["e1", "e2"]


def test_a_timeline_survives_a_restart(settings: Settings) -> None:
    with TestClient(create_app(settings, reconstruct=stub.reconstruct)) as client:
        posted = client.post("/v1/timelines", json=ARTICLE).json()
    with TestClient(create_app(settings, reconstruct=stub.reconstruct)) as client:
        assert client.get(posted["links"]["self"]).json() == posted


def test_the_same_article_is_the_same_timeline(client: TestClient) -> None:
    first = client.post("/v1/timelines", json=ARTICLE)
    again = client.post("/v1/timelines", json=ARTICLE)
    other = client.post("/v1/timelines", json=ARTICLE | {"published": "2022-10-13"})
    assert (first.status_code, again.status_code, other.status_code) == (201, 200, 201)
    assert first.json() == again.json()
    assert first.json()["id"] != other.json()["id"]


@pytest.mark.parametrize(
    ("article", "status", "slug"),
    [
        ({}, 422, "invalid"),
        ([], 422, "invalid"),
        ("text", 422, "invalid"),
        ({"text": "x", "html": "y", "published": "2022-10-12"}, 422, "invalid"),
        ({"text": 3, "published": "2022-10-12"}, 422, "invalid"),
        ({"text": "x", "published": 20221012}, 422, "invalid"),
        ({"text": "x", "publishd": "2022-10-12"}, 422, "invalid"),
        ({"text": "x", "published": "2022-10-12", "url": "javascript:alert(1)"}, 422, "invalid"),
        ({"text": "x", "published": "2022-10-12", "visibility": "secret"}, 422, "invalid"),
        ({"text": "", "published": "2022-10-12"}, 422, "unusable"),
        ({"text": " \n", "published": "2022-10-12"}, 422, "unusable"),
        ({"text": "It\0rained.", "published": "2022-10-12"}, 422, "unusable"),
        ({"text": "It rained."}, 422, "unusable"),
        ({"text": "It rained.", "published": ""}, 422, "unusable"),
        ({"text": "It rained.", "published": "2022-13-45"}, 422, "unusable"),
        ({"text": "It rained.", "published": "whenever"}, 422, "unusable"),
        ({"text": "It rained.", "published": "10/12/2022"}, 422, "unusable"),
        ({"text": "It rained.", "published": "2022-10-12T10:00Z", "zone": "Mars/Olympus"}, 422, "unusable"),
        ({"text": "x" * 1_000_001, "published": "2022-10-12"}, 413, "too-large"),
        ({"text": "x" * 9_000_000, "published": "2022-10-12"}, 413, "too-large"),
    ],
)
def test_a_bad_article_is_a_problem(client: TestClient, article: Any, status: int, slug: str) -> None:
    problem(client.post("/v1/timelines", json=article), status, slug)


@pytest.mark.parametrize(
    ("body", "status", "slug"),
    [
        (b"", 422, "invalid"),
        (b"{", 422, "invalid"),
        (b"\xff\xfe", 422, "invalid"),
        (b'{"text": "a \\ud800 b", "published": "2022-10-12"}', 422, "invalid"),
        (b"[" * 100_000, 422, "invalid"),
        (b'{"text":' * 50_000, 422, "invalid"),
    ],
)
def test_a_broken_body_is_a_problem(client: TestClient, body: bytes, status: int, slug: str) -> None:
    response = client.post("/v1/timelines", content=body, headers={"Content-Type": "application/json"})
    problem(response, status, slug)


def test_a_body_that_grows_over_the_limit_is_refused_on_the_way(client: TestClient) -> None:
    chunks = (b"x" * 1_000_000 for _ in range(9))
    response = client.post("/v1/timelines", content=chunks, headers={"Content-Type": "application/json"})
    problem(response, 413, "too-large")


def test_other_errors_have_the_same_shape(client: TestClient) -> None:
    problem(client.get("/v1/timelines/tl_nothing"), 404, "not-found")
    problem(client.get("/v1/nothing"), 404, "not-found")
    refused = client.put("/v1/timelines", json=ARTICLE)
    problem(refused, 405, "method-not-allowed")
    assert "POST" in refused.headers["allow"]
    problem(client.post("/v1/timelines", content=b"x", headers={"Content-Type": "image/png"}), 415, "unsupported")
    problem(client.get("/v1/timelines/x", params={"all": "perhaps"}), 422, "invalid")


def test_every_type_of_problem_can_be_looked_up(client: TestClient) -> None:
    address = client.get("/v1/nothing").json()["type"]
    assert "Not found (404)" in client.get(address).text
    problem(client.get("/problems/nothing"), 404, "not-found")


def test_the_input_is_not_echoed_in_problems(client: TestClient) -> None:
    article = ARTICLE | {"published": ["very secret"], "zone": 7}
    assert "secret" not in client.post("/v1/timelines", json=article).text


def test_odd_characters_are_stored(client: TestClient) -> None:
    article = ARTICLE | {"text": "It rained \u202eon Tuesday\ufeff.", "title": "A\u2028B"}
    posted = client.post("/v1/timelines", json=article)
    assert posted.status_code == 201
    assert json.loads(client.get(posted.headers["location"]).text)["article"]["text"] == article["text"]
