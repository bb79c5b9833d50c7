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
    opinions,
    prospects,
    reporting,
    sharing,
    tense,
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
    ("connectives", connectives.sieve),
    ("aspectual", aspectual.sieve),
    ("reporting", reporting.sieve),
    ("tense", tense.sieve),
    ("guesses", guesses.sieve),
    ("prospects", prospects.sieve),
    ("narrative", narrative.sieve),
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
    return tuple(_without_idle_guesses(dict.fromkeys(found)))


def _without_idle_guesses(found: Iterable[Constraint]) -> Iterator[Constraint]:
    """All but the model's guesses on pairs that something more precise has spoken of."""
    spoken: set[frozenset[str]] = set()
    for constraint in found:
        pair = frozenset((constraint.source, constraint.target))
        if constraint.cause.sieve == opinions.NAME and pair in spoken:
            continue
        spoken.add(pair)
        yield constraint
