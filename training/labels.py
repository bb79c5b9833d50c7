"""From the labels of TimeML to those of the heads."""

from __future__ import annotations

from timeline.events.labels import MODALITIES

_MODAL_WORDS = {
    "have to": "MUST",
    "have_to": "MUST",
    "should have to": "SHOULD",
    "'d": "WOULD",
    "would have to": "WOULD",
}

# TLINK relations of start and end points, folded into the six of TimeBank-Dense as its makers did.
TLINK_TO_DENSE = {
    "BEFORE": "b",
    "IBEFORE": "b",
    "AFTER": "a",
    "IAFTER": "a",
    "INCLUDES": "i",
    "BEGUN_BY": "i",
    "ENDED_BY": "i",
    "IS_INCLUDED": "ii",
    "DURING": "ii",
    "BEGINS": "ii",
    "ENDS": "ii",
    "SIMULTANEOUS": "s",
    "IDENTITY": "s",
}


def modality(raw: str | None) -> str:
    """TimeML's free text for a modal verb, as one of `MODALITIES`.

    >>> modality("would have to"), modality("until"), modality(None)
    ('WOULD', 'NONE', 'NONE')
    """
    word = _MODAL_WORDS.get((raw or "").lower(), (raw or "").upper())
    return word if word in MODALITIES else "NONE"
