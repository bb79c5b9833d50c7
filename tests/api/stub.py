"""A stand-in for the pipeline: reads the article as the service does, and finds one event."""

from __future__ import annotations

from typing import Any

from api.addresses import host_of
from api.work.tasks import article_of, pack
from api.work.values import Outcome, Source


def reconstruct(source: Source) -> Outcome:
    article = article_of(source)
    document: dict[str, Any] = {
        "format": "timeline/1",
        "article": {"title": article.title, "published": article.publication.value, "text": article.text},
        "expressions": [{"id": "t1", "text": "Tuesday"}],
        "events": [{"id": "e1", "trigger": {"start": 0, "end": 3, "text": article.text[:3]}, "shown": True}],
        "order": [["e1"]],
    }
    hidden = {"id": "e2", "trigger": {"start": 0, "end": 1, "text": article.text[:1]}, "shown": False}
    return Outcome(
        complete=pack(document | {"complete": True, "events": [*document["events"], hidden]}),
        shown=pack(document | {"complete": False}),
        published=article.publication.value,
        title=article.title,
        url=article.url,
        source=host_of(article.url),
        events=1,
        words=f"{article.title or ''}\n{article.text}".lower(),
        seconds=(("stub", 0.001),),
    )
