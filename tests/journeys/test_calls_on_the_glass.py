"""A call on the glass: it comes, it greys where its source falls silent, it is hidden, and nothing else helps it."""

from __future__ import annotations

import contextlib
import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from benchmarks.glass import Glass, glass
from benchmarks.polls import nginx
from players.pi.part import part_of
from players.pi.stage import OnAir
from signage.config import Settings
from signage.core.instants import MINUTE, SECOND
from signage.core.shows import what_shows, with_live
from signage.publish.boards import QueueBoards
from signage.publish.live import LiveFiles
from signage.publish.publisher import Publisher
from signage.publish.signing import read_unverified
from signage.store import queue_events
from signage.store.database import open_database, writing
from tests.conftest import ROOT
from tests.journeys import number_office
from tests.journeys.number_office import now_ms
from tests.journeys.processes import a_port
from tests.players_pi.theatre import Oracle, Theatre

SILENCE = "係員がお呼びします"


@dataclass(frozen=True, kw_only=True)
class Called:
    """An office in which number 42 has just been called at counter 1, and what is published of it."""

    data: Path
    at: int
    manifest: str
    live: dict[str, Any]

    def path(self, asset: str) -> Path:
        return self.data / "public/v1/assets" / asset[:2] / asset


def called(folder: Path, *, queue: str = "") -> Called:
    data, _ = number_office.prepared(folder, queue=queue)
    db, at = open_database(data), now_ms()
    with writing(db) as under_way:
        event = queue_events.Event(id="1", queue="moving", at=at, kind="called", number="42", counter="c1")
        queue_events.add(under_way, [event], source="api", at=at)
        queue_events.heard(under_way, "api:moving", at=at)
    with Publisher(Settings(data=data)) as publisher:
        publisher.publish(at=at)
        LiveFiles(data, QueueBoards(data)).write(publisher.shapes, at=at)
    (head,) = (data / "public/v1/heads").iterdir()
    (live,) = (data / "public/v1/live").iterdir()
    db.close()
    manifest = read_unverified(head.read_bytes())["manifest"]
    return Called(data=data, at=at, manifest=manifest, live=read_unverified(live.read_bytes()))


@pytest.fixture(scope="module")
def only(tmp_path_factory: pytest.TempPathFactory) -> Called:
    """Where no other board shows the numbers."""
    return called(tmp_path_factory.mktemp("only"), queue=", only_display: true")


@pytest.fixture
def theatre(only: Called, tmp_path: Path) -> Iterator[Theatre]:
    """A player whose network ended just after it had the live file."""
    one = Theatre(tmp_path / "cache", SimpleNamespace(path=only.path), panel=(640, 360), at=only.at)  # type: ignore[arg-type]
    made = one.give(only.manifest)
    for asset in only.live["assets"]:
        with part_of(one.cache, asset) as part:
            part.add(only.path(asset).read_bytes())
            part.adopt()
    one.show.put_on_air(OnAir(manifest=made, published=with_live(made.published, (only.live,))))
    yield one
    one.end()


def glass_at(theatre: Theatre, at: int) -> NDArray[np.uint8]:
    """What is on the glass at an instant."""
    theatre.at = float(at)
    for _ in range(3):
        theatre.frame()
    return theatre.presented[-1].pixels


