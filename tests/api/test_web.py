"""The page, the embed and oEmbed, as responses; tests/browser looks at them as a reader does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.settings import Settings
from api.work.tasks import article_of, outcome_of
from api.work.values import Outcome, Source
from tests.api.conftest import ARTICLE
from tests.chart.factories import day, event, timeline


def reconstruct(source: Source) -> Outcome:
    """One event, without reading the article: pages need a document that is whole."""
    article = article_of(source)
    met = event(article.text, 1, "met", "The council met")
    return outcome_of(timeline(article, [(met, day(2022, 10, 11))], [["e1"]]))


@pytest.fixture
def client(settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(settings, reconstruct=reconstruct)) as client:
        yield client


def posted(client: TestClient, **more: Any) -> str:
    return str(client.post("/v1/timelines", json=ARTICLE | more).json()["id"])


def directive(response: Any, name: str) -> str:
    policy = dict(part.strip().partition(" ")[::2] for part in response.headers["content-security-policy"].split(";"))
    return str(policy.get(name, ""))


def test_pages_run_no_script_but_the_services_own(client: TestClient) -> None:
    timeline_id = posted(client, visibility="public")
    for path in ("/", f"/t/{timeline_id}", f"/embed/{timeline_id}"):
        page = client.get(path)
        assert page.status_code == 200
        assert directive(page, "script-src") == "'self'"
        assert re.findall(r"<script(?![^>]*(?:src=|application/json))", page.text) == []
        assert "unsafe-eval" not in page.headers["content-security-policy"]
        assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page.text.replace(str(client.base_url), ""))


def test_a_private_timeline_is_not_embedded(client: TestClient) -> None:
    timeline_id = posted(client)
    assert client.get(f"/t/{timeline_id}").status_code == 200
    assert "cannot be embedded" in client.get(f"/t/{timeline_id}").text
    assert client.get(f"/embed/{timeline_id}").status_code == 404
    assert client.get("/oembed", params={"url": f"http://testserver/t/{timeline_id}"}).status_code == 404


def test_who_may_frame_is_a_setting(settings: Settings) -> None:
    narrow = settings.model_copy(update={"frame_ancestors": "https://news.example"})
    with TestClient(create_app(narrow, reconstruct=reconstruct)) as client:
        page = client.get(f"/embed/{posted(client, visibility='unlisted')}")
    assert directive(page, "frame-ancestors") == "https://news.example"
    assert "set-cookie" not in page.headers


def test_framing_settings_cannot_add_directives() -> None:
    with pytest.raises(ValidationError):
        Settings(frame_ancestors="*; script-src *")


def test_only_the_embed_may_be_framed(client: TestClient) -> None:
    timeline_id = posted(client, visibility="public")
    assert directive(client.get(f"/t/{timeline_id}"), "frame-ancestors") == "'none'"
    assert directive(client.get(f"/embed/{timeline_id}"), "frame-ancestors") == "*"


def test_oembed_is_discovered_and_answers(client: TestClient) -> None:
    timeline_id = posted(client, visibility="public", title='A "quoted" title')
    page = client.get(f"/t/{timeline_id}").text
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', page)
    assert link is not None
    answer = client.get(unescape(link[1]) + "&maxwidth=400").json()
    assert answer["version"] == "1.0"
    assert answer["type"] == "rich"
    assert answer["width"] == 400
    assert f"/embed/{timeline_id}" in answer["html"]
    assert "&quot;quoted&quot;" in answer["html"]


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/t/tl_x", "http://testserver/v1/timelines/x", "http://testserver/t/", "nonsense"]
)
def test_oembed_knows_only_timelines(client: TestClient, url: str) -> None:
    assert client.get("/oembed", params={"url": url}).status_code == 404


def test_oembed_offers_no_xml(client: TestClient) -> None:
    url = f"http://testserver/t/{posted(client, visibility='public')}"
    assert client.get("/oembed", params={"url": url, "format": "xml"}).status_code == 501


def test_static_files_are_kept_for_ever_and_packed_once(client: TestClient) -> None:
    (address,) = re.findall(r'src="(/static/theme\.js\?v=\w+)"', client.get("/").text)
    found = client.get(address)
    assert "immutable" in found.headers["cache-control"]
    assert found.headers["content-type"].startswith("text/javascript")
    assert found.headers["content-encoding"] == "gzip"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert plain.content == found.content


def test_modules_that_others_import_are_asked_for_again(client: TestClient) -> None:
    """Their addresses name no version, so a new version of the service must not meet an old module."""
    found = client.get("/static/http.js")
    assert found.headers["cache-control"] == "no-cache"
    again = client.get("/static/http.js", headers={"If-None-Match": found.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "immutable" not in client.get("/static/http.js?v=old").headers["cache-control"]


@pytest.mark.parametrize("name", ["../app.py", "..%2fapp.py", "nothing.js", ".env", "%00", "home.js/.."])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_the_api_is_shown_without_asking_another_site(client: TestClient) -> None:
    page = client.get("/docs")
    assert page.status_code == 200
    assert page.headers["content-security-policy"].startswith("default-src 'none'")
    places = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert len(places) == 4
    for place in places:
        assert place.startswith("/static/")
        assert client.get(place).status_code == 200


def test_an_unknown_timeline_is_said_to_be_missing(client: TestClient) -> None:
    page = client.get("/t/nothing")
    assert page.status_code == 404
    assert "No such timeline" in page.text


def test_strangers_are_asked_for_a_key(settings: Settings) -> None:
    guarded = settings.model_copy(update={"auth": "keys"})
    with TestClient(create_app(guarded, reconstruct=reconstruct)) as client:
        assert 'id="key"' in client.get("/").text
        assert 'id="key"' in client.get("/t/nothing").text


@pytest.mark.parametrize("media", ["text/csv", "text/calendar", "application/x-timeml+xml", "text/html"])
def test_a_post_may_ask_for_any_form(client: TestClient, media: str) -> None:
    answer = client.post("/v1/timelines", json=ARTICLE, headers={"Accept": media})
    assert answer.status_code == 201
    assert answer.headers["content-type"].startswith(media)
    assert answer.content == client.get(answer.headers["location"], headers={"Accept": media}).content


def test_the_whole_article_stands_on_its_page(client: TestClient) -> None:
    page = client.get(f"/t/{posted(client)}").text
    article = re.search(r'<div class="article"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert article is not None
    assert unescape(re.sub(r"<[^>]+>", "", article[1])) == ARTICLE["text"]
