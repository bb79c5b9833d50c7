"""How sure a verdict is: a calibrated probability from what it rests on.

The weights are data (weights.toml), fitted by `python -m training.claims` on claims made by program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.chronology import Timeline
from timeline.claims.fit import sigmoid, weighed
from timeline.claims.judge import Judgment
from timeline.claims.model import Claim, Order, OrderRelation
from timeline.claims.verdict import Ruling, StepKind
from timeline.events.model import Event

_UNASKED = 1.5  # what the model says of the average verdict
_FITTING = 3.0  # a better fit tells no more
_DIRECTION = {
    OrderRelation.BEFORE: 1.0,
    OrderRelation.NOT_AFTER: 1.0,
    OrderRelation.AFTER: -1.0,
    OrderRelation.NOT_BEFORE: -1.0,
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on.

    `fit`: logit of the event that fits its description least. `opinion`: the logits by which the model, asked about the
    two events themselves, is of the same mind. `near`: one sentence tells of both. `verbs`: all events are told by
    verbs, of which the order is clearer than of nouns. `apart`: the times inferred for the events alone put the one
    before the other, wherever in them they lie. `firm`: no guess, of the model or of what is usual.
    """

    fit: float
    opinion: float
    near: float
    verbs: float
    apart: float
    firm: float

    @property
    def confidence(self) -> float:
        return sigmoid(weighed("grounds", self))


def grounds(
    timeline: Timeline,
    claim: Claim,
    events: Sequence[Event],
    judgment: Judgment,
    fit: float,
    opinion: Callable[[Event, Event], float],
) -> Grounds:
    """Those of a ruling on these events; `opinion` asks the model about two of them."""
    rules = [s.rule for s in judgment.steps if s.kind in (StepKind.RELATION, StepKind.TIME)]
    sign = (-1.0 if judgment.ruling is Ruling.REFUTED else 1.0) * (-1.0 if claim.negated else 1.0)
    pairs = [(events[o.source], events[o.target], sign * _DIRECTION[o.relation]) for o in _orders(claim)]
    asked = bool(rules and pairs) and judgment.ruling in (Ruling.SUPPORTED, Ruling.REFUTED)
    return Grounds(
        fit=min(fit, _FITTING),
        opinion=min(way * opinion(a, b) for a, b, way in pairs) if asked else _UNASKED,
        near=float(bool(pairs) and all(_share_a_sentence(a, b) for a, b, _ in pairs)),
        verbs=float(all(event.pos == "VERB" for event in events)),
        apart=float(all(_lie_apart(timeline, *((a, b) if way > 0.0 else (b, a))) for a, b, way in pairs)),
        firm=float(not any("model:" in rule for rule in rules)),
    )


def _orders(claim: Claim) -> list[Order]:
    """What the model can be asked about: of the rest that a claim may say nothing is known."""
    return [said for said in claim.propositions if isinstance(said, Order) and said.relation in _DIRECTION]


def _share_a_sentence(a: Event, b: Event) -> bool:
    return bool({m.sentence for m in a.mentions} & {m.sentence for m in b.mentions})


def _lie_apart(timeline: Timeline, first: Event, second: Event) -> bool:
    end, start = timeline.when(first.id).end_latest.at, timeline.when(second.id).start_earliest.at
    return end is not None and start is not None and end <= start
