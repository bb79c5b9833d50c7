"""Input made to hurt: an answer or a reason, never a fault of ours, in bounded time and memory."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
import time
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

import icalendar
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from api.app import create_app
from api.settings import Settings
from tests.api.conftest import ARTICLE, problem

JSON = {"Content-Type": "application/json"}
GZIP = JSON | {"Content-Encoding": "gzip"}
FUZZ = settings(
    max_examples=30, deadline=None, derandomize=True, phases=(Phase.generate,), suppress_health_check=[*HealthCheck]
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A service with the real pipeline. What its code raises is answered, as it would be to a client."""
    url = f"sqlite:///{tmp_path_factory.mktemp('hostile') / 'timeline.db'}"
    app = create_app(Settings(database_url=url, workers=0, log_level="error"))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


# bodies


def test_a_body_in_gzip_is_unpacked(client: TestClient) -> None:
    posted = client.post("/v1/timelines", content=gzip.compress(json.dumps(ARTICLE).encode()), headers=GZIP)
    assert posted.status_code == 201
    assert posted.json()["article"]["text"] == ARTICLE["text"]


def test_a_bomb_is_refused_before_it_bursts(client: TestClient) -> None:
    bomb = gzip.compress(b"0" * 200_000_000, 9)
    started = time.monotonic()
    problem(client.post("/v1/timelines", content=bomb, headers=GZIP), 413, "too-large")
    problem(client.post("/v1/batches", content=bomb, headers=GZIP), 413, "too-large")
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("encoding", "body", "status", "slug"),
    [
        ("gzip", b"no gzip", 400, "bad-request"),
        ("gzip", b"", 400, "bad-request"),
        ("gzip", gzip.compress(b"{}")[:-4], 400, "bad-request"),
        ("gzip", gzip.compress(b"{}") + b"more", 400, "bad-request"),
        ("br", b"{}", 415, "unsupported"),
        ("gzip, gzip", b"{}", 415, "unsupported"),
        ("nonsense", b"{}", 415, "unsupported"),
    ],
)
@pytest.mark.parametrize("path", ["/v1/timelines", "/v1/resolve"])
def test_bodies_badly_packed(client: TestClient, path: str, encoding: str, body: bytes, status: int, slug: str) -> None:
    problem(client.post(path, content=body, headers=JSON | {"Content-Encoding": encoding}), status, slug)


@pytest.mark.parametrize(
    "path", ["/v1/timelines", "/v1/batches", "/v1/resolve", "/v1/timelines/tl_aaaaaaaaaaaaaaaaaaaaaaaa/claims"]
)
@pytest.mark.parametrize(
    ("body", "statuses"),
    [
        (b" " * 10_000_000, {413}),
        (b"[" * 7_000_000, {400, 422}),
        (b'{"a":' * 1_000_000, {400, 422}),
        (b'{"text": "\\ud800", "phrase": "\\ud800", "claim": "\\ud800", "published": "2022-10-12"}', {422}),
        (b'{"text": "\\u0000", "phrase": "\\u0000", "published": "\\u0000"}', {422}),
        (b'{"published": ' + b"9" * 100_000 + b"}", {400, 422}),
        (b"\x00" * 1_000, {400, 422}),
        (b'{"text": "a", "text": "b", "published": NaN}', {422}),
    ],
)
def test_bodies_made_to_hurt(client: TestClient, path: str, body: bytes, statuses: set[int]) -> None:
    started = time.monotonic()
    answer = client.post(path, content=body, headers=JSON)
    assert answer.status_code in statuses, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    assert time.monotonic() - started < 5


# articles


def test_an_article_without_end_is_given_up_in_time(settings: Settings) -> None:
    """A million characters without a full stop, in a worker of its own: a result or a 422, within the limit."""
    limited = settings.model_copy(update={"workers": 1, "time_limit": 3.0, "worker_memory_mb": 3_000})
    with TestClient(create_app(limited)) as client:
        while not client.get("/readyz").json()["checks"]["model"]:
            time.sleep(0.1)
        for text in ("it rained and they said so " * 37_000, "It rained\n" * 100_000):
            started = time.monotonic()
            answer = client.post("/v1/timelines", json={"text": text, "published": "2022-10-12"})
            assert time.monotonic() - started < 30
            if answer.status_code != 201:
                problem(answer, 422, "too-slow")
        assert client.post("/v1/timelines", json=ARTICLE).status_code == 201


def answered(response: Any) -> None:
    """A result, or a problem of the client's."""
    assert response.status_code in (200, 201, 413, 422), response.text[:300]
    if response.status_code >= 400:
        assert response.headers["content-type"] == "application/problem+json"
        assert response.json()["detail"]


WORDS = st.sampled_from(
    (
        "Tuesday", "last week", "1 March", "since", "after the vote", "before", "18 months ago", "2024-02-30",
        "9999999", "will", "said", "resigned", "the council", "voted", "\u202e", "\u200f", "\u2066", "\ufeff", "\u2028",
        "\x85", "e\u0301" * 50, "🏛️", "<script>", "]]>", "=1+1", "\t", "\n\n", ".", ",", "“", "”", "'s", "(", ")", "--",
        "BC", "00:00", "24:00", "-1", "½", "٣", "Ⅷ", "\u0000", "\\u0000", "&amp;", "%00", "{{7*7}}", "${7*7}",
    )
)  # fmt: skip
PROSE = st.lists(WORDS | st.text(max_size=12), max_size=40).map(" ".join)


