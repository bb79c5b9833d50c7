"""What workers do. Each task takes and returns plain values, so that it can cross to another process."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from api.addresses import host_of, web_address
from api.work.packing import compact, pack, unpack
from api.work.values import Outcome, Source, SourceKind
from timeline.article import Article
from timeline.attempt import make
from timeline.chronology import Timeline
from timeline.intake.document import Document
from timeline.intake.encoding import decode
from timeline.intake.text import read_text

Reconstruct = Callable[[Source], Outcome]


def reconstruct(source: Source) -> Outcome:
    """Article in, documents out."""
    made = make(article_of(source))
    return outcome_of(made.timeline, made.seconds)


def outcome_of(timeline: Timeline, seconds: tuple[tuple[str, float], ...] = ()) -> Outcome:
    from timeline.export.json import to_stored

    article = timeline.article
    state, shown = to_stored(timeline)
    return Outcome(
        state=pack(compact(state)),
        shown=compact(shown),
        published=article.publication.value,
        title=article.title,
        url=article.url,
        source=host_of(article.url),
        events=len(timeline.shown),
        words=f"{article.title or ''}\n{article.text}".lower(),
        seconds=seconds,
    )


def article_of(source: Source) -> Article:
    """What was posted, read. What the poster says of the article wins over what it says of itself."""
    document = _document(source)
    if web_address(document.url) is None:
        document = replace(document, url=None)
    return document.article(source.published, source.zone, source.title, source.url)


def _document(source: Source) -> Document:
    content = source.content
    match source.kind:
        case SourceKind.TEXT:
            return read_text(decode(content) if isinstance(content, bytes) else content)
        case SourceKind.HTML:
            from timeline.intake.html import read_html

            return read_html(content)
        case SourceKind.TIMEML:
            from timeline.intake.timeml import read_timeml

            return read_timeml(content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
        case SourceKind.PAGE:
            raise ValueError("the page is not fetched yet")


def warm() -> None:
    """Load everything that the first article would otherwise wait for."""
    reconstruct(Source(SourceKind.TEXT, "The council met on Tuesday, a day after the vote.", "2022-10-12"))


def document(state: bytes, everything: bool) -> bytes:
    """The library's document of a stored timeline, as JSON."""
    from timeline.export.json import to_dict

    return compact(to_dict(stored(state), everything=everything))


def stored(state: bytes) -> Timeline:
    """A timeline solved again from its state."""
    from timeline.export.json_reader import from_dict

    return from_dict(json.loads(unpack(state)))


def resolve(phrase: str, published: str) -> dict[str, Any]:
    """One phrase, as an expression of the library's document."""
    from timeline.export.json import expression_document
    from timeline.resolve import resolve_phrase

    return expression_document(resolve_phrase(phrase, published))
