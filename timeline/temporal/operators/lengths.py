"""How long: lengths of time."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.temporal.granularity import Granularity
from timeline.temporal.operators.base import Operator


@dataclass(frozen=True, slots=True, repr=False)
class Period(Operator):
    """A length of time: `amount` units; None where the phrase leaves it open.

    "18 months" -> Period(18, MONTH); "a few days" -> Period(None, DAY, low=2, high=9); "an hour and ten minutes" ->
    Period(1, HOUR, plus=Period(10, MINUTE)); "12 to 18 months" -> Period(None, MONTH, low=12, high=18).
    """

    amount: float | None
    unit: Granularity
    low: float | None = None
    high: float | None = None
    plus: Period | None = None
