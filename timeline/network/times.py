"""Calendar times into the network, event times out of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.article import Article
from timeline.expressions import TimeExpression
from timeline.network.knots import Knots, Trail
from timeline.relations.model import NOW, PUBLICATION, CauseKind, Constraint
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.temporal.when import UNBOUNDED, UNKNOWN, Bound, Provenance, When


def calendar_of(article: Article, expressions: Sequence[TimeExpression]) -> dict[str, When]:
    """The times of an article: the publication, its moment, and every expression.

    "On Tuesday" as a *time* is the whole day, although an *event* on Tuesday only lies inside it.
    """
    published = article.publication
    times = {PUBLICATION: When.exactly(published.at), NOW: When.within(published.at)}
    for expression in expressions:
        times.setdefault(expression.id, _whole(expression.bounds or _stretch(expression, published.day)))
    return times


def _stretch(expression: TimeExpression, day: Interval) -> When:
    """A length that the publication bounds: "the past two months" end with it, "the next few days" begin."""
    if expression.duration is None or PUBLICATION not in (expression.begin_point, expression.end_point):
        return UNKNOWN
    least, most = expression.duration
    if expression.end_point == PUBLICATION:
        edges = day.start - most, day.end - least, day.start, day.end
    else:
        edges = day.start, day.end, day.start + least, day.end + most
    begin, begins, end, ends = (Bound(edge, Provenance.STATED) for edge in edges)
    return When(begin, begins, end, ends)


def _whole(when: When) -> When:
    low, high = when.start_earliest.at, when.end_latest.at
    inside = (when.start_earliest, when.start_latest) == (when.end_earliest, when.end_latest)
    if inside and low is not None and high is not None and low < high:
        return When.exactly(Interval(low, high), when.granularity)
    return when


def when_of(event: str, knots: Knots, expressions: Mapping[str, TimeExpression]) -> When:
    """An event's four bounds; a bound is stated where the text itself puts the event into a dated time."""
    seconds, trails = knots.bounds(event), knots.reasons(event)
    bounds = [_bound(at, trail, event, expressions) for at, trail in zip(seconds, trails, strict=True)]
    grains = {
        grain
        for trail, bound in zip(trails, bounds, strict=True)
        if trail is not None and bound.provenance is Provenance.STATED
        for c in trail
        if isinstance(c, Constraint) and (grain := _grain(c, expressions)) is not None
    }
    finest = min(grains, key=lambda g: (g.seconds, g.value)) if grains else None
    return When(bounds[0], bounds[1], bounds[2], bounds[3], finest)


def _bound(at: int | None, trail: Trail | None, event: str, expressions: Mapping[str, TimeExpression]) -> Bound:
    if at is None or trail is None:
        return UNBOUNDED
    constraints = [label for label in trail if isinstance(label, Constraint)]
    stated = constraints and all(_dates(c, event, expressions) for c in constraints)
    return Bound(at, Provenance.STATED if stated else Provenance.INFERRED)


def _dates(constraint: Constraint, event: str, expressions: Mapping[str, TimeExpression]) -> bool:
    others = {constraint.source, constraint.target} - {event}
    return constraint.cause.kind is not CauseKind.MODEL and all(
        node in expressions and node != PUBLICATION for node in others
    )


def _grain(constraint: Constraint, expressions: Mapping[str, TimeExpression]) -> Granularity | None:
    for node in (constraint.target, constraint.source):
        if node in expressions:
            return expressions[node].granularity
    return None