def sendable(text: str) -> bytes:
    """As JSON, whatever it holds: halves of surrogate pairs are escaped."""
    return json.dumps(text).encode()


@FUZZ
@given(text=PROSE, published=st.sampled_from(("2022-10-12", "0001-01-01", "9999-12-31", "12 octobre 2022")) | PROSE)
def test_any_text(real: TestClient, text: str, published: str) -> None:
    body = b'{"text": %b, "published": %b}' % (sendable(text), sendable(published))
    answered(real.post("/v1/timelines", content=body, headers=JSON))


TAGS = st.sampled_from(
    (
        "<p>", "</p>", "<article>", "<div>", "<time datetime='2022-13-45'>", "<script>", "</script>", "<!--", "-->",
        "<![", "<meta property='article:published_time' content='soon'>", "<meta charset='utf-7'>",
        "<svg><a xlink:href='x'>",
        "<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"datePublished\": [",
        "<table><tr>", "<style>", "<base href='//x'>", "<title>", "&#0;", "&#xD800;", "&lt;", "<a href='javascript:1'>",
        "<p" + " a" * 200 + ">", "<noscript>", "<template>", "<frameset>", "<plaintext>",
        "<?xml version='1.0'?>", "<!DOCTYPE html>", "\x0b",
    )
)  # fmt: skip


@FUZZ
@given(parts=st.lists(TAGS | PROSE, max_size=25), dated=st.booleans())
def test_any_html(real: TestClient, parts: list[str], dated: bool) -> None:
    page = "".join(parts).encode("utf-8", "surrogatepass")
    params = {"published": "2022-10-12"} if dated else {}
    answered(real.post("/v1/timelines", params=params, content=page, headers={"Content-Type": "text/html"}))


TEXT = "The council rejected the new stadium on Monday. On Friday thousands of fans protested in the main square."


@pytest.fixture(scope="module")
def claims(real: TestClient) -> str:
    return (
        str(real.post("/v1/timelines", json={"text": TEXT, "published": "2024-05-12"}).headers["location"]) + "/claims"
    )


CLAIM_WORDS = st.sampled_from(
    ("before", "after", "Did", "the council", "rejected", "protested", "while", "not", "?", "n't")
)
STRUCTURED = st.fixed_dictionaries(
    {"event": st.sampled_from(("e1", "e2", "e99", "")) | st.integers(), "relation": st.text(max_size=8) | CLAIM_WORDS},
    optional={
        "other": st.sampled_from(("e1", "e2", "t1", "t0")) | st.integers(),
        "time": PROSE,
        "at_least": st.integers(),
        "at_most": st.integers(),
    },
)


@FUZZ
@given(
    claim=st.lists(CLAIM_WORDS | WORDS, max_size=25).map(" ".join) | PROSE | STRUCTURED,
    threshold=st.floats() | st.none(),
)
def test_any_claim(real: TestClient, claims: str, claim: Any, threshold: float | None) -> None:
    body = json.dumps({"claim": claim, "threshold": threshold}).encode()
    answered(real.post(claims, content=body, headers=JSON))


# what comes out

NASTY = "</script><script>alert(1)</script>"
INJECTED = (
    f'The council rejected the stadium {NASTY} on Monday. "=HYPERLINK(1)" protested ]]> on Friday. '
    "<img src=x onerror=a> =SUM(1) resigned on 3 May.\r\nEND:VEVENT\r\nBEGIN:VALARM\r\n-cmd voted on 4 May. "
    "\u202eDetaerts\u202c they left in June."
)


@pytest.fixture(scope="module")
def injected(real: TestClient) -> str:
    article = {"text": INJECTED, "published": "2024-05-12", "title": f"=1+1{NASTY}\r\nX:Y", "visibility": "public"}
    return str(real.post("/v1/timelines", json=article).headers["location"])


def test_text_stays_text_in_pages(real: TestClient, injected: str) -> None:
    timeline_id = injected.rpartition("/")[2]
    for path in (f"/t/{timeline_id}", f"/embed/{timeline_id}", f"{injected}/chart", f"{injected}/exports/html"):
        page = real.get(path).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_text_stays_text_in_tables(real: TestClient, injected: str) -> None:
    rows = list(csv.reader(io.StringIO(real.get(f"{injected}/exports/csv?all=true").text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert [cell for row in rows for cell in row if re.match(r"\s*[=+@-]", cell)] == []


def test_text_stays_text_in_calendars(real: TestClient, injected: str) -> None:
    calendar = icalendar.Calendar.from_ical(real.get(f"{injected}/exports/ics?all=true").text)
    assert {part.name for part in calendar.walk()} <= {"VCALENDAR", "VEVENT", "VTIMEZONE", "STANDARD", "DAYLIGHT"}
    assert "X" not in calendar


def test_text_stays_text_in_timeml(real: TestClient, injected: str) -> None:
    root = ElementTree.fromstring(real.get(f"{injected}/exports/timeml?all=true").text)
    assert "script" not in {element.tag.lower() for element in root.iter()}
    assert NASTY in "".join(root.find("TEXT").itertext())  # type: ignore[union-attr]
