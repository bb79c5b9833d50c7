"""API keys, ownership, visibility, and when the service is open without keys."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from api.access import Scope
from api.app import create_app
from api.dependencies import Services
from api.settings import Settings
from tests.api import stub
from tests.api.conftest import ARTICLE, problem


@pytest.fixture
def guarded(settings: Settings) -> Iterator[TestClient]:
    """A service that wants keys."""
    with TestClient(create_app(settings.model_copy(update={"auth": "keys"}), reconstruct=stub.reconstruct)) as client:
        yield client


def bearer(client: TestClient, *scopes: Scope) -> dict[str, str]:
    services: Services = client.app.state.services  # type: ignore[attr-defined]
    _, secret = services.keys.create("test", scopes or tuple(Scope))
    return {"Authorization": f"Bearer {secret}"}


def test_without_a_key_nothing_can_be_stored_or_listed(guarded: TestClient) -> None:
    refused = guarded.post("/v1/timelines", json=ARTICLE)
    problem(refused, 401, "unauthorized")
    assert refused.headers["www-authenticate"] == "Bearer"
    problem(guarded.get("/v1/timelines"), 401, "unauthorized")
    problem(guarded.get("/v1/timelines", headers={"Authorization": "Bearer wrong"}), 401, "unauthorized")


def test_scopes(guarded: TestClient) -> None:
    reading, writing = bearer(guarded, Scope.READ), bearer(guarded, Scope.WRITE)
    problem(guarded.post("/v1/timelines", json=ARTICLE, headers=reading), 403, "forbidden")
    problem(guarded.get("/v1/timelines", headers=writing), 403, "forbidden")
    assert guarded.get("/v1/timelines", headers=reading).status_code == 200


def test_what_one_key_stores_another_cannot_see(guarded: TestClient) -> None:
    mine, yours = bearer(guarded), bearer(guarded)
    posted = guarded.post("/v1/timelines", json=ARTICLE, headers=mine)
    address, tag = posted.headers["location"], posted.headers["etag"]
    assert guarded.get(address, headers=mine).status_code == 200
    for part in ("", "/chart", "/events", "/events/e1", "/expressions", "/exports", "/exports/json", "/revisions"):
        problem(guarded.get(address + part, headers=yours), 404, "not-found")
        assert guarded.get(address + part).status_code in (401, 404)
    change = {"visibility": "public"}
    problem(guarded.patch(address, json=change, headers=yours | {"If-Match": tag}), 404, "not-found")
    problem(guarded.delete(address, headers=yours), 404, "not-found")
    assert guarded.get("/v1/timelines", headers=yours).json()["items"] == []
    again = guarded.post("/v1/timelines", json=ARTICLE, headers=yours)
    assert again.status_code == 201
    assert again.headers["location"] != address


def test_a_key_that_replaces_another_sees_the_same(guarded: TestClient) -> None:
    services: Services = guarded.app.state.services  # type: ignore[attr-defined]
    first, secret = services.keys.create("old", tuple(Scope))
    address = guarded.post("/v1/timelines", json=ARTICLE, headers={"Authorization": f"Bearer {secret}"}).headers[
        "location"
    ]
    _, secret = services.keys.create("new", tuple(Scope), owner=first.owner)
    services.keys.revoke(first.id)
    assert guarded.get(address, headers={"Authorization": f"Bearer {secret}"}).status_code == 200


@pytest.mark.parametrize("visibility", ["unlisted", "public"])
def test_what_is_shared_can_be_read_by_everybody_and_changed_by_its_owner_only(
    guarded: TestClient, visibility: str
) -> None:
    mine, yours = bearer(guarded), bearer(guarded)
    address = guarded.post("/v1/timelines", json=ARTICLE | {"visibility": visibility}, headers=mine).headers["location"]
    assert guarded.get(address).status_code == 200
    assert guarded.get(address, headers=yours).status_code == 200
    problem(guarded.delete(address, headers=yours), 404, "not-found")
    problem(guarded.delete(address), 401, "unauthorized")
    problem(guarded.get(f"{address}/revisions", headers=yours), 404, "not-found")
    assert guarded.get("/v1/timelines", headers=yours).json()["items"] == []


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:8000"},
        {"X-Forwarded-For": "203.0.113.9"},
        {"Forwarded": "for=203.0.113.9"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_open_on_loopback_is_not_open_to_proxies_and_other_sites(client: TestClient, headers: dict[str, str]) -> None:
    problem(client.post("/v1/timelines", json=ARTICLE, headers=headers), 401, "unauthorized")


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "timeline.localhost:80"])
def test_open_on_loopback_by_its_names(client: TestClient, host: str) -> None:
    headers = {"Host": host, "Origin": f"http://{host}"}
    assert client.post("/v1/timelines", json=ARTICLE, headers=headers).status_code == 201


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.7", "::"])
def test_not_open_when_bound_elsewhere(settings: Settings, host: str) -> None:
    app = create_app(settings.model_copy(update={"host": host}), reconstruct=stub.reconstruct)
    with TestClient(app) as client:
        problem(client.post("/v1/timelines", json=ARTICLE), 401, "unauthorized")


def test_not_open_where_the_server_listens_elsewhere_than_the_settings_say(settings: Settings) -> None:
    with TestClient(create_app(settings, reconstruct=stub.reconstruct), base_url="http://192.0.2.7") as client:
        problem(client.post("/v1/timelines", json=ARTICLE), 401, "unauthorized")


def test_cross_origin_requests_are_allowed_by_setting(settings: Settings) -> None:
    ours = settings.model_copy(update={"cors_origins": ("https://desk.example",)})
    with TestClient(create_app(ours, reconstruct=stub.reconstruct)) as client:
        asked = {"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"}
        allowed = client.options("/v1/timelines", headers=asked)
        assert allowed.headers["access-control-allow-origin"] == "https://desk.example"
        posted = client.post("/v1/timelines", json=ARTICLE, headers={"Origin": "https://desk.example"})
        assert posted.status_code == 201
        assert "Location" in posted.headers["access-control-expose-headers"]
        refused = client.options("/v1/timelines", headers=asked | {"Origin": "https://evil.example"})
        assert "access-control-allow-origin" not in refused.headers
