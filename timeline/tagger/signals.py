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


# What may stand between the governing word and the phrase.
_BETWEEN = frozenset(("the", "a", "an", "just", "about", "only", "late", "early", "earlier", "later", "around"))

_MOST_CACHED = 50_000


class _Words(dict[str, str]):
    """Tokens to words, of those that matter here; of others the empty string."""

    def __missing__(self, token: str) -> str:
        word = normal(token.strip())
        word = word if word in _SIGNALS or word in _BETWEEN else ""
        if len(self) < _MOST_CACHED:
            self[token] = word
        return word


class SignalFinder:
    """Looks at the token before a phrase, or the one before its article."""

    def __init__(self, grammar: Grammar) -> None:
        self.signals = _SIGNALS
        self._words = _Words()

    def before(self, tokens: Sequence[str], first: int) -> tuple[str | None, int | None]:
        """The governing word of the phrase that starts at token `first`, and its index."""
        word = self._words[tokens[first - 1]] if first else ""
        if word in self.signals:
            return word, first - 1
        if word and first > 1:
            word = self._words[tokens[first - 2]]
            if word in self.signals:
                return word, first - 2
        return None, None
