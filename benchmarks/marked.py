"""Newswire whose order of events was marked for this project, as stories like TimeSET's: the articles held out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.stories import Story
from benchmarks.timeset import Partial
from timeline.article import Article, Span
from training.chains import marked_articles
from training.corpora import read_newswire


def partials(corpora: Path) -> Iterator[Partial]:
    published = {row["id"]: row["published"] for row in read_newswire(corpora)}
    for marked in marked_articles(corpora)[1]:
        document = marked.document
        triggers = tuple((name, Span(event.start, event.end)) for name, event in document.events.items())
        yield Partial(
            Story(document.id, Article(text=document.text, published=published[document.id]), triggers),
            frozenset((pair.first, pair.second) for pair in marked.pairs if pair.label == "BEFORE"),
            frozenset((pair.first, pair.second) for pair in marked.pairs if pair.label == "EQUAL"),
        )
