"""Every export is read back by a library or a schema that was made for its format."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, datetime
from typing import Any

import icalendar
import jsonschema
import pytest
from markdown_it import MarkdownIt

from tests.chart.factories import bridge, hostile, timeline
from timeline.chronology import Timeline
from timeline.export.csv import COLUMNS, harmless, to_csv
from timeline.export.formats import FORMATS
from timeline.export.ics import to_ics
from timeline.export.jsonld import to_jsonld
from timeline.export.markdown import to_markdown
from timeline.export.timelinejs import to_timelinejs

DATE = {
    "type": "object",
    "required": ["year"],
    "additionalProperties": False,
    "properties": {
        "year": {"type": "integer"},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "day": {"type": "integer", "minimum": 1, "maximum": 31},
        "hour": {"type": "integer", "minimum": 0, "maximum": 23},
        "minute": {"type": "integer", "minimum": 0, "maximum": 59},
        "second": {"type": "integer"},
        "millisecond": {"type": "integer"},
        "display_date": {"type": "string"},
    },
}
TEXT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"headline": {"type": "string"}, "text": {"type": "string"}},
}
# https://timeline.knightlab.com/docs/json-format.html
TIMELINEJS = {
    "type": "object",
    "required": ["events"],
    "additionalProperties": False,
    "properties": {
        "title": {"type": "object", "properties": {"text": TEXT}},
        "scale": {"enum": ["human", "cosmological"]},
        "events": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["start_date"],
                "additionalProperties": False,
                "properties": {
                    "start_date": DATE,
                    "end_date": DATE,
                    "text": TEXT,
                    "group": {"type": "string"},
                    "display_date": {"type": "string"},
                    "unique_id": {"type": "string"},
                },
            },
        },
    },
}
LIST = {
    "type": "object",
    "required": ["@context", "@type", "itemListElement"],
    "properties": {
        "@type": {"const": "ItemList"},
        "numberOfItems": {"type": "integer"},
        "itemListElement": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["@type", "position", "item"],
                "properties": {
                    "@type": {"const": "ListItem"},
                    "position": {"type": "integer", "minimum": 1},
                    "item": {
                        "type": "object",
                        "required": ["@type", "name", "identifier"],
                        "properties": {
                            "@type": {"const": "Event"},
                            "startDate": {"type": "string", "format": "date"},
                            "endDate": {"type": "string", "format": "date"},
                        },
                    },
                },
            },
        },
    },
}


def table(drawn: Timeline) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(to_csv(drawn), newline="")))


def test_csv_has_a_line_for_every_event_in_order() -> None:
    lines = table(bridge())
    assert tuple(lines[0]) == COLUMNS
    assert [line["id"] for line in lines][:2] == ["e6", "e8"]
    assert len(lines) == 11
    assert lines[0]["start_earliest"] == "2021-04-01T00:00:00"
    assert lines[2]["step"] == lines[3]["step"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@A1", " =1", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert harmless(cell).startswith("'")


def test_hostile_text_stays_in_its_cell() -> None:
    (line,) = table(hostile())
    assert None not in line
    assert not any(value.startswith(("=", "+", "-", "@")) for value in line.values())


def test_icalendar_reads_back() -> None:
    made: Any = icalendar.Calendar.from_ical(to_ics(bridge()))
    entries = {str(entry["uid"]).split("-")[-1]: entry for entry in made.walk("VEVENT")}
    assert len(entries) == 8
    assert entries["e1@timeline"]["dtstart"].dt == date(2022, 10, 12)
    assert entries["e1@timeline"]["dtend"].dt == date(2022, 10, 13)
    assert entries["e5@timeline"]["status"] == "CANCELLED"
    assert entries["e10@timeline"]["status"] == "TENTATIVE"
    assert isinstance(entries["e1@timeline"]["dtstamp"].dt, datetime)


def test_icalendar_names_what_has_no_date() -> None:
    made: Any = icalendar.Calendar.from_ical(to_ics(bridge()))
    assert "3 events without a usable date" in str(made["x-wr-caldesc"])
    assert "Divers inspect the old piers" in str(made["x-wr-caldesc"])


def test_an_article_cannot_add_lines_to_a_calendar() -> None:
    made: Any = icalendar.Calendar.from_ical(to_ics(hostile()))
    (entry,) = made.walk("VEVENT")
    assert "onerror" in str(entry["summary"])
    assert len(made.subcomponents) == 1


def test_timelinejs_matches_its_documented_format() -> None:
    document = json.loads(to_timelinejs(bridge()))
    jsonschema.validate(document, TIMELINEJS)
    assert len(document["events"]) == 8
    assert "3 events without a usable date" in document["title"]["text"]["text"]


def test_timelinejs_gets_no_markup_from_an_article() -> None:
    assert "<img" not in to_timelinejs(hostile())


def test_jsonld_is_a_list_of_schema_org_events() -> None:
    document = json.loads(to_jsonld(bridge()))
    jsonschema.validate(document, LIST, format_checker=jsonschema.FormatChecker())
    items = {entry["item"]["identifier"]: entry for entry in document["itemListElement"]}
    assert document["numberOfItems"] == 11
    assert items["e1"]["item"]["startDate"] == "2022-10-12"
    assert "startDate" not in items["e9"]["item"]
    assert items["e6"]["item"]["dcterms:temporal"]["@type"] == "edtf:EDTF"
    assert items["e2"]["position"] == items["e9"]["position"]


def test_markdown_reads_back_as_steps_with_quotes() -> None:
    html = MarkdownIt().enable("strikethrough").render(to_markdown(bridge()))
    assert html.count("<blockquote>") == 11
    assert "<strong>April 2021</strong>" in html
    assert "<s>The mayor and the developer dined together first</s>" in html
    assert re.search(r"in no known order.*?<ul>", html, re.DOTALL)
    assert "Left out" in html


def test_markdown_gets_no_markup_from_an_article() -> None:
    html = MarkdownIt().render(to_markdown(hostile()))
    assert "<img" not in html
    assert "<a " not in html


def test_what_is_hidden_is_counted_as_left_out() -> None:
    whole = bridge()
    placed = [(event, whole.when(event.id)) for event in whole.events]
    some = timeline(whole.article, placed, whole.order, hidden=frozenset({"e1", "e8"}))
    for write in (to_ics, to_markdown, to_timelinejs, to_jsonld):
        written = write(some).replace("\r\n ", "")
        assert "2 events of little weight" in written
    assert len(table(some)) == 9


def test_the_registry_offers_every_format_once() -> None:
    names = list(FORMATS)
    assert names[:4] == ["json", "timeml", "csv", "ics"]
    assert len({fmt.extension for fmt in FORMATS.values()}) == len(names)


@pytest.mark.parametrize("name", ["csv", "ics", "timelinejs", "jsonld", "markdown", "plotly", "html"])
def test_the_same_timeline_gives_the_same_bytes(name: str) -> None:
    assert FORMATS[name].write(bridge()) == FORMATS[name].write(bridge())


def test_a_plotly_figure_reads_back() -> None:
    import plotly.io

    read: Any = plotly.io.from_json(FORMATS["plotly"].write(bridge()).decode())
    assert len(read.data) >= 2
