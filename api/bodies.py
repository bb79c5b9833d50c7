"""Articles in the body of a request: JSON, or the text or HTML itself with what is known of it in the query."""

from __future__ import annotations

import re
from email.message import Message
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel, ValidationError

from api.problems import Kind, Problem, of_validation
from api.schemas.articles import About, ArticleIn
from api.service import Posting
from api.work.values import SourceKind
from timeline.errors import BadDocument

M = TypeVar("M", bound=BaseModel)

_RAW = {
    "text/plain": SourceKind.TEXT,
    "text/html": SourceKind.HTML,
    "application/xhtml+xml": SourceKind.HTML,
    "application/x-timeml+xml": SourceKind.TIMEML,
    "application/xml": SourceKind.TIMEML,
    "text/xml": SourceKind.TIMEML,
}

# those that pages are written in; Python knows others that are no charsets, or slow
_CHARSET = re.compile(
    r"us-ascii|ascii|utf-?8|utf-?16(le|be)?|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|mac-?roman"
    r"|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(jp|kr)|iso-2022-(jp|kr)",
    re.IGNORECASE,
)

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Any string of yours. Repeating a request with its key gives the same answer, and does nothing.",
    ),
]


async def posting(request: Request, key: Key = None) -> Posting:
    """The article that a request brings."""
    content_type = Message()
    content_type["Content-Type"] = request.headers.get("content-type", "")
    media = content_type["Content-Type"].partition(";")[0].strip().lower()
    body = await request.body()
    if media == "application/json":
        article = parsed(ArticleIn, body)
        return Posting(article.as_source(), article.visibility, key)
    if media not in _RAW:
        raise Problem(Kind.UNSUPPORTED, f"not a media type for articles: {media[:80]!r}")
    about = queried(request)
    charset = content_type.get_param("charset")
    content = decoded(body, charset) if isinstance(charset, str) else body
    return Posting(about.source(_RAW[media], content), about.visibility, key)


PostingDep = Annotated[Posting, Depends(posting)]


def parsed(model: type[M], body: bytes) -> M:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False, include_context=False)) from None


def queried(request: Request) -> About:
    """What the query says of the article; other parameters belong to the route."""
    given = {name: value for name, value in request.query_params.items() if name != "all"}
    try:
        return About.model_validate(given)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False), ("query",)) from None


def decoded(body: bytes, charset: str) -> str:
    if not _CHARSET.fullmatch(charset):
        raise Problem(Kind.UNSUPPORTED, f"not a charset for articles: {charset[:40]!r}")
    try:
        return body.decode(charset)
    except LookupError:
        raise Problem(Kind.UNSUPPORTED, f"not a known charset: {charset!r}") from None
    except UnicodeError:
        raise BadDocument(f"the body is not {charset} text") from None
