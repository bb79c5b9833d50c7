"""/v1/batches: progress, errors of single articles, restarts; and /v1/resolve."""

from __future__ import annotations

import time
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.batches import _pack
from api.settings import Settings
from api.storage.batches import BatchStore
from api.storage.database import Database
from api.storage.models import ANYONE, Visibility
from api.work.values import Source, SourceKind
from tests.api import stub
from tests.api.conftest import ARTICLE, problem


def finished(client: TestClient, address: str) -> dict[str, Any]:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        batch: dict[str, Any] = client.get(address).json()
        if batch["finished"]:
            return batch
        time.sleep(0.02)
    raise AssertionError("the batch is not worked off")


def test_a_batch_is_worked_off_and_tells_what_became_of_each(client: TestClient) -> None:
    articles = [ARTICLE, {"text": "It rained."}, ARTICLE | {"title": "B"}]
    posted = client.post("/v1/batches", json={"articles": articles})
    assert posted.status_code == 202
    assert posted.json()["total"] == 3
    batch = finished(client, posted.headers["location"])
    assert (batch["waiting"], batch["done"], batch["failed"]) == (0, 2, 1)
    items = client.get(batch["links"]["items"]).json()["items"]
    assert [item["state"] for item in items] == ["done", "failed", "done"]
    assert client.get(items[2]["timeline"]).json()["article"]["title"] == "B"
    assert items[1]["problem"]["type"] == "/problems/unusable"


def test_items_go_by_pages(client: TestClient) -> None:
    posted = client.post("/v1/batches", json={"articles": [ARTICLE | {"title": str(n)} for n in range(5)]})
    address = posted.json()["links"]["items"]
    first = client.get(address, params={"limit": 3}).json()
    second = client.get(address, params={"limit": 3, "after": first["next"]}).json()
    assert [item["position"] for item in first["items"] + second["items"]] == [0, 1, 2, 3, 4]
    assert second["next"] is None


def test_what_waits_is_worked_off_after_a_restart(settings: Settings) -> None:
    database = Database(settings.database_url)
    database.migrate()
    store = BatchStore(database)
    sources = [Source(SourceKind.TEXT, f"It rained {n} times.", "2022-10-12") for n in range(4)]
    batch = store.add(ANYONE, Visibility.PRIVATE, [_pack(source) for source in sources])
    assert store.claim(1_000) is not None  # as a server that was killed at work leaves it
    database.close()
    with TestClient(create_app(settings, reconstruct=stub.reconstruct)) as client:
        assert finished(client, f"/v1/batches/{batch.id}")["done"] == 4


@pytest.mark.parametrize("articles", [None, [], "x", [{}], [ARTICLE] * 1001, [ARTICLE, {"text": 1}]])
def test_a_bad_batch_is_refused_whole(client: TestClient, articles: Any) -> None:
    problem(client.post("/v1/batches", json={"articles": articles}), 422, "invalid")


def test_a_batch_has_an_idempotency_key_and_can_be_forgotten(client: TestClient) -> None:
    headers, body = {"Idempotency-Key": "k"}, {"articles": [ARTICLE]}
    first = client.post("/v1/batches", json=body, headers=headers)
    again = client.post("/v1/batches", json=body, headers=headers)
    assert first.json()["id"] == again.json()["id"]
    problem(client.post("/v1/batches", json={"articles": [ARTICLE] * 2}, headers=headers), 422, "key-reused")
    assert client.delete(first.headers["location"]).status_code == 204
    problem(client.get(first.headers["location"]), 404, "not-found")


def test_a_phrase_is_resolved(client: TestClient) -> None:
    found = client.post("/v1/resolve", json={"phrase": "18 months ago", "published": "2022-10-12"})
    assert found.json()["value"] == "2021-04"
    problem(client.post("/v1/resolve", json={"phrase": "the cat", "published": "2022-10-12"}), 422, "unusable")
    problem(client.post("/v1/resolve", json={"phrase": "today", "published": "never"}), 422, "unusable")
    problem(client.post("/v1/resolve", json={"phrase": "today"}), 422, "invalid")
