"""Journey 13: somebody asks at the counter what was on a screen; the answer has the picture and who put it up.

And what somebody changed by mistake is put back from the history; the log is there for auditors alone.
"""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from signage.actions.edits import Edit, keep
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store.rows import stored
from tests.journeys.processes import wait_until
from tests.journeys.staff_pages import Served, signed_in
from tests.staff import a_person

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]

TOKYO = ZoneInfo("Asia/Tokyo")
SLIDE = "lift-check"


def in_some_days() -> str:
    """A day that is planned already."""
    return (datetime.now(TOKYO) + timedelta(days=3)).date().isoformat()


def rename(served: Served, name: str) -> None:
    """An admin gives a notice another name."""
    here = served.installation
    slide: Slide = next(one for one in stored(here.db, "slides") if one.id == SLIDE)
    edit = Edit(saves={"slides": (replace(slide, name=Text.of(ja=name)),)})
    at = int(datetime.now(TOKYO).timestamp() * 1000)
    keep(here, edit, at=at, by=a_person("admin"), action="edit", what=SLIDE)


def test_the_answer_shows_the_picture_and_whose_it_was(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer") as page:
        page.goto("/answers")
        page.get_by_label("モニター").select_option("lobby-1f")
        page.get_by_role("button", name="表示する").click()
        picture = page.locator(".answer img")
        picture.wait_for()
        wait_until(lambda: picture.evaluate("image => image.naturalWidth") > 0, seconds=30)

        assert page.get_by_role("heading", name="に出ていた画面").count() == 1
        assert page.locator(".answer").get_by_text("1階 玄関ロビー").count() >= 1
        assert page.get_by_role("heading", name="どの放映スケジュールによるか").count() == 1
        assert page.url.count("screen=lobby-1f") == 1, "the address can be passed on"


def test_a_future_instant_is_told_as_a_plan_and_changes_are_a_step_away(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer") as page:
        page.goto(f"/answers?screen=lobby-1f&day={in_some_days()}&time=10:00")
        first = page.locator("#answer").inner_text()
        page.get_by_role("link", name="次の切替え").click()
        second = page.locator("#answer").inner_text()

    assert "出る予定の画面" in first
    assert second != first


def test_printed_it_is_an_answer_and_not_a_form(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "viewer") as page:
        page.goto(f"/answers?screen=lobby-1f&day={in_some_days()}&time=10:00")
        page.emulate_media(media="print")

        assert page.get_by_text("お問い合わせへの回答").is_visible()
        assert not page.get_by_role("button", name="表示する").is_visible()
        assert not page.get_by_role("navigation").first.is_visible()


def test_a_mistake_is_found_in_the_history_and_undone(browser: Any, served: Served) -> None:
    rename(served, "まちがい")
    with signed_in(browser, served, "admin") as page:
        page.goto("/history")
        entry = page.locator(".timeline > li").first
        assert "まちがい" in entry.inner_text()
        entry.get_by_role("button", name="元に戻す").click()
        page.get_by_text("元に戻しました。").wait_for()
        page.goto(f"/history/slides/{SLIDE}")

        assert "まちがい" not in page.get_by_role("heading", level=1).inner_text()


def test_any_version_comes_back_by_one_press(browser: Any, served: Served) -> None:
    rename(served, "新しい名前")
    rename(served, "もっと新しい名前")
    with signed_in(browser, served, "admin") as page:
        page.goto(f"/history/slides/{SLIDE}")
        page.get_by_role("button", name="この版に戻す").first.click()
        page.get_by_text("その版に戻しました。").wait_for()

        assert "「新しい名前」" in page.get_by_role("heading", level=1).inner_text()


def test_the_log_is_sifted_and_opens_in_a_spreadsheet(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "auditor") as page:
        page.goto("/audit")
        page.get_by_label("操作").select_option("sign-in")
        page.get_by_role("button", name="絞り込む").click()
        shown = page.locator("tbody tr").all_inner_texts()
        told = page.request.get(page.get_by_role("link", name="CSV").get_attribute("href")).body()

    assert shown
    assert all("サインイン" in row for row in shown)
    assert told.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
    assert {row[5] for row in rows[1:]} == {"sign-in"}


def test_the_log_is_for_auditors_and_administrators(browser: Any, served: Served) -> None:
    with signed_in(browser, served, "editor") as page:
        assert page.goto("/audit").status == 403
        assert page.request.get("/audit/log.csv").status == 403
