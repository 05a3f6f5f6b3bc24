"""The clerk's console in a real browser: by keyboard alone, on a phone, offline for a minute, two at once."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from signage.core.instants import MINUTE
from tests.journeys import queue_console_office
from tests.journeys.queue_console_office import CONSOLE, Desks, enter

pytestmark = pytest.mark.browser

READY = "/queue/moving/ready"


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desks]:
    with queue_console_office.served(tmp_path_factory.mktemp("consoles")) as served:
        yield served


@pytest.fixture(scope="module")
def sessions(browser: Any, desks: Desks) -> dict[str, Any]:
    """What the browsers of two clerks hold who have signed in."""
    held = {}
    for name in ("editor", "approver"):
        context = browser.new_context(locale="ja-JP")
        enter(context.new_page(), desks, "/queue", name=name)
        held[name] = context.storage_state()
        context.close()
    return held


@contextlib.contextmanager
def clerk(browser: Any, desks: Desks, session: Any, path: str = CONSOLE, **more: Any) -> Iterator[Any]:
    """A console that is open. An error of its scripts or of the policy fails the test."""
    size = {"width": 1280, "height": 768}
    context = browser.new_context(locale="ja-JP", storage_state=session, **{"viewport": size, **more})
    context.set_default_timeout(10_000)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda one: errors.append(one.text) if "Content Security Policy" in one.text else None)
    page.goto(f"{desks.address}{path}")
    yield page
    context.close()
    assert errors == []


def number(page: Any) -> Any:
    return page.locator(".console-number")


def press(page: Any, key: str, told: str) -> None:
    """One key, and what it has come to."""
    page.keyboard.press(key)
    expect(page.locator("#told")).to_contain_text(told)


def test_a_clerk_serves_the_queue_by_the_keyboard_alone(browser: Any, desks: Desks, sessions: dict[str, Any]) -> None:
    with clerk(browser, desks, sessions["editor"]) as page:
        press(page, "Enter", "41番を呼びました")
        expect(number(page)).to_have_text("41")
        press(page, "r", "41番をもう一度呼びました")
        press(page, "h", "41番を保留にしました")
        press(page, "Space", "42番を呼びました")
        page.keyboard.type("46")
        expect(page.locator(".key.is-next")).to_contain_text("46番を呼ぶ")
        press(page, "y", "46番を優先にしました")
        page.keyboard.type("44")
        press(page, "a", "44番に「声かけ・誘導」を付けました")
        press(page, "s", "41番を先頭に戻しました")
        press(page, "e", "42番を終了しました")
        press(page, "Enter", "41番を呼びました")
        page.keyboard.type("45")
        press(page, "Enter", "45番を呼びました")
        press(page, "u", "元に戻しました: 45番を呼びました")

        expect(number(page)).to_have_text("41")
        waiting = page.locator("#part-waiting li")
        expect(waiting.first).to_contain_text("46")
        expect(page.locator("#part-waiting")).to_contain_text("声かけ")

    state = desks.state()
    assert (state.waiting, state.held, state.assist) == (("46", "43", "44", "45", "47"), (), ("44",))


def test_a_number_is_passed_on_by_two_keys_and_waits_at_the_other_queue(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("61")
    with (
        clerk(browser, desks, sessions["editor"]) as page,
        clerk(browser, desks, sessions["editor"], "/queue/insurance/c5") as other,
    ):
        page.keyboard.type("61")
        press(page, "Enter", "61番を呼びました")

        page.keyboard.press("p")
        press(page, "1", "61番を引き継ぎました")

        expect(other.locator("#part-waiting li")).to_contain_text(["61"])
        press(other, "Enter", "61番を呼びました")
        press(page, "u", "元に戻しました: 61番を引き継ぎました")
        press(page, "e", "61番を終了しました")


def test_two_clerks_who_press_at_once_get_two_numbers(browser: Any, desks: Desks, sessions: dict[str, Any]) -> None:
    desks.issue("71", "72")
    with (
        clerk(browser, desks, sessions["editor"]) as one,
        clerk(browser, desks, sessions["approver"], "/queue/moving/c1") as other,
    ):
        for page in (one, other):
            expect(page.locator("#part-waiting")).to_contain_text("72")
            page.evaluate("setTimeout(() => document.querySelector('.key.is-next').click(), 300)")
        for page in (one, other):
            expect(page.locator("#told")).to_contain_text("番を呼びました")
        numbers = {number(page).inner_text() for page in (one, other)}

    assert len(numbers) == 2
    assert {call.number for call in desks.state().calls[:2]} == numbers


def test_on_a_phone_the_thumb_calls_and_nothing_is_wider_than_the_glass(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("81", "82")
    with clerk(
        browser, desks, sessions["editor"], viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    ) as page:
        following = page.locator(".key.is-next")
        box = following.bounding_box()

        following.tap()
        expect(page.locator("#told")).to_contain_text("番を呼びました")
        page.get_by_role("button", name="保留", exact=True).tap()
        expect(page.locator("#told")).to_contain_text("保留にしました")
        page.get_by_role("button", name="82番を呼ぶ").tap()

        expect(number(page)).to_have_text("82")
        assert box["y"] > 844 / 2
        assert box["height"] >= 72
        assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_what_is_pressed_while_offline_is_kept_shown_and_sent_once(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("91", "92")
    with clerk(browser, desks, sessions["editor"]) as page:
        before = len(desks.state().calls)
        shown = number(page).inner_text()
        page.context.set_offline(True)
        page.keyboard.type("91")
        page.keyboard.press("Enter")
        page.keyboard.press("h")
        page.keyboard.press("h")
        page.keyboard.press("u")
        lost = page.locator("#lost")
        expect(lost).to_contain_text("現在・接続が切れています")
        expect(lost).to_contain_text("未送信 3件: 『91番を呼ぶ』『保留』『取り消す』")
        expect(page.locator("body")).to_have_class(re.compile("is-lost"))
        assert number(page).inner_text() == shown
        assert len(desks.state().calls) == before

        desks.now += MINUTE
        page.context.set_offline(False)

        expect(lost).to_be_hidden()
        expect(page.locator("#told")).to_contain_text("元に戻しました: 91番を保留にしました")
        expect(number(page)).to_have_text("91")
        assert [call.number for call in desks.state().calls][:1] == ["91"]
        assert not page.evaluate("Object.keys(localStorage).some((name) => name.startsWith('signage-presses'))")


def test_a_press_that_was_kept_outlives_the_page_and_an_old_one_asks_first(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("95")
    with clerk(browser, desks, sessions["editor"]) as page:
        page.route("**/queue/moving/c0", unless_posted)
        page.keyboard.type("95")
        page.keyboard.press("Enter")
        expect(page.locator("#lost")).to_contain_text("95番を呼ぶ")
        page.unroute("**/queue/moving/c0")
        page.evaluate(_OLDER)
        page.reload()

        expect(page.locator("#lost")).to_contain_text("『95番を呼ぶ』がまだ送られていません")
        assert "95" in desks.state().waiting
        page.get_by_role("button", name="今から送る").click()
        expect(number(page)).to_have_text("95")
        expect(page.locator("#lost")).to_be_hidden()


def unless_posted(route: Any) -> None:
    """The connection is lost on the way of a press alone."""
    if route.request.method == "POST":
        route.abort()
    else:
        route.continue_()


_OLDER = """() => {
  for (const name of Object.keys(localStorage).filter((name) => name.startsWith("signage-presses"))) {
    const presses = JSON.parse(localStorage.getItem(name)).map((press) => ({ ...press, at: press.at - 3_600_000 }));
    localStorage.setItem(name, JSON.stringify(presses));
  }
}"""
"""As if it had been pressed an hour ago."""


def test_after_the_session_ended_a_press_is_sent_once_somebody_has_signed_in(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("97")
    with clerk(browser, desks, sessions["editor"]) as page:
        page.context.clear_cookies()
        page.keyboard.type("97")
        page.keyboard.press("Enter")
        expect(page.locator("#lost")).to_contain_text("サインインの時間が終わりました")
        page.get_by_role("link", name="サインインする").click()
        enter(page, desks, CONSOLE)

        expect(number(page)).to_have_text("97")
        expect(page.locator("#lost")).to_be_hidden()


def test_the_counter_is_paused_by_one_key_and_opened_by_it(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    with clerk(browser, desks, sessions["editor"]) as page:
        press(page, "k", "休止にしました")
        expect(page.locator("#part-state")).to_contain_text("休止")
        press(page, "k", "再開しました")
        expect(page.locator("#part-state")).to_contain_text("受付中")


def test_letters_can_be_turned_off_and_stay_so(browser: Any, desks: Desks, sessions: dict[str, Any]) -> None:
    with clerk(browser, desks, sessions["editor"]) as page:
        page.get_by_label("文字のキー").check()
        page.reload()
        page.keyboard.press("k")
        page.keyboard.type("77")
        press(page, "Enter", "77番を呼びました")

        expect(page.locator("#part-state")).to_contain_text("受付中")


def test_certificates_are_typed_one_after_another_and_taken_by_a_tap(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    with clerk(browser, desks, sessions["editor"], READY) as page:
        for ready in ("7", "12", "103"):
            page.keyboard.type(ready)
            press(page, "Enter", f"{ready}番を交付番号に出しました")
        page.get_by_role("button", name="12番を渡した").click()
        expect(page.locator("#told")).to_contain_text("12番をお渡し済みにしました")
        press(page, "u", "元に戻しました")
        page.get_by_role("button", name="7番を渡した", exact=True).click()

        expect(page.locator("#part-ready li")).to_have_count(2)
    assert set(desks.state().ready) == {"12", "103"}


def test_without_scripts_every_key_is_a_button(browser: Any, desks: Desks, sessions: dict[str, Any]) -> None:
    desks.issue("99")
    with clerk(browser, desks, sessions["editor"], java_script_enabled=False) as page:
        page.fill("#number", "99")
        page.keyboard.press("Enter")
        expect(page.locator("#told")).to_contain_text("99番を呼びました")
        page.get_by_role("button", name="終了").click()

        expect(page.locator("#told")).to_contain_text("99番を終了しました")


def test_axe_finds_nothing_on_the_pages_and_the_last_counter_comes_first(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    with clerk(browser, desks, sessions["editor"]) as page:
        found = {}
        for path in (CONSOLE, READY, "/queue", "/"):
            page.goto(f"{desks.address}{path}")
            found[path] = [one["id"] for one in Axe().run(page).response["violations"]]
        page.get_by_role("link", name="番号を呼ぶ").last.click()
        page.get_by_role("link", name="前回の窓口を開く").click()

        assert page.url.endswith(CONSOLE)
    assert found == {CONSOLE: [], READY: [], "/queue": [], "/": []}


def test_a_console_stays_open_through_a_quiet_hour_and_opens_nothing_else(
    browser: Any, desks: Desks, sessions: dict[str, Any]
) -> None:
    desks.issue("98")
    with clerk(browser, desks, sessions["editor"]) as page:
        desks.now += 60 * MINUTE
        expect(page.locator("[data-as-of]")).to_contain_text("11:")
        page.keyboard.type("98")
        press(page, "Enter", "98番を呼びました")
        page.goto(f"{desks.address}/counters")

        assert "/sign-in" in page.url
