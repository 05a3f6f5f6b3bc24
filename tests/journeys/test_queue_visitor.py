"""A visitor in the lobby: the numbers on their phone, their own when it is called, and no number that is too old."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import formatdate
from typing import Any

import pytest
import requests
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.journeys import number_office
from tests.journeys.processes import a_port, wait_until

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
TABLE = "{waiting: 3, text: {ja: 数分〜15分, en: Up to 15 min}}"
QUEUE = f", ready: true, waits: [{TABLE}], some_from: 2, busy_from: 9, last: 99"


@dataclass(frozen=True)
class Lobby:
    """The office as visitors and its ticket machine reach it."""

    port: int
    token: str

    @property
    def page(self) -> str:
        return f"http://127.0.0.1:{self.port}/o/ume/queue/"

    def call(self, number: str, *, counter: str) -> None:
        """Called, and on the page that is served."""
        number_office.call(self.port, self.token, number=number, counter=counter)
        wait_until(lambda: self._called()[:1] == [number])

    def waiting(self, count: int) -> None:
        """So many wait from now on."""
        requests.put(
            f"http://127.0.0.1:{self.port}/api/v1/queue/moving/waiting",
            json={"count": count},
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=5,
        ).raise_for_status()

    def _called(self) -> list[str]:
        answer = requests.get(f"{self.page}queue.json", timeout=5)
        return [call["number"] for call in answer.json()["queues"][0]["calls"]] if answer.ok else []


@pytest.fixture(scope="module")
def lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lobby]:
    data, token = number_office.prepared(tmp_path_factory.mktemp("lobby"), queue=QUEUE)
    port = a_port()
    process = number_office.served(data, port)
    try:
        lobby = Lobby(port, token)
        lobby.waiting(3)
        lobby.call("41", counter="2")
        lobby.call("42", counter="1")
        yield lobby
    finally:
        number_office.killed(process)


@contextlib.contextmanager
def phone(browser: Any, lobby: Lobby, **more: Any) -> Iterator[Any]:
    """The page on a phone, on a clock that can be moved. An error of its script or of the policy fails the test."""
    context = browser.new_context(**{"viewport": PHONE, "locale": "ja-JP", **more})
    context.set_default_timeout(10_000)
    page, errors = context.new_page(), list[str]()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda one: errors.append(one.text) if "Content Security Policy" in one.text else None)
    page.clock.install()
    page.goto(lobby.page)
    yield page
    context.close()
    assert errors == []


def looks_again(page: Any) -> None:
    """What the page does of itself every five seconds, and when it is looked at again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def types(page: Any, number: str) -> None:
    page.get_by_role("textbox", name="自分の番号").fill(number)
    page.keyboard.press("Enter")


def own(page: Any) -> Any:
    """What is said of the visitor's own number."""
    return page.locator("#mine-said")


def test_the_page_is_whole_without_a_script(browser: Any, lobby: Lobby) -> None:
    with phone(browser, lobby, java_script_enabled=False) as page:
        expect(page.locator("main")).to_match_aria_snapshot(
            """
            - main:
              - status
              - region "住民異動 Moving":
                - heading "住民異動 Moving" [level=2]
                - paragraph: /\\d+:\\d\\d 現在 As of \\d+:\\d\\d/
                - heading "ただいまの番号 Now calling" [level=3]
                - paragraph: /42 1番窓口 Counter 1/
                - term: 待ち人数 Waiting
                - definition: /\\d人/
                - term: 待ち時間の目安 Usual wait
                - definition: 数分〜15分 Up to 15 min
                - term: 混みぐあい How busy
                - definition: やや混雑 Fairly busy
                - heading "お呼び済み Called" [level=3]
                - list:
                  - listitem: /41 2番窓口 Counter 2 \\d+:\\d\\d/
                - heading "窓口のようす Counters" [level=3]
                - list:
                  - listitem: /42 1番窓口 Counter 1 受付中 Open/
                  - listitem: /41 2番窓口 Counter 2 受付中 Open/
            """
        )
        assert page.locator("noscript meta[http-equiv=refresh]").count() == 1


