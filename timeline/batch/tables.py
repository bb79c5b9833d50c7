"""The rows a run writes: one a article, and flat tables of events and expressions for analysts' tools."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from timeline.batch.read import Item

Row = dict[str, Any]
BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")

TIMELINES, EVENTS, EXPRESSIONS = "timelines", "events", "expressions"
# The table of timelines is written last: where its part exists, the others do too, so it marks a partition as done.
TABLES = (EVENTS, EXPRESSIONS, TIMELINES)

COLUMNS: dict[str, tuple[tuple[str, str], ...]] = {
    TIMELINES: (("id", "string"), ("source", "string"), ("error", "string"), ("timeline", "json")),
    EVENTS: (
        *((name, "string") for name in ("article", "id", "description", "trigger")),
        *((name, "int64") for name in ("start", "end", "group")),
        *((name, "string") for name in ("class", "tense", "aspect", "polarity", "modality", "factuality", "sources")),
        *((name, "string") for name in (*BOUNDS, "provenance", "edtf")),
        ("salience", "double"),
        ("shown", "bool"),
    ),
    EXPRESSIONS: (
        *((name, "string") for name in ("article", "id", "text")),
        *((name, "int64") for name in ("start", "end")),
        *((name, "string") for name in ("type", "value", "mod", "edtf", "anchor", "rule", *BOUNDS)),
    ),
}


def rows(item: Item, document: Row) -> Iterator[tuple[str, Row]]:
    """What an article adds to the tables."""
    yield TIMELINES, {"id": item.id, "source": item.source, "error": None, "timeline": document}
    yield from ((EVENTS, row) for row in event_rows(item.id, document))
    yield from ((EXPRESSIONS, row) for row in expression_rows(item.id, document))


def error_row(item: Item, reason: str) -> Row:
    return {"id": item.id, "source": item.source, "error": reason, "timeline": None}


def event_rows(article: str, document: Row) -> list[Row]:
    groups = {event: number for number, group in enumerate(document["order"]) for event in group}
    plain = ("id", "description", "class", "tense", "aspect", "polarity", "modality", "factuality", "salience", "shown")
    return [
        {
            "article": article,
            **{name: event[name] for name in plain},
            "trigger": event["trigger"]["text"],
            "start": event["trigger"]["start"],
            "end": event["trigger"]["end"],
            "group": groups.get(event["id"]),
            "sources": json.dumps(event["sources"], ensure_ascii=False),
            **_bounds(event["time"]),
            "provenance": event["time"]["provenance"],
            "edtf": event["time"]["edtf"],
        }
        for event in document["events"]
    ]


def expression_rows(article: str, document: Row) -> list[Row]:
    plain = ("id", "text", "start", "end", "type", "value", "mod", "edtf", "anchor", "rule")
    return [
        {"article": article, **{name: t[name] for name in plain}, **_bounds(t["bounds"])}
        for t in document["expressions"]
    ]


def _bounds(when: Row | None) -> Row:
    return {name: None if when is None else when[name]["at"] for name in BOUNDS}
