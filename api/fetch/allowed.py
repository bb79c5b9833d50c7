"""What may be fetched: by the address as it is written, and by the network address that it leads to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpx

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

_STANDARD_PORTS = {"http": 80, "https": 443}
_TRANSLATED = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))  # NAT64: an IPv4 address in disguise


class Refused(ValueError):
    """Not to be fetched; the message is meant for whoever asked."""


@dataclass(frozen=True, slots=True)
class Host:
    """An entry of the allow-list: a host by its name ("news.example"), all below one ("*.example.org"), a port."""

    name: str
    port: int | None = None

    @classmethod
    def parse(cls, text: str) -> Host:
        """Raises ValueError."""
        name, _, port = text.strip().lower().rpartition(":") if text.count(":") == 1 else (text.strip().lower(), "", "")
        labels = name.removeprefix("*.")
        if not labels or any(c.isspace() or c in "/@?#*[]%\\" for c in labels) or (port and not port.isdecimal()):
            raise ValueError(f"not a host: {text!r} (give news.example, *.example.org or news.example:8080)")
        return cls(name, int(port) if port else None)

    def covers(self, name: str, port: int, scheme: str) -> bool:
        below = self.name.startswith("*.") and name.endswith(self.name[1:])
        return (name == self.name or below) and port == (self.port or _STANDARD_PORTS[scheme])


@dataclass(frozen=True, slots=True)
class AllowList:
    """Hosts that may be asked, and networks that they may lie in although these are not public."""

    hosts: tuple[Host, ...]
    networks: tuple[Network, ...] = ()

    @classmethod
    def of(cls, hosts: Iterable[str], networks: Iterable[str] = ()) -> AllowList:
        return cls(tuple(Host.parse(host) for host in hosts), tuple(ip_network(network) for network in networks))

    def check_url(self, url: str) -> httpx.URL:
        """The address, taken apart. Raises Refused."""
        try:
            parsed = httpx.URL(url)
        except (httpx.InvalidURL, ValueError):
            raise Refused("the address cannot be read") from None
        if parsed.scheme not in _STANDARD_PORTS or not parsed.host:
            raise Refused("only http and https addresses are fetched")
        if parsed.userinfo:
            raise Refused("addresses with a user name are not fetched")
        name = parsed.raw_host.decode("ascii").lower().rstrip(".")
        port = parsed.port or _STANDARD_PORTS[parsed.scheme]
        if not any(host.covers(name, port, parsed.scheme) for host in self.hosts):
            raise Refused("this service does not fetch from that host and port")
        return parsed

    def check_address(self, text: str) -> Address:
        """A network address that a connection may go to. Raises Refused."""
        found = ip_address(text.partition("%")[0])
        if not (_is_public(found) or any(found in network for network in self.networks)):
            raise Refused("the host does not lie in a public network")
        return found


def _is_public(address: Address) -> bool:
    """Whether everybody on the Internet would reach the same machine by it. Addresses that wrap another one are not."""
    if isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or any(address in each for each in _TRANSLATED)
    ):
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)
