"""Journey 5: an admin sees a screen's week, asks why, makes a schedule, is told what it changes, and undoes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from signage.store.rows import stored
from tests.journeys import staff_pages
from tests.journeys.processes import wait_until
from tests.journeys.staff_pages import Served

pytestmark = [pytest.mark.browser, pytest.mark.busy_office]


@pytest.fixture(scope="module")
def admin(browser: Any, served: Served) -> Iterator[Any]:
    with staff_pages.signed_in(browser, served, "admin") as page:
        yield page


def rules(served: Served) -> set[str]:
    return {rule.id for rule in stored(served.installation.db, "rules")}


def test_a_week_is_seen_and_a_bar_tells_why_it_plays(admin: Any) -> None:
    admin.goto("/schedules")
    admin.get_by_role("link", name="1階 玄関ロビー").first.click()
    admin.get_by_role("link", name="次の週").click()

    admin.get_by_role("link", name=re.compile("庁舎案内の横の枠: 通常")).first.click()

    why = admin.locator("#why")
    assert "に出るものと、その理由" in why.inner_text()
    assert "カレンダー「開庁時間」" in why.inner_text()


def test_the_month_tells_what_differs_and_leads_to_its_week(admin: Any) -> None:
    admin.goto("/schedules/lobby-1f")
    admin.get_by_role("link", name="月", exact=True).click()
    assert admin.locator(".month-grid .is-different").count() > 0

    admin.locator(".month-grid td:not(.is-outside) .month-day").first.click()

    assert admin.locator("svg.week").is_visible()


def test_a_schedule_is_made_from_a_preset_after_seeing_what_it_changes_and_undone(admin: Any, served: Served) -> None:
    before = rules(served)
    admin.goto("/schedules/lobby-1f")
    admin.get_by_role("link", name="放映スケジュールを作る").click()
    admin.get_by_label("瑞木の四季").or_(admin.get_by_label("待つあいだに")).first.check()
    admin.get_by_label("庁舎案内の横の枠").check()
    admin.get_by_label("午後(正午から閉庁まで)").check()
    admin.get_by_label(re.compile("^割込み")).check()

    effects = admin.locator("#effects")
    effects.get_by_text("「きょうのお知らせ」が庁舎案内の横の枠に出なくなる").wait_for()
    assert "午後、開庁時間中" in effects.inner_text()
    assert rules(served) == before, "nothing is saved by looking"

    admin.get_by_role("button", name="保存する").last.click()
    admin.get_by_text("の放映スケジュールを保存しました。").wait_for()
    assert len(rules(served) - before) == 1

    admin.get_by_role("button", name="元に戻す").click()
    admin.get_by_text("元に戻しました").wait_for()
    assert rules(served) == before


def test_presets_are_chosen_by_keyboard_and_show_only_their_own_fields(admin: Any) -> None:
    admin.goto("/schedules/new?screen=lobby-1f")
    admin.get_by_label("期間を決めて(開庁時間中)").focus()
    admin.keyboard.press("Space")

    assert admin.locator('[name="period.from"]').is_visible()
    assert not admin.locator('[name="closing.minutes"]').is_visible()

    for _ in range(3):
        admin.keyboard.press("ArrowDown")
    assert admin.locator('[name="closing.minutes"]').is_visible()
    assert not admin.locator('[name="period.from"]').is_visible()


def test_a_time_in_the_past_or_future_is_asked_for_where_the_schedule_is(admin: Any) -> None:
    admin.goto("/schedules/lobby-1f")
    admin.get_by_label("日付").fill("2026-12-29")
    admin.get_by_label("時刻").fill("10:00")
    admin.get_by_role("button", name="この日時のモニター").click()

    wait_until(lambda: "/answers" in admin.url, seconds=10)
    assert "screen=lobby-1f" in admin.url
    assert "day=2026-12-29" in admin.url


def test_without_a_script_the_same_form_tells_and_saves(browser: Any, served: Served) -> None:
    context = browser.new_context(locale="ja-JP", base_url=served.address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/sign-in")
    page.fill("#name", "admin")
    page.fill("#password", staff_pages.PASSWORD)
    page.click("button[type=submit]")

    page.goto("/schedules/new?screen=lobby-1f")
    page.get_by_label("申請の期限").check()
    page.get_by_label("午前(開庁から正午まで)").check()
    page.get_by_role("button", name="影響を確かめる").click()
    assert "午前、開庁時間中" in page.locator("#effects").inner_text()
    page.get_by_role("button", name="保存する").last.click()

    assert "を保存しました。" in page.locator("main").inner_text()
    context.close()
