"""The timeline as JSON, and back. docs/json.md describes every field.

The document holds what the article gave (expressions, events, constraints) and what follows from it (times, order,
relations, conflicts). Reading it back takes the first and solves again, so that nothing derived can disagree with it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from pydantic import TypeAdapter

import timeline as package
from timeline.article import Article, Domain, Exclusion, Published, Span
from timeline.chronology import Conflict, Timeline
from timeline.events.model import Event, EventMention
from timeline.expressions import TimeExpression
from timeline.relations.model import Constraint
from timeline.temporal import calendar, edtf
from timeline.temporal.when import Bound, Provenance, When

FORMAT = "timeline/1"

Json = dict[str, Any]

_EVENT = TypeAdapter(Event)
_EXPRESSION = TypeAdapter(TimeExpression)
_CONSTRAINT = TypeAdapter(Constraint)

_BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")


def to_json(timeline: Timeline, *, everything: bool = False) -> str:
    """The document as text: sorted as documented, UTF-8 characters kept, the same bytes for the same timeline."""
    return json.dumps(to_dict(timeline, everything=everything), ensure_ascii=False, indent=1) + "\n"


def to_dict(timeline: Timeline, *, everything: bool = False) -> Json:
    """The document as plain values.

    `everything` keeps every event; otherwise only those worth a place on a timeline, and what is said of them.
    """
    complete = _complete(timeline)
    return complete if everything else _shown(timeline, complete)


def to_dicts(timeline: Timeline) -> tuple[Json, Json]:
    """Both documents, of everything and of what is shown, for little more than the cost of the first."""
    complete = _complete(timeline)
    return complete, _shown(timeline, complete)


def _complete(timeline: Timeline) -> Json:
    return {
        "format": FORMAT,
        "version": package.__version__,
        "complete": True,
        "article": _article(timeline.article),
        "expressions": [expression_document(t) for t in timeline.expressions],
        "events": [_event(timeline, e) for e in timeline.events],
        "constraints": [_constraint(timeline, c) for c in timeline.constraints],
        "relations": _relations(timeline, timeline.events),
        "order": [list(group) for group in timeline.order],
        "conflicts": [_conflict(timeline, c) for c in timeline.conflicts],
        "excluded": [
            _quoted(timeline.article, part.span) | {"reason": part.reason} for part in timeline.article.excluded
        ],
    }


def _shown(timeline: Timeline, complete: Json) -> Json:
    """The part of a complete document that is about what is worth a place on a timeline."""
    events = [e for e in timeline.events if e.id in timeline.shown]
    kept = {e.id for e in events} | {t.id for t in timeline.expressions} | {"t0", "now"}

    def about(constraint: Json) -> bool:
        return {constraint["source"], constraint["target"]} <= kept

    return complete | {
        "complete": False,
        "events": [e for e in complete["events"] if e["id"] in kept],
        "constraints": [c for c in complete["constraints"] if about(c)],
        "relations": _relations(timeline, events),
        "order": [g for group in timeline.order if (g := [i for i in group if i in kept])],
        "conflicts": [c for c in complete["conflicts"] if about(c["refused"])],
    }


def expressions_document(article: Article, expressions: Iterable[TimeExpression]) -> Json:
    """The part of the document that needs no model: the article, its expressions, and what was left out of it."""
    return {
        "format": FORMAT,
        "version": package.__version__,
        "article": _article(article),
        "expressions": [expression_document(t) for t in expressions],
        "excluded": [_quoted(article, part.span) | {"reason": part.reason} for part in article.excluded],
    }


def from_dict(document: Json) -> Timeline:
    """The timeline that a complete document holds.

    Raises ValueError for a document of another format, or one that was written without all its events.
    """
    from timeline.pipeline import assemble

    if document.get("format") != FORMAT:
        raise ValueError(f"not a {FORMAT} document: format is {document.get('format')!r}")
    if not document.get("complete"):
        raise ValueError("the document holds only the events shown; write it with everything=True to read it back")
    return assemble(
        _read_article(document["article"], document["excluded"]),
        tuple(_read_expression(t) for t in document["expressions"]),
        tuple(_read_event(e) for e in document["events"]),
        tuple(_CONSTRAINT.validate_python(c) for c in document["constraints"]),
        frozenset(e["id"] for e in document["events"] if e["shown"]),
    )


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _quoted(article: Article, span: Span) -> Json:
    return _span(span) | {"text": span.of(article.text)}


def _article(article: Article) -> Json:
    published = article.publication
    return {
        "title": article.title,
        "url": article.url,
        "published": published.value,
        "zone": published.zone,
        "granularity": published.granularity.value,
        "published_from": published.provenance,
        "modified": None if article.modified is None else article.modified.value,
        "modified_from": None if article.modified is None else article.modified.provenance,
        "domain": None if article.domain is None else article.domain.value,
        "text": article.text,
    }


def _when(when: When) -> Json:
    document: Json = {name: _bound(bound) for name, bound in zip(_BOUNDS, when.bounds, strict=True)}
    return document | {
        "granularity": None if when.granularity is None else when.granularity.value,
        "edtf": edtf.of_when(when),
        "provenance": when.provenance.value,
    }


def _bound(bound: Bound) -> Json:
    return {"at": None if bound.at is None else calendar.isoformat(bound.at), "provenance": bound.provenance.value}


def expression_document(expression: TimeExpression) -> Json:
    """One entry of `expressions`."""
    document: Json = _EXPRESSION.dump_python(expression, mode="json")
    span = document.pop("span")
    document = {"id": document.pop("id"), **span, **document}
    document["bounds"] = None if expression.bounds is None else _when(expression.bounds)
    for reading, written in zip(expression.readings, document["readings"], strict=True):
        written["bounds"] = None if reading.bounds is None else _when(reading.bounds)
    return document


def _mention(mention: EventMention) -> Json:
    return {
        "start": mention.trigger.start,
        "end": mention.trigger.end,
        "text": mention.text,
        "lemma": mention.lemma,
        "sentence": _span(mention.sentence),
    }


def _event(timeline: Timeline, event: Event) -> Json:
    document: Json = _EVENT.dump_python(event, mode="json")
    mentions = [_mention(m) for m in event.mentions]
    document["class"] = document.pop("event_class")
    document["trigger"] = {key: mentions[0][key] for key in ("start", "end", "text")}
    document["mentions"] = mentions
    document["sources"] = [list(chain) for chain in event.sources]
    document["time"] = _when(timeline.when(event.id))
    document["shown"] = event.id in timeline.shown
    first = ("id", "trigger", "description", "time", "class")
    return {key: document[key] for key in first} | {k: v for k, v in document.items() if k not in first}


def _constraint(timeline: Timeline, constraint: Constraint) -> Json:
    document: Json = _CONSTRAINT.dump_python(constraint, mode="json")
    document["cause"]["spans"] = [_quoted(timeline.article, span) for span in constraint.cause.spans]
    return document


def _relations(timeline: Timeline, events: Sequence[Event]) -> list[Json]:
    """What follows for pairs of the events listed; a pair that two others imply is left out."""
    return [
        {
            "source": source,
            "target": target,
            "relation": answer.kind.value,
            "confidence": answer.confidence,
            "cause": answer.explanation,
        }
        for source, target, answer in timeline.relations([event.id for event in events])
    ]


def _conflict(timeline: Timeline, conflict: Conflict) -> Json:
    return {
        "refused": _constraint(timeline, conflict.refused),
        "chain": [_constraint(timeline, c) for c in conflict.chain],
        "explanation": conflict.explanation,
    }


def _read_article(document: Json, excluded: list[Json]) -> Article:
    parts = tuple(Exclusion(Span(part["start"], part["end"]), part["reason"]) for part in excluded)
    published = Published.parse(document["published"])
    return Article(
        text=document["text"],
        published=Published(published.at, published.granularity, document["zone"], document["published_from"]),
        title=document["title"],
        url=document["url"],
        domain=None if document["domain"] is None else Domain(document["domain"]),
        excluded=parts,
        modified=_read_modified(document),
    )


def _read_modified(document: Json) -> Published | None:
    if document.get("modified") is None:
        return None
    return replace(Published.parse(document["modified"]), provenance=document["modified_from"])


def _read_when(document: Json | None) -> Json | None:
    """Back to the fields of `When`, bounds in seconds."""
    if document is None:
        return None
    bounds = {name: _read_bound(document[name]) for name in _BOUNDS}
    return bounds | {"granularity": document["granularity"]}


def _read_bound(document: Json) -> Json:
    at = document["at"]
    return {"at": None if at is None else calendar.parse_iso(at), "provenance": Provenance(document["provenance"])}


def _read_expression(document: Json) -> TimeExpression:
    fields = {k: v for k, v in document.items() if k not in ("start", "end")}
    fields["span"] = {"start": document["start"], "end": document["end"]}
    fields["bounds"] = _read_when(document["bounds"])
    fields["readings"] = [r | {"bounds": _read_when(r["bounds"])} for r in document["readings"]]
    return _EXPRESSION.validate_python(fields)


def _read_event(document: Json) -> Event:
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
    return _EVENT.validate_python(fields)
