"""Timeline reconstruction: a news article in, a dated, ordered, explained timeline out."""

from timeline.article import Article, Span
from timeline.errors import TimelineError

__version__ = "0.1.0"
__all__ = ["Article", "Span", "TimelineError", "__version__"]
