"""The sieves as one explicit tuple, most precise first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from timeline.article import Article
from timeline.events.encoder import Reading
from timeline.events.model import Event
from timeline.expressions import TimeExpression
from timeline.relations import (
    anchors,
    aspectual,
    connectives,
    dating,
    guesses,
    learned,
    narrative,
    occasion,
    opinions,
    prospects,
    reporting,
    sharing,
    tense,
    timing,
)
from timeline.relations.model import Constraint
from timeline.relations.scene import Scene
from timeline.syntax import Parse

Sieve = Callable[[Scene], Iterator[Constraint]]

# The order of calendar times needs no sieve: the network ties them all to one line.
SIEVES: tuple[tuple[str, Sieve], ...] = (
    ("anchors", anchors.sieve),
    ("dating", dating.sieve),
    ("sharing", sharing.sieve),
    ("timing", timing.sieve),
    ("connectives", connectives.sieve),
    ("aspectual", aspectual.sieve),
    ("reporting", reporting.sieve),
    ("tense", tense.sieve),
    ("guesses", guesses.sieve),
    ("prospects", prospects.sieve),
    ("narrative", narrative.sieve),
    ("occasion", occasion.sieve),
    ("learned", learned.sieve),
)


def propose(
    article: Article,
    expressions: Sequence[TimeExpression],
    events: Sequence[Event],
    parse: Parse,
    reading: Reading | None = None,
) -> tuple[Constraint, ...]:
    """What the article says about order. Without `reading`, the trained model's, only rules speak."""
    scene = Scene(article, tuple(expressions), tuple(events), parse, reading)
    found = [c for _, sieve in SIEVES for c in sieve(scene) if c.source != c.target]
    times = frozenset(expression.id for expression in scene.expressions)
    return tuple(_without_idle_guesses(dict.fromkeys(found), times))


def _without_idle_guesses(found: Iterable[Constraint], times: frozenset[str]) -> Iterator[Constraint]:
    """All but guesses where something more precise has spoken: the model of a pair, the occasion of an event's time."""
    spoken: set[frozenset[str]] = set()
    dated: set[str] = set()
    for constraint in found:
        pair = frozenset((constraint.source, constraint.target))
        if constraint.cause.sieve == opinions.NAME and pair in spoken:
            continue
        if constraint.cause.sieve == occasion.NAME and constraint.source in dated:
            continue
        spoken.add(pair)
        if constraint.target in times:
            dated.add(constraint.source)
        yield constraint
