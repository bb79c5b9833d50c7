"""A timeline read back from its JSON: what the article gave is taken from it, what follows is solved again.

So nothing derived can disagree with what it is derived from.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pydantic import TypeAdapter

from timeline.article import Article, Domain, Exclusion, Published, Span
from timeline.chronology import Timeline
from timeline.events.model import Event
from timeline.export.json import BOUNDS, FORMAT, Json
from timeline.expressions import TimeExpression
from timeline.relations.model import Constraint
from timeline.relations.opinions import Opinion, mentions_of
from timeline.temporal import calendar
from timeline.temporal.when import Provenance

FORMATS = (FORMAT, "timeline/1")  # the earlier one held the model's opinions among the constraints

_EVENTS = TypeAdapter(tuple[Event, ...])
_EXPRESSIONS = TypeAdapter(tuple[TimeExpression, ...])
_CONSTRAINTS = TypeAdapter(tuple[Constraint, ...])
_OPINIONS = TypeAdapter(tuple[Opinion, ...])


def from_dict(document: Json) -> Timeline:
    """The timeline that a complete document holds, or a state.

    Raises ValueError for a document of another format, or one that was written without all its events.
    """
    from timeline.pipeline import assemble

    if document.get("format") not in FORMATS:
        raise ValueError(f"not a {FORMAT} document: format is {document.get('format')!r}")
    if not document.get("complete"):
        raise ValueError("the document holds only the events shown; write it with everything=True to read it back")
    events = _EVENTS.validate_python(tuple(_event(e) for e in document["events"]))
    return assemble(
        _article(document["article"], document["excluded"]),
        _EXPRESSIONS.validate_python(tuple(_expression(t) for t in document["expressions"])),
        events,
        (*_CONSTRAINTS.validate_python(document["constraints"]), *_opinions(document.get("opinions"), events)),
        frozenset(e["id"] for e in document["events"] if e["shown"]),
    )


def _opinions(table: Json | None, events: tuple[Event, ...]) -> Iterator[Constraint]:
    if table is None:
        return
    mentions = mentions_of(events)
    rows = [dict(zip(table["fields"], row, strict=True)) for row in table["rows"]]
    for opinion in _OPINIONS.validate_python(rows):
        yield opinion.constraint(mentions)


def _article(document: Json, excluded: list[Json]) -> Article:
    parts = tuple(Exclusion(Span(part["start"], part["end"]), part["reason"]) for part in excluded)
    published = Published.parse(document["published"])
    return Article(
        text=document["text"],
        published=Published(published.at, published.granularity, document["zone"], document["published_from"]),
        title=document["title"],
        url=document["url"],
        domain=None if document["domain"] is None else Domain(document["domain"]),
        excluded=parts,
        modified=_modified(document),
    )


def _modified(document: Json) -> Published | None:
    if document.get("modified") is None:
        return None
    return replace(Published.parse(document["modified"]), provenance=document["modified_from"])


def _when(document: Json | None) -> Json | None:
    """Back to the fields of `When`, bounds in seconds."""
    if document is None:
        return None
    bounds = {name: _bound(document[name]) for name in BOUNDS}
    return bounds | {"granularity": document["granularity"]}


def _bound(document: Json) -> Json:
    at = document["at"]
    return {"at": None if at is None else calendar.parse_iso(at), "provenance": Provenance(document["provenance"])}


def _expression(document: Json) -> Json:
    fields = {k: v for k, v in document.items() if k not in ("start", "end")}
    fields["span"] = {"start": document["start"], "end": document["end"]}
    fields["bounds"] = _when(document["bounds"])
    taken = {name: document[name] for name in ("value", "explanation", "bounds")}
    others = [reading for reading in document["readings"] if reading != taken]  # the first format had it among them
    fields["readings"] = [r | {"bounds": _when(r["bounds"])} for r in (taken, *others)] if others else []
    return fields


def _event(document: Json) -> Json:
    derived = ("class", "trigger", "sources", "time", "shown", "mentions")
    fields = {k: v for k, v in document.items() if k not in derived}
    fields["event_class"] = document["class"]
    fields["mentions"] = [
        {
            "trigger": {"start": m["start"], "end": m["end"]},
            "sentence": m["sentence"],
            "text": m["text"],
            "lemma": m["lemma"],
        }
        for m in document["mentions"]
    ]
    return fields
