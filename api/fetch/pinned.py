"""Connections that go where the check looked: a name is resolved once, and the very address that was checked is used.

A name that resolves to a public address when it is checked and to a private one when it is used (DNS rebinding) gains
nothing by it, for there is no second look-up. TLS still asks for a certificate of the name.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable

import httpx

from api.fetch.allowed import AllowList, Refused

Resolve = Callable[[str, int], Awaitable[list[str]]]


async def resolve(host: str, port: int) -> list[str]:
    """The network addresses of a host. Raises OSError."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Pinned(httpx.AsyncBaseTransport):
    """Sends each request to a checked address of its host."""

    def __init__(self, allowed: AllowList, inner: httpx.AsyncBaseTransport, resolve: Resolve = resolve) -> None:
        self._allowed = allowed
        self._inner = inner
        self._resolve = resolve

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Raises Refused before anything is sent."""
        url = self._allowed.check_url(str(request.url))
        name = url.raw_host.decode("ascii")
        try:
            addresses = await self._resolve(name, url.port or 443)
        except OSError:
            raise Refused("the host has no address") from None
        checked = [self._allowed.check_address(address) for address in addresses]
        if not checked:
            raise Refused("the host has no address")
        request.headers["Host"] = url.netloc.decode("ascii")
        request.extensions = {**request.extensions, "sni_hostname": name}
        request.url = url.copy_with(host=str(checked[0]))
        return await self._inner.handle_async_request(request)

    async def aclose(self) -> None:
        await self._inner.aclose()
