"""Timeline reconstruction: a news article in, a dated, ordered, explained timeline out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.article import Article, Published, Span
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.chronology import Timeline
    from timeline.pipeline import reconstruct

__version__ = "0.1.0"
__all__ = ["Article", "Published", "Span", "Timeline", "TimelineError", "__version__", "reconstruct"]

_LATER = {"Timeline": "timeline.chronology", "reconstruct": "timeline.pipeline"}


def __getattr__(name: str) -> object:
    """Load what needs numpy and the models when it is first asked for, so that importing the package costs little."""
    if name in _LATER:
        from importlib import import_module

        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
