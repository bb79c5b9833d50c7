"""What the network makes of one proposition about given events: supported, refuted or open, with the steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.chronology import Answer, Timeline
from timeline.claims.calendars import Days, apart, counted, dated, days, same_unit
from timeline.claims.model import (
    Dating,
    Distance,
    Extreme,
    Order,
    OrderRelation,
    Proposition,
    SameTime,
    Window,
)
from timeline.claims.verdict import Ruling, Step, StepKind
from timeline.events.model import Event
from timeline.relations.model import CauseKind, Relation
from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.when import UNKNOWN, When

Source = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Supported, refuted or undetermined; `steps` are the article's words behind it."""

    ruling: Ruling
    confidence: float = 0.0
    steps: tuple[Step, ...] = ()


OPEN = Finding(Ruling.UNDETERMINED)

# What proves a claim of order and what refutes it, strongest first, with how much of the proof's confidence it keeps.
# Start points alone say less: what began earlier may still have been going on.
_STARTS = 0.9
_LEAP = 0.02  # months and years are of no one length
_FOR: dict[OrderRelation, tuple[tuple[Relation, float], ...]] = {
    OrderRelation.BEFORE: ((Relation.BEFORE, 1.0), (Relation.STARTS_BEFORE, _STARTS)),
    OrderRelation.AFTER: ((Relation.AFTER, 1.0), (Relation.STARTS_AFTER, _STARTS)),
    OrderRelation.NOT_AFTER: (
        (Relation.BEFORE, 1.0),
        (Relation.EQUAL, 1.0),
        (Relation.STARTS_BEFORE, _STARTS),
        (Relation.STARTS_EQUAL, _STARTS),
    ),
    OrderRelation.NOT_BEFORE: (
        (Relation.AFTER, 1.0),
        (Relation.EQUAL, 1.0),
        (Relation.STARTS_AFTER, _STARTS),
        (Relation.STARTS_EQUAL, _STARTS),
    ),
    OrderRelation.DURING: ((Relation.OVERLAP, 1.0), (Relation.EQUAL, 1.0), (Relation.STARTS_EQUAL, _STARTS)),
}
_AGAINST: dict[OrderRelation, tuple[tuple[Relation, float], ...]] = {
    OrderRelation.BEFORE: (
        (Relation.AFTER, 1.0),
        (Relation.STARTS_AFTER, _STARTS),
        (Relation.EQUAL, 1.0),
        (Relation.STARTS_EQUAL, _STARTS),
    ),
    OrderRelation.AFTER: (
        (Relation.BEFORE, 1.0),
        (Relation.STARTS_BEFORE, _STARTS),
        (Relation.EQUAL, 1.0),
        (Relation.STARTS_EQUAL, _STARTS),
    ),
    OrderRelation.NOT_AFTER: ((Relation.AFTER, 1.0), (Relation.STARTS_AFTER, _STARTS)),
    OrderRelation.NOT_BEFORE: ((Relation.BEFORE, 1.0), (Relation.STARTS_BEFORE, _STARTS)),
    OrderRelation.DURING: ((Relation.BEFORE, 1.0), (Relation.AFTER, 1.0)),
}


def find(timeline: Timeline, said: Proposition, events: Sequence[Event], source: Source | None = None) -> Finding:
    """The finding for one proposition; with `source`, in the account of that source chain."""
    match said:
        case Order():
            return order(timeline, events[said.source].id, events[said.target].id, said.relation, source)
        case Distance():
            return _distance(timeline, said, events, source)
        case SameTime():
            return _same_time(timeline, said, events, source)
        case Dating():
            return _dating(timeline, said, events[said.event])
        case Extreme():
            return _extreme(timeline, said, events, source)


def order(timeline: Timeline, a: str, b: str, relation: OrderRelation, source: Source | None = None) -> Finding:
    """Whether the network proves the relation or its contrary."""
    found = [
        Finding(ruling, share * proof.confidence, _steps(timeline, proof))
        for ruling, table in ((Ruling.SUPPORTED, _FOR), (Ruling.REFUTED, _AGAINST))
        for kind, share in table[relation]
        if (proof := timeline.solution.proof(a, kind, b, source)) is not None
    ]
    return max(found, key=lambda f: f.confidence, default=OPEN)


def _steps(timeline: Timeline, proof: Answer) -> tuple[Step, ...]:
    """A derivation, constraint by constraint."""
    narrator = timeline.solution.narrator
    return tuple(
        Step(
            StepKind.TIME if c.cause.kind is CauseKind.CALENDAR else StepKind.RELATION,
            narrator.step(c),
            f"{c.cause.kind.value}: {c.cause.sieve}",
            c.cause.spans,
            c.confidence,
            c.asserted_by,
        )
        for c in proof.chain
    )


def _distance(timeline: Timeline, said: Distance, events: Sequence[Event], source: Source | None) -> Finding:
    """The time from the one to the other, from their dates and from what the text says of the distance itself."""
    a, b = events[said.source].id, events[said.target].id
    if said.relation is OrderRelation.AFTER:
        a, b = b, a
    seconds = timeline.solution.distance(a, b, source)
    proof = timeline.solution.proof(a, Relation.STARTS_BEFORE, b, source)
    if (
        proof is not None
        and _window(said.window, *apart(UNKNOWN, UNKNOWN, seconds, said.window.unit)) is Ruling.SUPPORTED
    ):
        return Finding(
            Ruling.SUPPORTED, proof.confidence, _steps(timeline, proof)
        )  # the text gives the distance itself
    least, most = apart(timeline.when(a), timeline.when(b), seconds, said.window.unit)
    if said.relation is None:
        least, most = _either_way(least, most)
    ruling = _window(said.window, least, most)
    if ruling is Ruling.UNDETERMINED:
        ruling = _counted(said, timeline.when(a), timeline.when(b))
    if ruling is Ruling.UNDETERMINED:
        return OPEN
    steps = _dates(timeline, a, b)
    steps += () if proof is None else _steps(timeline, proof)
    if not steps:
        return OPEN
    trust = min((s.confidence for s in steps), default=0.8)
    return Finding(ruling, trust, tuple(dict.fromkeys(steps)))


