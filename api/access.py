"""Who calls, and what they may do."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from ipaddress import ip_address

from starlette.requests import HTTPConnection

from api.storage.models import ANYONE, Kept, Stored, Visibility


class Scope(StrEnum):
    READ = "read"
    WRITE = "write"


@dataclass(frozen=True, slots=True)
class Caller:
    """Whoever sends a request: the holder of a key, the local user, or a stranger. `author` is the key's id."""

    owner: str
    scopes: frozenset[Scope]
    author: str = ANYONE

    def sees(self, stored: Stored | Kept) -> bool:
        mine = stored.owner == self.owner and Scope.READ in self.scopes
        return mine or stored.visibility is not Visibility.PRIVATE


LOCAL = Caller(ANYONE, frozenset(Scope))
STRANGER = Caller("stranger", frozenset())


def is_local(request: HTTPConnection, bound_to: str, trusted_origins: Collection[str] = ()) -> bool:
    """The request came in on loopback, not through a proxy, and not from a page of another site.

    Such a page can make a browser send us requests, even by a name of its own that it points at 127.0.0.1 (DNS
    rebinding): the origin must be ours or trusted, and a name with a dot in it is no local name.
    """
    server = request.scope.get("server") or (bound_to, None)
    address = request.headers.get("host", "")
    forwarded = any(name in request.headers for name in ("forwarded", "x-forwarded-for", "x-real-ip"))
    return (
        _is_loopback(server[0], bound_to)
        and _is_local_name(address.rsplit(":", 1)[0].strip("[]"))
        and _is_same_origin(request.headers.get("origin"), address, trusted_origins)
        and not forwarded
    )


def _is_same_origin(origin: str | None, address: str, trusted: Collection[str]) -> bool:
    return origin is None or origin in trusted or origin.partition("://")[2] == address


@lru_cache(maxsize=64)
def _is_loopback(address: str, bound_to: str) -> bool:
    for candidate in (address, bound_to):
        try:
            return ip_address(candidate).is_loopback
        except ValueError:
            if candidate == "localhost":
                return True
    return False


@lru_cache(maxsize=256)
def _is_local_name(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return "." not in host or host.endswith(".localhost")
    return True
