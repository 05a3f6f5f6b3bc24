"""The wall beside real reports: who is silent, starting, wrong or out of time is told apart; a picture is ordered."""

from __future__ import annotations

import http.client
import json
import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image

from signage.actions.enrolments import in_force
from tests.journeys import staff_pages
from tests.journeys.processes import wait_until
from tests.journeys.sample_office import Sample
from tests.journeys.staff_pages import Served, signed_in
from tests.simulated_player import SimulatedPlayer

pytestmark = pytest.mark.browser

POLL_MS = 1_000
"""Who polls, and misses four, is silent: the journey need not wait for a minute."""

DRAWN = """
(screen) => document.querySelector(`[data-screen="${screen}"] .reported img`)?.naturalWidth > 0
"""


class Reporting(SimulatedPlayer):
    """The same, over HTTP."""

    def __init__(self, served: Served, screen: str, *, ahead_ms: int = 0) -> None:
        self.screen = screen
        enrolled = next(one for one in in_force(served.installation) if one.screen == screen)
        super().__init__(served.data, enrolled, ahead_ms=ahead_ms)
        told = tomllib.loads((served.data / "enrolments" / f"{screen}.toml").read_text())
        self._token, self._port = told["token"], int(served.address.rpartition(":")[2])
        self.poll()

    def ask(self) -> None:
        """Poll as a player does, so that the server hears it."""
        self.poll()
        assert self._sent("GET", f"/v1/heads/{self.enrolment.head_key}.jws") == 200

    def tell(self, **parts: Any) -> None:
        """Report what is so now."""
        body = json.dumps(self.report(round(time.time() * 1000), **parts))
        assert self._sent("POST", "/api/v1/heartbeats", body) == 204

    def _sent(self, method: str, path: str, body: str | None = None) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Authorization": f"Bearer {self._token}", "Content-Type": "application/json"}
        connection.request(method, path, body, headers)
        status = connection.getresponse().status
        connection.close()
        return status


@pytest.fixture(scope="module")
def served(published_sample: Sample, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with staff_pages.served(published_sample, tmp_path_factory.mktemp("served"), poll_ms=POLL_MS) as serving:
        yield serving


STANDS = """
(wanted) => Object.entries(wanted).every(([screen, word]) =>
  document.querySelector(`[data-screen="${screen}"] .standing .badge`)?.textContent.trim() === word)
"""


def stand(page: Any, **wanted: str) -> bool:
    """Whether these cards say these words."""
    return bool(page.evaluate(STANDS, {screen.replace("_", "-"): word for screen, word in wanted.items()}))


def test_who_is_silent_starting_wrong_or_out_of_time_is_told_apart(served: Served, browser: Any) -> None:
    blue = Image.new("RGB", (160, 90), "#1f3a93")
    silent = Reporting(served, "queue-1f")
    with signed_in(browser, served, "admin", size="1280x2400") as page:
        page.goto("/screens")
        page.evaluate("window.loadedOnce = true")
        silent.ask()
        silent.tell(glass=blue, picture=None)
        Reporting(served, "lobby-1f").tell(glass=blue, picture=None)
        Reporting(served, "waiting-1f").tell(glass=blue)
        Reporting(served, "lift-2f", ahead_ms=47_000).tell(glass=blue)
        Reporting(served, "hall-4k").tell(state="waiting", why="starting", items=[], glass=blue)

        found = {"lobby_1f": "正常", "queue_1f": "応答なし", "hall_4k": "遅れ"}
        found |= {"waiting_1f": "不一致", "lift_2f": "不一致"}
        wait_until(lambda: stand(page, **found), seconds=60)
        summary = page.locator("#summary").inner_text()
        says = page.locator('[data-screen="waiting-1f"] .todo').inner_text()
        clock = page.locator('[data-screen="lift-2f"] .todo').inner_text()
        page.wait_for_function(DRAWN, arg="waiting-1f")

        def is_back() -> bool:
            silent.ask()
            return stand(page, queue_1f="正常")

        wait_until(is_back, seconds=30)
        assert page.evaluate("window.loadedOnce"), "all of this came by itself"
        page.get_by_role("link", name="確認が必要なものだけ").click()
        page.wait_for_url("**/screens?troubled=1")
        narrowed = page.locator(".card").evaluate_all("cards => cards.map((card) => card.dataset.screen)")

    assert summary == "5台のうち1台は正常。応答なし 1・不一致 2・遅れ 1"
    assert "実際の画面が、表示するはずのものと違っています" in says
    assert "時計がサーバーの時計とずれています" in clock
    assert sorted(narrowed) == ["hall-4k", "lift-2f", "waiting-1f"]


def test_a_picture_that_is_asked_for_comes_large(served: Served, browser: Any) -> None:
    player = Reporting(served, "waiting-1f")
    with signed_in(browser, served, "viewer") as page:
        page.goto("/screens")
        page.locator('[data-screen="waiting-1f"]').get_by_role("link", name="表示端末", exact=True).click()
        page.get_by_role("button", name="画面を撮る").click()
        page.get_by_text("画面を撮るよう端末に送りました").wait_for()

        def is_asked() -> bool:
            player.poll()
            return bool(player.head["commands"])

        wait_until(is_asked, seconds=20)
        done = [{"id": one["id"], "outcome": "done", "at": None} for one in player.head["commands"]]
        player.tell(longest=960, commands=done)

        page.locator('.reported img[src*="which=screenshot"]').wait_for()
        page.locator("[data-part=orders]").get_by_text("実行済み").first.wait_for()
        assert page.locator(".reported img").evaluate("image => image.naturalWidth") == 960
        assert page.get_by_text("定期の報告についてくる小さな画像です").count() == 0
