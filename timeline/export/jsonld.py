"""The timeline as JSON-LD: schema.org events in an ItemList, with EDTF dates."""

from __future__ import annotations

import json
from typing import Any

from timeline.chronology import Timeline
from timeline.export.omitted import omitted
from timeline.present.rows import FACTUALITY_WORDS, Row, rows
from timeline.present.text import clean, heading
from timeline.temporal import calendar, edtf
from timeline.temporal.calendar import DAY

Json = dict[str, Any]

# no context is fetched: everything without a prefix is schema.org's
CONTEXT: Json = {
    "@vocab": "https://schema.org/",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
}


def to_jsonld(timeline: Timeline, *, everything: bool = False) -> str:
    """`position` is the step in the order; equal ones are in no known order. `dcterms:temporal` holds the EDTF date;
    `startDate` and `endDate` only what is certain to the day."""
    found = rows(timeline, everything=everything)
    note = omitted(timeline, everything=everything, also="the reasons for the order (the JSON export has them)")
    document: Json = {
        "@context": CONTEXT,
        "@type": "ItemList",
        "name": heading(timeline.article),
        "description": clean(note),
        "isBasedOn": _article(timeline),
        "numberOfItems": len(found),
        "itemListOrder": "https://schema.org/ItemListOrderAscending",
        "itemListElement": [{"@type": "ListItem", "position": row.step, "item": _event(row)} for row in found],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _article(timeline: Timeline) -> Json:
    article = timeline.article
    made = {"@type": "NewsArticle", "datePublished": article.publication.value}
    optional = {"headline": article.title, "url": article.url}
    return made | {name: clean(value) for name, value in optional.items() if value}


def _event(row: Row) -> Json:
    made: Json = {
        "@type": "Event",
        "identifier": row.id,
        "name": clean(row.title),
        "description": clean(row.sentence),
        "keywords": FACTUALITY_WORDS[row.factuality],
    }
    written = edtf.of_when(row.when)
    if written:
        made["dcterms:temporal"] = {"@type": "edtf:EDTF", "@value": written}
    if row.said:
        made["disambiguatingDescription"] = clean(row.said)
    return made | _dates(row)


def _dates(row: Row) -> Json:
    """Start and end, each where the bounds leave it no more than a day; ends as schema.org has them, inclusive."""
    when = row.when
    start, end = (when.start_earliest.at, when.start_latest.at), (when.end_earliest.at, when.end_latest.at)
    dates = {"startDate": _day(*start, back=0), "endDate": _day(*end, back=1)}
    return {name: value for name, value in dates.items() if value is not None}


def _day(low: int | None, high: int | None, back: int) -> str | None:
    if low is None or high is None or high - low > DAY:
        return None
    return calendar.isoformat(low - back if low == high else low)[:-9]
