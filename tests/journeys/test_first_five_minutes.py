"""The first five minutes that convince a section head (DOMAIN): each step done, looked at, and the whole timed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from PIL import Image

from signage.publish.tree import Tree
from tests.journeys import staff_pages
from tests.journeys.cable import Cable, plugged_in
from tests.journeys.processes import a_port, player, running, wait_until
from tests.journeys.published import slides_on
from tests.journeys.sample_office import SCREENS, Sample
from tests.journeys.staff_pages import Served

pytestmark = [pytest.mark.browser, pytest.mark.soak]

FIVE_MINUTES_S = 300
DRAWN_MS = 150_000
"""So long the drawing of a day that nobody has looked at may take, where other tests draw as well."""

POLL_MS = 1_000
"""Of the player whose cable is pulled: it is missed after four."""

SILENT = '.standing:has-text("応答なし")'

FLOOR_LIST = """番号\t名称\t所属\t棟\t階
81\t粗大ごみの受付\t総務課\t本庁舎\t1F
82\t防災マップの配布\t総務課\t本庁舎\t1F
83\t区民相談\t総務課\t本庁舎\t2F
84\t入札の窓口\t総務課\t本庁舎\t3F
85\t広報誌の配布\t総務課\t本庁舎\t1F
"""

ALIVE = """(words) => [...document.querySelectorAll(".card")].every((card) => {
  const { top, bottom } = card.getBoundingClientRect();
  if (bottom <= 0 || top >= innerHeight) return true;
  const isPainted = card.classList.contains("is-dark") || card.querySelector(".alt").textContent !== "";
  const told = card.querySelector(".facts").dataset.words;
  return isPainted && !card.classList.contains("is-waiting") && (!words || told === words[card.dataset.screen]);
})"""
"""Every monitor in sight shows something, and says what the server said of it, where that is given."""


FIRST_PAIR = """() => {
  const pair = [...document.querySelectorAll(".guide-shots img")].slice(0, 2);
  return pair.length === 2 && pair.every((one) => one.complete);
}"""
"""The first monitor's picture before and after is there; the others are loaded when somebody looks."""


class Walk:
    """Somebody who walks through the steps: what each took, what was read on the way, and the picture at its end."""

    def __init__(self, page: Any, served: Served, folder: Path) -> None:
        self.page, self.served, self.folder = page, served, folder
        self.began, self.steps = time.monotonic(), dict[str, float]()
        self.seen: dict[str, bool] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.look(name)
        self.steps[name] = time.monotonic() - began

    def look(self, name: str) -> None:
        """The picture is kept; it must not be of one colour."""
        path = self.folder / f"{name}.png"
        self.page.screenshot(path=str(path), full_page=True, animations="disabled")
        self.seen[name] = bool(np.asarray(Image.open(path).convert("L")).std() > 5)

    def wall(self) -> None:
        """All monitors, once each of them shows something."""
        self.page.goto("/screens")
        self.page.wait_for_function(ALIVE, timeout=DRAWN_MS)

    def chosen(self, chip: str) -> str:
        """All monitors at another time, once pictures and words are of then; what stands above them."""
        button = self.page.locator(f'.chip:has-text("{chip}")')
        instant = int(button.get_attribute("data-at"))

        def is_of_then(answer: Any) -> bool:
            at = parse_qs(urlsplit(answer.url).query).get("at", ["0"])
            return "/screens.json" in answer.url and 0 <= int(at[0]) - instant < 60_000

        with self.page.expect_response(is_of_then) as answer:
            button.click()
        self.page.wait_for_function(ALIVE, arg=answer.value.json()["cards"], timeout=DRAWN_MS)
        return str(self.page.inner_text("#shown-time"))

    @contextmanager
    def all_redrawn(self) -> Iterator[None]:
        """What is done in the block makes every monitor's plan another."""
        before = manifests(self.served)
        yield
        wait_until(
            lambda: all(manifests(self.served)[screen] != before[screen] for screen in SCREENS),
            seconds=DRAWN_MS / 1000,
        )


def manifests(served: Served) -> dict[str, str]:
    """What each screen shows by the tree."""
    return {head["screen"]: head["manifest"] for head in Tree(served.data).heads().values()}


def everywhere(served: Served, slide: str) -> bool:
    return all(slide in slides_on(served, screen) for screen in SCREENS)


def own_name_and_colour(walk: Walk) -> str:
    """What stands at the head of every page."""
    page = walk.page
    with walk.step("1-own-name-and-colour"):
        with walk.all_redrawn():
            page.goto("/offices/mizuki")
            page.fill("#f-name-ja", "川辺市みなと区役所")
            page.fill("#f-accent", "#7a1f5c")
            page.click("button.is-solid.is-large")
            page.wait_for_selector(".message")
        walk.wall()
    return str(page.inner_text("header.top"))


