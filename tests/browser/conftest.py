"""A real service, a real browser, and a second site. Anything a page says on the console fails its test."""

from __future__ import annotations

import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Literal

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from api.app import create_app
from api.settings import Settings
from timeline.chart.images import browser as installed_browser

FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip

PATIENCE = 60_000  # milliseconds: the first article of a kind loads what reads it, on machines that may be busy
expect.set_options(timeout=PATIENCE)

# a page says these things to whoever reads it; the tests listen
REPORTS = """
addEventListener("securitypolicyviolation", (e) => console.error("CSP", e.violatedDirective, e.blockedURI));
"""


@pytest.fixture(scope="session")
def executable() -> str:
    found = installed_browser()
    if found is None:
        reason = "no Chromium on this machine (apt install chromium; `make browser` does it for root)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="session")
def browser(executable: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="session")
def service(executable: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service with the real pipeline listens."""
    folder = tmp_path_factory.mktemp("service")
    settings = Settings(database_url=f"sqlite:///{folder / 'timeline.db'}", workers=0)
    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(create_app(settings), log_level="error", ws="none", lifespan="on")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=partial(server.run, sockets=[listening]), daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.02)
    yield f"http://localhost:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listening.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def other_site(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """A site of another origin, and the folder that it serves."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(tmp_path)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", tmp_path
    server.shutdown()
    server.server_close()


OpenPage = Callable[..., Page]
Scheme = Literal["light", "dark"]


@pytest.fixture(scope="session")
def profile(browser: Browser) -> Iterator[BrowserContext]:
    """Kept for all pages, so that Plotly's script is read once; nothing in it but what a cache holds."""
    context = browser.new_context()
    context.add_init_script(REPORTS)
    yield context
    context.close()


@pytest.fixture
def open_page(profile: BrowserContext, service: str) -> Iterator[OpenPage]:
    """Opens pages; fails at the end if one of them complained, or asked another site than the two for anything."""
    complaints: list[str] = []
    opened: list[Page] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{message.type}: {message.text}")

    def make(
        path: str | None = None,
        *,
        elsewhere: str = "",
        width: int = 1280,
        scheme: Scheme = "light",
        expected: str | None = None,
    ) -> Page:
        """`expected` is what the page may complain of: browsers report every answer of 4xx."""
        page = profile.new_page()
        opened.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda said: None if expected and expected in said.text else listen(said))
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        allowed = tuple(filter(None, (service, elsewhere, "data:", "blob:", "file:")))
        page.on("request", lambda r: None if r.url.startswith(allowed) else complaints.append(f"asked for {r.url}"))
        if path is not None:
            page.goto(path if ":" in path else service + path)
        return page

    yield make
    for page in opened:
        page.close()
    profile.set_offline(False)
    profile.clear_cookies()
    assert complaints == []
