"""Journey 9: what an admin sets up: a ward's name and colour on every screen, calendars, screens, playlists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from signage.store.rows import stored
from tests.journeys import staff_pages
from tests.journeys.processes import asked, wait_until
from tests.journeys.staff_pages import Served

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def admin(browser: Any, served: Served) -> Iterator[Any]:
    with staff_pages.signed_in(browser, served, "admin") as page:
        yield page


def row(served: Served, noun: str, name: str) -> Any:
    return next(one for one in stored(served.installation.db, noun) if one.id == name)


def manifests(served: Served) -> set[str]:
    """What the players are told to show."""
    port = int(served.address.rpartition(":")[2])
    return {asked(port, f"/v1/heads/{path.name}")[1] for path in (served.data / "public/v1/heads").iterdir()}


@pytest.mark.soak  # the first five minutes begin with it
def test_the_wards_own_name_and_colour_redraw_every_screen(admin: Any, served: Served) -> None:
    before = manifests(served)
    admin.goto("/offices/mizuki")
    admin.get_by_label("名称").first.fill("さくら区役所")
    admin.locator('[name="accent"]').fill("#7a1f5c")

    assert admin.locator("[data-office-name]").text_content() == "さくら区役所", "seen while it is typed"
    assert admin.locator("rect[data-accent]").first.get_attribute("fill") == "#7a1f5c"
    assert "白い文字がよく読めます" in admin.locator("[data-contrast]").inner_text()

    admin.get_by_role("button", name="保存する").last.click()
    admin.get_by_text("「さくら区役所」を保存しました。").wait_for()

    assert admin.locator(".brand-office").inner_text() == "さくら区役所"
    wait_until(lambda: not manifests(served) & before, seconds=240)


def test_a_colour_on_which_nothing_can_be_read_is_said_so(admin: Any) -> None:
    admin.goto("/offices/mizuki")

    admin.locator('[name="accent"]').fill("#ffe34d")

    assert "白い文字が読みにくい色です" in admin.locator("[data-contrast]").inner_text()


def test_a_calendar_gets_a_line_by_keyboard_and_the_year_shows_it(admin: Any, served: Served) -> None:
    admin.goto("/calendars/saturday-hours")
    lines = admin.locator('[data-rows="lines"] > ol > li')
    count = lines.count()

    admin.get_by_role("button", name="決まりを加える").press("Enter")
    added = lines.nth(count)
    added.get_by_label("呼び名").fill("創立記念日")
    added.get_by_text("日付・第何・祝日などの条件").click()
    added.get_by_label(re.compile("^日付")).fill("2026-12-03")
    admin.get_by_role("button", name="1年で確かめる").click()

    assert "12月3日" in admin.locator(".exceptions").inner_text()
    assert "創立記念日" in admin.locator(".exceptions").inner_text()
    assert len(row(served, "calendars", "saturday-hours").lines) == count, "not saved yet"

    admin.get_by_role("button", name="保存する").last.click()
    admin.get_by_text("を保存しました。").wait_for()
    assert row(served, "calendars", "saturday-hours").lines[-1].dates == "2026-12-03"


def test_lines_are_moved_by_their_buttons_without_leaving_the_page(admin: Any) -> None:
    admin.goto("/calendars/office-hours")
    names = admin.locator('[data-rows="lines"] > ol > li input[name$=".name.ja"]')
    first = names.nth(0).input_value()

    admin.get_by_role("button", name="決まり 1行目を下へ").press("Enter")

    assert names.nth(1).input_value() == first
    assert admin.evaluate("document.activeElement.getAttribute('aria-label')") == "決まり 2行目を下へ"


def test_a_screen_that_is_seen_from_farther_gets_larger_text(admin: Any) -> None:
    admin.goto("/screens/lobby-1f/settings")
    assert "文字は 22 mm 以上" in admin.locator(".pair-sight").inner_text()

    admin.get_by_label("見る距離").fill("10")
    admin.locator('[name="facing"][value="ne"]').check()
    admin.get_by_role("button", name="保存する").last.click()
    admin.get_by_text("を保存しました。").wait_for()

    assert "文字は 42 mm 以上" in admin.locator(".pair-sight").inner_text()
    assert admin.locator('[name="facing"]:checked').get_attribute("value") == "ne"


def test_a_playlist_is_reordered_and_what_uses_it_is_told(admin: Any, served: Served) -> None:
    before = [entry.slide or entry.playlist for entry in row(served, "playlists", "waiting").entries]
    admin.goto("/playlists/waiting")
    assert "「待つあいだに」の放映スケジュール" in admin.locator(".list-of-uses").inner_text()

    admin.locator('[value="down:entries:0"]').click()
    admin.get_by_role("button", name="保存する").last.click()
    admin.get_by_text("「待つあいだに」を保存しました。").wait_for()

    after = [entry.slide or entry.playlist for entry in row(served, "playlists", "waiting").entries]
    assert after == [before[1], before[0], *before[2:]]


def test_what_is_in_use_is_not_put_away_and_says_where_to_look(admin: Any) -> None:
    admin.goto("/calendars/lobby-lit")
    admin.get_by_role("link", name="しまう(削除)").click()

    assert "まだ4か所で使われています" in admin.locator("main").inner_text()
    admin.get_by_role("link", name="1階 玄関ロビー").click()
    assert admin.url.endswith("/screens/lobby-1f/settings")
