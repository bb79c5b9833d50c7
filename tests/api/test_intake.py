"""HTML and TimeML as they are posted: the article, its dates and where they were found."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from api.work.tasks import article_of
from api.work.values import Source, SourceKind
from tests.api.conftest import ARTICLE, problem

PAGE = """<!doctype html><html><head><title>Rain</title>
<meta property="article:published_time" content="2022-10-12T07:30:00+02:00">
<meta property="article:modified_time" content="2022-10-13T09:00:00+02:00">
<link rel="canonical" href="javascript:alert(1)">
</head><body><article><h1>Rain</h1><p>The café council met on Tuesday, and the members voted on the flood wall that
was promised last year. The mayor said that work will begin next week.</p></article></body></html>"""
TIMEML = """<?xml version="1.0"?><TimeML><DOCID>a</DOCID><DCT><TIMEX3 tid="t0" type="DATE" value="2022-10-12"
functionInDocument="CREATION_TIME">October 12</TIMEX3></DCT><TEXT>The council met on Tuesday.</TEXT></TimeML>"""


@pytest.mark.parametrize("as_json", [True, False])
def test_a_page_brings_its_date(client: TestClient, as_json: bool) -> None:
    if as_json:
        response = client.post("/v1/timelines", json={"html": PAGE})
    else:
        response = client.post("/v1/timelines", content=PAGE.encode(), headers={"Content-Type": "text/html"})
    assert response.status_code == 201, response.text
    article = response.json()["article"]
    assert article["published"] == "2022-10-12T07:30"
    assert "café council met" in article["text"]


def test_published_and_modified_are_told_apart_with_their_provenance() -> None:
    article = article_of(Source(SourceKind.HTML, PAGE))
    assert article.publication.provenance == "html: article:published_time"
    assert article.modified is not None
    assert article.modified.value == "2022-10-13T09:00"
    assert article.url is None


def test_what_the_poster_says_wins(client: TestClient) -> None:
    posted = {"html": PAGE, "published": "2022-11-01", "title": "Mine", "url": "https://example.org/a"}
    article = client.post("/v1/timelines", json=posted).json()["article"]
    assert (article["published"], article["title"]) == ("2022-11-01", "Mine")


@pytest.mark.parametrize(
    ("given", "published"),
    [
        ("2022-10-12", "2022-10-12"),
        ("20221012", "2022-10-12"),
        ("2022-10-12T07:30:00+02:00", "2022-10-12T07:30"),
        ("Wed, 12 Oct 2022 07:30:00 +0200", "2022-10-12T07:30"),
        ("October 12th, 2022", "2022-10-12"),
        ("Oct 12, 2022 7:30 AM", "2022-10-12T07:30"),
        ("12.10.2022", "2022-10-12"),
        ("12.10.22, 07:30", "2022-10-12T07:30"),
        ("12 octobre 2022", "2022-10-12"),
        ("Mittwoch, 12. Oktober 2022, 07:30 Uhr", "2022-10-12T07:30"),
        ("12 de octubre de 2022", "2022-10-12"),
        ("12 октября 2022 г.", "2022-10-12"),
        ("12 października 2022", "2022-10-12"),
        ("12 Οκτωβρίου 2022", "2022-10-12"),
        ("12 Ekim 2022", "2022-10-12"),
        ("12 أكتوبر 2022", "2022-10-12"),
        ("2022年10月12日 07:30", "2022-10-12T07:30"),
    ],
)
def test_published_in_any_form_and_language(client: TestClient, given: str, published: str) -> None:
    posted = client.post("/v1/timelines", json=ARTICLE | {"published": given})
    assert posted.status_code == 201, posted.text
    assert posted.json()["article"]["published"] == published


@pytest.mark.parametrize(
    "given", ["yesterday", "3 hours ago", "October 2022", "2022", "12 October", "soon", "31.02.2022"]
)
def test_what_is_no_whole_date_is_refused(client: TestClient, given: str) -> None:
    problem(client.post("/v1/timelines", json=ARTICLE | {"published": given}), 422, "unusable")


def test_an_encoding_that_the_page_declares(client: TestClient) -> None:
    body = PAGE.replace("<head>", '<head><meta charset="windows-1252">').encode("cp1252")
    response = client.post("/v1/timelines", content=body, headers={"Content-Type": "text/html"})
    assert "café council" in response.json()["article"]["text"]


def test_timeml(client: TestClient) -> None:
    headers = {"Content-Type": "application/x-timeml+xml"}
    article = client.post("/v1/timelines", content=TIMEML.encode(), headers=headers).json()["article"]
    assert (article["published"], article["text"]) == ("2022-10-12", ARTICLE["text"])


@pytest.mark.parametrize(
    ("media", "body"),
    [
        ("text/html", b"<html><body></body></html>"),
        ("text/html", b"%PDF-1.4 nothing"),
        ("text/html", b"<p>" * 50_000),
        ("text/html", b"<div>" * 200_000 + b"It rained."),
        ("text/html", PAGE.replace("2022-10", "soon").encode()),
        ("application/xml", b"<TimeML><TEXT>It rained."),
        (
            "application/xml",
            b'<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><TimeML><TEXT>&b;</TEXT></TimeML>',
        ),
        ("application/xml", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><TimeML><TEXT>&x;</TEXT></TimeML>'),
    ],
)
def test_bad_documents(client: TestClient, media: str, body: bytes) -> None:
    response = client.post("/v1/timelines", content=body, headers={"Content-Type": media})
    problem(response, 422, "unusable")
