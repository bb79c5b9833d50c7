"""HTML: the main text by trafilatura, the dates by what the page declares of itself and by htmldate."""

from __future__ import annotations

import re
import warnings
from datetime import datetime

from timeline.errors import BadDocument, EmptyText
from timeline.intake.document import Document, Kind, Stamp
from timeline.intake.encoding import decode_html
from timeline.intake.metadata import Tree, declared

# htmldate drops dates outside of these. Without them it would ask the clock, and an old page read later could differ.
_EARLIEST, _LATEST = datetime(1990, 1, 1), datetime(2100, 1, 1)
_MONTH = r"[^\W\d_]{3,12}\.?"  # or another word: the year behind it tells


def read_html(page: bytes | str) -> Document:
    """The article on a page. Raises BadDocument for what is no HTML, EmptyText for a page without an article."""
    source = decode_html(page) if isinstance(page, bytes) else page
    if "\0" in source:
        raise BadDocument("the page holds NUL characters")
    tree = _tree(source)
    found = declared(tree)
    return Document(
        Kind.HTML,
        _main_text(source, tree),
        published=found.published or _search_date(source, tree, found.modified),
        modified=found.modified,
        title=found.title,
        url=found.url,
    )


def _tree(source: str) -> Tree:
    from trafilatura.utils import load_html

    if not source.strip():
        raise EmptyText("the page is empty")
    try:
        tree = load_html(source)
    except (ValueError, AssertionError, RecursionError, UnicodeError) as error:
        raise BadDocument(f"not HTML: {' '.join(str(error).split())[:120]}") from error
    if tree is None:
        raise BadDocument("not HTML: no element could be read")
    return tree


def _main_text(source: str, tree: Tree) -> str:
    from trafilatura import extract

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            text = extract(source, include_comments=False, include_tables=False, with_metadata=False)
        except RecursionError as error:
            raise BadDocument("not HTML: nested too deeply") from error
    text = text or _paragraphs(tree)
    if not text:
        raise EmptyText("the page has no article text")
    return text


def _paragraphs(tree: Tree) -> str:
    """The paragraphs of a page too short for trafilatura to find an article in."""
    lines = (" ".join(p.text_content().split()) for p in tree.iter("p"))
    return "\n".join(line for line in lines if line)


def _search_date(source: str, tree: Tree, modified: Stamp | None) -> Stamp | None:
    """What htmldate finds in the page, unless that is just when the page was changed.

    htmldate puts the day first in 10/12/2022; where a page says no more than that, and does not say in which language,
    it is left as it stands, to be refused.
    """
    from htmldate import find_date

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = find_date(source, original_date=True, extensive_search=True, min_date=_EARLIEST, max_date=_LATEST)
    if not found or (modified is not None and modified.value.startswith(found)):
        return None
    return Stamp(_as_it_stands(found, source, tree), "html: found by htmldate")


def _as_it_stands(found: str, source: str, tree: Tree) -> str:
    """The date (2022-12-10), or the words of the page (10/12/2022) where these may as well be another day's."""
    year, month, day = (int(part) for part in found.split("-"))
    if day == month or day > 12 or not (tree.get("lang") or "en").lower().startswith("en"):
        return found
    named = rf"\b0?{day}(?:st|nd|rd|th|\.)?\s+{_MONTH},?\s+{year}|{_MONTH}\s+0?{day}(?:st|nd|rd|th)?,?\s+{year}"
    if found in source or re.search(named, source):
        return found
    either = rf"0?{day}([/-])0?{month}\1|0?{month}([/-])0?{day}\2"
    numbers = re.search(rf"(?<![\d/-])(?:{either}){year}(?![\d/-])", source)
    return numbers[0] if numbers else found
