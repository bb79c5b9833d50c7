"""Media types and charsets: which of them articles come in."""

from __future__ import annotations

import re
from email.message import Message

from api.problems import Kind, Problem
from api.work.values import SourceKind
from timeline.errors import BadDocument

KINDS = {
    "text/plain": SourceKind.TEXT,
    "text/html": SourceKind.HTML,
    "application/xhtml+xml": SourceKind.HTML,
    "application/x-timeml+xml": SourceKind.TIMEML,
    "application/xml": SourceKind.TIMEML,
    "text/xml": SourceKind.TIMEML,
}
"""Media types that are an article themselves."""

# those that pages are written in; Python knows others that are no charsets, or slow
_CHARSET = re.compile(
    r"us-ascii|ascii|utf-?8|utf-?16(le|be)?|latin-?1|iso-?8859-\d{1,2}|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|mac-?roman"
    r"|gb2312|gbk|gb18030|big5|shift[_-]jis|euc-(jp|kr)|iso-2022-(jp|kr)",
    re.IGNORECASE,
)


def media_type(content_type: str) -> tuple[str, str | None]:
    """The media type that a header names, in lower case, and its charset."""
    header = Message()
    header["Content-Type"] = content_type
    charset = header.get_param("charset")
    return content_type.partition(";")[0].strip().lower(), charset if isinstance(charset, str) else None


def decoded(body: bytes, charset: str) -> str:
    if not _CHARSET.fullmatch(charset):
        raise Problem(Kind.UNSUPPORTED, f"not a charset for articles: {charset[:40]!r}")
    try:
        return body.decode(charset)
    except LookupError:
        raise Problem(Kind.UNSUPPORTED, f"not a known charset: {charset!r}") from None
    except UnicodeError:
        raise BadDocument(f"the body is not {charset} text") from None
