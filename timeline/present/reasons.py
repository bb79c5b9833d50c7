"""Why an event stands where it stands, in sentences: the causes of the constraints on it, the surest first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from timeline.chronology import Conflict, Timeline
from timeline.events.model import AUTHOR
from timeline.network.refusals import AGAINST
from timeline.present.dates import is_dated
from timeline.present.text import listed
from timeline.relations.model import PUBLICATION, CauseKind, Constraint, Relation

Item = TypeVar("Item")

_NEIGHBOUR = 1  # how near an event is as a reason, between a time in the text and the publication
_NAMED = 3  # events that a model orders are named up to so many on either side
_EARLIER = (Relation.BEFORE, Relation.STARTS_BEFORE)
_LATER = (Relation.AFTER, Relation.STARTS_AFTER)


class Reasons:
    """What is held about each event of a timeline, looked up once for all of them."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._times = {time.id: time for time in timeline.expressions}
        self._held = _by_event((c, (c.source, c.target)) for c in timeline.constraints)
        self._refused = {conflict.refused for conflict in timeline.conflicts}
        ends = ((c, (c.refused.source, c.refused.target)) for c in contradictions(timeline))
        self._conflicts = _by_event(ends)

    def constraints(self, event_id: str) -> list[Constraint]:
        """What holds about one event: an analyst's word, dates, order, each the surest first; a model's guesses last.

        What a conflict set aside is left out.
        """
        held = [c for c in self._held.get(event_id, ()) if c not in self._refused]
        return sorted(held, key=lambda c: (_rank(c, event_id), -c.confidence))

    def words(self, event_id: str) -> tuple[str, ...]:
        """Their explanations, each once; of a model's, what the date hangs on, and in one sentence what it says of the
        order to other events shown."""
        held = self.constraints(event_id)
        said = [c for c in held if c.cause.kind is not CauseKind.MODEL]
        dating = [c for c in self._dating(event_id) if c.cause.kind is CauseKind.MODEL]
        guessed = _guesses(self._timeline, event_id, [c for c in held if c.cause.kind is CauseKind.MODEL])
        return tuple(dict.fromkeys([*(_sentence(c.cause.explanation) for c in (*said, *dating)), *guessed]))

    def chief(self, event_id: str) -> str:
        """The surest reason in few words: of a date, only how it is read; "" where nothing is said of the event.

        Where no words of a date are the reason, it is what the date hangs on, if there is one.
        """
        for constraint in self.constraints(event_id)[:1]:
            other = self._times.get(_other(constraint, event_id))
            if other and other.explanation and constraint.cause.kind is not CauseKind.MODEL:
                return other.explanation.rstrip(".")
        dating = self._dating(event_id) if is_dated(self._timeline.when(event_id)) else []
        return next(iter([*(_sentence(c.cause.explanation) for c in dating), *self.words(event_id)]), "")

    def _dating(self, event_id: str) -> list[Constraint]:
        """What the earliest start and the latest end hang on, of what is held about the event; what only says that it
        is over by the publication comes last.

        What a model says of two events is left out: its sentence names all of them.
        """
        start, end = self._timeline.solution.datings(event_id)
        held = [c for c in dict.fromkeys((*start, *end)) if event_id in (c.source, c.target)]
        told = [c for c in held if c.cause.kind is not CauseKind.MODEL or _rank(c, event_id)[1] != _NEIGHBOUR]
        return sorted(told, key=lambda c: c.relation is not Relation.IS_INCLUDED and _rank(c, event_id)[1] > _NEIGHBOUR)

    def conflicts(self, event_id: str) -> tuple[Conflict, ...]:
        """What the article says of the event and cannot hold together with the rest of what it says."""
        return tuple(self._conflicts.get(event_id, ()))


def steps(chain: Iterable[Constraint]) -> list[str]:
    """The constraints of a derivation, each as a sentence that says whose it is."""
    return list(dict.fromkeys(map(_step, chain)))


def contradictions(timeline: Timeline) -> tuple[Conflict, ...]:
    """Conflicts between things that the text or an analyst says."""
    return tuple(c for c in timeline.conflicts if c.refused.cause.kind is not CauseKind.MODEL)


def overruled(timeline: Timeline) -> tuple[Conflict, ...]:
    """A model's guesses that gave way to what the text says: no contradiction of the article's."""
    return tuple(c for c in timeline.conflicts if c.refused.cause.kind is CauseKind.MODEL)


def about(conflicts: Iterable[Conflict], events: Collection[str]) -> tuple[Conflict, ...]:
    """Those of the conflicts that touch one of the events."""
    return tuple(c for c in conflicts if c.refused.source in events or c.refused.target in events)


@dataclass(frozen=True, slots=True)
class Clash:
    """A conflict for readers: what was set aside, and the sentences that together speak against it."""

    refused: str
    against: tuple[str, ...]


def clashes(conflicts: Iterable[Conflict]) -> list[Clash]:
    """Each once."""
    found = (Clash(c.explanation.partition(AGAINST)[0], tuple(steps(c.chain))) for c in conflicts)
    return list(dict.fromkeys(found))


def _by_event(items: Iterable[tuple[Item, tuple[str, str]]]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for item, ends in items:
        for end in dict.fromkeys(ends):
            found.setdefault(end, []).append(item)
    return found


def _other(constraint: Constraint, event_id: str) -> str:
    return constraint.target if constraint.source == event_id else constraint.source


def _rank(constraint: Constraint, event_id: str) -> tuple[int, int]:
    other = _other(constraint, event_id)
    nearness = 0 if other.startswith("t") and other != PUBLICATION else _NEIGHBOUR if other.startswith("e") else 2
    kinds = {CauseKind.ANALYST: 0, CauseKind.MODEL: 2}
    return kinds.get(constraint.cause.kind, 1), nearness


def _guesses(timeline: Timeline, event_id: str, held: Iterable[Constraint]) -> Iterator[str]:
    """ "A model trained on news puts “voted” before “resigned”, after “met” and “wrote”." """
    found = {"before": list[str](), "after": list[str]()}
    for constraint in held:
        other = _other(constraint, event_id)
        side = _side(constraint.relation, constraint.source == event_id)
        if side and other in timeline.shown and (name := _name(timeline, other)) not in found[side]:
            found[side].append(name)
    sides = [f"{side} {listed(names[:_NAMED])}" for side, names in found.items() if names]
    if sides:
        yield f"A model trained on news puts {_name(timeline, event_id)} {', '.join(sides)}"


def _side(relation: Relation, is_source: bool) -> str | None:
    if relation in _EARLIER:
        return "before" if is_source else "after"
    if relation in _LATER:
        return "after" if is_source else "before"
    return None


def _name(timeline: Timeline, event_id: str) -> str:
    return f"“{timeline.event(event_id).trigger.of(timeline.article.text)}”"


def _step(constraint: Constraint) -> str:
    words = constraint.cause.explanation.strip()
    if constraint.asserted_by != (AUTHOR,):
        return f"According to {' and '.join(reversed(constraint.asserted_by))}: {words}"
    return _sentence(words)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
