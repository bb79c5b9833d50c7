"""TimeML: the text inside TEXT, unchanged, and the creation time. What is annotated there is not looked at."""

from __future__ import annotations

import re

from lxml import etree

from timeline.errors import BadDocument
from timeline.intake.document import Document, Kind, Stamp
from timeline.intake.encoding import refuse_binary


def read_timeml(data: bytes) -> Document:
    """Raises BadDocument for XML that is broken, or that is no TimeML."""
    refuse_binary(data)
    root = _parse(data)
    if root.tag != "TimeML":
        raise BadDocument(f"not TimeML: the outermost element is <{_name(root)}>")
    text = root.find(".//TEXT")
    if text is None:
        raise BadDocument("not TimeML: there is no TEXT element")
    return Document(
        Kind.TIMEML,
        "".join(text.itertext()),
        published=_creation_time(root),
        title=_title(root),
    )


def _parse(data: bytes) -> etree._Element:
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True, huge_tree=False
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise BadDocument(f"broken XML: {_one_line(error.msg)}") from error


def _creation_time(root: etree._Element) -> Stamp | None:
    """The value of the DCT's TIMEX3, or of the one marked as creation or publication time, or the DCT's own words."""
    dct = root.find(".//DCT")
    inside = [] if dct is None else list(dct.iter("TIMEX3"))
    marked = [t for t in root.iter("TIMEX3") if t.get("functionInDocument") in ("CREATION_TIME", "PUBLICATION_TIME")]
    for timex in (*inside, *marked):
        if value := (timex.get("value") or "").strip():
            return Stamp(_whole(value), "timeml: DCT" if dct is not None else "timeml: creation time")
    words = "" if dct is None else "".join(dct.itertext()).strip()
    return Stamp(words, "timeml: DCT") if words else None


def _whole(value: str) -> str:
    """A TIMEX3 value as a date: of a part of the day ("1998-02-19TEV") just the day."""
    day, _, clock = value.partition("T")
    return value if re.match(r"\d\d:\d\d", clock) else day


def _title(root: etree._Element) -> str | None:
    title = root.find(".//TITLE")
    return (" ".join("".join(title.itertext()).split()) or None) if title is not None else None


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _one_line(message: str | None) -> str:
    return " ".join((message or "cannot be parsed").split())
