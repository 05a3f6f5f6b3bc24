"""A head of section looks when people come and how long they wait, and takes the figures along for a spreadsheet."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from signage.actions import simulated_past
from tests.journeys.number_office import now_ms
from tests.journeys.staff_pages import Served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]


def test_two_months_of_numbers_are_seen_as_charts_read_as_tables_and_taken_along(
    served: Served, browser: Any
) -> None:
    simulated_past.fill(served.installation, at=now_ms())

    with signed_in(browser, served, "viewer") as page:
        page.get_by_role("link", name="番号案内の統計").click()
        moving = page.locator("section", has=page.get_by_role("heading", name="転入・転出・転居"))
        expect(moving.get_by_role("img")).to_have_count(2)
        four_weeks = issued(moving)
        assert wrong_with(page) == []

        page.get_by_role("link", name="3か月").click()
        expect(page.get_by_role("link", name="3か月")).to_have_attribute("aria-current", "true")
        assert issued(moving) > four_weeks > 100

        moving.get_by_text("表で見る").press("Enter")
        expect(moving.get_by_role("rowheader", name="月").first).to_be_visible()
        assert wrong_with(page) == []

        page.set_viewport_size({"width": 390, "height": 800})
        assert wrong_with(page) == [], "on a phone"

        with page.expect_download() as taken:
            page.get_by_role("link", name="CSV(Excel用)").click()
        assert Path(taken.value.path()).read_bytes().startswith("\ufeff業務,曜日,時,".encode())


def issued(section: Any) -> int:
    return int(re.findall(r"発券\s*([\d,]+)人", section.inner_text())[0].replace(",", ""))


def wrong_with(page: Any) -> list[str]:
    """What axe finds; and a page that is wider than its window."""
    found = [violation["id"] for violation in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, *(["wide"] if wide else [])]
