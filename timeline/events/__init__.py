"""Events: who did what, according to whom, and did it happen."""

from timeline.events.find import find_events
from timeline.events.salience import shown_threshold

__all__ = ["find_events", "shown_threshold"]
