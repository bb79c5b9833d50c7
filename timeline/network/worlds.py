"""Who holds which constraint, and in what order constraints are taken."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from timeline.events.model import AUTHOR
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint, Relation

_KINDS = {CauseKind.ANALYST: 0, CauseKind.CALENDAR: 1, CauseKind.RULE: 2, CauseKind.MODEL: 3}

_YIELD = 0.15


def canonical(constraints: Iterable[Constraint]) -> list[Constraint]:
    """Strongest first: the analyst, the calendar, then by confidence; the author before those who are quoted.

    The model gives way to a rule that is nearly as sure (`_YIELD`): the rule has the words of this very text.

    A total order of the constraints themselves, so that the result never depends on the order they came in.
    """
    return sorted(dict.fromkeys(constraints), key=_rank)


def _rank(c: Constraint) -> tuple[object, ...]:
    cause, kind = c.cause, _KINDS[c.cause.kind]
    strength = c.confidence - (_YIELD if cause.kind is CauseKind.MODEL else 0.0)
    whose = (c.asserted_by != (AUTHOR,), c.asserted_by)
    what = (c.source, c.target, c.relation, cause.sieve, cause.explanation, cause.spans, c.offset or ())
    return min(kind, 2), -strength, whose, kind, what


def heard(constraints: Iterable[Constraint], source: tuple[str, ...]) -> list[Constraint]:
    """What the author or an analyst asserts, and what this source does, itself or by quoting another."""
    return [
        c
        for c in constraints
        if c.asserted_by == (AUTHOR,) or c.cause.kind is CauseKind.ANALYST or c.asserted_by[: len(source)] == source
    ]


def claimed(chain: Sequence[Constraint], unreal: frozenset[str]) -> tuple[str, ...]:
    """Whose word a derivation rests on: the first source quoted where it touches a doubtful event, else the author."""
    for constraint in chain:
        if constraint.asserted_by != (AUTHOR,) and {constraint.source, constraint.target} & unreal:
            return constraint.asserted_by
    return (AUTHOR,)


_SURE = 0.9  # of a guess on two events, before a date may pass over it
_DAY = 0.6  # of a guess that an event is of the day of publication
_LIKELY = 0.7  # of a guess on an event and a time that the article names


def carries_dates(constraint: Constraint, events: Container[str]) -> bool:
    """Whether bounds may pass over it. A guess on which of two came first orders them, and dates neither.

    Nor does a weak guess that an event is of a day which the article names, nor one that it was over before the day of
    publication, or yet to come: it may be news of the day.
    """
    if constraint.cause.kind is not CauseKind.MODEL or constraint.confidence >= _SURE:
        return True
    if constraint.target == PUBLICATION:
        return constraint.relation is Relation.IS_INCLUDED and constraint.confidence >= _DAY
    if constraint.source in events and constraint.target in events:
        return False
    return constraint.target == NOW or constraint.confidence >= _LIKELY
