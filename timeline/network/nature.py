"""Which events are brief: so short beside the rest of the story that starting earlier means being over earlier.

TimeML, MATRES and most connectives speak of start points. For a brief event that is enough to place it before what
starts later; for one that lasts (a war, living somewhere) it is not, and such pairs stay open.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from timeline.events.model import Aspect, Event, EventClass
from timeline.language.en.relations import table
from timeline.relations.model import Constraint, Relation

_LASTING_CLASSES = frozenset({EventClass.STATE, EventClass.I_STATE})
_GOING_ON = frozenset({Aspect.PROGRESSIVE, Aspect.PERFECTIVE_PROGRESSIVE})
_STRETCHED = frozenset({Relation.BEGINS, Relation.ENDS, Relation.LASTS, Relation.INCLUDES, Relation.OVERLAP})


@cache
def _lasting_lemmas() -> frozenset[str]:
    return frozenset(lemma for group in table("lasting").values() for lemma in group)


def lasts(event: Event) -> bool:
    """By its class, aspect or word, the event takes time that matters.

    >>> "war" in _lasting_lemmas()
    True
    """
    return (
        event.event_class in _LASTING_CLASSES or event.aspect in _GOING_ON or event.lemma.lower() in _lasting_lemmas()
    )


def brief_events(events: Sequence[Event], constraints: Iterable[Constraint]) -> frozenset[str]:
    """Ids of the events that do not last and that nothing says anything about that only a lasting one could bear."""
    ids = {event.id for event in events}
    brief = {event.id for event in events if not lasts(event)}
    for constraint in constraints:
        source, target, relation = constraint.source, constraint.target, constraint.relation
        if relation in _STRETCHED:
            brief.discard(source)
        if relation is Relation.IS_INCLUDED or (relation is Relation.OVERLAP and source in ids and target in ids):
            brief.discard(target)
    return frozenset(brief)
