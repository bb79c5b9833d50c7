"""Pages fetched by address: off by default; then allowed hosts only, and never a machine that is not public."""

from __future__ import annotations

import asyncio
import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from api.app import create_app
from api.fetch.allowed import AllowList, Host, Refused
from api.fetch.fetcher import Fetcher
from api.fetch.pinned import Pinned
from api.settings import Settings
from tests.api import stub
from tests.api.conftest import problem
from tests.api.test_intake import PAGE

PUBLIC, LOOPBACK = "93.184.215.14", "127.0.0.1"


class Site(BaseHTTPRequestHandler):
    """A site with good pages and bad ones; notes what it is asked."""

    asked: list[tuple[str, str]] = []  # noqa: RUF012 - one list for all requests

    def do_GET(self) -> None:
        self.asked.append((self.path, self.headers["Host"]))
        assert "cookie" not in self.headers
        getattr(self, self.path.strip("/").partition("?")[0].replace("-", "_"))()

    def answer(self, status: int = 200, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def page(self) -> None:
        self.answer(200, PAGE.encode(), Content_Type="text/html; charset=utf-8", Set_Cookie="a=b")

    def text(self) -> None:
        self.answer(200, "Café.".encode("latin-1"), Content_Type="text/plain; charset=iso-8859-1")

    def moved(self) -> None:
        self.answer(302, Location="/page", Set_Cookie="a=b")

    def inside(self) -> None:
        self.answer(302, Location="http://169.254.169.254/latest/meta-data/")

    def elsewhere(self) -> None:
        self.answer(301, Location=self.path.partition("?")[2])

    def circle(self) -> None:
        self.answer(307, Location="/circle")

    def gone(self) -> None:
        self.answer(410)

    def picture(self) -> None:
        self.answer(200, b"\x89PNG", Content_Type="image/png")

    def packed(self) -> None:
        self.answer(200, gzip.compress(b"a" * 1_000_000), Content_Type="text/html", Content_Encoding="gzip")

    def large(self) -> None:
        self.answer(200, b"a" * 200_000, Content_Type="text/html")

    def slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(40):
            time.sleep(0.1)
            try:
                self.wfile.write(b"<p>")
            except OSError:
                return

    def broken(self) -> None:
        self.wfile.write(b"nonsense\r\n\r\n")

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[int]:
    """The port of the site."""
    Site.asked = []
    server = ThreadingHTTPServer((LOOPBACK, 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def client_for(settings: Settings, **update: Any) -> TestClient:
    return TestClient(create_app(settings.model_copy(update=update), reconstruct=stub.reconstruct))


async def everywhere_is_loopback(host: str, port: int) -> list[str]:
    return [LOOPBACK]


def fetch(url: str, port: int, *, inside: bool = True, seconds: float = 5.0) -> Any:
    allowed = AllowList.of([f"news.example:{port}"], [f"{LOOPBACK}/32"] if inside else [])
    return asyncio.run(Fetcher(allowed, seconds, 100_000, everywhere_is_loopback).fetch(url))


def test_nothing_is_fetched_by_default(client: TestClient, site: int) -> None:
    refused = client.post("/v1/timelines", json={"url": f"http://{LOOPBACK}:{site}/page"})
    assert "fetches no pages" in problem(refused, 422, "not-fetched")["detail"]
    assert Site.asked == []


def test_a_page_is_fetched_where_that_is_allowed(settings: Settings, site: int) -> None:
    url = f"http://{LOOPBACK}:{site}/page"
    with client_for(settings, fetch_hosts=(f"{LOOPBACK}:{site}",), fetch_networks=("127.0.0.0/8",)) as client:
        posted = client.post("/v1/timelines", json={"url": url})
        assert posted.status_code == 201, posted.text
        assert posted.json()["article"]["published"] == "2022-10-12T07:30"
        assert "café council met" in posted.json()["article"]["text"]
        again = client.post("/v1/timelines", json={"url": url})
        assert (again.status_code, again.json()["id"]) == (200, posted.json()["id"])
        text = client.post("/v1/timelines", json={"url": url.replace("page", "text"), "published": "2022-10-12"})
        assert text.json()["article"]["text"] == "Café."
        batch = client.post("/v1/batches", json={"articles": [{"url": url}, {"url": "http://other.example/"}]})
        items: list[dict[str, Any]] = []
        while not items or any(item["state"] == "waiting" for item in items):
            items = client.get(batch.json()["links"]["items"]).json()["items"]
        assert items[0]["timeline"] == posted.headers["location"]
        assert items[1]["problem"]["type"] == "/problems/not-fetched"


def test_a_machine_that_is_not_public_is_refused_even_on_the_list(settings: Settings, site: int) -> None:
    with client_for(settings, fetch_hosts=(f"{LOOPBACK}:{site}", f"localhost:{site}")) as client:
        for host in (LOOPBACK, "localhost"):
            refused = client.post("/v1/timelines", json={"url": f"http://{host}:{site}/page"})
            assert "public network" in problem(refused, 422, "not-fetched")["detail"]
    assert Site.asked == []


def test_names_are_kept_and_redirections_followed(site: int) -> None:
    found = fetch(f"http://news.example:{site}/moved", site)
    assert found.content == PAGE.encode()
    assert (found.media, found.charset, found.url) == ("text/html", "utf-8", f"http://news.example:{site}/page")
    assert Site.asked == [("/moved", f"news.example:{site}"), ("/page", f"news.example:{site}")]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("inside", "host and port"),
        ("elsewhere?http://other.example/", "host and port"),
        ("elsewhere?http://news.example/page", "host and port"),
        ("elsewhere?file:///etc/passwd", "http and https"),
        ("elsewhere?//127.0.0.1/page", "host and port"),
        ("circle", "too often"),
        ("gone", "status 410"),
        ("picture", "neither HTML nor plain text"),
        ("packed", "compressed"),
        ("large", "more than 100,000 bytes"),
        ("broken", "could not be reached"),
    ],
)
def test_what_is_refused_on_the_way(site: int, path: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        fetch(f"http://news.example:{site}/{path}", site)


def test_a_page_that_never_ends_is_given_up(site: int) -> None:
    started = time.monotonic()
    with pytest.raises(Refused, match="too long"):
        fetch(f"http://news.example:{site}/slow", site, seconds=0.5)
    assert time.monotonic() - started < 3


@pytest.mark.parametrize(
    "url",
    [
        "https://other.example/",
        "https://news.example:8443/",
        "http://news.example:22/",
        "https://news.example.evil.example/",
        "https://evilnews.example/",
        "https://example.org/",
        "https://user@news.example/",
        "https://news.example@evil.example/",
        "https://news.example\\@evil.example/",
        "ftp://news.example/",
        "file:///etc/passwd",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://[::1]/",
        "https://",
        "nonsense",
        "https://news.example:99999/",
    ],
)
def test_addresses_that_are_not_allowed(url: str) -> None:
    with pytest.raises(Refused):
        AllowList.of(["news.example", "*.example.org"]).check_url(url)


@pytest.mark.parametrize(
    "url", ["https://news.example/a", "http://NEWS.example/", "https://news.example./", "https://a.b.example.org/?q=1"]
)
def test_addresses_that_are_allowed(url: str) -> None:
    assert AllowList.of(["news.example", "*.example.org"]).check_url(url).host


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.1", "198.18.0.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "::", "::1",
        "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:93.184.215.14", "64:ff9b::7f00:1",
        "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_machines_that_are_not_public(address: str) -> None:
    with pytest.raises(Refused, match="public"):
        AllowList(()).check_address(address)


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_machines_that_are_public(address: str) -> None:
    assert str(AllowList(()).check_address(address)) == address


def through(answers: list[list[str]], url: str = "https://news.example/a") -> list[httpx.Request]:
    """What goes out where a name resolves to these addresses, one list each time it is asked for."""
    sent: list[httpx.Request] = []

    async def resolve(host: str, port: int) -> list[str]:
        return answers.pop(0)

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(request)
        return httpx.Response(200)

    async def run() -> None:
        transport = Pinned(AllowList.of(["news.example"]), httpx.MockTransport(answer), resolve)
        async with httpx.AsyncClient(transport=transport) as client:
            await client.get(url)

    asyncio.run(run())
    return sent


def test_the_address_that_was_checked_is_the_one_used() -> None:
    """A second look-up, which could say otherwise (DNS rebinding), does not happen."""
    (request,) = through([[PUBLIC], [LOOPBACK]])
    assert request.url.host == PUBLIC
    assert request.headers["host"] == "news.example"
    assert request.extensions["sni_hostname"] == "news.example"


@pytest.mark.parametrize("addresses", [[LOOPBACK], [PUBLIC, LOOPBACK], ["::1"], []])
def test_a_name_that_leads_inside_is_refused(addresses: list[str]) -> None:
    with pytest.raises(Refused):
        through([addresses])


@pytest.mark.parametrize("hosts", [("https://news.example",), ("",), ("*",), ("news.*",), ("news.example:http",)])
def test_settings_name_hosts_and_nothing_else(hosts: tuple[str, ...]) -> None:
    with pytest.raises(ValidationError):
        Settings(fetch_hosts=hosts)


def test_settings_name_networks() -> None:
    assert Host.parse("News.example:8080") == Host("news.example", 8080)
    with pytest.raises(ValidationError):
        Settings(fetch_networks=("everything",))
