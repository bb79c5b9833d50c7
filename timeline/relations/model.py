"""`Constraint`: one thing that the text, a model or an analyst says about order."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum

from timeline.article import Span
from timeline.events.model import AUTHOR
from timeline.values import value

PUBLICATION = "t0"  # the node of the publication time, the whole day or minute that is given
NOW = "now"  # the moment within it at which the article was published: what is past ends before it


class Relation(StrEnum):
    """How `source` lies towards `target`. Each is a convex set of Allen relations over start and end points.

    BEFORE: ends no later than the target starts. STARTS_BEFORE: starts earlier (MATRES's BEFORE), whatever the ends.
    INCLUDES / IS_INCLUDED: not strictly. OVERLAP: the two share a moment. UNKNOWN only as an answer, never proposed.
    """

    BEFORE = "before"
    AFTER = "after"
    INCLUDES = "includes"
    IS_INCLUDED = "is_included"
    EQUAL = "equal"
    OVERLAP = "overlap"
    STARTS_BEFORE = "starts_before"
    STARTS_AFTER = "starts_after"
    STARTS_EQUAL = "starts_equal"
    BEGINS = "begins"  # the source's start lies inside the target: "since July"
    ENDS = "ends"  # the source's end lies inside the target: "until Friday"
    LASTS = "lasts"  # the source lasts `offset` seconds, as the target, a duration, says: "for six nights"
    UNKNOWN = "unknown"

    @property
    def converse(self) -> Relation:
        """The same said from the target's side. BEGINS, ENDS and LASTS have none and raise KeyError."""
        return _CONVERSE[self]


_CONVERSE = {
    Relation.BEFORE: Relation.AFTER,
    Relation.AFTER: Relation.BEFORE,
    Relation.INCLUDES: Relation.IS_INCLUDED,
    Relation.IS_INCLUDED: Relation.INCLUDES,
    Relation.EQUAL: Relation.EQUAL,
    Relation.OVERLAP: Relation.OVERLAP,
    Relation.STARTS_BEFORE: Relation.STARTS_AFTER,
    Relation.STARTS_AFTER: Relation.STARTS_BEFORE,
    Relation.STARTS_EQUAL: Relation.STARTS_EQUAL,
    Relation.UNKNOWN: Relation.UNKNOWN,
}


class CauseKind(StrEnum):
    CALENDAR = "calendar"
    RULE = "rule"
    MODEL = "model"
    ANALYST = "analyst"


@value()
class Cause:
    """Why a constraint holds: who proposed it (`sieve`, a name), in a sentence a reader understands, and the words."""

    kind: CauseKind
    sieve: str
    explanation: str
    spans: tuple[Span, ...] = ()


@value()
class Constraint:
    """`source` stands in `relation` to `target`; both are ids of events ("e3") or times ("t2", "t0", "now").

    `offset` narrows BEFORE and AFTER (and STARTS_...): the distance in seconds [low, high] from the earlier one's start
    to the later one's start (None where only the order is said). For LASTS it is the length. `asserted_by` is the
    source chain that holds it, ("author",) for the article's own voice. `confidence` is a calibrated probability;
    calendar facts have 1.0.
    """

    source: str
    target: str
    relation: Relation
    cause: Cause
    confidence: float = 1.0
    offset: tuple[int, int] | None = None
    asserted_by: tuple[str, ...] = field(default=(AUTHOR,))

    def __hash__(self) -> int:
        """Of what tells nearly all constraints apart: they are kept in sets by the hundred."""
        return hash((self.source, self.target, self.confidence))
