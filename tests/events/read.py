"""The events of a text, as the pipeline finds them before anything is ordered."""

from __future__ import annotations

from timeline import Article
from timeline.events import find_events
from timeline.events.model import Event
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.resolve import expressions


def events(text: str, published: str = "2024-05-15") -> tuple[Event, ...]:
    article = Article(text=text, published=published)
    syntax = parse(article)
    return find_events(article, expressions(article), syntax, read(syntax))


def event(text: str, trigger: str) -> Event:
    return next(e for e in events(text) if e.covers(text.index(trigger)))


def people(found: Event) -> set[tuple[str, str]]:
    return {(p.role, p.name or p.text) for p in found.participants}
