"""The tagger: finds temporal phrases in English text and says what they mean. No model, no parse, no date needed.

>>> [mention.text for mention in tag("The Kremlin on Wednesday denied what was said 18 months ago.")]
['Wednesday', '18 months ago']
>>> tag("They met two weeks ago.")[0].meaning
Ago(Period(2, WEEK))
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from timeline.article import Span
from timeline.tagger import prospects
from timeline.tagger.anchors import AnchorFinder
from timeline.tagger.engine import Engine, Found
from timeline.tagger.figures import FigureFinder
from timeline.tagger.games import without_quarters_of_games
from timeline.tagger.grammar import grammar
from timeline.tagger.mention import Mention, Tense
from timeline.tagger.prospects import ProspectFinder
from timeline.tagger.signals import SignalFinder
from timeline.tagger.tense import TenseFinder
from timeline.tagger.tokens import tokenize

__all__ = ["Mention", "Tense", "order_phrase", "tag", "tag_phrase"]


class Tagger:
    """A language's engine and the finders that look at what stands around a phrase."""

    def __init__(self, language: str = "en", whole: bool = False) -> None:
        self.grammar = grammar(language, whole)
        self.whole = whole
        self.engine = Engine(self.grammar)
        self.tense = TenseFinder(self.grammar)
        self.signals = SignalFinder(self.grammar)
        self.anchors = AnchorFinder(self.grammar)
        self.prospects = ProspectFinder(self.grammar)
        self.figures = FigureFinder(self.grammar)
        chars = self.grammar.alphabet.chars_of
        # what ends a sentence: one that a paragraph ends with, too, is one
        self._stop = re.compile(f"[{chars('stop')}][{chars('quote')}]?[{chars('break')}]?|[{chars('break')}]")

    def tag(self, text: str, excluded: Sequence[Span] = ()) -> tuple[Mention, ...]:
        tokens = tokenize(text)
        classes = "".join(map(self.engine.classes.__getitem__, tokens))
        stretches = [(0, len(tokens))] if self.whole else [match.span() for match in self.grammar.run.finditer(classes)]
        runs = [(start, self.engine.phrases(tokens, classes, start, end)) for start, end in stretches]
        runs = [run for run in runs if run[1]]
        if not runs:
            return ()
        ends = list(accumulate(map(len, tokens)))
        reduced = self.tense.reduced(classes)
        stops = [match.start() for match in self._stop.finditer(classes)]
        mentions = [
            self._mention(text, tokens, classes, reduced, ends, stops, start + found.start, start + found.end, found)
            for start, phrases in runs
            for found in phrases
        ]
        kept = without_quarters_of_games(mentions, text)
        return tuple(m for m in kept if not any(m.span.overlaps(part) for part in excluded))

    def _mention(
        self,
        text: str,
        tokens: Sequence[str],
        classes: str,
        reduced: str,
        ends: list[int],
        stops: list[int],
        first: int,
        last: int,
        found: Found,
    ) -> Mention:
        span = token_span(tokens, ends, first, last)
        signal, signal_at = self.signals.before(tokens, first)
        anchor = None
        if "period" in found.kinds:
            anchor = self.anchors.after(tokens, classes, last, signal == "within", "theperiod" in found.kinds)
        tense, meaning, kinds = self.tense.at(reduced, first, last), found.meaning, found.kinds
        if anchor is None and prospects.may_be(kinds, tense):
            date = self.prospects.ahead(meaning, classes, first, last, signal)
            if date is not None:
                meaning, kinds = date, prospects.KINDS
        meaning = self.figures.compared(meaning, classes, first) or meaning
        return Mention(
            span,
            text[span.start : span.end],
            meaning,
            found.node.rule.rule.name,
            kinds,
            found.node,
            found.words,
            tense,
            bisect_right(stops, first),
            signal,
            None if signal_at is None else token_span(tokens, ends, signal_at, first),
            None if anchor is None else token_span(tokens, ends, anchor.start, anchor.end),
            None if anchor is None else anchor.relation,
        )


def token_span(tokens: Sequence[str], ends: Sequence[int], first: int, last: int) -> Span:
    """The characters of tokens [first, last), without the whitespace before them."""
    token = tokens[first]
    return Span(ends[first] - len(token.lstrip()), ends[last - 1])


@lru_cache(maxsize=4)
def tagger(language: str = "en", whole: bool = False) -> Tagger:
    """The tagger of a language, built when first needed; its caches live as long as the process."""
    return Tagger(language, whole)


def tag(text: str, excluded: Sequence[Span] = ()) -> tuple[Mention, ...]:
    """The temporal phrases of a text, in order, none overlapping another or an excluded span."""
    return tagger().tag(text, excluded)


def order_phrase(phrase: str) -> tuple[Span, str] | None:
    """The words that name the event in "since the invasion", and the relation to it."""
    whole = tagger(whole=True)
    tokens = tokenize(phrase)
    classes = "".join(map(whole.engine.classes.__getitem__, tokens))
    anchor = whole.anchors.order(tokens, classes)
    ends = list(accumulate(map(len, tokens)))
    return None if anchor is None else (token_span(tokens, ends, anchor.start, anchor.end), anchor.relation)


def tag_phrase(phrase: str) -> tuple[Mention, ...]:
    """The temporal phrases of a text that is expected to be just one: ranges are read as one, too."""
    return tagger(whole=True).tag(phrase)
