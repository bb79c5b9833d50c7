"""Claims from programs: events by id or by a character of the article, a relation or a date, and bounds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from timeline.claims.model import (
    Claim,
    ClaimKind,
    DateRelation,
    Dating,
    Distance,
    Given,
    Order,
    OrderRelation,
    Proposition,
    Window,
)
from timeline.errors import BadClaim, TimelineError
from timeline.temporal.granularity import Granularity

if TYPE_CHECKING:
    from timeline.chronology import Timeline

E = TypeVar("E", OrderRelation, DateRelation)


@dataclass(frozen=True, slots=True)
class StructuredClaim:
    """`event` stands in `relation` to `other` (an event) or to `time` (a phrase such as "October 2022").

    Events are ids ("e3") or characters of the article (an int). `relation` is before, after, no_later, no_earlier or
    during between events; before, after, within, no_later, no_earlier, since or until towards a time. `at_least` and
    `at_most` bound the seconds between the two starts.
    """

    event: str | int
    relation: str
    other: str | int | None = None
    time: str | None = None
    at_least: int | None = None
    at_most: int | None = None

    def read(self, timeline: Timeline) -> Claim:
        """Raises BadClaim for an unknown relation, a time that is none, or neither or both of `other` and `time`."""
        if (self.other is None) == (self.time is None):
            raise BadClaim("a structured claim names another event or a time, and not both")
        if self.other is not None:
            said = self._between()
            kind = ClaimKind.DISTANCE if isinstance(said, Distance) else ClaimKind.ORDER
            return Claim(self._words(), kind, (_given(self.event), _given(self.other)), (said,))
        return Claim(self._words(), ClaimKind.DATING, (_given(self.event),), (self._dated(timeline),))

    def _between(self) -> Proposition:
        relation = _parsed(OrderRelation, self.relation)
        if self.at_least is None and self.at_most is None:
            return Order(0, 1, relation)
        if relation not in (OrderRelation.BEFORE, OrderRelation.AFTER):
            raise BadClaim("bounds in seconds go with before or after")
        low, high = self.at_least or 0, self.at_most
        text = f"{low} to {'any number of' if high is None else high} seconds"
        return Distance(0, 1, Window(low, high, low, high, Granularity.SECOND, text), relation)

    def _dated(self, timeline: Timeline) -> Proposition:
        from timeline.resolve import resolve_phrase

        relation = _parsed(DateRelation, self.relation)
        try:
            time = resolve_phrase(self.time or "", timeline.article.publication)
        except TimelineError as error:
            raise BadClaim(f"not a time: {self.time!r}") from error
        if time.bounds is None or time.bounds.is_unbounded:
            raise BadClaim(f"not a time that the calendar knows: {self.time!r}")
        return Dating(0, relation, time.bounds, time.text, time.value)

    def _words(self) -> str:
        bounds = [f"at least {self.at_least} s"] if self.at_least is not None else []
        bounds += [f"at most {self.at_most} s"] if self.at_most is not None else []
        target = self.time if self.other is None else self.other
        return " ".join([str(self.event), *bounds, self.relation, str(target)])


def _given(event: str | int) -> Given:
    return Given(offset=event) if isinstance(event, int) else Given(id=event)


def _parsed(kind: type[E], name: str) -> E:
    try:
        return kind(name)
    except ValueError:
        raise BadClaim(f"no such relation: {name!r} (one of {', '.join(kind)})") from None
