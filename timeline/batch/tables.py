"""The rows a run writes: one a article, and flat tables of events and expressions for analysts' tools."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from timeline.batch.read import Item
from timeline.chronology import Timeline
from timeline.errors import TimelineError
from timeline.export.json import to_dict

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


@dataclass(slots=True)
class Tables:
    """The rows of one partition, and how many articles failed."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    failed: int = 0

    def add(self, item: Item, document: Row) -> None:
        self.rows[TIMELINES].append({"id": item.id, "source": item.source, "error": None, "timeline": document})
        self.rows[EVENTS] += event_rows(item.id, document)
        self.rows[EXPRESSIONS] += expression_rows(item.id, document)

    def fail(self, item: Item, reason: str) -> None:
        self.rows[TIMELINES].append({"id": item.id, "source": item.source, "error": reason, "timeline": None})
        self.failed += 1


def work(item: Item, published: str | None, make: Callable[[Any], Timeline], tables: Tables) -> None:
    """Reconstruct one item into the tables; whatever is wrong with it becomes its error row."""
    try:
        document = to_dict(make(item.article(published)), everything=True)
    except TimelineError as error:
        tables.fail(item, f"{error.title}: {error}")
    except (ValueError, LookupError, ArithmeticError, RecursionError, MemoryError, OSError) as error:
        # A defect of ours, or a file that vanished, must not end a run of a million articles.
        tables.fail(item, f"{type(error).__name__}: {error}")
    else:
        tables.add(item, document)


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
