"""Which kind a file is, and the reader for it."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from timeline.article import MAX_CHARACTERS, Article, Published
from timeline.errors import BadDocument, EmptyText, TextTooLong
from timeline.intake.document import Document, Kind
from timeline.intake.encoding import decode, encoding_of
from timeline.intake.text import read_text

MAX_BYTES = 16_000_000  # of a file: markup and four-byte characters included

_SUFFIXES = {
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".md": Kind.TEXT,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".json": Kind.JSON,
    ".tml": Kind.TIMEML,
    ".timeml": Kind.TIMEML,
}
_HTML = re.compile(r"\s*(?:<!--.{0,500}?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main)\b", re.I | re.S)


def read_file(
    path: str | Path, published: str | date | datetime | Published | None = None, zone: str | None = None
) -> Article:
    """The article in a file. A date given wins over one that the file carries.

    Raises OSError where the file cannot be read, TimelineError for what it holds.
    """
    path = Path(path)
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    return read(data, path.name).article(published, zone)


def read(data: bytes, name: str = "") -> Document:
    """What a file holds, by its name's suffix, or by its first characters where that tells nothing.

    >>> read(b'{"text": "It rained.", "published": "2022-10-12"}').article().publication.value
    '2022-10-12'

    Raises BadDocument, EmptyText, TextTooLong.
    """
    if len(data) > MAX_BYTES:
        raise TextTooLong(f"the file has more than {MAX_BYTES:,} bytes")
    if not data.strip():
        raise EmptyText("the file is empty")
    kind = _SUFFIXES.get(Path(name).suffix.lower()) or sniff(data)
    match kind:
        case Kind.HTML:
            from timeline.intake.html import read_html  # trafilatura is slow to import

            document = read_html(data)
        case Kind.JSON:
            from timeline.intake.json_article import read_json

            document = read_json(data)
        case Kind.TIMEML:
            from timeline.intake.timeml import read_timeml

            document = read_timeml(data)
        case Kind.TEXT:
            document = read_text(decode(data))
    if not document.text.strip():
        raise EmptyText("the article has no text")
    if len(document.text) > MAX_CHARACTERS:
        raise TextTooLong(f"the article has {len(document.text):,} characters; the limit is {MAX_CHARACTERS:,}")
    return document


def sniff(data: bytes) -> Kind:
    """The kind that the first characters show; plain text where they show none."""
    try:
        head = data[:4096].decode(encoding_of(data) or "utf-8", errors="replace").lstrip("\ufeff")
    except LookupError as error:
        raise BadDocument("the encoding cannot be told") from error
    if "<TimeML" in head and head.lstrip().startswith("<"):
        return Kind.TIMEML
    if _HTML.match(head):
        return Kind.HTML
    if re.match(r"\s*\{\s*(?:\"|\})", head):
        return Kind.JSON
    return Kind.TEXT
