"""Listing, parts, revisions, changes, deletion, ETags, idempotency keys, raw bodies."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.settings import Settings
from api.version import pipeline_version
from api.work.values import Outcome, Source
from tests.api import stub
from tests.api.conftest import ARTICLE, problem


def post(client: TestClient, **fields: Any) -> Any:
    response = client.post("/v1/timelines", json=ARTICLE | fields)
    assert response.status_code == 201, response.text
    return response


def test_the_list_goes_by_pages(client: TestClient) -> None:
    ids = [post(client, text=f"It rained {n} times.").json()["id"] for n in range(5)]
    first = client.get("/v1/timelines", params={"limit": 3, "text": "rained"})
    assert 'rel="next"' in first.headers["link"]
    second = client.get(first.headers["link"].partition(">")[0].strip("<"))
    assert [item["id"] for page in (first, second) for item in page.json()["items"]] == ids[::-1]
    assert second.json()["next"] is None
    assert "link" not in second.headers


def test_the_list_is_filtered(client: TestClient) -> None:
    post(client, title="Flood", url="https://www.example.org/a", published="2022-10-11")
    post(client, title="Vote", published="2022-10-13")

    def titles(**params: str) -> list[str]:
        return [item["title"] for item in client.get("/v1/timelines", params=params).json()["items"]]

    assert titles(source="example.org") == ["Flood"]
    assert titles(text="vote council") == ["Vote"]
    assert titles(published_from="2022-10-12") == ["Vote"]
    assert titles(published_to="2022-10-12", text="nothing") == []


@pytest.mark.parametrize(
    "params",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"cursor": "nonsense"},
        {"published_from": "soon"},
        {"text": "x" * 201},
        {"limit": "9" * 5000},
    ],
)
def test_bad_parameters_of_the_list(client: TestClient, params: dict[str, str]) -> None:
    assert problem(client.get("/v1/timelines", params=params), 422, "invalid")["errors"]


def test_nul_in_parameters_finds_nothing(client: TestClient) -> None:
    assert client.get("/v1/timelines", params={"text": "a\0b", "source": "a\0b"}).json()["items"] == []
    problem(client.get("/v1/timelines/tl_%00"), 404, "not-found")


def test_parts(client: TestClient) -> None:
    address = post(client).headers["location"]
    assert [part["id"] for part in client.get(f"{address}/expressions").json()["items"]] == ["t1"]
    assert [part["id"] for part in client.get(f"{address}/events").json()["items"]] == ["e1"]
    assert [part["id"] for part in client.get(f"{address}/events?all=true").json()["items"]] == ["e1", "e2"]
    assert client.get(f"{address}/events/e2").json()["shown"] is False
    problem(client.get(f"{address}/events/e9"), 404, "not-found")
    exports = client.get(f"{address}/exports").json()["items"]
    assert {"json", "timeml", "csv", "ics", "html"} <= {export["format"] for export in exports}
    problem(client.get(f"{address}/exports/docx"), 404, "not-found")


def test_revisions(client: TestClient) -> None:
    posted = post(client)
    address = posted.headers["location"]
    (only,) = client.get(f"{address}/revisions").json()["items"]
    assert (only["number"], only["kind"]) == (1, "created")
    assert client.get(f"{address}/revisions/1").json()["events"] == posted.json()["events"]
    problem(client.get(f"{address}/revisions/2"), 404, "not-found")
    problem(client.get(f"{address}/revisions/0"), 422, "invalid")
    problem(client.get(f"{address}/revisions/{9**30}"), 422, "invalid")


def test_what_is_deleted_is_gone(client: TestClient) -> None:
    address = post(client).headers["location"]
    assert client.delete(address).status_code == 204
    problem(client.get(address), 404, "not-found")
    problem(client.delete(address), 404, "not-found")
    post(client)


def test_who_may_read_is_changed_under_an_etag(client: TestClient) -> None:
    posted = post(client)
    address, tag = posted.headers["location"], posted.headers["etag"]
    change = {"visibility": "unlisted"}
    problem(client.patch(address, json=change), 428, "precondition-required")
    problem(client.patch(address, json=change, headers={"If-Match": '"other"'}), 412, "precondition-failed")
    problem(client.patch(address, json={"visibility": "all"}, headers={"If-Match": tag}), 422, "invalid")
    changed = client.patch(address, json=change, headers={"If-Match": tag})
    assert changed.json()["visibility"] == "unlisted"
    assert changed.headers["etag"] == client.get(address).headers["etag"] != tag
    problem(client.patch(address, json=change, headers={"If-Match": tag}), 412, "precondition-failed")


def test_what_the_client_has_is_not_sent_again(client: TestClient) -> None:
    posted = post(client)
    address, tag = posted.headers["location"], posted.headers["etag"]
    same = client.get(address, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", tag)
    assert client.get(address, params={"all": True}, headers={"If-None-Match": tag}).status_code == 200
    assert client.get(address, headers={"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.parametrize(
    "accept", [None, "*/*", "application/json", "application/*", "image/webp, application/json;q=0.1"]
)
def test_json_is_what_is_sent_to_those_who_do_not_care(client: TestClient, accept: str | None) -> None:
    response = client.get(post(client).headers["location"], headers={} if accept is None else {"Accept": accept})
    assert response.headers["content-type"] == "application/json"


@pytest.mark.parametrize("accept", ["image/webp", "application/json;q=0", "nonsense", "text/csv;q=x"])
def test_what_cannot_be_written_is_not_acceptable(client: TestClient, accept: str) -> None:
    problem(client.get(post(client).headers["location"], headers={"Accept": accept}), 406, "not-acceptable")


def test_a_repeated_request_with_its_key_gives_the_same(client: TestClient) -> None:
    headers = {"Idempotency-Key": "once"}
    first = client.post("/v1/timelines", json=ARTICLE, headers=headers)
    again = client.post("/v1/timelines", json=ARTICLE, headers=headers)
    assert (again.status_code, again.json()) == (201, first.json())
    other = client.post("/v1/timelines", json=ARTICLE | {"title": "Another"}, headers=headers)
    problem(other, 422, "key-reused")
    bad = client.post("/v1/timelines", json=ARTICLE, headers={"Idempotency-Key": "x" * 256})
    problem(bad, 422, "invalid")


class Gate:
    """A pipeline that waits until it is let go; counts its calls."""

    def __init__(self) -> None:
        self.open = threading.Event()
        self.entered = threading.Semaphore(0)
        self.calls = 0

    def __call__(self, source: Source) -> Outcome:
        self.calls += 1
        self.entered.release()
        assert self.open.wait(10)
        return stub.reconstruct(source)


@pytest.fixture
def gate(settings: Settings) -> Any:
    gate = Gate()
    with TestClient(create_app(settings.model_copy(update={"queue_size": 1}), reconstruct=gate)) as client:
        yield gate, client
        gate.open.set()


def test_a_key_under_way_is_a_conflict(gate: tuple[Gate, TestClient]) -> None:
    pipeline, client = gate
    headers = {"Idempotency-Key": "once"}
    with ThreadPoolExecutor() as threads:
        first = threads.submit(client.post, "/v1/timelines", json=ARTICLE, headers=headers)
        pipeline.entered.acquire()
        problem(client.post("/v1/timelines", json=ARTICLE, headers=headers), 409, "conflict")
        pipeline.open.set()
        assert first.result().status_code == 201


def test_equal_articles_at_once_are_one_computation(gate: tuple[Gate, TestClient]) -> None:
    pipeline, client = gate
    with ThreadPoolExecutor() as threads:
        posts = [threads.submit(client.post, "/v1/timelines", json=ARTICLE) for _ in range(6)]
        pipeline.entered.acquire()
        pipeline.open.set()
        ids = {each.result().json()["id"] for each in posts}
    assert (len(ids), pipeline.calls) == (1, 1)


def test_a_full_queue_is_refused_at_once(gate: tuple[Gate, TestClient]) -> None:
    pipeline, client = gate
    with ThreadPoolExecutor() as threads:
        first = threads.submit(client.post, "/v1/timelines", json=ARTICLE)
        pipeline.entered.acquire()
        second = threads.submit(client.post, "/v1/timelines", json=ARTICLE | {"title": "waits"})
        while not client.app.state.services.work.pool.waiting:  # type: ignore[attr-defined]
            pass
        refused = client.post("/v1/timelines", json=ARTICLE | {"title": "too many"})
        problem(refused, 503, "busy")
        assert int(refused.headers["retry-after"]) >= 1
        pipeline.open.set()
        assert [first.result().status_code, second.result().status_code] == [201, 201]


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("text/plain", "Café council met on Tuesday.".encode()),
        ("text/plain; charset=utf-8", "Café council met on Tuesday.".encode()),
        ("text/plain; charset=ISO-8859-1", "Café council met on Tuesday.".encode("latin-1")),
        ('text/plain; charset="windows-1252"', "Café council met on Tuesday.".encode("cp1252")),
    ],
)
def test_plain_text(client: TestClient, content_type: str, body: bytes) -> None:
    response = client.post(
        "/v1/timelines",
        params={"published": "12 octobre 2022", "title": "A"},
        content=body,
        headers={"Content-Type": content_type},
    )
    assert response.status_code == 201, response.text
    article = response.json()["article"]
    assert article["title"] == "A"
    assert (article["published"], article["text"]) == ("2022-10-12", "Café council met on Tuesday.")


@pytest.mark.parametrize(
    ("content_type", "body", "status", "slug"),
    [
        ("text/plain", b"\xff\xfe\x00", 422, "unusable"),
        ("text/plain; charset=nonsense", b"x", 415, "unsupported"),
        ("text/plain; charset=rot13", b"x", 415, "unsupported"),
        ("text/plain; charset=punycode", b"x", 415, "unsupported"),
        ("text/plain; charset=cp9999", b"x", 415, "unsupported"),
        ("", b"x", 415, "unsupported"),
        ("nonsense", b"x", 415, "unsupported"),
        ("text/csv", b"x", 415, "unsupported"),
        ("text/plain", b"", 422, "unusable"),
    ],
)
def test_bad_text(client: TestClient, content_type: str, body: bytes, status: int, slug: str) -> None:
    params = {"published": "2022-10-12"}
    response = client.post("/v1/timelines", params=params, content=body, headers={"Content-Type": content_type})
    problem(response, status, slug)


def test_unknown_and_bad_parameters_of_a_raw_article(client: TestClient) -> None:
    for params in ({"publishd": "2022-10-12"}, {"published": "2022-10-12", "url": "ftp://example.org"}):
        found = client.post("/v1/timelines", params=params, content=b"x", headers={"Content-Type": "text/plain"})
        assert problem(found, 422, "invalid")["errors"][0]["pointer"].startswith("/query/")


def test_large_responses_are_compressed(client: TestClient) -> None:
    address = post(client, text="It rained on Tuesday. " * 200).headers["location"]
    assert client.get(address, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get(address, headers={"Accept-Encoding": "identity"}).headers


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ("gzip", True),
        ("br, GZIP;q=0.5", True),
        ("*", True),
        ("deflate, *;q=0.1", True),
        ("identity", False),
        ("", False),
        ("gzip;q=0, *", False),
        ("gzip; q=0.000", False),
    ],
)
def test_a_timeline_is_sent_as_it_is_kept_or_unpacked(client: TestClient, accepted: str, packed: bool) -> None:
    """The stand-in's timeline is short, so that nothing else would pack it."""
    posted = client.post("/v1/timelines", json=ARTICLE)
    response = client.get(posted.headers["location"], headers={"Accept-Encoding": accepted})
    assert response.headers.get("content-encoding") == ("gzip" if packed else None)
    assert response.headers["vary"] == "Accept, Accept-Encoding, Authorization"
    assert response.json() == posted.json()


