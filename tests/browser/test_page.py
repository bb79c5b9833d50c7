"""What a reader does with the page, done by a browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage, Scheme
from tests.chart.factories import BRIDGE

WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}


@pytest.fixture(scope="module")
def made(service: str) -> str:
    """The path of a timeline that whoever has the link may see."""
    import httpx

    body = {"text": BRIDGE, "published": "2022-10-12", "title": "The bridge", "visibility": "unlisted"}
    return f"/t/{httpx.post(f'{service}/v1/timelines', json=body, timeout=60).json()['id']}"


def drawn(page: Page) -> None:
    page.wait_for_selector(".chart .main-svg .annotation")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=WCAG).response["violations"]
    return [f"{one['id']}: {one['help']}: {[node['html'][:120] for node in one['nodes'][:3]]}" for one in found]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_an_article_pasted_becomes_an_ordered_timeline(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_label("Article", exact=True).fill(BRIDGE)
    page.get_by_label("Published on").fill("12 October 2022")
    page.get_by_label("Headline").fill("Mayor denies dinner")
    page.get_by_role("button", name="Make the timeline").click()
    page.wait_for_url("**/t/tl_*")
    drawn(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Mayor denies dinner")
    sentences = page.locator("#events .what").all_text_contents()
    assert len(sentences) >= 4
    steps = [int(step) for step in page.locator("#events .step").all_text_contents()]
    assert steps == sorted(steps)


def test_an_empty_form_says_what_is_missing(open_page: OpenPage) -> None:
    page = open_page("/")
    page.get_by_role("button", name="Make the timeline").click()
    expect(page.get_by_role("alert")).to_have_text("Paste an article first.")
    expect(page.get_by_label("Article", exact=True)).to_be_focused()


def test_a_json_file_fills_the_form(open_page: OpenPage, tmp_path: Path) -> None:
    article = tmp_path / "article.json"
    article.write_text(json.dumps({"text": BRIDGE, "published": "2022-10-12", "title": "From a file"}))
    page = open_page("/")
    page.get_by_label("Choose a file with the article").set_input_files(article)
    expect(page.get_by_label("Article", exact=True)).to_have_value(BRIDGE)
    expect(page.get_by_label("Published on")).to_have_value("2022-10-12")
    expect(page.get_by_label("Headline")).to_have_value("From a file")


def test_pointing_at_an_event_shows_its_sentence(open_page: OpenPage, made: str) -> None:
    page = open_page(made)
    drawn(page)
    title = page.locator("#events a.title").first.inner_text().split()[0]
    page.locator(".chart .annotation").filter(has_text=title).first.hover()
    expect(page.locator(".chart .hoverlayer .hovertext")).to_contain_text("“")


def test_choosing_an_event_shows_why_and_marks_it_in_the_text(open_page: OpenPage, made: str) -> None:
    page = open_page(made)
    drawn(page)
    first = page.locator("#events a.title").first
    title = first.inner_text()
    first.click()
    expect(page.locator("#why .why h3:visible")).to_have_text(title)
    expect(page.locator("#why")).to_be_focused()
    expect(page.locator(".article .is-chosen").first).to_be_visible()


def test_the_keyboard_alone_will_do(open_page: OpenPage, made: str) -> None:
    page = open_page(made)
    drawn(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.get_by_role("group", name="Chart of the events").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(".chart .hoverlayer .hovertext").first).to_be_visible()
    expect(page.locator("#chart-said")).to_contain_text("Step")
    page.keyboard.press("Enter")
    expect(page.locator("#why .why h3:visible")).to_have_count(1)


def test_views_change(open_page: OpenPage, made: str) -> None:
    page = open_page(made)
    drawn(page)
    for name in ("On the calendar", "In sequence"):
        button = page.get_by_role("button", name=name)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        drawn(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing(open_page: OpenPage, made: str, width: int, scheme: Scheme) -> None:
    page = open_page("/", width=width, scheme=scheme)
    assert violations(page) == []
    page.goto(page.url.rstrip("/") + made)
    drawn(page)
    page.locator("#events a.title").first.click()
    assert violations(page) == []
    assert fits(page)
    assert page.evaluate("document.documentElement.dataset.theme") == scheme


@pytest.mark.parametrize("width", [320, 768, 2560])
def test_nothing_sticks_out(open_page: OpenPage, made: str, width: int) -> None:
    page = open_page(made, width=width)
    drawn(page)
    for name in ("On the calendar", "In sequence"):
        page.get_by_role("button", name=name).click()
        page.wait_for_timeout(150)
        assert fits(page)
        outside = page.evaluate(
            """() => [...document.querySelectorAll(".chart .annotation-text")]
                 .filter((label) => label.getBoundingClientRect().right > innerWidth + 1)
                 .map((label) => label.textContent)"""
        )
        assert outside == []


def test_the_theme_can_be_chosen(open_page: OpenPage, made: str) -> None:
    page = open_page(made, scheme="light")
    drawn(page)
    page.get_by_label("Theme").select_option("dark")
    paper = "getComputedStyle(document.querySelector('.chart .main-svg')).backgroundColor"
    page.wait_for_function(f"{paper} === 'rgb(20, 24, 29)'")
    page.get_by_label("Theme").select_option("auto")


def test_labels_do_not_collide(open_page: OpenPage, made: str) -> None:
    page = open_page(made)
    drawn(page)
    overlapping = page.evaluate(
        """() => {
          const labels = [...document.querySelectorAll(".chart .annotation-text")];
          const boxes = labels.map((label) => label.getBoundingClientRect());
          const beside = (a, b) => a.right - 1 < b.left || b.right - 1 < a.left;
          const apart = (a, b) => beside(a, b) || a.bottom - 1 < b.top || b.bottom - 1 < a.top;
          return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => !apart(a, b))).length;
        }"""
    )
    assert overlapping == 0
