"""Sentences read for the sieves: events at the words given."""

from __future__ import annotations

from benchmarks.given_events import events_at
from timeline.article import Article, Span
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.expressions import TimeExpression
from timeline.relations import propose
from timeline.relations.model import Constraint


def constraints(
    text: str, *words: str, expressions: tuple[TimeExpression, ...] = (), learned: bool = False
) -> list[tuple[str, str, str]]:
    """(source word, relation, target word or time) of what the sieves say of events at these words."""
    found = propose_for(text, *words, expressions=expressions, learned=learned)
    names = dict(enumerate(words))

    def name(node: str) -> str:
        return names[int(node[1:])] if node.startswith("e") else node

    return [(name(c.source), c.relation.value, name(c.target)) for c in found]


def propose_for(
    text: str, *words: str, expressions: tuple[TimeExpression, ...] = (), learned: bool = False
) -> tuple[Constraint, ...]:
    article = Article(text=text, published="2022-10-12")
    tree = parse(article)
    reading = read(tree)
    triggers = [(f"e{n}", Span(text.index(word), text.index(word) + len(word))) for n, word in enumerate(words)]
    return propose(article, expressions, events_at(tree, reading, triggers), tree, reading if learned else None)
