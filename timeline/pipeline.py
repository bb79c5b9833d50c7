"""`reconstruct`: an article in, a timeline out, through one explicit tuple of stages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.article import Article
from timeline.boilerplate import prepare
from timeline.chronology import Timeline
from timeline.events import find_events, worth_showing
from timeline.events.encoder import Reading
from timeline.events.model import Event
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.expressions import TimeExpression
from timeline.network import solve
from timeline.relations import propose
from timeline.relations.model import Constraint
from timeline.resolve import expressions
from timeline.syntax import Parse

Observer = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known of an article between two stages. No stage changes it; each returns a new one."""

    article: Article
    expressions: tuple[TimeExpression, ...] = ()
    syntax: Parse | None = None
    scores: Reading | None = None
    events: tuple[Event, ...] = ()
    constraints: tuple[Constraint, ...] = ()

    @property
    def parsed(self) -> Parse:
        if self.syntax is None:
            raise RuntimeError("the article is not parsed yet: the stages are out of order")
        return self.syntax

    @property
    def reading(self) -> Reading:
        if self.scores is None:
            raise RuntimeError("the article is not read yet: the stages are out of order")
        return self.scores


def _exclude(draft: Draft) -> Draft:
    return replace(draft, article=prepare(draft.article))


def _express(draft: Draft) -> Draft:
    return replace(draft, expressions=expressions(draft.article))


def _parse(draft: Draft) -> Draft:
    return replace(draft, syntax=parse(draft.article))


def _read(draft: Draft) -> Draft:
    return replace(draft, scores=read(draft.parsed))


def _find_events(draft: Draft) -> Draft:
    events = find_events(draft.article, draft.expressions, draft.parsed, draft.reading)
    return replace(draft, events=events)


def _propose(draft: Draft) -> Draft:
    constraints = propose(draft.article, draft.expressions, draft.events, draft.parsed, draft.reading)
    return replace(draft, constraints=constraints)


STAGES: tuple[tuple[str, Callable[[Draft], Draft]], ...] = (
    ("boilerplate", _exclude),
    ("expressions", _express),
    ("parse", _parse),
    ("encoder", _read),
    ("events", _find_events),
    ("constraints", _propose),
)


def assemble(
    article: Article,
    expressions: tuple[TimeExpression, ...],
    events: tuple[Event, ...],
    constraints: tuple[Constraint, ...],
    shown: frozenset[str] | None = None,
) -> Timeline:
    """Solve the constraints and put the timeline together: the last stage, and what reading a stored one repeats.

    `shown` are the ids worth a place on the timeline, by default as `worth_showing` says.
    """
    solution = solve(article, expressions, events, constraints)
    if shown is None:
        shown = worth_showing(events)
    return Timeline(article, expressions, events, constraints, solution, shown)


def reconstruct(article: Article, observe: Observer | None = None) -> Timeline:
    """The timeline of an article.

    `observe` is called with the name of each stage and the seconds it took. Raises ModelMissing where the trained
    model's file is not installed; whatever else can be wrong with the input, `Article` has refused already.
    """
    draft = Draft(article)
    for name, stage in STAGES:
        started = time.perf_counter()
        draft = stage(draft)
        if observe is not None:
            observe(name, time.perf_counter() - started)
    started = time.perf_counter()
    timeline = assemble(draft.article, draft.expressions, draft.events, draft.constraints)
    if observe is not None:
        observe("order", time.perf_counter() - started)
    return timeline
