"""The first five minutes that convince a section head (DOMAIN): each step done, looked at, and the whole timed."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import pytest
from PIL import Image

from signage.publish.tree import Tree
from tests.journeys import staff_pages
from tests.journeys.cable import plugged_in
from tests.journeys.processes import a_port, player, running, wait_until
from tests.journeys.published import slides_on
from tests.journeys.sample_office import SCREENS, Sample
from tests.journeys.staff_pages import Served

pytestmark = pytest.mark.browser

FIVE_MINUTES_S = 300
FLOOR_LIST = """番号\t名称\t所属\t棟\t階
81\t粗大ごみの受付\t総務課\t本庁舎\t1F
82\t防災マップの配布\t総務課\t本庁舎\t1F
83\t区民相談\t総務課\t本庁舎\t2F
84\t入札の窓口\t総務課\t本庁舎\t3F
85\t広報誌の配布\t総務課\t本庁舎\t1F
"""


class Stopwatch:
    """What each step took, and the picture at its end."""

    def __init__(self, page: Any, folder: Path) -> None:
        self.page, self.folder, self.began = page, folder, time.monotonic()
        self.steps: dict[str, float] = {}

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        began = time.monotonic()
        yield
        self.steps[name] = time.monotonic() - began
        self.page.screenshot(path=str(self.folder / f"{name}.png"))

    def seen(self, name: str) -> bool:
        """The step's picture is there and is not one colour."""
        pixels = np.asarray(Image.open(self.folder / f"{name}.png").convert("L"))
        return bool(pixels.std() > 5)


def manifests(served: Served) -> dict[str, str]:
    """What each screen shows by the tree."""
    return {head["screen"]: head["manifest"] for head in Tree(served.data).heads().values()}


def all_redrawn(served: Served, before: dict[str, str]) -> None:
    wait_until(lambda: all(manifests(served)[screen] != before[screen] for screen in SCREENS), seconds=150)


def everywhere(served: Served, slide: str) -> bool:
    return all(slide in slides_on(served, screen) for screen in SCREENS)


def test_five_steps_in_five_minutes(served: Served, browser: Any, tmp_path: Path) -> None:
    with staff_pages.signed_in(browser, served, "admin") as page:
        watch = Stopwatch(page, tmp_path)

        with watch.step("1-own-name-and-colour"):
            before = manifests(served)
            page.goto("/offices/mizuki")
            page.fill("#f-name-ja", "川辺市みなと区役所")
            page.fill("#f-accent", "#7a1f5c")
            page.click("button.is-solid.is-large")
            page.wait_for_selector(".message")
            all_redrawn(served, before)
            page.goto("/screens")
            named = page.inner_text("header.top")

        with watch.step("2-lift-notice"):
            page.goto("/slides/new")
            page.fill("#about-find", "エレベ")
            page.click('.about-tile:has-text("エレベーター点検")')
            page.fill("#f-first", "2026-12-01")
            page.fill("#f-last", "2026-12-02")
            page.wait_for_selector(".sight-loop >> text=12月2日に自動終了")
            sentence = page.inner_text(".sight-loop >> nth=0")
            page.click(".notice-send button.is-solid")
            page.wait_for_selector(".going-sign.is-done")
            slide = urlsplit(page.url).path.split("/")[2]
            on_air = slide in slides_on(served, "lobby-1f")
        page.goto(f"/slides/{slide}/withdraw")
        page.click("main form button.is-solid, main form button.is-danger")
        wait_until(lambda: slide not in slides_on(served, "lobby-1f"))

        with watch.step("3-own-floor-list"):
            before = manifests(served)
            page.goto("/guide/counters/paste")
            page.fill("#f-pasted", FLOOR_LIST)
            page.click("button.is-solid.is-large")
            page.wait_for_load_state()
            told = page.inner_text("main")
            page.click('button:has-text("掲載する")')
            page.wait_for_selector(".message")
            all_redrawn(served, before)
            paper = page.request.get("/papers/guide/a3.pdf?office=mizuki")
        assert paper.ok, paper.status

        with watch.step("4-another-time"):
            page.goto("/screens")
            shown = []
            for chip in ("土曜", "12月29日", "4月1日"):
                page.click(f'.chip:has-text("{chip}")')
                page.wait_for_selector(f"#shown-time:has-text('{chip[:3]}'), #shown-time:has-text('土')")
                shown.append(page.inner_text("#shown-time"))

        with watch.step("5-drill"):
            page.goto("/override")
            page.click("text=地震")
            page.click("button[value=drill]")
            wait_until(lambda: everywhere(served, "override-mizuki"))
            band = page.inner_text(".override")
        page.click("text=表示を終える")
        wait_until(lambda: not everywhere(served, "override-mizuki"))

        took = time.monotonic() - watch.began

    assert "川辺市みなと区役所" in named
    assert re.search(r"\d+件・1周.+1回・12月2日に自動終了", sentence)
    assert on_air
    assert "81" in told
    assert "85" in told
    assert [text.split("(")[0] for text in shown[1:]] == ["12月29日", "4月1日"]
    assert "訓練表示中" in band
    assert all(watch.seen(step) for step in watch.steps)
    assert took < FIVE_MINUTES_S, watch.steps


def test_with_the_cable_pulled_the_monitor_goes_on_and_the_page_says_which_and_what_to_do(
    published_sample: Sample, browser: Any, tmp_path: Path
) -> None:
    port, enrolment, cache = a_port(), tmp_path / "player.toml", tmp_path / "cache"
    with (
        plugged_in(port) as cable,
        staff_pages.served(published_sample, tmp_path, port=port, players_find=cable.address) as served,
    ):
        written = (served.data / "enrolments/lobby-1f.toml").read_text()
        enrolment.write_text(re.sub(r"^server = .*$", f'server = "{cable.address}"', written, flags=re.MULTILINE))
        words = ("--enrolment", enrolment, "--cache", cache, "--windowed", "640x360")
        env = {"SDL_VIDEODRIVER": "dummy", "LC_ALL": "C.UTF-8"}
        with (
            running("players.pi.cli", *words, said=tmp_path / "shown", env=env) as process,
            staff_pages.signed_in(browser, served, "editor") as page,
        ):
            wait_until(lambda: len(list(cache.rglob("?" * 64))) > 4, seconds=60)
            page.goto("/screens")
            before = page.locator(".silent").count()

            cable.pull()
            page.wait_for_selector('[data-screen="lobby-1f"] .silent', timeout=60_000)
            told = page.inner_text('[data-screen="lobby-1f"] .silent')
            goes_on, others = process.poll() is None, page.locator(".silent").count()

        picture = tmp_path / "glass.png"
        kept = player("--enrolment", enrolment, "--cache", cache, "--snapshot", picture, "--at", _now())

    assert before == 0
    assert others == 1
    assert "電源とLANケーブルを確認してください" in told
    assert goes_on
    assert kept.returncode == 0, kept.stderr
    assert np.asarray(Image.open(picture).convert("L")).std() > 5


def _now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