def _counted(said: Distance, a: When, b: When) -> Ruling:
    """ "Two months after" is said of January and March too, where no days are known."""
    window, number = said.window, counted(a, b, said.window.unit)
    if number is None or window.low is None or window.high is None or window.unit.finer_than(Granularity.DAY):
        return Ruling.UNDETERMINED
    length = round((window.low + window.high) / 2 / window.unit.seconds)
    exact = window.low > 0 and window.high - window.low <= window.unit.seconds + window.high * _LEAP
    far = number if said.relation is not None else abs(number)
    return Ruling.SUPPORTED if exact and length > 0 and far == length else Ruling.UNDETERMINED


def _either_way(least: int | None, most: int | None) -> tuple[int | None, int | None]:
    """The distance without its direction."""
    if least is not None and least >= 0:
        return least, most
    if most is not None and most <= 0:
        return -most, None if least is None else -least
    return 0, None if least is None or most is None else max(-least, most)


def _window(window: Window, least: int | None, most: int | None) -> Ruling:
    high_enough = window.low is None or (least is not None and least >= window.low)
    low_enough = window.high is None or (most is not None and most <= window.high)
    if high_enough and low_enough:
        return Ruling.SUPPORTED
    too_near = window.loose_low is not None and most is not None and most < window.loose_low
    too_far = window.loose_high is not None and least is not None and least > window.loose_high
    return Ruling.REFUTED if too_near or too_far else Ruling.UNDETERMINED


def _same_time(timeline: Timeline, said: SameTime, events: Sequence[Event], source: Source | None) -> Finding:
    a, b = events[said.source], events[said.target]
    if said.unit is None:
        return order(timeline, a.id, b.id, OrderRelation.DURING, source)
    together = same_unit(timeline.when(a.id), timeline.when(b.id), said.unit)
    if together is None:
        least, most = timeline.solution.distance(a.id, b.id, source)
        far = max(least or 0, -(most or 0))
        together = False if far >= said.unit.seconds else None
    if together is None:
        return OPEN
    steps = _dates(timeline, a.id, b.id)
    ruling = Ruling.SUPPORTED if together else Ruling.REFUTED
    return Finding(ruling, min((s.confidence for s in steps), default=0.5), steps)


def _dating(timeline: Timeline, said: Dating, event: Event) -> Finding:
    answer = dated(timeline.when(event.id), said.relation, said.bounds)
    if answer is None:
        return OPEN
    steps = _dates(timeline, event.id)
    return Finding(
        Ruling.SUPPORTED if answer else Ruling.REFUTED, min((s.confidence for s in steps), default=0.5), steps
    )


def _dates(timeline: Timeline, *ids: str) -> tuple[Step, ...]:
    """When the article puts these events, and the words that date them."""
    return tuple(step for i in ids if (step := _date(timeline, i)) is not None)


def _date(timeline: Timeline, event: str) -> Step | None:
    """When an event is put, as surely as the weakest of the constraints that give its bounds."""
    when = timeline.when(event)
    if when.is_unbounded:
        return None
    start, end = timeline.solution.datings(event)
    chain = tuple(c for c in dict.fromkeys((*start, *end)) if c.cause.kind is not CauseKind.CALENDAR)
    name = timeline.solution.narrator.name(event)
    text = f"{name} is put {written(when)}"
    if not chain:
        return Step(StepKind.TIME, f"{text}, by the calendar alone.", "network: bounds", (), 0.5)
    weakest = min(chain, key=lambda c: c.confidence)
    because = timeline.solution.narrator.because(chain[:3])
    rules = " + ".join(dict.fromkeys(f"{c.cause.kind.value}: {c.cause.sieve}" for c in chain))
    spans = tuple(dict.fromkeys(span for c in chain for span in c.cause.spans))
    return Step(StepKind.TIME, f"{text}. {because}", rules, spans, weakest.confidence, weakest.asserted_by)


def written(when: When) -> str:
    """The bounds in words: "on 2022-10-12", "between 2022-10-03 and 2022-10-09", "before 2022-10-13"."""
    span: Days = days(when)
    if span.first is None and span.last is None:
        return "at an unknown time"
    first, last = (None if d is None else calendar.isoformat(d * calendar.DAY)[:10] for d in (span.first, span.last))
    if first is None:
        return f"no later than {last}"
    if last is None:
        return f"no earlier than {first}"
    return f"on {first}" if first == last else f"between {first} and {last}"


def _extreme(timeline: Timeline, said: Extreme, events: Sequence[Event], source: Source | None) -> Finding:
    """First or last: every other one must lie after (or before) it; one that does not refutes."""
    event = events[said.event]
    named = [events[i] for i in said.among]
    others = named or [e for e in timeline.events if e.id in timeline.shown]
    wanted = OrderRelation.NOT_BEFORE if said.last else OrderRelation.NOT_AFTER
    found = [order(timeline, event.id, e.id, wanted, source) for e in others if e.id != event.id]
    against = [f for f in found if f.ruling is Ruling.REFUTED]
    if against:
        return max(against, key=lambda f: f.confidence)
    if not found or any(f.ruling is not Ruling.SUPPORTED for f in found):
        return OPEN
    steps = tuple(dict.fromkeys(step for f in found for step in f.steps))
    return Finding(Ruling.SUPPORTED, min(f.confidence for f in found), steps)
