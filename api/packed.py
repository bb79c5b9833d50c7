"""Compressed bodies: requests unpacked on the way in, never to more than a body may have, responses packed."""

from __future__ import annotations

import zlib

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware, IdentityResponder
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import Kind, Problem

_PLAIN = ("", "identity")
_GZIP = ("gzip", "x-gzip")


class Unpacked:
    """Unpacks bodies in gzip; refuses other encodings, and those that unpack to more than the limit."""

    def __init__(self, app: ASGIApp, limit: int) -> None:
        self.app = app
        self.limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        encoding = Headers(scope=scope).get("content-encoding", "").strip().lower() if scope["type"] == "http" else ""
        if encoding in _PLAIN:
            return await self.app(scope, receive, send)
        if encoding not in _GZIP:
            detail = "bodies may be compressed by gzip, and by nothing else"
            refused = Problem(Kind.UNSUPPORTED, detail, headers={"Accept-Encoding": "gzip"})
            return await refused.response(scope["path"])(scope, receive, send)
        return await self.app(scope, _Unpacking(receive, self.limit), send)


class _Unpacking:
    """`receive`, unpacked: each message as it comes, so that nothing is ever held whole."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive = receive
        self._left = limit
        self._limit = limit
        self._gzip = zlib.decompressobj(wbits=31)

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] != "http.request":
            return message
        body = self._unpack(message.get("body", b""), last=not message.get("more_body", False))
        return {**message, "body": body}

    def _unpack(self, packed: bytes, *, last: bool) -> bytes:
        try:
            plain = self._gzip.decompress(packed, self._left + 1)
        except zlib.error:
            raise Problem(Kind.BAD_REQUEST, "the body is not gzip") from None
        self._left -= len(plain)
        if self._left < 0:
            raise Problem(Kind.TOO_LARGE, f"the body unpacks to more than the limit of {self._limit:,} bytes")
        if self._gzip.unused_data or (last and not self._gzip.eof):
            raise Problem(Kind.BAD_REQUEST, "the body is cut short, or goes on after its end")
        return plain


class Packed(GZipMiddleware):
    """Packs responses that are not packed yet, for those who take it: Starlette looks no further than the name."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)

        async def send_once(message: Message) -> None:
            if message["type"] == "http.response.start":
                _vary_once(MutableHeaders(scope=message))
            await send(message)

        if takes_gzip(Headers(scope=scope).get("accept-encoding", "")):
            return await super().__call__(scope, receive, send_once)
        return await IdentityResponder(self.app, self.minimum_size)(scope, receive, send_once)


def _vary_once(headers: MutableHeaders) -> None:
    """Starlette adds Accept-Encoding to a Vary that has it."""
    if "vary" in headers:
        headers["Vary"] = ", ".join(dict.fromkeys(name.strip() for name in headers["Vary"].split(",")))


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding header allows gzip: the one that names it decides, or else `*`."""
    allowed: dict[str, bool] = {}
    for each in accepted.lower().split(","):
        name, _, weight = each.partition(";")
        allowed[name.strip()] = weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return allowed.get("gzip", allowed.get("*", False))
