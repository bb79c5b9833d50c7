"""The timeline as JSON. docs/json.md describes every field; `timeline.export.json_reader` reads it back.

The document holds what the article gave (expressions, events, constraints, opinions) and what follows from it (times,
order, relations, conflicts). The state holds the first alone: enough to solve everything again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter

import timeline as package
from timeline.article import Article, Span
from timeline.chronology import Conflict, Timeline
from timeline.events.model import Event, EventMention
from timeline.expressions import TimeExpression
from timeline.relations import opinions
from timeline.relations.model import NOW, PUBLICATION, Constraint
from timeline.relations.opinions import Opinion
from timeline.temporal import calendar, edtf
from timeline.temporal.when import Bound, When

FORMAT = "timeline/2"

Json = dict[str, Any]

_EVENTS = TypeAdapter(tuple[Event, ...])
_EXPRESSION = TypeAdapter(TimeExpression)

BOUNDS = ("start_earliest", "start_latest", "end_earliest", "end_latest")
OPINION = ("source", "target", "relation", "confidence", "source_at", "target_at", "course", "asserted_by")
"""What the columns of an opinion's row are."""


def to_json(timeline: Timeline, *, everything: bool = False) -> str:
    """The document as text: sorted as documented, UTF-8 characters kept, the same bytes for the same timeline."""
    return json.dumps(to_dict(timeline, everything=everything), ensure_ascii=False, indent=1) + "\n"


def to_dict(timeline: Timeline, *, everything: bool = False) -> Json:
    """The document as plain values.

    `everything` keeps every event and the model's opinions; otherwise only events worth a place on a timeline, and what
    is said of them.
    """
    return (_Written(timeline).complete if everything else _Written(timeline).shown)()


def to_stored(timeline: Timeline) -> tuple[Json, Json]:
    """The state, from which all can be solved again, and the document of what is shown."""
    written = _Written(timeline)
    return written.state(), written.shown()


@dataclass(frozen=True)
class _Written:
    """A timeline in parts, each written once for all the documents that it stands in."""

    timeline: Timeline

    @cached_property
    def head(self) -> Json:
        return {"format": FORMAT, "version": package.__version__}

    @cached_property
    def article(self) -> Json:
        return _article(self.timeline.article)

    @cached_property
    def expressions(self) -> list[Json]:
        return [expression_document(t) for t in self.timeline.expressions]

    @cached_property
    def events(self) -> list[Json]:
        """Without their times."""
        documents = _EVENTS.dump_python(self.timeline.events, mode="json")
        return [_event(self.timeline, *each) for each in zip(self.timeline.events, documents, strict=True)]

    @cached_property
    def said(self) -> tuple[list[Constraint], list[Opinion]]:
        return opinions.split(self.timeline.constraints, opinions.mentions_of(self.timeline.events))

    @cached_property
    def constraints(self) -> list[Json]:
        return [_constraint(self.timeline.article, c) for c in self.said[0]]

    @cached_property
    def conflicts(self) -> list[Json]:
        return [_conflict(self.timeline, c) for c in self.timeline.conflicts]

    @cached_property
    def opinions(self) -> Json:
        return {"fields": list(OPINION), "rows": [_row(opinion) for opinion in self.said[1]]}

    @cached_property
    def excluded(self) -> list[Json]:
        return _excluded(self.timeline.article)

    def state(self) -> Json:
        """What `from_dict` needs, and no more."""
        return {
            **self.head,
            "complete": True,
            "article": self.article,
            "expressions": self.expressions,
            "events": self.events,
            "constraints": self.constraints,
            "opinions": self.opinions,
            "excluded": self.excluded,
        }

    def complete(self) -> Json:
        timeline = self.timeline
        return {
            **self.head,
            "complete": True,
            "article": self.article,
            "expressions": self.expressions,
            "events": [self._dated(event) for event in self.events],
            "constraints": self.constraints,
            "opinions": self.opinions,
            "relations": _relations(timeline, timeline.events),
            "order": [list(group) for group in timeline.order],
            "conflicts": self.conflicts,
            "excluded": self.excluded,
        }

    def shown(self) -> Json:
        """About what is worth a place on a timeline."""
        timeline = self.timeline
        events = [e for e in timeline.events if e.id in timeline.shown]
        kept = {e.id for e in events} | {t.id for t in timeline.expressions} | {PUBLICATION, NOW}

        def about(constraint: Json) -> bool:
            return constraint["source"] in kept and constraint["target"] in kept

        return {
            **self.head,
            "complete": False,
            "article": self.article,
            "expressions": self.expressions,
            "events": [self._dated(event) for event in self.events if event["id"] in kept],
            "constraints": [c for c in self.constraints if about(c)],
            "relations": _relations(timeline, events),
            "order": [g for group in timeline.order if (g := [i for i in group if i in kept])],
            "conflicts": [c for c in self.conflicts if about(c["refused"])],
            "excluded": self.excluded,
        }

    def _dated(self, event: Json) -> Json:
        return event | {"time": _when(self.timeline.when(event["id"]))}