def test_a_visitor_types_their_number_and_is_told_when_it_is_called(browser: Any, lobby: Lobby) -> None:
    with phone(browser, lobby) as page:
        types(page, "０43")
        expect(own(page)).to_contain_text("まだお呼びしていません", use_inner_text=True)

        lobby.call("43", counter="2")
        looks_again(page)

        expect(own(page)).to_contain_text("43 お呼びしています。2番窓口へお越しください", use_inner_text=True)
        expect(page).to_have_title("43 お呼びしています。2番窓口へお越しください")
        expect(page.locator("#newest")).to_have_text("住民異動 43 2番窓口", use_inner_text=True)
        expect(page.locator(".newest .number")).to_have_text("43")
        page.reload()
        expect(own(page)).to_contain_text("43 お呼びしています", use_inner_text=True)
        page.get_by_role("button", name="番号を消す").click()
        expect(own(page)).to_have_text("")
        expect(page).not_to_have_title("43 お呼びしています。2番窓口へお越しください")


def test_the_page_asks_again_by_itself(browser: Any, lobby: Lobby) -> None:
    with phone(browser, lobby) as page:
        expect(page.locator(".newest .number")).not_to_have_text("44")
        lobby.call("44", counter="1")

        page.clock.fast_forward(6_000)

        expect(page.locator(".newest .number")).to_have_text("44")


def test_numbers_grow_grey_and_vanish_where_nothing_more_is_heard(browser: Any, lobby: Lobby) -> None:
    with phone(browser, lobby) as page:
        lobby.call("45", counter="1")
        looks_again(page)
        expect(page.locator(".newest .number")).to_have_text("45")
        types(page, "46")
        page.context.set_offline(True)

        page.clock.fast_forward(125_000)

        expect(page.locator(".queue")).to_have_attribute("data-age", "grey")
        expect(page.locator(".newest .number")).to_be_visible()
        page.clock.fast_forward(480_000)
        expect(page.locator(".queue")).to_have_attribute("data-age", "hidden")
        expect(page.locator(".newest .number")).to_be_hidden()
        expect(page.locator(".queue")).to_contain_text("窓口の表示をご覧ください", use_inner_text=True)
        expect(own(page)).to_contain_text("窓口の表示をご覧ください", use_inner_text=True)
        page.context.set_offline(False)
        lobby.call("46", counter="2")
        looks_again(page)
        expect(own(page)).to_contain_text("46 お呼びしています", use_inner_text=True)


@pytest.mark.parametrize("tells_time", [True, False])
def test_a_copy_that_stands_still_on_another_host_gives_way_too(browser: Any, lobby: Lobby, tells_time: bool) -> None:
    """By the Date of that host; where it tells none, by the instant of the copy and the time that goes by."""
    lobby.call("47", counter="2")
    copy = requests.get(f"{lobby.page}queue.json", timeout=5).text
    later = [0]

    def frozen(route: Any) -> None:
        date = {"Date": formatdate(time.time() + later[0], usegmt=True)} if tells_time else {}
        route.fulfill(body=copy, headers={"Content-Type": "application/json", **date})

    with phone(browser, lobby) as page:
        page.route("**/queue.json", frozen)
        looks_again(page)
        expect(page.locator(".queue")).to_have_attribute("data-age", "fresh")

        for seconds, age in ((125, "grey"), (480, "hidden")):
            later[0] += seconds
            page.clock.fast_forward(seconds * 1000)

            expect(page.locator(".queue")).to_have_attribute("data-age", age)


@pytest.mark.parametrize(
    ("locale", "title"),
    [
        ("en-GB", "Now serving"),
        ("zh-CN", "叫号信息"),
        ("zh-TW", "叫號資訊"),
        ("ko-KR", "번호 안내"),
        ("vi-VN", "Số đang gọi"),
    ],
)
def test_a_phone_is_spoken_to_in_its_own_language(browser: Any, lobby: Lobby, locale: str, title: str) -> None:
    with phone(browser, lobby, locale=locale) as page:
        expect(page.get_by_role("heading", level=1)).to_have_text(title, use_inner_text=True)


def test_another_language_is_chosen_without_a_reload_and_remembered(browser: Any, lobby: Lobby) -> None:
    with phone(browser, lobby, locale="fr-FR") as page:
        expect(page.get_by_role("heading", level=1)).to_have_text("Now serving", use_inner_text=True)

        page.get_by_role("combobox").select_option("ja-x-easy")

        expect(page.get_by_role("heading", level=1)).to_have_text("ばんごうの あんない", use_inner_text=True)
        page.reload()
        expect(page.locator("html")).to_have_attribute("lang", "ja-x-easy")


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_wider_than_a_phone_at_twice_the_size(
    browser: Any, lobby: Lobby, colours: str
) -> None:
    with phone(browser, lobby, color_scheme=colours, viewport={"width": 195, "height": 422}) as page:
        types(page, "42")
        expect(own(page)).not_to_have_text("")

        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})

        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 195
