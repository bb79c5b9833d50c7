"""`Fetcher`: a page by its address, within limits of time, size and redirections."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import cache, partial

import httpx

from api.fetch.allowed import AllowList, Refused
from api.fetch.pinned import Pinned, Resolve, resolve
from api.media import media_type

_AT_ONCE = 8
_MOST_REDIRECTS = 5
_MEDIA = ("text/html", "application/xhtml+xml", "text/plain")


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came: its bytes, what the server says they are, and the address that it came from in the end."""

    content: bytes
    media: str
    charset: str | None
    url: str


class Fetcher:
    """Fetches from allowed hosts. Sends no cookies and no keys, uses no proxy, keeps no connection."""

    def __init__(self, allowed: AllowList, seconds: float, most_bytes: int, resolve: Resolve = resolve) -> None:
        self._allowed = allowed
        self._seconds = seconds
        self._most_bytes = most_bytes
        self._resolve = resolve
        self._room = asyncio.Semaphore(_AT_ONCE)
        self._tls = cache(partial(httpx.create_ssl_context, trust_env=False))

    async def fetch(self, url: str) -> Fetched:
        """Raises Refused for what may not be fetched, and for what could not be."""
        transport = Pinned(self._allowed, httpx.AsyncHTTPTransport(verify=self._tls(), trust_env=False), self._resolve)
        try:
            async with (
                self._room,
                asyncio.timeout(self._seconds),
                httpx.AsyncClient(transport=transport, trust_env=False, timeout=self._seconds) as client,
            ):
                return await self._follow(client, url)
        except TimeoutError:
            raise Refused("the page took too long") from None
        except httpx.HTTPError:
            raise Refused("the host could not be reached, or broke off") from None

    async def _follow(self, client: httpx.AsyncClient, url: str) -> Fetched:
        """Redirections are followed here, so that each step is checked as the first one is."""
        target = self._allowed.check_url(url)
        for _ in range(_MOST_REDIRECTS + 1):
            # no compression: a small answer must not become a large page
            headers = {"Accept": ", ".join(_MEDIA), "Accept-Encoding": "identity", "User-Agent": "timeline"}
            client.cookies.clear()
            async with client.stream("GET", target, headers=headers, follow_redirects=False) as response:
                if "location" not in response.headers or not response.is_redirect:
                    return await self._read(response, str(target))
                target = self._allowed.check_url(str(target.join(response.headers["location"])))
        raise Refused("the page redirects too often")

    async def _read(self, response: httpx.Response, url: str) -> Fetched:
        if response.status_code != 200:
            raise Refused(f"the host answered with status {response.status_code}")
        if response.headers.get("content-encoding", "identity").lower() != "identity":
            raise Refused("the page is compressed, although that was not asked for")
        media, charset = media_type(response.headers.get("content-type", ""))
        if media not in _MEDIA:
            raise Refused(f"the page is neither HTML nor plain text but {media[:80]!r}")
        content = bytearray()
        async for part in response.aiter_raw():
            content += part
            if len(content) > self._most_bytes:
                raise Refused(f"the page has more than {self._most_bytes:,} bytes")
        return Fetched(bytes(content), media, charset, url)
