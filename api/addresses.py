"""Addresses of articles: only those of the web, as they end up in links."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """The address, if it is an http or https one that a page may link to."""
    if url is None or any(c.isspace() or not c.isprintable() for c in url):
        return None
    return url if url.lower().startswith(("http://", "https://")) and host_of(url) else None


def host_of(url: str | None) -> str | None:
    """The host that an article comes from, without "www."."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.")[:255] if host else None
