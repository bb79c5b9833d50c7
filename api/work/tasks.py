"""What workers do. Each task takes and returns plain values, so that it can cross to another process."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from api.work.values import Outcome, Source, SourceKind
from timeline.article import Article
from timeline.chronology import Timeline
from timeline.errors import BadDocument, NoDate

Reconstruct = Callable[[Source], Outcome]


def reconstruct(source: Source) -> Outcome:
    """Article in, documents out."""
    from timeline.pipeline import reconstruct as library

    seconds: list[tuple[str, float]] = []
    timeline = library(article_of(source), lambda stage, took: seconds.append((stage, took)))
    return outcome_of(timeline, tuple(seconds))


def outcome_of(timeline: Timeline, seconds: tuple[tuple[str, float], ...] = ()) -> Outcome:
    from timeline.export.json import to_dict

    article = timeline.article
    return Outcome(
        complete=pack(to_dict(timeline, everything=True)),
        shown=pack(to_dict(timeline)),
        published=article.publication.value,
        title=article.title,
        url=article.url,
        source=host_of(article.url),
        events=len(timeline.shown),
        words=f"{article.title or ''}\n{article.text}".lower(),
        seconds=seconds,
    )


def article_of(source: Source) -> Article:
    if source.kind is SourceKind.HTML:
        raise BadDocument("HTML cannot be read yet; send the text")
    if source.published is None:
        raise NoDate("say when the article was published, in `published`")
    return Article(source.content, source.published, source.title, source.url, source.zone)


def warm() -> None:
    """Load everything that the first article would otherwise wait for."""
    reconstruct(Source(SourceKind.TEXT, "The council met on Tuesday, a day after the vote.", "2022-10-12"))


def host_of(url: str | None) -> str | None:
    """The host that an article comes from, without "www."."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.")[:255] if host else None


def pack(document: dict[str, Any]) -> bytes:
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return zlib.compress(text.encode("utf-8", "replace"), 6)


def unpack(packed: bytes) -> bytes:
    return zlib.decompress(packed)
