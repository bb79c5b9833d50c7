"""Bytes to text, without guessing: UTF-8, UTF-16 and UTF-32 by their marks, else what the document declares."""

from __future__ import annotations

import codecs
import re

from timeline.errors import BadDocument

_MARKS = (  # longest first: the mark of UTF-32-LE begins with that of UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "an RTF document"),
)
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{1,40})", re.IGNORECASE)
_BREAKS = re.compile(r"\r\n?")


def decode(data: bytes) -> str:
    """The text of a file, its line breaks as they are: only its byte order mark is removed.

    >>> decode(b"\\xef\\xbb\\xbfRain.\\r\\nSun.")
    'Rain.\\r\\nSun.'

    Raises BadDocument for binary data and for text in no encoding that can be told for certain.
    """
    return _decode(data, declared=None)


def decode_html(data: bytes) -> str:
    """As `decode`, each line break one "\\n"; the encoding that the page declares ("<meta charset=...>") comes before
    UTF-8."""
    found = _DECLARED.search(data[:4096])
    return _BREAKS.sub("\n", _decode(data, declared=found.group(1).decode("ascii") if found else None))


def refuse_binary(data: bytes) -> None:
    """Raises BadDocument for data that starts as files of other kinds do."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise BadDocument(f"not text: the file is {name}")


def encoding_of(data: bytes) -> str | None:
    """The encoding that the first bytes tell: by a byte order mark, or by the zero bytes of unmarked UTF-16."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    head = data[:1024]
    if len(head) >= 4 and len(head) % 2 == 0 and b"\0" in head:
        even, odd = head[0::2].count(0), head[1::2].count(0)
        if odd * 10 >= len(head) * 4 and even == 0:
            return "utf-16-le"
        if even * 10 >= len(head) * 4 and odd == 0:
            return "utf-16-be"
    return None


def _decode(data: bytes, declared: str | None) -> str:
    refuse_binary(data)
    encoding = encoding_of(data)
    if encoding is None and b"\0" in data:
        raise BadDocument(f"not text: the file is binary (a NUL byte at position {data.index(0)})")
    if encoding is None and declared is not None:
        encoding = _known(declared)
    try:
        return data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        raise BadDocument(_complaint(data, error)) from error


def _known(declared: str) -> str | None:
    """The codec that pages mean by a name, None for one that Python lacks. latin-1 means windows-1252 on the web."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return None
    return {"iso8859-1": "cp1252", "ascii": "cp1252", "utf-16-le": None, "utf-16-be": None, "utf-16": None}.get(
        name, name
    )


def _complaint(data: bytes, error: UnicodeDecodeError) -> str:
    if error.encoding not in ("utf-8", "utf_8"):
        return f"not valid {error.encoding.upper()} at byte {error.start}"
    byte = data[error.start]
    return f"not UTF-8 text: byte 0x{byte:02X} at position {error.start}; convert the file to UTF-8"
