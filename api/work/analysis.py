"""What workers do for an analyst: check claims against a stored timeline, correct it. Plain values in and out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from api.work.tasks import outcome_of, stored
from api.work.values import Outcome

Json = dict[str, Any]


def check(state: bytes, claim: str | Json, threshold: float | None) -> Json:
    """The verdict on a claim in words, or on a structured one as its fields. Raises BadClaim."""
    from timeline.claims import StructuredClaim

    asked = claim if isinstance(claim, str) else StructuredClaim(**claim)
    return stored(state).check(asked, threshold=threshold).to_dict()


def correct(state: bytes, corrections: Sequence[Json]) -> Outcome:
    """The state that these corrections make of the first one. Raises BadCorrection."""
    from timeline.corrections import apply, from_json

    return outcome_of(apply(stored(state), [from_json(each) for each in corrections]))


def compare(before: bytes, after: bytes) -> Json:
    from timeline.corrections.compare import compare as library
    from timeline.export.json import to_dict

    return library(*(to_dict(stored(state), everything=True) for state in (before, after)))


def again(state: bytes) -> Outcome:
    """An earlier state, solved again."""
    return outcome_of(stored(state))
