"""What phrases resolve to: operators and a context in, dates, lengths and sets out, each with its reason."""

from timeline.resolution import (  # noqa: F401 - they register their resolvers
    anaphora,
    calendar_times,
    other,
    parts,
    recurring,
    relative_times,
)
from timeline.resolution.core import resolve
from timeline.resolution.model import Context, Focus, Resolved

__all__ = ["Context", "Focus", "Resolved", "resolve"]
