"""The word that governs a time phrase from outside: "since", "until", "by" ..."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.tagger.engine import normal
from timeline.tagger.grammar import Grammar

_SIGNALS = frozenset(
    (
        *("since", "until", "till", "by", "before", "after", "for", "within", "from", "in", "on", "at", "during"),
        *("through", "throughout", "between", "to", "as", "over", "following", "prior", "under"),
    )
)


class SignalFinder:
    """Looks at the token before a phrase, or the one before its article."""

    def __init__(self, grammar: Grammar) -> None:
        self.signals = _SIGNALS

    def before(self, tokens: Sequence[str], first: int) -> tuple[str | None, int | None]:
        """The governing word of the phrase that starts at token `first`, and its index."""
        for index in range(first - 1, max(-1, first - 3), -1):
            word = normal(tokens[index].strip())
            if word in self.signals:
                return word, index
            if word not in ("the", "a", "an", "just", "about", "only", "late", "early"):
                return None, None
        return None, None
