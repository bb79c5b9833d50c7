"""The API's page, in a browser: it shows every operation, tries one out, and asks no other site for anything."""

from __future__ import annotations

import httpx
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage


def test_every_operation_is_shown_and_one_can_be_tried(open_page: OpenPage, service: str) -> None:
    paths = httpx.get(f"{service}/openapi.json").json()["paths"]
    page = open_page("/docs")
    operations = page.locator(".opblock")
    expect(operations).to_have_count(sum(len(operations) for operations in paths.values()))
    resolve = page.locator(".opblock", has_text="/v1/resolve")
    resolve.locator(".opblock-summary-control").click()
    resolve.get_by_role("button", name="Try it out").click()
    resolve.get_by_role("button", name="Execute").click()
    expect(resolve.locator(".live-responses-table tbody .response-col_status")).to_contain_text("200")
