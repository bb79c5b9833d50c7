"""How sure a verdict is: a calibrated probability from what it rests on.

The weights are data (weights.toml), fitted by `python -m training.claims` on claims made by program.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from timeline.claims.fit import sigmoid, weighed
from timeline.claims.judge import Judgment
from timeline.claims.model import Claim, Order, OrderRelation
from timeline.claims.verdict import Ruling, StepKind

_LEAST = 0.02
_UNASKED = 1.5  # what the model says of the average verdict
_FITTING = 6.0  # a better fit tells no more
_DIRECTION = {
    OrderRelation.BEFORE: 1.0,
    OrderRelation.NOT_AFTER: 1.0,
    OrderRelation.AFTER: -1.0,
    OrderRelation.NOT_BEFORE: -1.0,
}


@dataclass(frozen=True, slots=True)
class Grounds:
    """What a verdict rests on.

    `strength`: logit of the certainty of its whole derivation, all constraints together. `agreed`: the share of the
    readings of the claim that agree. `fit`: logit of the event that fits its description least. `opinion`: the logits
    by which the model, asked about the two events themselves, is of the same mind. `dated`: the words of a date are in
    the derivation; `firm`: no guess, of the model or of what is usual; `said`: nor a date, words of order alone.
    """

    strength: float
    agreed: float
    fit: float
    opinion: float
    dated: float
    firm: float
    said: float

    @property
    def confidence(self) -> float:
        return sigmoid(weighed("grounds", self))


def grounds(
    claim: Claim, judgment: Judgment, agreed: float, fit: float, opinion: Callable[[int, int], float]
) -> Grounds:
    """Those of a ruling; `opinion` asks the model about two events of the claim, by their numbers."""
    steps = [s for s in judgment.steps if s.kind in (StepKind.RELATION, StepKind.TIME)]
    rules = [s.rule for s in steps]
    dated, firm = any("dating" in rule for rule in rules), not any("model:" in rule for rule in rules)
    others = sorted(s.confidence for s in steps)[1:]  # the weakest is the judgment's own
    return Grounds(
        strength=_logit(judgment.confidence * math.prod(others)),
        agreed=agreed,
        fit=min(fit, _FITTING),
        opinion=_opinion(claim, judgment.ruling, opinion) if rules else _UNASKED,
        dated=float(dated),
        firm=float(firm),
        said=float(bool(rules) and firm and not dated),
    )


def _opinion(claim: Claim, ruling: Ruling, opinion: Callable[[int, int], float]) -> float:
    """For the proposition that the model likes least. Only orders can be asked of it; of others nothing is known."""
    if ruling not in (Ruling.SUPPORTED, Ruling.REFUTED):
        return _UNASKED
    asked = [
        _DIRECTION[said.relation] * opinion(said.source, said.target)
        for said in claim.propositions
        if isinstance(said, Order) and said.relation in _DIRECTION
    ]
    sign = (-1.0 if ruling is Ruling.REFUTED else 1.0) * (-1.0 if claim.negated else 1.0)
    return min((sign * odds for odds in asked), default=_UNASKED)


def _logit(chance: float) -> float:
    bounded = min(max(chance, _LEAST), 1.0 - _LEAST)
    return math.log(bounded / (1.0 - bounded))
