"""Why an event stands where it stands, in sentences: the causes of the constraints on it, the surest first."""

from __future__ import annotations

from timeline.chronology import Timeline
from timeline.relations.model import PUBLICATION, CauseKind, Constraint


def constraints_on(timeline: Timeline, event_id: str) -> list[Constraint]:
    """What holds about one event: dates first, then order, the surest first; what a conflict set aside is left out."""
    refused = {conflict.refused for conflict in timeline.conflicts}
    held = [c for c in timeline.constraints if event_id in (c.source, c.target) and c not in refused]
    return sorted(held, key=lambda c: (_rank(c, event_id), -c.confidence))


def reasons(timeline: Timeline, event_id: str) -> tuple[str, ...]:
    """Their explanations, each once."""
    return tuple(dict.fromkeys(c.cause.explanation for c in constraints_on(timeline, event_id)))


def _rank(constraint: Constraint, event_id: str) -> tuple[int, int]:
    other = constraint.target if constraint.source == event_id else constraint.source
    nearness = 0 if other.startswith("t") and other != PUBLICATION else 1 if other.startswith("e") else 2
    return int(constraint.cause.kind is not CauseKind.ANALYST), nearness
