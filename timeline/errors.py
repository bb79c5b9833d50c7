"""What can be wrong with what a user gave us. Each message is one line that a user can act on."""

from __future__ import annotations


class TimelineError(Exception):
    """Base of all errors that are the input's fault. `title` names the kind, the message the case."""

    title = "Bad input"


class EmptyText(TimelineError):
    title = "Empty text"


class TextTooLong(TimelineError):
    title = "Text too long"


class TookTooLong(TimelineError):
    """An article that a batch gave up on."""

    title = "Took too long"


class BadDate(TimelineError):
    title = "Unusable date"


class NoDate(TimelineError):
    title = "No publication date"


class BadDocument(TimelineError):
    """A file that is no text, no HTML, no article JSON or no TimeML."""

    title = "Unreadable document"


class ModelMissing(TimelineError):
    """The trained model's file is not where it should be."""

    title = "Model missing"


class BadClaim(TimelineError):
    """Nothing that could be checked: no words, no order in them, too many, or an event that the timeline lacks."""

    title = "Unusable claim"


class BadCorrection(TimelineError):
    """A correction that cannot be applied: an unknown kind, event, expression, mention or time."""

    title = "Unusable correction"