def lift_notice(walk: Walk) -> tuple[str, bool]:
    """The sentence beside the form, and whether it was on air; then it is taken down."""
    page, served = walk.page, walk.served
    with walk.step("2-lift-notice"):
        page.goto("/slides/new")
        page.fill("#about-find", "エレベ")
        page.click('.about-tile:has-text("エレベーター点検")')
        page.fill("#f-first", "2026-12-01")
        page.fill("#f-last", "2026-12-02")
        page.wait_for_selector(".sight-loop >> text=12月2日に自動終了")
        sentence = page.inner_text(".sight-loop >> nth=0")
        walk.look("2-lift-notice-live-picture")
        page.click(".notice-send button.is-solid")
        page.wait_for_selector(".going-sign.is-done")
        slide = urlsplit(page.url).path.split("/")[2]
        on_air = slide in slides_on(served, "lobby-1f")
    page.goto(f"/slides/{slide}/withdraw")
    page.click("main form button.is-solid, main form button.is-danger")
    wait_until(lambda: slide not in slides_on(served, "lobby-1f"))
    return sentence, on_air


def own_floor_list(walk: Walk) -> tuple[str, int]:
    """What is said before it is published, and the status of the sheet for the desk."""
    page = walk.page
    with walk.step("3-own-floor-list"):
        page.goto("/guide/counters/paste")
        page.fill("#f-pasted", FLOOR_LIST)
        page.click("button.is-solid.is-large")
        page.wait_for_function(FIRST_PAIR)
        told = page.inner_text("main")
        walk.look("3-own-floor-list-checked")
        with walk.all_redrawn():
            page.click('button:has-text("掲載する")')
            page.wait_for_selector(".message")
    return told, page.request.get("/papers/guide/a3.pdf?office=mizuki").status


def another_time(walk: Walk) -> list[str]:
    """The times that stand above the monitors."""
    walk.wall()
    times = []
    for number, chip in enumerate(("土曜", "12月29日", "4月1日"), start=1):
        with walk.step(f"4-another-time-{number}"):
            times.append(walk.chosen(chip))
    return times


def drill(walk: Walk) -> str:
    """The band on every page while it is on; then it is ended."""
    page, served = walk.page, walk.served
    page.goto("/override")
    page.click("text=地震")
    with walk.step("5-drill"):
        page.click("button[value=drill]")
        wait_until(lambda: everywhere(served, "override-mizuki"))
        walk.wall()
    band = page.inner_text(".override")
    page.goto("/override")
    page.click("text=表示を終える")
    wait_until(lambda: not everywhere(served, "override-mizuki"))
    return str(band)


def cable_pulled(walk: Walk, cable: Cable) -> str:
    """What the page says of the one monitor that has fallen silent."""
    walk.wall()
    assert walk.page.locator(SILENT).count() == 0
    with walk.step("5-cable-pulled"):
        cable.pull()
        walk.page.wait_for_selector(f'[data-screen="lobby-1f"] {SILENT}', timeout=60_000)
    assert walk.page.locator(SILENT).count() == 1
    return str(walk.page.inner_text('[data-screen="lobby-1f"] .facts'))


def test_five_steps_in_five_minutes(published_sample: Sample, browser: Any, tmp_path: Path) -> None:
    port, enrolment, cache = a_port(), tmp_path / "player.toml", tmp_path / "cache"
    words = ("--enrolment", enrolment, "--cache", cache, "--windowed", "640x360")
    with (
        plugged_in(port) as cable,
        staff_pages.served(
            published_sample, tmp_path, port=port, players_find=cable.address, poll_ms=POLL_MS
        ) as served,
        staff_pages.signed_in(browser, served, "admin") as page,
    ):
        written = (served.data / "enrolments/lobby-1f.toml").read_text()
        enrolment.write_text(re.sub(r"^server = .*$", f'server = "{cable.address}"', written, flags=re.MULTILINE))
        walk = Walk(page, served, tmp_path)

        named = own_name_and_colour(walk)
        sentence, on_air = lift_notice(walk)
        told, paper = own_floor_list(walk)
        times = another_time(walk)
        env = {"SDL_VIDEODRIVER": "dummy", "LC_ALL": "C.UTF-8"}
        with running("players.pi.cli", *words, said=tmp_path / "shown", env=env) as monitor:
            band = drill(walk)
            wait_until(lambda: len(list(cache.rglob("?" * 64))) > 4, seconds=60)
            silent = cable_pulled(walk, cable)
            goes_on = monitor.poll() is None
        took = time.monotonic() - walk.began
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        kept = player("--enrolment", enrolment, "--cache", cache, "--snapshot", tmp_path / "glass.png", "--at", at)

    assert "川辺市みなと区役所" in named
    assert re.search(r"\d+件・1周.+1回・12月2日に自動終了", sentence)
    assert on_air
    assert all(number in told for number in ("81", "85"))
    assert paper == 200
    assert [text.split("(")[0] for text in times[1:]] == ["12月29日", "4月1日"]
    assert "訓練表示中" in band
    assert "電源とLANケーブルを確認してください" in silent
    assert goes_on
    assert kept.returncode == 0, kept.stderr
    assert np.asarray(Image.open(tmp_path / "glass.png").convert("L")).std() > 5
    assert all(walk.seen.values()), walk.seen
    assert took < FIVE_MINUTES_S, walk.steps
