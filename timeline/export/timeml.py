"""TimeML: reading (text and publication date only) and writing (TIMEX3 inline, the text unchanged to the byte).

Events and links are added by whoever has them: `to_timeml` takes any number of inline `Tag`s and of `links` (elements
that follow TEXT), and puts all tags of one text in order.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from timeline.article import Article, Published, Span
from timeline.errors import BadDocument, NoDate
from timeline.expressions import TimeExpression

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<TimeML xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    ' xsi:noNamespaceSchemaLocation="http://timeml.org/timeMLdocs/TimeML_1.2.1.xsd">\n\n'
)
# Characters that XML 1.0 has no way to write, escaped or not; readers would refuse the file.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)</TEXT\s*>", re.DOTALL)
_DCT = re.compile(r"<DCT\b[^>]*>(.*?)</DCT\s*>", re.DOTALL)
_VALUE = re.compile(r"""\bvalue\s*=\s*["']([^"']+)["']""")
_DOCID = re.compile(r"<DOCID\b[^>]*>(.*?)</DOCID\s*>", re.DOTALL)
_MARKUP = re.compile(r"<!\[CDATA\[(.*?)\]\]>|<!--.*?-->|<[^<>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Tag:
    """An inline element over a span of the text."""

    span: Span
    name: str
    attributes: tuple[tuple[str, str], ...]

    @property
    def opening(self) -> str:
        return (
            "<"
            + " ".join([self.name, *(f"{name}={quoteattr(_legal(value))}" for name, value in self.attributes)])
            + ">"
        )


def read_timeml(text: str) -> Article:
    """The article of a TimeML file: its DCT, and what stands inside TEXT, its annotation ignored.

    Raises BadDocument, NoDate, BadDate.
    """
    body = _TEXT.search(text)
    if body is None:
        raise BadDocument("not TimeML: it has no TEXT element")
    creation = _DCT.search(text)
    value = _VALUE.search(creation[1]) if creation else None
    if value is None:
        raise NoDate("the TimeML file has no document creation time (DCT)")
    plain = html.unescape(_MARKUP.sub(lambda match: match[1] or "", body[1]))
    name = _DOCID.search(text)
    return Article(text=plain, published=_published(value[1]), title=name[1].strip() if name else None)


def _published(value: str) -> Published:
    """A DCT value is a TIMEX3 value: a day, or a time with or without seconds."""
    day, _, clock = value.partition("T")
    if clock and not re.match(r"\d\d:\d\d", clock):
        value = day
    return Published.parse(value)


def timex_tag(expression: TimeExpression) -> Tag:
    """The TIMEX3 element of an expression."""
    pairs = [
        ("tid", expression.id),
        ("type", str(expression.type)),
        ("value", expression.value),
        ("mod", expression.mod),
        ("quant", expression.quant),
        ("freq", expression.freq),
        ("beginPoint", expression.begin_point),
        ("endPoint", expression.end_point),
        ("temporalFunction", "true" if expression.temporal_function else "false"),
        ("functionInDocument", "NONE"),
        ("anchorTimeID", expression.anchor),
    ]
    return Tag(expression.span, "TIMEX3", tuple((name, value) for name, value in pairs if value is not None))


def to_timeml(
    article: Article,
    expressions: Iterable[TimeExpression],
    *,
    tags: Sequence[Tag] = (),
    links: Sequence[str] = (),
    name: str | None = None,
) -> str:
    """A TimeML document. Tags that cross one another are left out, the earlier and longer one stays."""
    publication = article.publication
    dct = Tag(
        Span(0, 0),
        "TIMEX3",
        (
            ("tid", "t0"),
            ("type", "TIME" if "T" in publication.value else "DATE"),
            ("value", publication.value),
            ("temporalFunction", "false"),
            ("functionInDocument", "CREATION_TIME"),
        ),
    )
    docid = _written(name or article.title or "article")
    inline = [*map(timex_tag, expressions), *tags]
    return (
        f"{_HEAD}<DOCID>{docid}</DOCID>\n\n<DCT>{dct.opening}{publication.value}</TIMEX3></DCT>\n\n"
        f"<TEXT>{annotate(article.text, inline)}</TEXT>\n\n" + "".join(f"{link}\n" for link in links) + "</TimeML>\n"
    )


def annotate(text: str, tags: Iterable[Tag]) -> str:
    """The text with its tags inline, escaped. Without the tags, and unescaped, it is the text again."""
    parts: list[str] = []
    position = 0
    open_tags: list[Tag] = []

    def close_until(limit: int) -> None:
        nonlocal position
        while open_tags and open_tags[-1].span.end <= limit:
            tag = open_tags.pop()
            parts.append(_written(text[position : tag.span.end]))
            parts.append(f"</{tag.name}>")
            position = tag.span.end

    for tag in sorted(tags, key=lambda tag: (tag.span.start, -tag.span.end)):
        close_until(tag.span.start)
        if open_tags and tag.span.end > open_tags[-1].span.end:
            continue
        parts.append(_written(text[position : tag.span.start]))
        parts.append(tag.opening)
        position = tag.span.start
        open_tags.append(tag)
    close_until(len(text))
    parts.append(_written(text[position:]))
    return "".join(parts)


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def _written(text: str) -> str:
    """Escaped; a character that XML cannot hold becomes U+FFFD, so that offsets stay; a carriage return is written
    as a reference, since readers would turn it into a line feed."""
    return escape(_legal(text), {"\r": "&#13;"})
