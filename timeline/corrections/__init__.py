"""An analyst's corrections of a timeline: each a constraint or an edit with a note; the network is solved again."""

from timeline.corrections.apply import apply
from timeline.corrections.model import (
    Correction,
    Factual,
    Hide,
    Merge,
    Ordered,
    Published,
    Revalued,
    Split,
    Timed,
    from_json,
    to_json,
)

__all__ = [
    "Correction",
    "Factual",
    "Hide",
    "Merge",
    "Ordered",
    "Published",
    "Revalued",
    "Split",
    "Timed",
    "apply",
    "from_json",
    "to_json",
]