def darkest(pixels: NDArray[np.uint8], box: tuple[int, int, int, int]) -> int:
    """The ink in a box: its darkest pixel."""
    x, y, width, height = box
    return int(pixels[y : y + height, x : x + width].astype(int).sum(axis=2).min() // 3)


def test_a_silent_board_is_grey_after_two_minutes_and_hidden_after_ten(only: Called, theatre: Theatre) -> None:
    still = what_shows(theatre.show._on_air.published, only.at + 5 * SECOND).still
    numbers = [one.box for one in still if "42" in one.item["alt"]]

    fresh, believed, grey, still_grey, hidden = (
        glass_at(theatre, only.at // SECOND * SECOND + ms)
        for ms in (30 * SECOND, 2 * MINUTE - SECOND, 2 * MINUTE + SECOND, 10 * MINUTE - SECOND, 10 * MINUTE + SECOND)
    )

    oracle = Oracle(theatre.tree, theatre.show._on_air.manifest)
    assert (believed == fresh).all()
    assert (grey != fresh).any()
    assert (still_grey == grey).all()
    assert len(numbers) == 2
    assert all(darkest(fresh, box) < 40 and 70 < darkest(grey, box) < 140 for box in numbers)
    assert np.abs(hidden - oracle.paint(only.at + 10 * MINUTE)).max() <= 1


def test_where_ours_is_the_only_display_silence_says_who_calls(only: Called, theatre: Theatre) -> None:
    told = [one.item["alt"] for one in what_shows(theatre.show._on_air.published, only.at + 11 * MINUTE).still]

    assert any(SILENCE in words for words in told)
    assert not any("42" in words for words in told)


@pytest.mark.soak
def test_when_the_server_dies_real_windows_grey_and_hide_with_nginx_or_without(tmp_path: Path) -> None:
    """Eleven minutes of real time: the server is killed; one player asks in vain, another gets 304 from nginx."""
    (data, token), port = number_office.prepared(tmp_path, queue=", only_display: true"), a_port()
    server, pause = number_office.served(data, port), threading.Event()
    with contextlib.ExitStack() as stack:
        stack.callback(number_office.killed, server)
        addresses = (f"http://127.0.0.1:{port}", stack.enter_context(nginx(data / "public")))
        windows = [stack.enter_context(a_window(tmp_path, address)) for address in addresses]
        pause.wait(10)
        called_at = now_ms()
        number_office.call(port, token, number="43")
        pause.wait(10)
        number_office.killed(server)

        seen = changes(windows, box_of(data, "1番窓口 43番"), until=called_at + 11 * MINUTE)

    late_s = [[round((changed - called_at) / SECOND) for changed in changes] for changes in seen]
    assert [first for first, *_ in late_s] == [pytest.approx(120, abs=2)] * 2
    assert all(rest and rest == [pytest.approx(600, abs=2)] * len(rest) for _, *rest in late_s), late_s


@contextlib.contextmanager
def a_window(folder: Path, server: str) -> Iterator[Glass]:
    """A player on a screen of its own, with its first picture on it."""
    name = server.rsplit(":", 1)[-1]
    enrolment = folder / f"{name}.toml"
    told = (folder / "player.toml").read_text()
    enrolment.write_text(re.sub(r"(?m)^server = .*$", f'server = "{server}"', told))
    with glass(640, 360) as screen:
        command = [
            sys.executable,
            "-m",
            "players.pi.cli",
            "--enrolment",
            enrolment,
            "--cache",
            folder / f"cache-{name}",
        ]
        player = subprocess.Popen(command, cwd=ROOT, env=screen.environment, stderr=subprocess.DEVNULL)
        try:
            screen.wait(lambda one: len(set(one.area((0, 0, 640, 60)))) > 3, seconds=30)
            yield screen
        finally:
            player.terminate()
            player.wait(15)


def box_of(data: Path, words: str) -> tuple[int, int, int, int]:
    """Where a part of the board stands that now says this."""
    (head,), (live,) = ((data / "public/v1" / kind).iterdir() for kind in ("heads", "live"))
    name = read_unverified(head.read_bytes())["manifest"]
    manifest = json.loads((data / "public/v1/assets" / name[:2] / name).read_bytes())
    said = {item: one["alt"] for item, one in read_unverified(live.read_bytes())["items"].items()}
    parts = [part for item in manifest["items"].values() for part in item.get("parts", ())]
    return next(tuple(part["box"]) for part in parts if said.get(part["item"]) == words)


def changes(windows: list[Glass], box: tuple[int, int, int, int], *, until: int) -> list[list[int]]:
    """For each window, when the pixels of a box became others."""
    before, seen, pause = [window.area(box) for window in windows], [[] for _ in windows], threading.Event()
    while now_ms() < until:
        for number, window in enumerate(windows):
            if (now := window.area(box)) != before[number]:
                before[number] = now
                seen[number].append(now_ms())
        pause.wait(0.2)
    return seen
