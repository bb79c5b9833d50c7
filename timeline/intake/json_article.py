"""One article as JSON: {"text" or "html", "published", "title", "url", "modified", "zone"}; other keys are ignored."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

from timeline.article import Article, Published
from timeline.errors import BadDocument, EmptyText
from timeline.intake.document import Document, Kind, Stamp
from timeline.intake.encoding import decode


def read_json(data: bytes) -> Document:
    """Raises BadDocument for what is no JSON or no article, EmptyText for an article with neither text nor html."""
    try:
        document = json.loads(decode(data))
    except json.JSONDecodeError as error:
        raise BadDocument(f"broken JSON: {error.msg} at line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise BadDocument("broken JSON: nested too deeply") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise BadDocument("broken JSON: a number is too long") from error
    return to_document(document)


def from_json(
    fields: Any, published: str | date | datetime | Published | None = None, zone: str | None = None
) -> Article:
    """The article of a JSON object already parsed. A date given wins over its own.

    Raises TimelineError: BadDocument, EmptyText, TextTooLong, NoDate, BadDate.
    """
    return to_document(fields).article(published, zone)


def to_document(document: Any) -> Document:
    """As `read_json`, from a value already parsed."""
    if not isinstance(document, dict):
        raise BadDocument(f"not an article: the JSON is {_kind(document)}, not an object")
    fields = {
        name: _string(document, name) for name in ("text", "html", "published", "modified", "title", "url", "zone")
    }
    text, html = fields["text"], fields["html"]
    if text is not None and html is not None:
        raise BadDocument('not an article: it has both "text" and "html"')
    if text is None and html is None:
        raise EmptyText('the JSON has neither "text" nor "html"')
    found = _read_html(html) if html is not None else Document(Kind.JSON, text or "")
    return Document(
        Kind.JSON,
        found.text,
        published=_stamp(fields, "published") or found.published,
        modified=_stamp(fields, "modified") or found.modified,
        title=fields["title"] or found.title,
        url=fields["url"] or found.url,
        zone=fields["zone"],
    )


def _read_html(html: str) -> Document:
    from timeline.intake.html import read_html  # trafilatura is slow to import

    return read_html(html)


def _string(document: dict[str, Any], name: str) -> str | None:
    value = document.get(name)
    if value is not None and not isinstance(value, str):
        raise BadDocument(f'not an article: "{name}" is {_kind(value)}, not a string')
    return value


def _stamp(fields: dict[str, str | None], name: str) -> Stamp | None:
    value = fields[name]
    return None if value is None else Stamp(value, f"json: {name}")


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
