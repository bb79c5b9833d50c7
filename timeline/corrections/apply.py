"""Corrections onto a timeline: a new one, solved again. Nothing of the old one is changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.article import Article, Span
from timeline.article import Published as Publication
from timeline.chronology import Timeline
from timeline.corrections.edits import judged, merged, parted, revalued, timed
from timeline.corrections.model import (
    MOST,
    Correction,
    Factual,
    Hide,
    Merge,
    Ordered,
    Published,
    Revalued,
    Split,
    Timed,
)
from timeline.errors import BadCorrection, BadDate
from timeline.events.model import Event
from timeline.expressions import TimeExpression
from timeline.pipeline import assemble, reconstruct
from timeline.relations.model import Cause, CauseKind, Constraint, Relation

ANALYST = ("analyst",)


def apply(timeline: Timeline, corrections: Sequence[Correction]) -> Timeline:
    """The timeline as the analyst has it.

    A corrected publication date reads the article again and comes first, whatever its place; the others apply in the
    order given. Raises BadCorrection.
    """
    if len(corrections) > MOST:
        raise BadCorrection(f"a timeline takes {MOST} corrections; these are {len(corrections)}")
    dates = [c for c in corrections if isinstance(c, Published)]
    if dates:
        timeline = _republished(timeline, dates[-1])
    draft = _Draft.of(timeline)
    for correction in corrections:
        draft = draft.corrected(correction)
    return assemble(draft.article, draft.expressions, draft.events, draft.constraints, draft.shown)


def _republished(timeline: Timeline, correction: Published) -> Timeline:
    article = timeline.article
    try:
        publication = Publication.parse(correction.published, article.publication.zone)
    except BadDate as error:
        raise BadCorrection(str(error)) from error
    return reconstruct(replace(article, published=replace(publication, provenance="analyst")))


@dataclass(frozen=True, slots=True)
class _Draft:
    """What a timeline is solved from."""

    article: Article
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    constraints: tuple[Constraint, ...]
    shown: frozenset[str]

    @classmethod
    def of(cls, timeline: Timeline) -> _Draft:
        return cls(timeline.article, timeline.expressions, timeline.events, timeline.constraints, timeline.shown)

    def corrected(self, correction: Correction) -> _Draft:
        match correction:
            case Published():
                return self
            case Revalued():
                return self._revalue(correction)
            case Timed():
                return self._time(correction)
            case Factual():
                event = judged(self._event(correction.event), correction)
                return replace(self, events=self._with(event))
            case Merge():
                return self._merge(correction)
            case Split():
                return self._split(correction)
            case Ordered():
                return self._order(correction)
            case Hide():
                self._event(correction.event)
                change = {correction.event}
                return replace(self, shown=self.shown - change if correction.hidden else self.shown | change)

    def _event(self, event_id: str) -> Event:
        found = next((e for e in self.events if e.id == event_id), None)
        if found is None:
            raise BadCorrection(f"the timeline has no event {event_id!r}")
        return found

    def _with(self, event: Event) -> tuple[Event, ...]:
        return tuple(event if e.id == event.id else e for e in self.events)

    def _say(self, source: str, relation: Relation, target: str, note: str, **more: object) -> tuple[Constraint, ...]:
        cause = Cause(CauseKind.ANALYST, "analyst", f"An analyst says so{f': {note}' if note else ''}")
        return (*self.constraints, Constraint(source, target, relation, cause, 1.0, asserted_by=ANALYST, **more))  # type: ignore[arg-type]

    def _revalue(self, correction: Revalued) -> _Draft:
        old = next((t for t in self.expressions if t.id == correction.expression), None)
        if old is None:
            raise BadCorrection(f"the timeline has no expression {correction.expression!r}")
        new = revalued(old, correction, self.article.publication)
        return replace(
            self,
            expressions=tuple(new if t.id == new.id else t for t in self.expressions),
            constraints=tuple(_explained(c, old, new) for c in self.constraints),
        )

    def _time(self, correction: Timed) -> _Draft:
        event = self._event(correction.event)
        number = 1 + sum(t.id.startswith("a") for t in self.expressions)
        time = timed(f"a{number}", Span(event.trigger.start, event.trigger.start), correction, self.article.publication)
        expressions = (*self.expressions, time)
        constraints = self._say(event.id, Relation.IS_INCLUDED, time.id, correction.note)
        return replace(self, expressions=expressions, constraints=constraints)

    def _order(self, correction: Ordered) -> _Draft:
        a, b = self._event(correction.source).id, self._event(correction.target).id
        if a == b or correction.relation is Relation.UNKNOWN:
            raise BadCorrection("an order is between two events, and says which way")
        if correction.offset is not None and not 0 <= correction.offset[0] <= correction.offset[1]:
            raise BadCorrection("offset: the least seconds and the most, neither below 0")
        constraints = self._say(a, correction.relation, b, correction.note, offset=correction.offset)
        return replace(self, constraints=constraints)

    def _merge(self, correction: Merge) -> _Draft:
        ids = dict.fromkeys(correction.events)
        if len(ids) < 2:
            raise BadCorrection("a merge takes two events or more")
        group = sorted((self._event(i) for i in ids), key=lambda e: e.trigger)
        one = merged(group)
        others = set(ids) - {one.id}
        shown = self.shown | {one.id} if self.shown & set(ids) else self.shown
        return replace(
            self,
            events=tuple(one if e.id == one.id else e for e in self.events if e.id not in others),
            constraints=_renamed(self.constraints, dict.fromkeys(others, one.id)),
            shown=shown - others,
        )

    def _split(self, correction: Split) -> _Draft:
        event = self._event(correction.event)
        number = 1 + max(int(e.id[1:]) for e in self.events if e.id[1:].isdigit())
        rest, part = parted(event, correction, f"e{number}")
        events = tuple(rest if e.id == event.id else e for e in self.events)
        moved = tuple(_moved(c, event.id, part) for c in self.constraints)
        shown = self.shown | {part.id} if event.id in self.shown else self.shown
        return replace(self, events=(*events, part), constraints=moved, shown=shown)


def _explained(constraint: Constraint, old: TimeExpression, new: TimeExpression) -> Constraint:
    """With the analyst's reason where the old value's stood."""
    if old.id not in (constraint.source, constraint.target):
        return constraint
    words = constraint.cause.explanation.replace(old.explanation.rstrip("."), new.explanation.rstrip("."))
    return replace(constraint, cause=replace(constraint.cause, explanation=words))


def _renamed(constraints: Sequence[Constraint], names: dict[str, str]) -> tuple[Constraint, ...]:
    """With the merged event's name; what then speaks of one event alone is dropped."""
    renamed = (
        replace(c, source=names.get(c.source, c.source), target=names.get(c.target, c.target)) for c in constraints
    )
    return tuple(dict.fromkeys(c for c in renamed if c.source != c.target))


def _moved(constraint: Constraint, event_id: str, part: Event) -> Constraint:
    """Moved to the part where the words behind it are those of its mentions."""
    about = any(span.overlaps(m.trigger) for span in constraint.cause.spans for m in part.mentions)
    if not about:
        return constraint
    source = part.id if constraint.source == event_id else constraint.source
    target = part.id if constraint.target == event_id else constraint.target
    return replace(constraint, source=source, target=target)