def test_a_complete_timeline_and_a_revision_are_solved_from_the_state(client: TestClient) -> None:
    posted = client.post("/v1/timelines", json=ARTICLE)
    address = posted.headers["location"]
    complete = client.get(address, params={"all": True})
    assert complete.json()["opinions"]["rows"] == []
    state, variant, version = complete.headers["etag"].strip('"').split(".", 2)
    assert (f'"{state}"', variant, version) == (posted.headers["etag"], "all", pipeline_version())
    same = client.get(address, params={"all": True}, headers={"If-None-Match": complete.headers["etag"]})
    assert same.status_code == 304
    revision = client.get(f"{address}/revisions/1").json()
    assert revision == {key: value for key, value in posted.json().items() if key in revision}
    assert "opinions" in client.get(f"{address}/revisions/1", params={"all": True}).json()
    problem(client.get(f"{address}/revisions/2"), 404, "not-found")


def test_whatever_can_be_got_can_be_asked_for_its_headers_alone(client: TestClient) -> None:
    address = post(client).headers["location"]
    for place in (address, f"{address}?all=true", f"{address}/chart", "/v1/timelines", "/livez", "/"):
        got, asked = client.get(place), client.head(place)
        assert (asked.status_code, asked.content) == (200, b"")
        changing = ("x-request-id", "date")
        assert {k: v for k, v in asked.headers.items() if k not in changing} == {
            k: v for k, v in got.headers.items() if k not in changing
        }
    assert client.head("/v1/timelines/tl_nothing").status_code == 404


def test_a_refused_method_is_told_all_that_are_taken(client: TestClient) -> None:
    address = post(client).headers["location"]
    for place, allowed in (("/v1/timelines", "GET, HEAD, POST"), (address, "DELETE, GET, HEAD, PATCH")):
        assert client.put(place).headers["allow"] == allowed
    assert client.put("/").headers["allow"] == "GET"


def test_moments_look_alike_wherever_they_stand(client: TestClient) -> None:
    posted = post(client).json()
    (listed,) = client.get("/v1/timelines").json()["items"]
    assert (posted["created"], posted["modified"]) == (listed["created"], listed["modified"])
