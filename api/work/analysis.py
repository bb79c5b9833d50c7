"""What workers do for an analyst: check claims against a stored timeline, correct it. Plain values in and out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from api.work.tasks import outcome_of, unpack
from api.work.values import Outcome
from timeline.chronology import Timeline

Json = dict[str, Any]


def read(packed: bytes) -> Timeline:
    from timeline.export.json import from_dict

    return from_dict(json.loads(unpack(packed)))


def check(packed: bytes, claim: str | Json, threshold: float | None) -> Json:
    """The verdict on a claim in words, or on a structured one as its fields. Raises BadClaim."""
    from timeline.claims import StructuredClaim

    asked = claim if isinstance(claim, str) else StructuredClaim(**claim)
    return read(packed).check(asked, threshold=threshold).to_dict()


def correct(packed: bytes, corrections: Sequence[Json]) -> Outcome:
    """The state that these corrections make of the first one. Raises BadCorrection."""
    from timeline.corrections import apply, from_json

    return outcome_of(apply(read(packed), [from_json(each) for each in corrections]))


def compare(before: bytes, after: bytes) -> Json:
    from timeline.corrections.compare import compare as library

    return library(json.loads(unpack(before)), json.loads(unpack(after)))


def outcome_again(complete: bytes, shown: bytes) -> Outcome:
    """A state as it was stored, as an outcome."""
    document = json.loads(unpack(shown))
    article = document["article"]
    return Outcome(
        complete=complete,
        shown=shown,
        published=article["published"],
        title=article.get("title"),
        url=article.get("url"),
        source=None,
        events=len(document["events"]),
        words="",
    )
