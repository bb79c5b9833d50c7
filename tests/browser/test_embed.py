"""The chart in other people's pages, and in no page at all."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage, Scheme
from tests.browser.test_page import violations
from tests.chart.factories import BRIDGE, bridge, hostile, many
from timeline.chart import page as document


@pytest.fixture(scope="module")
def timeline_id(service: str) -> str:
    body = {"text": BRIDGE + " It rained.", "published": "2022-10-12", "title": "In a frame", "visibility": "public"}
    return str(httpx.post(f"{service}/v1/timelines", json=body, timeout=60).json()["id"])


def test_a_page_of_another_origin_frames_the_chart(
    open_page: OpenPage, service: str, timeline_id: str, other_site: tuple[str, Path]
) -> None:
    site, folder = other_site
    code = httpx.get(f"{service}/oembed", params={"url": f"{service}/t/{timeline_id}"}).json()["html"]
    (folder / "index.html").write_text(f"<!doctype html><html lang=en><title>News</title>{code}")
    (folder / "favicon.ico").write_bytes(b"")
    page = open_page(f"{site}/index.html", elsewhere=site)
    frame = page.frame_locator("iframe")
    expect(frame.locator(".chart .main-svg").first).to_be_visible()
    expect(frame.get_by_role("link", name="Open the whole timeline")).to_have_attribute(
        "href", f"{service}/t/{timeline_id}"
    )
    assert page.context.cookies() == []


def test_the_frame_gets_the_height_of_its_chart(
    open_page: OpenPage, service: str, timeline_id: str, other_site: tuple[str, Path]
) -> None:
    site, folder = other_site
    code = httpx.get(f"{service}/oembed", params={"url": f"{service}/t/{timeline_id}"}).json()["html"]
    (folder / "index.html").write_text(f"<!doctype html><html lang=en><title>News</title>{code}")
    (folder / "favicon.ico").write_bytes(b"")
    page = open_page(f"{site}/index.html", elsewhere=site)
    inside = page.frame_locator("iframe").locator("main")
    page.wait_for_function("document.querySelector('iframe').style.height !== ''")
    page.frame_locator("iframe").get_by_text("The same as a table").click()
    bottom = inside.evaluate("(main) => Math.ceil(main.getBoundingClientRect().bottom)")
    page.wait_for_function(f"document.querySelector('iframe').clientHeight === {bottom}")
    assert inside.evaluate("() => document.documentElement.scrollHeight <= window.innerHeight")


def test_the_theme_of_an_embed_is_a_parameter(open_page: OpenPage, timeline_id: str) -> None:
    page = open_page(f"/embed/{timeline_id}?theme=dark", scheme="light", width=320)
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("drawn", [bridge(), many(), hostile()], ids=["bridge", "many", "hostile"])
def test_the_page_by_itself_opens_offline(open_page: OpenPage, tmp_path: Path, drawn: object) -> None:
    file = tmp_path / "timeline.html"
    file.write_text(document(drawn), encoding="utf-8")  # type: ignore[arg-type]
    page = open_page()
    page.context.set_offline(True)
    page.goto(file.as_uri())
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    assert page.evaluate("document.querySelectorAll('img, .chart a[href]').length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["sequence", "calendar"])
def test_axe_finds_nothing_in_the_embed(open_page: OpenPage, timeline_id: str, view: str, scheme: Scheme) -> None:
    page = open_page(f"/embed/{timeline_id}?view={view}", width=360, scheme=scheme)
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    page.get_by_text("The same as a table").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_the_page_prints_in_light_with_its_table(open_page: OpenPage, tmp_path: Path) -> None:
    file = tmp_path / "timeline.html"
    file.write_text(document(bridge()), encoding="utf-8")
    page = open_page(file.as_uri(), scheme="dark")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
    page.emulate_media(media="print")
    page.wait_for_function("document.documentElement.dataset.theme === 'light'")
    expect(page.get_by_role("table")).to_be_visible()
    expect(page.locator(".chart-views")).to_be_hidden()


def test_the_chart_of_the_api_runs_under_its_policy(open_page: OpenPage, timeline_id: str) -> None:
    page = open_page(f"/v1/timelines/{timeline_id}/chart")
    expect(page.locator(".chart .main-svg").first).to_be_visible()
