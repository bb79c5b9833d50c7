"""Exports of a real article, read back by what was made for their formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import icalendar
import pytest
from edtf import parse_edtf
from lxml import etree
from pyld import jsonld

from tests.chart.factories import bridge, hostile
from tests.export.test_exports import TIMELINEJS
from timeline import Article, reconstruct
from timeline.chronology import Timeline
from timeline.export.formats import FORMATS
from timeline.present.rows import rows

ROOT = Path(__file__).parents[2]
DTD = Path(__file__).parent / "schemas" / "timeml.dtd"
SCHEMA, DCTERMS = "https://schema.org/", "http://purl.org/dc/terms/"
EVERYTHING = pytest.mark.parametrize("everything", [False, True], ids=["shown", "everything"])


@pytest.fixture(scope="module")
def article() -> Timeline:
    text = (ROOT / "fixtures" / "articles" / "politics.txt").read_text(encoding="utf-8")
    return reconstruct(Article(text, "2023-03-15"))


def written(name: str, timeline: Timeline, everything: bool = False) -> str:
    return FORMATS[name].write(timeline, everything=everything).decode()


@EVERYTHING
def test_timeml_is_valid(article: Timeline, everything: bool) -> None:
    dtd = etree.DTD(str(DTD))
    root = etree.fromstring(written("timeml", article, everything).encode())
    assert dtd.validate(root), dtd.error_log.filter_from_errors()


def test_timeml_of_a_hostile_article_is_valid() -> None:
    dtd = etree.DTD(str(DTD))
    assert dtd.validate(etree.fromstring(written("timeml", hostile()).encode())), dtd.error_log.filter_from_errors()


def graph(timeline: Timeline, everything: bool = False) -> list[dict[str, Any]]:
    """The nodes of the JSON-LD, every name an IRI. No context is fetched: the loader refuses."""

    def refuse(url: str, options: object) -> None:
        raise AssertionError(f"asked for {url}")

    document = json.loads(written("jsonld", timeline, everything))
    flat = jsonld.flatten(document, options={"documentLoader": refuse})
    return [node for node in flat if "@type" in node]


@EVERYTHING
def test_jsonld_is_a_graph_of_schema_org_events(article: Timeline, everything: bool) -> None:
    nodes = graph(article, everything)
    events = [node for node in nodes if node["@type"] == [f"{SCHEMA}Event"]]
    assert len(events) == len(rows(article, everything=everything))
    places = [node for node in nodes if node["@type"] == [f"{SCHEMA}ListItem"]]
    assert {place[f"{SCHEMA}item"][0]["@id"] for place in places} == {event["@id"] for event in events}
    names = {name for node in nodes for name in node if not name.startswith("@")}
    assert all(name.startswith((SCHEMA, DCTERMS)) for name in names)


@EVERYTHING
def test_every_edtf_date_is_one(article: Timeline, everything: bool) -> None:
    found = [value["@value"] for node in graph(article, everything) for value in node.get(f"{DCTERMS}temporal", [])]
    found += [line["edtf"] for line in csv.DictReader(io.StringIO(written("csv", article, everything))) if line["edtf"]]
    document = json.loads(written("json", article, everything))
    found += [event["time"]["edtf"] for event in document["events"] if event["time"]["edtf"]]
    found += [time["edtf"] for time in document["expressions"] if time["edtf"]]
    assert len(found) > 40
    assert all(parse_edtf(value) for value in found)


@EVERYTHING
def test_every_event_is_in_the_file_or_named_as_left_out(article: Timeline, everything: bool) -> None:
    """By calendars and slides, that have no place for events without a date."""
    calendar: Any = icalendar.Calendar.from_ical(written("ics", article, everything))
    slides = json.loads(written("timelinejs", article, everything))
    entries = {str(entry["summary"]) for entry in calendar.walk("VEVENT")}
    headlines = {slide["text"]["headline"] for slide in slides["events"]}
    for row in rows(article, everything=everything):
        assert row.title in entries or row.title in str(calendar["x-wr-caldesc"])
        shown = row.title.replace("'", "&#x27;").replace('"', "&quot;")
        assert shown in headlines or shown in slides["title"]["text"]["text"]


def test_slides_match_the_documented_format(article: Timeline) -> None:
    import jsonschema

    jsonschema.validate(json.loads(written("timelinejs", article, True)), TIMELINEJS)


def test_json_reads_back_as_the_same_timeline(article: Timeline) -> None:
    from timeline.export.json_reader import from_dict

    again = from_dict(json.loads(written("json", article, everything=True)))
    assert again.order == article.order
    assert [again.when(e.id) for e in again.events] == [article.when(e.id) for e in article.events]


def test_what_a_format_leaves_out_is_said_by_all() -> None:
    assert all(fmt.leaves_out for fmt in FORMATS.values())
    for name in ("ics", "timelinejs", "jsonld", "markdown"):
        assert "Left out" in written(name, bridge()).replace("\r\n ", "").replace("\\_", "_")
