"""A killed player, an old manifest, a glass that is not what it claims and a wrong clock: told apart on the wall."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from PIL import Image

from signage.actions.installation import Installation, opened
from signage.config import read_settings
from signage.core.instants import MINUTE
from signage.store.database import writing
from signage.store.enrolments import Enrolment, enrol
from tests.journeys import staff_pages, tiny_office
from tests.journeys.number_office import now_ms
from tests.journeys.processes import ENGLISH, JAPANESE, a_port, asked, running, signage, wait_until
from tests.journeys.staff_pages import Served
from tests.simulated_player import SimulatedPlayer
from tests.staff import employ, one_of_each

pytestmark = [pytest.mark.browser, pytest.mark.soak]

TWO_MINUTES_S = 120

SCREENS = ("well", "killed", "old", "other", "clock")

NEWS = """
office: ume
slides:
  - {id: welcome, kind: notice, name: ようこそ, owner: soumu, review_on: today+90d, fields: {title: 時間変更}}
"""
"""Another manifest for every screen."""

EXPECTED = {
    "well": ("正常", ""),
    "killed": ("応答なし", "電源とLANケーブルを確認してください。"),
    "old": ("遅れ", "古い予定のまま表示しています。"),
    "other": ("不一致", "実際の画面が、表示するはずのものと違っています。"),
    "clock": ("不一致", "表示端末の時計がサーバーの時計とずれています。"),
}
"""What the wall says of each: its badge, and how its sentence goes on."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """An office that is served, and the players of its screens: two real ones, three simulated ones."""

    served: Served
    folder: Path
    players: dict[str, Enrolment]

    def load(self, name: str, text: str) -> None:
        file = self.folder / f"{name}.yaml"
        file.write_text(text, encoding="utf-8")
        done = signage("load", file, "--data", self.served.data)
        assert done.returncode == 0, done.stderr


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Its screens are on day and night."""
    data, port, said = tmp_path / "data", a_port(), tmp_path / "said"
    files = tiny_office.an_office(tmp_path / "files")
    text = (files / "office.yaml").read_text(encoding="utf-8")
    begins, ends = text.index("  - id: hall"), text.index("playlists:")
    rows = "".join(text[begins:ends].replace("id: hall", f"id: {name}") for name in SCREENS)
    (files / "office.yaml").write_text(text[:begins] + rows + text[ends:], encoding="utf-8")
    for words in (("init",), ("load", files)):
        assert signage(*words, "--data", data).returncode == 0
    (data / "signage.toml").write_text(f"port = {port}\npoll_ms = 1000\nalarm_after_s = 10\n", encoding="utf-8")
    here = opened(read_settings(data, {}))
    employ(here, one_of_each())
    players = {name: enrolled(here, name, tmp_path) for name in SCREENS}
    with running("signage", "serve", "--data", data, said=said):
        wait_until(lambda: asked(port, "/healthz")[0] == 200, seconds=120, said=said)
        served = Served(address=f"http://127.0.0.1:{port}", installation=here)
        yield Office(served=served, folder=tmp_path, players=players)


def enrolled(here: Installation, screen: str, folder: Path) -> Enrolment:
    """A player with its file."""
    if screen in ("well", "killed"):
        done = signage("enrol", screen, "-o", folder / f"{screen}.toml", "--data", here.data)
        assert done.returncode == 0, done.stderr
        return Enrolment(id="", screen=screen, head_key="", enrolled_at=0)
    with writing(here.db) as under_way:
        return enrol(under_way, screen, at=now_ms())


@contextmanager
def told_of(office: Office, player: SimulatedPlayer, lies: dict[str, Any]) -> Iterator[None]:
    """The player reports every few seconds; with what is in `lies` by then."""
    ended = threading.Event()
    url = f"{office.served.address}/api/v1/heartbeats"
    bearer = {"Authorization": f"Bearer {player.enrolment.token}"}

    def report() -> None:
        while not ended.is_set():
            if not lies.get("deaf"):
                player.poll()
            document = player.report(now_ms(), glass=lies.get("glass"))
            requests.post(url, json=document, headers=bearer, timeout=10).raise_for_status()
            ended.wait(5)

    thread = threading.Thread(target=report)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def wall(page: Any) -> dict[str, tuple[str, str]]:
    """Each screen's badge and sentence."""
    return dict(
        page.evaluate(
            """() => [...document.querySelectorAll(".card")].map((card) => [card.dataset.screen, [
          card.querySelector(".standing .badge, .standing span")?.innerText.trim() ?? "",
          card.querySelector(".todo")?.innerText.trim() ?? ""]])"""
        )
    )


def says(page: Any, expected: dict[str, tuple[str, str]]) -> bool:
    found = wall(page)
    return all(badge in found[name][0] and sentence in found[name][1] for name, (badge, sentence) in expected.items())


def waited_for(page: Any, expected: dict[str, tuple[str, str]], seconds: float) -> float:
    """How long it took until the wall said so."""
    began = time.monotonic()
    while not says(page, expected):
        assert time.monotonic() - began < seconds, repr(wall(page))
        page.wait_for_timeout(500)
    return time.monotonic() - began


def test_four_troubles_are_told_apart_within_two_minutes(office: Office, browser: Any) -> None:
    lies: dict[str, dict[str, Any]] = {name: {} for name in SCREENS}
    sims = {name: SimulatedPlayer(office.served.data, office.players[name]) for name in ("old", "other", "clock")}
    real = {"SDL_VIDEODRIVER": "dummy", **ENGLISH}
    with ExitStack() as hall:
        for name in ("well", "killed"):
            words = ("--enrolment", office.folder / f"{name}.toml", "--cache", office.folder / name)
            words = (*words, "--windowed", "640x360")
            process = hall.enter_context(
                running("players.pi.cli", *words, said=office.folder / f"{name}.said", env=real)
            )
            lies[name]["process"] = process
        wait_until(lambda: all(one.enrolment.head_key in heads(office) for one in sims.values()))
        for name, player in sims.items():
            hall.enter_context(told_of(office, player, lies[name]))
        page = hall.enter_context(staff_pages.signed_in(browser, office.served, "admin", size="1280x2400"))
        page.goto("/screens")
        waited_for(page, dict.fromkeys(SCREENS, ("正常", "")), seconds=150)

        lies["killed"]["process"].kill()
        lies["old"]["deaf"] = True
        lies["other"]["glass"] = Image.new("RGB", (640, 360), "#D0457A")
        sims["clock"].ahead_ms = 10 * MINUTE
        office.load("news", NEWS)
        took = waited_for(page, EXPECTED, seconds=TWO_MINUTES_S)
        page.screenshot(path=str(office.folder / "wall.png"), full_page=True)
        wait_until(lambda: "モニター4台を確認してください" in band(page), seconds=TWO_MINUTES_S)
        seen = signage("doctor", "--data", office.served.data, env=JAPANESE).stdout

    assert took < TWO_MINUTES_S
    assert seen.count("× ホール") == 4


def band(page: Any) -> str:
    """What stands above every page of an administrator; whom no report missed is silent by its polls alone so far."""
    page.goto("/")
    return str(page.inner_text("body"))


def heads(office: Office) -> set[str]:
    return {path.stem for path in (office.served.data / "public/v1/heads").glob("*.jws")}
