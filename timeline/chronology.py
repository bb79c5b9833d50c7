"""`Timeline`: what follows from an article, with the reasons."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from timeline.article import Article, Span
from timeline.events.model import Attribution, Event
from timeline.expressions import TimeExpression
from timeline.network import Answer, Conflict, Solution
from timeline.relations.model import Constraint
from timeline.temporal.when import UNKNOWN, When

if TYPE_CHECKING:
    from timeline.claims import StructuredClaim, Verdict

__all__ = ["Answer", "Conflict", "Timeline"]


@dataclass(frozen=True)
class Timeline:
    """The result for one article. Made by `timeline.pipeline.reconstruct` or read back from its JSON.

    `solution` is what the network made of the constraints; `shown` are the ids worth a place on a timeline.
    """

    article: Article
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    constraints: tuple[Constraint, ...]
    solution: Solution = field(repr=False, compare=False)
    shown: frozenset[str] = frozenset()
    _by_id: dict[str, Event] = field(init=False, repr=False, compare=False)
    _places: list[tuple[Span, Event]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {event.id: event for event in self.events})
        places = [(mention.trigger, event) for event in self.events for mention in event.mentions]
        object.__setattr__(self, "_places", sorted(places, key=lambda place: place[0].start))

    @property
    def times(self) -> Mapping[str, When]:
        """Event ids to their four bounds."""
        return self.solution.times

    @property
    def order(self) -> tuple[tuple[str, ...], ...]:
        """Groups of event ids. Nothing orders the members of one group.

        The groups are listed so that whatever is before something else stands in an earlier group, and otherwise by
        inferred time. That one group stands before another asserts nothing by itself: ask `relation`.
        """
        return self.solution.order

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        return self.solution.conflicts

    def event(self, event_id: str) -> Event:
        """Raises KeyError for an unknown id."""
        return self._by_id[event_id]

    def when(self, event_id: str) -> When:
        return self.times.get(event_id, UNKNOWN)

    def event_at(self, offset: int) -> Event | None:
        """The event whose trigger or mention covers this character, or None."""
        number = bisect_right(self._places, offset, key=lambda place: place[0].start) - 1
        if number < 0:
            return None
        trigger, event = self._places[number]
        return event if offset < trigger.end else None

    def telling(self, attribution: Attribution) -> Event | None:
        """The event by which the source says so ("denied", "reported"), or None where nothing listed is one."""
        return None if attribution.cue is None else self.event_at(attribution.cue.start)

    def relation(self, a: str, b: str, source: tuple[str, ...] | None = None) -> Answer:
        """How a lies towards b, with confidence and derivation; ids of events or expressions, "t0" the publication.

        With `source`, according to that source chain, such as ("Bremmer",). Raises KeyError for an unknown id.
        """
        return self.solution.relation(a, b, source)

    def relations(self, ids: Sequence[str] | None = None) -> list[tuple[str, str, Answer]]:
        """The pairs of these events (all, if None) that are ordered, without those that two other pairs imply."""
        return self.solution.relations([event.id for event in self.events] if ids is None else list(ids))

    def check(self, claim: str | StructuredClaim, *, threshold: float | None = None) -> Verdict:
        """Whether the article bears a claim about order or time out, with the evidence. See docs/claims.md.

        A verdict less sure than the threshold (by default the one chosen on data) is withheld as undetermined. Raises
        BadClaim for a claim that is empty, too long, says nothing about order or names an unknown event.
        """
        from timeline.claims import DEFAULT_THRESHOLD, check

        return check(self, claim, threshold=DEFAULT_THRESHOLD if threshold is None else threshold)

    def in_order(self, shown_only: bool = True) -> Sequence[Event]:
        """Events, earliest group first, those of one group in the order of the text."""
        ids = (i for group in self.order for i in group)
        return [self._by_id[i] for i in ids if not shown_only or i in self.shown]
