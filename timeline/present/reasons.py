"""Why an event stands where it stands, in sentences: the causes of the constraints on it, the surest first."""

from __future__ import annotations

from timeline.chronology import Conflict, Timeline
from timeline.relations.model import PUBLICATION, CauseKind, Constraint


def constraints_on(timeline: Timeline, event_id: str) -> list[Constraint]:
    """What holds about one event: an analyst's word, dates, order, each the surest first; a model's guesses last.

    What a conflict set aside is left out.
    """
    refused = {conflict.refused for conflict in timeline.conflicts}
    held = [c for c in timeline.constraints if event_id in (c.source, c.target) and c not in refused]
    return sorted(held, key=lambda c: (_rank(c, event_id), -c.confidence))


def reasons(timeline: Timeline, event_id: str) -> tuple[str, ...]:
    """Their explanations, each once."""
    words = (c.cause.explanation for c in constraints_on(timeline, event_id))
    return tuple(dict.fromkeys(said[:1].upper() + said[1:] for said in words))


def conflicts_on(timeline: Timeline, event_id: str) -> tuple[Conflict, ...]:
    """What the article says of the event and cannot hold together with the rest of what it says."""
    return tuple(c for c in contradictions(timeline) if event_id in (c.refused.source, c.refused.target))


def contradictions(timeline: Timeline) -> tuple[Conflict, ...]:
    """Conflicts between things that the text or an analyst says."""
    return tuple(c for c in timeline.conflicts if c.refused.cause.kind is not CauseKind.MODEL)


def overruled(timeline: Timeline) -> tuple[Conflict, ...]:
    """A model's guesses that gave way to what the text says: no contradiction of the article's."""
    return tuple(c for c in timeline.conflicts if c.refused.cause.kind is CauseKind.MODEL)


def _rank(constraint: Constraint, event_id: str) -> tuple[int, int]:
    other = constraint.target if constraint.source == event_id else constraint.source
    nearness = 0 if other.startswith("t") and other != PUBLICATION else 1 if other.startswith("e") else 2
    kinds = {CauseKind.ANALYST: 0, CauseKind.MODEL: 2}
    return kinds.get(constraint.cause.kind, 1), nearness
