"""The analyst's part of the page: a claim checked, an event corrected."""

from __future__ import annotations

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.test_page import violations
from tests.chart.factories import BRIDGE


@pytest.fixture
def path(service: str) -> str:
    offered = httpx.get(f"{service}/openapi.json").json()["paths"]
    if "/v1/timelines/{timeline_id}/claims" not in offered:
        pytest.skip("the service does not check claims yet")
    body = {"text": BRIDGE + " The fog lifted.", "published": "2022-10-12", "title": "The desk"}
    return f"/t/{httpx.post(f'{service}/v1/timelines', json=body, timeout=60).json()['id']}"


def test_a_claim_gets_a_verdict_with_its_evidence_marked(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    page.get_by_label("Claim about the order or time of events").fill("City hall denied it after Holt wrote about it")
    page.get_by_role("button", name="Check").click()
    expect(page.locator("#verdict .verdict")).to_be_visible()
    expect(page.locator("#verdict ol li").first).to_be_visible()
    assert page.locator(".article .is-evidence").count() > 0
    expect(page.locator("#verdict .verdict")).to_be_in_viewport()
    page.get_by_role("button", name="Go to the evidence").click()
    expect(page.locator(".article .is-evidence").first).to_be_in_viewport()
    assert violations(page) == []


def test_a_correction_is_kept_and_shown(open_page: OpenPage, path: str) -> None:
    page = open_page(path)
    first = page.locator("#events a.title").last
    name = first.get_attribute("data-id")
    first.click()
    page.get_by_text("Correct it", exact=True).click()
    page.get_by_label("What is wrong").select_option("time")
    page.get_by_label("When", exact=True).fill("2022-10-05")
    page.get_by_label("Note").fill("from the minutes")
    assert violations(page) == []
    with page.expect_navigation():
        page.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator(f'#events tr[data-id="{name}"] .when')).to_contain_text("5 Oct 2022")
