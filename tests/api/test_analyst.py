"""Claims and corrections over HTTP, with the real pipeline."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import problem

TEXT = "The council rejected the new stadium on Monday. On Friday thousands of fans protested in the main square."


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings)) as client:
        yield client


@pytest.fixture
def posted(client: TestClient) -> Any:
    response = client.post("/v1/timelines", json={"text": TEXT, "published": "2024-05-12"})
    assert response.status_code == 201, response.text
    return response


def patch(client: TestClient, posted: Any, tag: str | None, **body: Any) -> Any:
    headers = {} if tag is None else {"If-Match": tag}
    return client.patch(posted.headers["Location"], json=body, headers=headers)


def event(posted: Any, word: str) -> str:
    found: str = next(e["id"] for e in posted.json()["events"] if e["trigger"]["text"] == word)
    return found


def test_claims(client: TestClient, posted: Any) -> None:
    place = f"{posted.headers['Location']}/claims"
    verdict = client.post(place, json={"claim": "Did the fans protest after the council rejected the stadium?"})
    assert verdict.status_code == 200, verdict.text
    assert verdict.json()["verdict"] == "supported"
    assert verdict.json()["evidence"]
    structured = {"event": TEXT.index("rejected"), "relation": "after", "other": event(posted, "protested")}
    assert client.post(place, json={"claim": structured}).json()["verdict"] == "refuted"
    for bad in ("", "The fans protested.", "x" * 1_001, {"event": "e99", "relation": "before", "other": "e1"}):
        assert "\n" not in problem(client.post(place, json={"claim": bad}), 422, "invalid")["detail"]
    problem(
        client.post("/v1/timelines/tl_aaaaaaaaaaaaaaaaaaaaaaaa/claims", json={"claim": "a before b"}), 404, "not-found"
    )


def test_two_analysts_at_once_lose_nothing(client: TestClient, posted: Any) -> None:
    place, tag = posted.headers["Location"], posted.headers["ETag"]
    moved = {"kind": "time", "event": event(posted, "protested"), "time": "2024-05-08", "note": "photographs"}
    problem(patch(client, posted, None, corrections=[moved]), 428, "precondition-required")
    first = patch(client, posted, tag, corrections=[moved], note="first")
    assert first.status_code == 200, first.text
    assert first.json()["revision"] == 2
    hidden = {"kind": "hide", "event": event(posted, "rejected")}
    problem(patch(client, posted, tag, corrections=[hidden]), 412, "precondition-failed")
    second = patch(client, posted, first.headers["ETag"], corrections=[hidden])
    assert second.json()["revision"] == 3
    listed = client.get(f"{place}/revisions").json()["items"]
    assert [r["kind"] for r in listed] == ["created", "corrected", "corrected"]
    assert listed[2]["changes"]["in_force"] == [moved, hidden]
    now = client.get(place).json()
    assert [e["trigger"]["text"] for e in now["events"]] == ["protested"]
    assert now["events"][0]["time"]["start_earliest"]["at"].startswith("2024-05-08")


def test_states_are_compared_and_restored(client: TestClient, posted: Any) -> None:
    place, protested = posted.headers["Location"], event(posted, "protested")
    order = {"kind": "order", "source": protested, "relation": "before", "target": event(posted, "rejected")}
    changed = patch(client, posted, posted.headers["ETag"], corrections=[order])
    difference = client.get(f"{place}/revisions/2/changes").json()
    assert difference["conflicts"]["added"]
    restored = client.post(f"{place}/revisions/1/restore", headers={"If-Match": changed.headers["ETag"]})
    assert restored.status_code == 200, restored.text
    assert restored.json()["revision"] == 3
    assert client.get(f"{place}/revisions/3/changes", params={"since": 1}).json()["events"]["changed"] == {}
    assert client.get(place).json()["events"] == posted.json()["events"]
    problem(client.post(f"{place}/revisions/1/restore"), 428, "precondition-required")
    stale = {"If-Match": posted.headers["ETag"]}
    problem(client.post(f"{place}/revisions/1/restore", headers=stale), 412, "precondition-failed")


def test_bad_changes(client: TestClient, posted: Any) -> None:
    body: dict[str, Any]
    tag = posted.headers["ETag"]
    for body in ({}, {"corrections": []}, {"corrections": [{"kind": "hide", "event": "e99"}]}, {"colour": "red"}):
        problem(patch(client, posted, tag, **body), 422, "invalid")
    assert client.get(posted.headers["Location"]).json()["revision"] == 1
