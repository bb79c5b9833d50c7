"""Direct speech: where it stands and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.article import Span
from timeline.events.lexicon import Frames
from timeline.events.participants import subject_of
from timeline.syntax import Parse, Token

# An opening mark and what closes it; a quotation that is never closed ends with its paragraph. What must not stand
# before a mark is asked for behind it, so that the search skips from mark to mark.
_QUOTED = re.compile(r"“[^”\n]+(?:”|$)|\"(?<!\w\")[^\"\n]+(?:\"|$)|‘(?<!\w‘)[^’\n]{25,}’(?!\w)", re.MULTILINE)
_SCARE = 3  # words: a shorter quotation is a turn of phrase, not speech


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch of direct speech; `verb` is the reporting verb that carries it, `speaker` its subject."""

    span: Span
    verb: Token | None
    speaker: Token | None


def quoted(text: str) -> tuple[Span, ...]:
    """Where direct speech stands, marks included."""
    return tuple(Span(*m.span()) for m in _QUOTED.finditer(text) if len(m.group().split()) > _SCARE)


def holding(spans: Sequence[Span], offset: int) -> int | None:
    """Which of these spans, one after the other, holds the character."""
    place = bisect_right(spans, offset, key=lambda span: span.start) - 1
    return place if place >= 0 and offset < spans[place].end else None


def find_quotes(parse: Parse, frames: Frames) -> tuple[Quote, ...]:
    """Quotations in text order. One without a verb of its own takes the speaker of the one next to it."""
    spans = quoted(parse.text)
    quotes = [Quote(span, *_carrier(parse, frames, span, spans)) for span in spans]
    for n in range(len(quotes)):
        if quotes[n].verb is None:
            quotes[n] = _borrow(parse, quotes, n)
    return tuple(quotes)


def _carrier(parse: Parse, frames: Frames, span: Span, spans: tuple[Span, ...]) -> tuple[Token | None, Token | None]:
    """The reporting verb with a subject, outside all quotations, in the sentence where this one starts or ends."""
    ends = {t.sentence for t in (parse.at(span.start + 1), parse.at(span.end - 2)) if t is not None}
    near = [t for s in ends for t in parse.sentence_tokens(s) if holding(spans, t.span.start) is None]
    verbs = [t for t in near if t.lemma in frames.reporting and t.pos == "VERB" and _speaker(parse, t, spans)]
    if not verbs:
        return None, None
    verb = min(verbs, key=lambda t: min(abs(t.span.start - span.end), abs(span.start - t.span.end)))
    return verb, subject_of(parse, verb)


def _speaker(parse: Parse, verb: Token, spans: tuple[Span, ...]) -> Token | None:
    """The subject, if it stands outside all quotations: "we" inside one is whoever speaks that one."""
    subject = subject_of(parse, verb)
    if subject is None or holding(spans, subject.span.start) is not None:
        return None
    return subject


def _borrow(parse: Parse, quotes: list[Quote], n: int) -> Quote:
    for other in (n - 1, n + 1):
        if 0 <= other < len(quotes) and quotes[other].verb is not None:
            low, high = sorted((quotes[n].span, quotes[other].span))
            if "\n\n" not in parse.text[low.end : high.start] and high.start - low.end < 200:
                return Quote(quotes[n].span, quotes[other].verb, quotes[other].speaker)
    return quotes[n]
