"""The lines and paragraphs of a story: what the parser reads by itself, so that no sentence runs across."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.article import Article, Span
from timeline.events.parsing.labels import LABEL

_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_WRAPPED = re.compile(r"\n(?=[a-z(])|(?<=[a-z,;])\n|(?<=[a-z,;]\r)\n")
# "BRENNA, Nov. 8 -", "PARIS (AP) --": where and when the story was filed, not a part of its first sentence.
_DATELINE = re.compile(r"[A-Z][A-Z .'’]{2,30}(?:, [A-Za-z0-9 .,]{1,30}?)?(?: \([A-Za-z ]{1,20}\))? ?(?:--|[-–—_]) ")
_PIECE = 4_000  # characters given to the parser at once; a paragraph beyond that is cut at a space


def pieces(article: Article) -> Iterator[Span]:
    """The lines and paragraphs of the story, none longer than a parser should get at once."""
    for block in _BLOCK.finditer(article.text):
        for span in _lines(article.text, block.start(), block.end()):
            if article.is_excluded(span):
                continue
            dateline = _DATELINE.match(article.text, span.start, span.end) or LABEL.match(
                article.text, span.start, span.end
            )
            if dateline is not None:
                yield Span(span.start, dateline.end())
                span = Span(dateline.end(), span.end)
            yield from _cut(article.text, span)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """A block's lines; a line that goes on in the next (hard-wrapped text) is not ended."""
    at = start
    for newline in re.finditer(r"\n", text[start:end]):
        place = start + newline.start()
        if _WRAPPED.match(text, place):
            continue
        yield Span(at, place)
        at = place + 1
    yield Span(at, end)


def _cut(text: str, span: Span) -> Iterator[Span]:
    at = span.start
    while span.end - at > _PIECE:
        space = text.rfind(" ", at + _PIECE // 2, at + _PIECE)
        stop = space if space > at else at + _PIECE
        yield Span(at, stop)
        at = stop
    if text[at : span.end].strip():
        yield Span(at, span.end)
