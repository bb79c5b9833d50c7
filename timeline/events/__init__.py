"""Events: who did what, according to whom, and did it happen."""

from timeline.events.find import find_events
from timeline.events.salience import worth_showing

__all__ = ["find_events", "worth_showing"]
