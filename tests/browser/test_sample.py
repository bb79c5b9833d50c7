"""The sample article from the page's first field to its last: dropped, dated, explained, exported."""

from __future__ import annotations

import base64
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.chart.factories import bridge
from timeline.chart.images import to_png, to_svg

SAMPLE = Path(__file__).parents[2] / "fixtures" / "articles" / "politics.txt"
HTML = """<!doctype html><html><head><title>Bridge closed</title>
<meta property="article:published_time" content="2022-10-12T07:30:00Z"></head><body><article><h1>Bridge closed</h1>
<p>The mayor closed the bridge on Tuesday after divers had inspected its piers.</p>
<p>The council voted last week to buy the land around it, the mayor said in the harbour.</p></article></body></html>"""

DROP = """([name, type, content]) => {
  const data = new DataTransfer();
  data.items.add(new File([content], name, { type }));
  const field = document.getElementById("text");
  field.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


@pytest.fixture(scope="module")
def sample(service: str) -> str:
    body = {"text": SAMPLE.read_text(encoding="utf-8"), "published": "2023-03-15", "visibility": "unlisted"}
    return f"/t/{httpx.post(f'{service}/v1/timelines', json=body, timeout=60).json()['id']}"


def drawn(page: Page) -> Page:
    page.wait_for_selector(".chart .main-svg .annotation")
    return page


def test_an_html_file_dropped_brings_its_own_date(open_page: OpenPage) -> None:
    page = open_page("/")
    page.evaluate(DROP, ["story.html", "text/html", HTML])
    expect(page.get_by_label("Article", exact=True)).to_have_value(HTML)
    page.get_by_role("button", name="Make the timeline").click()
    page.wait_for_url("**/t/tl_*")
    drawn(page)
    expect(page.locator("h1")).to_have_text("Bridge closed")
    expect(page.locator(".note").first).to_contain_text("Published Wed 12 Oct 2022 (found: html")
    expect(page.locator(".article .tx", has_text="Tuesday")).to_be_visible()


def test_the_example_shows_what_the_page_does(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Fill in an example").click()
    page.keyboard.press("Enter")
    page.wait_for_url("**/t/tl_*")
    drawn(page)
    shown = {cell.split(" (")[0] for cell in page.locator("#events .when").all_text_contents()}
    assert {"2019", "March 2023", "Mon 11 Sep 2023", "October 2023"} <= shown
    expect(page.locator("#events .is-denied")).not_to_have_count(0)


def test_an_article_without_a_date_is_asked_for_it(open_page: OpenPage) -> None:
    page = open_page("/", expected="status of 422")
    page.get_by_label("Article", exact=True).fill("The bridge closed on Tuesday.")
    page.get_by_role("button", name="Make the timeline").click()
    expect(page.get_by_role("alert")).to_contain_text("does not say when it was published")
    expect(page.get_by_label("Published on")).to_be_focused()


def test_the_reasons_stand_beside_the_chart(open_page: OpenPage, sample: str) -> None:
    """Choosing does not scroll the page; the event's neighbours lead on; Back leads back."""
    page = drawn(open_page(sample, width=1400))
    page.locator("#events a.title").nth(2).evaluate("link => link.click()")
    shown = page.locator("#why .why:visible")
    expect(shown).to_have_count(1)
    assert page.evaluate("scrollY") == 0
    assert page.locator(".chart .annotation.is-chosen").count() == 1
    first = shown.locator("h3").inner_text()
    shown.locator("dd > a[data-id]").first.click()
    expect(page.locator("#why .why:visible h3")).not_to_have_text(first)
    page.go_back()
    expect(page.locator("#why .why:visible h3")).to_have_text(first)


def test_narrow_pages_lead_back_to_the_chart(open_page: OpenPage, sample: str) -> None:
    page = drawn(open_page(sample, width=360))
    page.locator("#events a.title").first.click()
    expect(page.locator("#why")).to_be_in_viewport()
    page.get_by_role("link", name="Back to the chart").click()
    expect(page.locator("#chart-title")).to_be_in_viewport()


def test_how_an_order_follows_is_said(open_page: OpenPage, sample: str) -> None:
    page = drawn(open_page(sample))
    page.locator("#events a.title").nth(1).click()
    page.get_by_text("How that follows").locator("visible=true").first.click()
    expect(page.locator("#why .why:visible details[open] li").first).to_be_visible()


def test_the_embed_code_is_copied(open_page: OpenPage, sample: str) -> None:
    page = drawn(open_page(sample))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy the code").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    code = page.evaluate("navigator.clipboard.readText()")
    assert code == page.get_by_label("Code for your own page").input_value()
    assert sample.replace("/t/", "/embed/") in code
    page.context.clear_permissions()


def test_an_article_without_events_says_so(open_page: OpenPage, service: str) -> None:
    body = {"text": "The sky is blue.", "published": "2022-10-12"}
    made = httpx.post(f"{service}/v1/timelines", json=body, timeout=60).json()["id"]
    page = open_page(f"/t/{made}")
    expect(page.get_by_text("The article gives no event")).to_be_visible()
    expect(page.get_by_role("heading", name="Events in order")).to_have_count(0)


def test_exports_are_downloaded(open_page: OpenPage, sample: str, tmp_path: Path) -> None:
    page = drawn(open_page(sample))
    with page.expect_download() as started:
        page.get_by_role("link", name="CSV").click()
    started.value.save_as(tmp_path / "timeline.csv")
    lines = (tmp_path / "timeline.csv").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + page.locator("#events tbody tr").count()


@pytest.mark.parametrize(("kind", "draw", "width"), [("svg+xml", to_svg, 900), ("png", to_png, 1800)], ids=str)
def test_pictures_are_read_by_a_browser(open_page: OpenPage, kind: str, draw: object, width: int) -> None:
    picture = base64.b64encode(draw(bridge())).decode()  # type: ignore[operator]
    page = open_page()
    page.set_content(f'<img alt="" src="data:image/{kind};base64,{picture}">')
    page.wait_for_function("document.images[0].complete")
    assert page.evaluate("document.images[0].naturalWidth") == width
