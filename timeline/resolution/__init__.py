"""What phrases resolve to: operators and a context in, dates, lengths and sets out, each with its reason."""

from timeline.resolution import calendar_times, other, relative_times  # noqa: F401 - they register their resolvers
from timeline.resolution.core import resolve
from timeline.resolution.model import Context, Focus, Resolved

__all__ = ["Context", "Focus", "Resolved", "resolve"]