def expressions_document(article: Article, expressions: Iterable[TimeExpression]) -> Json:
    """The part of the document that needs no model: the article, its expressions, and what was left out of it."""
    return {
        "format": FORMAT,
        "version": package.__version__,
        "article": _article(article),
        "expressions": [expression_document(t) for t in expressions],
        "excluded": _excluded(article),
    }


def _span(span: Span) -> Json:
    return {"start": span.start, "end": span.end}


def _quoted(article: Article, span: Span) -> Json:
    return _span(span) | {"text": span.of(article.text)}


def _excluded(article: Article) -> list[Json]:
    return [_quoted(article, part.span) | {"reason": part.reason} for part in article.excluded]


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
    document: Json = {name: _bound(bound) for name, bound in zip(BOUNDS, when.bounds, strict=True)}
    return document | {
        "granularity": None if when.granularity is None else when.granularity.value,
        "edtf": edtf.of_when(when),
        "provenance": when.provenance.value,
    }


def _bound(bound: Bound) -> Json:
    return {"at": None if bound.at is None else calendar.isoformat(bound.at), "provenance": str(bound.provenance)}


def expression_document(expression: TimeExpression) -> Json:
    """One entry of `expressions`. Its `readings` are those that were not taken."""
    document: Json = _EXPRESSION.dump_python(expression, mode="json")
    span = document.pop("span")
    document = {"id": document.pop("id"), **span, **document}
    document["bounds"] = None if expression.bounds is None else _when(expression.bounds)
    others = list(zip(expression.readings, document["readings"], strict=True))[1:]
    document["readings"] = [
        written | {"bounds": None if reading.bounds is None else _when(reading.bounds)} for reading, written in others
    ]
    return document


def _mention(mention: EventMention) -> Json:
    return {
        "start": mention.trigger.start,
        "end": mention.trigger.end,
        "text": mention.text,
        "lemma": mention.lemma,
        "sentence": _span(mention.sentence),
    }


def _event(timeline: Timeline, event: Event, document: Json) -> Json:
    """All but its time, which follows from what is said."""
    for attribution, written in zip(event.attributions, document["attributions"], strict=True):
        teller = timeline.telling(attribution)
        written["via"] = None if teller is None or teller is event else teller.id
    mentions = [_mention(m) for m in event.mentions]
    return {
        "id": event.id,
        "trigger": {key: mentions[0][key] for key in ("start", "end", "text")},
        "description": event.description,
        "time": None,
        "class": document.pop("event_class"),
        **document,
        "mentions": mentions,
        "sources": [list(chain) for chain in event.sources],
        "shown": event.id in timeline.shown,
    }


def _constraint(article: Article, constraint: Constraint) -> Json:
    cause = constraint.cause
    return {
        "source": constraint.source,
        "target": constraint.target,
        "relation": str(constraint.relation),
        "cause": {
            "kind": str(cause.kind),
            "sieve": cause.sieve,
            "explanation": cause.explanation,
            "spans": [_quoted(article, span) for span in cause.spans],
        },
        "confidence": constraint.confidence,
        "offset": None if constraint.offset is None else list(constraint.offset),
        "asserted_by": list(constraint.asserted_by),
    }


def _row(opinion: Opinion) -> list[Any]:
    return [
        opinion.source, opinion.target, str(opinion.relation), opinion.confidence,
        opinion.source_at, opinion.target_at, opinion.course, list(opinion.asserted_by),
    ]  # fmt: skip


def _relations(timeline: Timeline, events: Sequence[Event]) -> list[Json]:
    """What follows for pairs of the events listed; a pair that two others imply is left out."""
    return [
        {
            "source": source,
            "target": target,
            "relation": str(answer.kind),
            "confidence": answer.confidence,
            "cause": answer.explanation,
        }
        for source, target, answer in timeline.relations([event.id for event in events])
    ]


def _conflict(timeline: Timeline, conflict: Conflict) -> Json:
    return {
        "refused": _constraint(timeline.article, conflict.refused),
        "chain": [_constraint(timeline.article, c) for c in conflict.chain],
        "explanation": conflict.explanation,
    }
