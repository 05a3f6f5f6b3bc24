"""Journey 15: what hangs on the screen also hangs on the wall, lies on the desk and stands on the web page."""

from __future__ import annotations

import struct
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.staff_pages import Served, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

NOTICE = "after-school-deadline"


def in_some_days() -> str:
    """A day that is planned already."""
    return (datetime.now(ZoneInfo("Asia/Tokyo")) + timedelta(days=3)).date().isoformat()


def fetched(page: Any, path: str) -> tuple[int, str, bytes]:
    """Status, type and bytes, asked for by somebody who is signed in."""
    answer = page.request.get(path)
    return answer.status, answer.headers["content-type"], answer.body()


def test_a_clerk_prints_a_notice_and_the_guide(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.goto("/papers")
        page.locator("tr", has_text="学童クラブの申請").get_by_role("link", name="A4").focus()
        sheet = fetched(
            page, page.locator("tr", has_text="学童クラブの申請").get_by_role("link", name="A4").get_attribute("href")
        )
        begun = time.monotonic()
        desk = fetched(page, page.get_by_role("link", name="A3 横").get_attribute("href"))
        took = time.monotonic() - begun

    assert sheet[:2] == (200, "application/pdf")
    assert sheet[2].startswith(b"%PDF-")
    assert desk[:2] == (200, "application/pdf")
    assert took < 30, "two seconds on a quiet machine"


def test_the_words_of_a_notice_are_copied_with_one_press(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"/papers/slides/{NOTICE}/text")
        page.get_by_role("button", name="コピー: 文章だけ").first.click()
        page.get_by_text("コピーしました").first.wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("学童クラブの申請の期限が近づいています")
    assert "■期限" in copied


def test_without_scripts_the_words_are_there_to_be_selected(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor", scripts=False) as page:
        page.goto(f"/papers/slides/{NOTICE}/text")
        html = page.locator("#html-ja").input_value()

        assert "<h2>学童クラブの申請の期限が近づいています</h2>" in html
        assert "<h3>期限</h3>" in html
        assert not page.get_by_role("button", name="コピー: 文章だけ").first.is_visible()


def test_the_glass_is_saved_as_a_picture(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        status, kind, png = fetched(page, "/papers/screens/lobby-1f.png")
        later, _, other = fetched(page, f"/papers/screens/lobby-1f.png?at={in_some_days()}T03:00")
        nonsense, _, said = fetched(page, "/papers/screens/lobby-1f.png?at=soon")

    assert (status, kind, later) == (200, "image/png", 200)
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)
    assert other != png
    assert nonsense == 400
    assert b"soon" in said
