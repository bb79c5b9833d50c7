"""Events: who did what, according to whom, and did it happen."""

from timeline.events.find import find_events
from timeline.events.salience import SHOWN_THRESHOLD

__all__ = ["SHOWN_THRESHOLD", "find_events"]
