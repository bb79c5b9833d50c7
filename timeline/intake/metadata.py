"""What a page declares of itself: when it was published and when changed, its title, its address."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from timeline.errors import BadDate
from timeline.intake.document import Stamp

Tree = Any  # lxml.html.HtmlElement, which has no types

_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date.created",
    "dcterms.created",
    "citation_publication_date",
    "article.published",
    "publish_date",
    "publication_date",
    "publishdate",
    "pubdate",
    "date.published",
    "dc.date",
    "dcterms.date",
    "date",
)
_MODIFIED = (
    "article:modified_time",
    "og:article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "article.updated",
    "last-modified",
    "lastmod",
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "AnalysisNewsArticle", "WebPage")
_MOST_SCRIPTS = 30
_LONGEST_SCRIPT = 500_000


@dataclass(frozen=True, slots=True)
class Declared:
    published: Stamp | None
    modified: Stamp | None
    title: str | None
    url: str | None


def declared(tree: Tree) -> Declared:
    """Dates by JSON-LD, then meta tags, then time elements; the first of each kind that is a date."""
    linked, meta = list(_linked_data(tree)), _meta(tree)
    return Declared(
        published=_first(
            *_of_linked_data(linked, "datePublished"), *_of_meta(meta, _PUBLISHED), *_of_elements(tree, "datepublished")
        ),
        modified=_first(
            *_of_linked_data(linked, "dateModified"), *_of_meta(meta, _MODIFIED), *_of_elements(tree, "datemodified")
        ),
        title=_title(tree, meta, linked),
        url=_url(tree, meta),
    )


def _first(*stamps: Stamp) -> Stamp | None:
    for stamp in stamps:
        try:
            stamp.resolve()
        except BadDate:
            continue
        return stamp
    return None


def _linked_data(tree: Tree) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of the page that describe an article."""
    for script in tree.xpath('//script[@type="application/ld+json"]')[:_MOST_SCRIPTS]:
        source = (script.text or "").strip()
        if not source or len(source) > _LONGEST_SCRIPT:
            continue
        try:
            document = json.loads(source, strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(document):
            kinds = item.get("@type")
            if any(kind in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds])):
                yield item


def _items(document: Any) -> Iterator[dict[str, Any]]:
    for item in document if isinstance(document, list) else [document]:
        if isinstance(item, dict):
            yield item
            graph = item.get("@graph")
            yield from (part for part in graph if isinstance(part, dict)) if isinstance(graph, list) else ()


def _of_linked_data(items: list[dict[str, Any]], key: str) -> Iterator[Stamp]:
    for item in sorted(items, key=lambda i: i.get("@type") == "WebPage"):
        value = item.get(key)
        if isinstance(value, str) and value.strip():
            yield Stamp(value.strip(), f"html: JSON-LD {key}")


def _meta(tree: Tree) -> dict[str, str]:
    """Name or property in lower case -> content, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _of_meta(meta: dict[str, str], names: tuple[str, ...]) -> Iterator[Stamp]:
    return (Stamp(meta[name], f"html: {name}") for name in names if name in meta)


def _of_elements(tree: Tree, itemprop: str) -> Iterator[Stamp]:
    for element in tree.xpath("//time[@datetime]|//*[@itemprop]"):
        name = (element.get("itemprop") or "").lower()
        wanted = name == itemprop or (itemprop == "datepublished" and element.get("pubdate") is not None)
        value = element.get("datetime") or element.get("content")
        if wanted and value:
            yield Stamp(value.strip(), f"html: {'time element' if element.tag == 'time' else name}")


def _title(tree: Tree, meta: dict[str, str], linked: list[dict[str, Any]]) -> str | None:
    headings = (" ".join(h.text_content().split()) for h in tree.iter("h1"))
    titles = (" ".join(t.text_content().split()) for t in tree.iter("title"))
    heads = (item.get("headline") for item in linked)
    found = (*heads, meta.get("og:title"), *headings, *titles)
    return next((title.strip() for title in found if isinstance(title, str) and title.strip()), None)


def _url(tree: Tree, meta: dict[str, str]) -> str | None:
    links = (link.get("href") for link in tree.xpath('//link[@rel="canonical"]'))
    found = (*links, meta.get("og:url"))
    return next((u.strip() for u in found if u and u.strip().startswith(("http://", "https://"))), None)
