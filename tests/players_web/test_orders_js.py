"""What a signed head asks of the browser's player is done once by its id, and what breaks is begun again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.players_web.parts import NOW, Page, a_page

pytestmark = pytest.mark.browser

OBEY = """
async () => {
  const { Orders } = await import("/player/orders.js");
  window.done = [];
  window.restarts = 0;
  const reports = {
    done: (id, outcome) => done.push([id, outcome]),
    screenshot: (id) => done.push([id, "screenshot"]),
    flushed: async () => {},
  };
  const section = document.querySelector("#identify");
  new Orders({ engine, reports, section, restart: () => { window.restarts += 1; } }).start();
}
"""
WATCH = """
async () => {
  const { Awake } = await import("/player/awake.js");
  window.told = [];
  window.restarts = 0;
  window.locks = [];
  Object.defineProperty(navigator, "wakeLock", { value: { request: async (kind) => {
    const lock = new EventTarget();
    locks.push(lock);
    return lock;
  } } });
  const [glass, restart] = [document.querySelector("main"), () => { window.restarts += 1; }];
  new Awake({ glass, restart, onError: (line) => told.push(line), facts: engine.facts }).start();
}
"""
BREAK = "() => { queueMicrotask(() => { throw new Error('it broke'); }); }"


@pytest.fixture
def player(browser: Any, tmp_path: Path, serve_folder: Callable[[Path], str]) -> Iterator[Page]:
    with a_page(browser, tmp_path, serve_folder) as page:
        page.page.clock.install()
        yield page


def an_order(do: str, name: str = "c1", *, until: str = "2026-11-22T02:00:00Z", **more: str) -> dict[str, str]:
    """A command as heads carry it."""
    return {"id": name, "do": do, "until": until, **more}


def told(player: Page, *orders: dict[str, str]) -> Any:
    """What came of these orders, told twice."""
    player.page.evaluate("(commands) => { tell({ commands }); tell({ commands }); }", list(orders))
    return player.page.evaluate("() => done")


def test_each_order_is_done_once_also_over_a_reload_and_an_unknown_one_is_answered(player: Page) -> None:
    player.engine(commands=[]).page.evaluate(OBEY)
    orders = [an_order("screenshot"), an_order("dance", "c2"), an_order("restart", "c3")]

    first = told(player, *orders)
    restarts = player.page.evaluate("() => restarts")
    player.page.reload()
    player.engine(commands=[]).page.evaluate(OBEY)
    again = told(player, *orders)

    assert first == [["c1", "screenshot"], ["c2", "not understood"], ["c3", "done"]]
    assert restarts == 1
    assert again == []


@pytest.mark.soak
def test_what_is_too_late_or_of_an_unknown_time_is_left(player: Page) -> None:
    player.engine(commands=[], now=None).page.evaluate(OBEY)

    unknown = told(player, an_order("screenshot"))
    player.page.evaluate("(now) => tell({ now })", NOW + 86_400_000)
    late = told(player, an_order("screenshot"))
    player.page.evaluate("(now) => tell({ now })", NOW)

    assert unknown == late == []
    assert told(player, an_order("screenshot")) == [["c1", "screenshot"]]


def test_its_name_stands_over_the_glass_for_twenty_seconds(player: Page) -> None:
    player.engine(commands=[]).page.evaluate(OBEY)

    outcome = told(player, an_order("identify", text="1階ロビー 総合案内前"))
    name = player.page.locator(".identify-name")
    shown = name.inner_text(), name.bounding_box()
    player.page.clock.run_for(19_000)
    still = name.is_visible()
    player.page.clock.run_for(2_000)

    assert outcome == [["c1", "done"]]
    assert shown[0] == "1階ロビー 総合案内前"
    assert shown[1]["width"] > 640
    assert still
    assert not name.is_visible()


@pytest.mark.soak
def test_a_restart_that_could_not_be_remembered_is_refused(player: Page) -> None:
    player.page.evaluate("() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }")
    player.engine(commands=[]).page.evaluate(OBEY)

    outcome = told(player, an_order("restart"))

    assert outcome == [["c1", "failed: this browser keeps nothing"]]
    assert player.page.evaluate("() => restarts") == 0


def test_after_an_error_the_engine_begins_again_and_after_many_the_page_with_pauses(player: Page) -> None:
    player.engine().page.evaluate(WATCH)
    errors: list[str] = []
    player.page.on("pageerror", lambda error: errors.append(str(error)))

    for _ in range(3):
        player.page.evaluate(BREAK)
        player.page.clock.run_for(100)
    mended = player.page.evaluate("() => [restarts, told.length, told[0]]")
    player.page.evaluate(BREAK)
    player.page.clock.run_for(4_000)
    waits = player.page.evaluate("() => restarts")
    with player.page.expect_navigation():
        player.page.clock.run_for(2_000)

    assert mended[:2] == [3, 3]
    assert "it broke" in mended[2]
    assert waits == 3
    assert len(errors) == 4


@pytest.mark.soak
def test_without_a_page_to_come_the_picture_stands_and_is_not_given_away(player: Page) -> None:
    player.engine().page.evaluate(WATCH)
    player.page.route("**/page.html", lambda route: route.abort())

    for _ in range(5):
        player.page.evaluate(BREAK)
        player.page.clock.run_for(100)
    player.page.clock.run_for(30 * 60_000)

    assert player.page.evaluate("() => typeof engine") == "object", "it is the same page still"


def test_a_glass_that_nobody_looks_after_is_begun_again_and_the_display_stays_on(player: Page) -> None:
    player.engine().page.evaluate(WATCH)

    player.page.clock.run_for(60_000)
    player.page.evaluate(
        "() => { truth.lookedAt = performance.now(); locks[0].dispatchEvent(new Event('release')); }"
    )
    player.page.clock.run_for(6_000)

    assert player.page.evaluate("() => [restarts >= 1, told[0], locks.length]") == [
        True,
        "the glass was not looked at for 30 s",
        2,
    ]


@pytest.mark.soak
def test_the_pointer_goes_after_three_seconds_and_comes_back_with_a_hand(player: Page) -> None:
    player.engine().page.evaluate(WATCH)

    player.page.clock.run_for(4_000)
    idle = player.page.evaluate("() => getComputedStyle(document.querySelector('main')).cursor")
    player.page.mouse.move(200, 200)

    assert idle == "none"
    assert player.page.evaluate("() => getComputedStyle(document.querySelector('main')).cursor") != "none"
