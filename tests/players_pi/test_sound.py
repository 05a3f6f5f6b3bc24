"""The whole player with a sound device that writes what it plays into a file, and without one."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from signage.core.chime import chime
from signage.core.sounds import RATE
from tests.players_pi.process import by_and_by, now_ms, running
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import DAY, Tree, a_loop, a_segment, a_zone, text_of

WINDOW = ("--windowed", "320x180")
PLAYED_RATE = 44_100


def samples(file: Path) -> NDArray[np.int16]:
    data = file.read_bytes() if file.exists() else b""
    return np.frombuffer(data[: len(data) // 2 * 2], dtype=np.int16)


def chimes(file: Path) -> int:
    """How often something begins to sound after a tenth of a second of silence."""
    heard = np.abs(samples(file)) > 40
    at = np.flatnonzero(heard)
    return 0 if len(at) == 0 else 1 + int((np.diff(at) > PLAYED_RATE // 10).sum())


def a_player_that_may_sound(tree: Tree, server: TreeServer, folder: Path, volume: int = 100) -> Path:
    server.faults.date = lambda: now_ms() / 1000
    tree.sequence = now_ms() - 60_000
    begins = now_ms() // 1000 * 1000 - DAY
    manifest = tree.manifest(
        items={"a": tree.item(1), "plain": tree.item(99)},
        loops={"main": a_loop(("a", 5000)), "always": a_loop(("plain", 5000))},
        segments=[a_segment(begins, begins + 9 * DAY, a_zone("main"), sound="on")],
        fallback=[a_zone("always", anchor=0)],
        volume=volume,
    )
    tree.live("board", {})
    tree.head(manifest, live=[{"key": "board", "poll_ms": 200}])
    return tree.enrolment_file(folder / "player.toml", server.url)


def call(tree: Tree, *names: str) -> None:
    """All at this moment."""
    asset = tree.asset(chime())
    at = text_of(now_ms())
    tree.live("board", {}, cues=[{"id": name, "at": at, "for_s": 15, "asset": asset} for name in names])


def written_to(file: Path) -> Mapping[str, str]:
    return {"SDL_AUDIODRIVER": "disk", "SDL_DISKAUDIOFILE": str(file)}


def test_calls_sound_one_after_another_at_the_screens_volume_and_not_again_after_a_restart(
    tree: Tree, server: TreeServer, tmp_path: Path
) -> None:
    enrolment = a_player_that_may_sound(tree, server, tmp_path, volume=50)
    first, second = tmp_path / "first.raw", tmp_path / "second.raw"
    with running(enrolment, tmp_path / "cache", *WINDOW, environment=written_to(first)):
        by_and_by((tmp_path / "cache/in-force.json").exists)
        call(tree, "call-1", "call-2")
        by_and_by(lambda: chimes(first) == 2 and len(samples(first)) > 2.5 * PLAYED_RATE)
    with running(enrolment, tmp_path / "cache", *WINDOW, environment=written_to(second)):
        call(tree, "call-1", "call-2", "call-3")
        by_and_by(lambda: chimes(second) == 1 and len(samples(second)) > 2 * PLAYED_RATE)

    loudest = int(np.abs(samples(first)).max())
    assert 0.22 * 32_768 < loudest < 0.26 * 32_768, "half of the chime, which is half of full scale"
    heard = np.flatnonzero(np.abs(samples(first)) > 40)
    assert (heard[-1] - heard[0]) / PLAYED_RATE > 1.9 * (len(chime()) / 2 / RATE) - 0.3
    assert chimes(second) == 1


def test_without_a_sound_device_the_picture_stays_and_one_line_says_so(
    tree: Tree, server: TreeServer, tmp_path: Path
) -> None:
    enrolment = a_player_that_may_sound(tree, server, tmp_path)
    log = tmp_path / "log"
    environment = {"SDL_AUDIODRIVER": "no-such-driver"}
    with (
        log.open("wb") as told,
        running(enrolment, tmp_path / "cache", *WINDOW, environment=environment, log=told) as player,
    ):
        by_and_by((tmp_path / "cache/in-force.json").exists)
        done = tmp_path / "cache/done.json"
        for name in ("call-1", "call-2", "call-3"):
            call(tree, name)
            by_and_by(lambda name=name: done.exists() and name in done.read_text())  # type: ignore[misc]
        polls = len(server.asked)
        by_and_by(lambda: len(server.asked) > polls + 6)
        assert player.poll() is None

    assert log.read_text(encoding="utf-8").count("no sound") == 1
