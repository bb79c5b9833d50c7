"""From the address of a page to the article that stands on it."""

from __future__ import annotations

from dataclasses import replace

from api.fetch.allowed import AllowList, Refused
from api.fetch.fetcher import Fetcher
from api.media import KINDS, decoded
from api.problems import Kind, Problem
from api.settings import Settings
from api.work.values import Source, SourceKind


def fetcher_of(settings: Settings) -> Fetcher | None:
    """None where the settings name no hosts: nothing is fetched."""
    if not settings.fetch_hosts:
        return None
    allowed = AllowList.of(settings.fetch_hosts, settings.fetch_networks)
    return Fetcher(allowed, settings.fetch_time_limit, settings.max_body_bytes)


async def at_hand(source: Source, fetcher: Fetcher | None) -> Source:
    """The article itself: fetched, where only the address of its page was given. Raises a problem where it cannot."""
    if source.kind is not SourceKind.PAGE:
        return source
    if fetcher is None:
        raise Problem(Kind.NOT_FETCHED, "this service fetches no pages")
    try:
        page = await fetcher.fetch(str(source.content))
    except Refused as refused:
        raise Problem(Kind.NOT_FETCHED, str(refused)) from None
    content = page.content if page.charset is None else decoded(page.content, page.charset)
    return replace(source, kind=KINDS[page.media], content=content, url=page.url)
