"""The encoder's reading of a parsed article, made once and shared by events and relations."""

from __future__ import annotations

from functools import cache

from timeline.article import Span
from timeline.events.encoder import Encoder, Reading
from timeline.events.heads import Floats
from timeline.syntax import Parse


@cache
def _encoder() -> Encoder:
    return Encoder.load()


def read(parse: Parse) -> Reading:
    """Run the encoder over the article. Words of the reading are the tokens of the parse.

    Raises ModelMissing where the trained model is not installed.
    """
    words = [(token.span.start, token.span.end) for token in parse.tokens]
    return _encoder().read(parse.text, words, parse.sentences)


def state_of(text: str, word: Span) -> Floats:
    """The token state of one word of a short text that needs no parse, such as a claim."""
    return _encoder().read(text, [(word.start, word.end)], [(0, 1)]).vector(0)
