"""`Timeline`: what follows from an article, with the reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.article import Article
from timeline.events.model import Event
from timeline.expressions import TimeExpression
from timeline.relations.model import Constraint, Relation
from timeline.temporal.when import UNKNOWN, When


@dataclass(frozen=True, slots=True)
class Conflict:
    """A constraint that stronger ones refute, set aside. `chain` is the shortest set of them that does."""

    refused: Constraint
    chain: tuple[Constraint, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How one event lies towards another; `chain` are the constraints that say so, `explanation` puts them in words."""

    kind: Relation
    confidence: float
    explanation: str
    chain: tuple[Constraint, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """The result for one article. Made by `timeline.pipeline.reconstruct` or read back from its JSON.

    `times` maps event ids to their four bounds. `order` is a list of groups of event ids: earlier groups come before
    later ones, and nothing orders the members of one group. `shown` are the ids worth a place on a timeline.
    """

    article: Article
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    constraints: tuple[Constraint, ...]
    times: Mapping[str, When]
    order: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...] = ()
    shown: frozenset[str] = frozenset()
    _by_id: dict[str, Event] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {event.id: event for event in self.events})

    def event(self, event_id: str) -> Event:
        """Raises KeyError for an unknown id."""
        return self._by_id[event_id]

    def when(self, event_id: str) -> When:
        return self.times.get(event_id, UNKNOWN)

    def event_at(self, offset: int) -> Event | None:
        """The event whose trigger or mention covers this character, or None."""
        return next((event for event in self.events if event.covers(offset)), None)

    def in_order(self, shown_only: bool = True) -> Sequence[Event]:
        """Events, earliest group first, those of one group in the order of the text."""
        ids = (i for group in self.order for i in group)
        return [self._by_id[i] for i in ids if not shown_only or i in self.shown]
