"""The whole player as a process: from its first picture, through commands, to its end."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from pathlib import Path

import pytest

from tests.players_pi.process import by_and_by, now_ms, published_now, running
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import HOUR, Tree, text_of

WINDOW = ("--windowed", "320x180")


@pytest.fixture
def enrolment(tree: Tree, server: TreeServer, tmp_path: Path) -> Path:
    server.faults.date = lambda: now_ms() / 1000
    return tree.enrolment_file(tmp_path / "player.toml", server.url)


def test_a_screenshot_and_a_restart_are_done_once_and_acknowledged(
    tree: Tree, server: TreeServer, enrolment: Path, tmp_path: Path
) -> None:
    manifest = published_now(tree, 1, 2)
    until = text_of(now_ms() + HOUR)
    tree.head(manifest)
    with running(enrolment, tmp_path / "cache", *WINDOW) as player:
        by_and_by((tmp_path / "cache/in-force.json").exists)
        orders = [
            {"id": "shot-1", "do": "screenshot", "until": until},
            {"id": "late-1", "do": "restart", "until": text_of(now_ms() - HOUR)},
            {"id": "again-1", "do": "restart", "until": until},
            {"id": "../evil", "do": "format", "until": until},
        ]
        tree.head(manifest, commands=orders)
        by_and_by(lambda: len(outcomes(server)) == 3)
        by_and_by(lambda: heads_given(server) == 3)
        polls = len(server.asked)
        by_and_by(lambda: len(server.asked) > polls + 6)
        assert player.poll() is None

    assert outcomes(server) == {"shot-1": "done", "again-1": "done", "../evil": "not understood"}
    assert heads_given(server) == 3, "the first, the one with commands, and once more after the one restart"
    (shot,) = (one for one in server.reports if one["commands"] and one["commands"][0]["id"] == "shot-1")
    assert (shot["picture"]["width"], shot["picture"]["height"]) == (320, 180), "no larger than the glass"


def outcomes(server: TreeServer) -> dict[str, str]:
    return {one["id"]: one["outcome"] for report in server.reports for one in report["commands"]}


def heads_given(server: TreeServer) -> int:
    return [status for path, _, status in server.asked if "/heads/" in path].count(200)


def test_systemd_hears_that_it_is_ready_and_alive(tree: Tree, enrolment: Path, tmp_path: Path) -> None:
    tree.head(published_now(tree, 1))
    address = f"@signage-player-{os.getpid()}"
    with contextlib.closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as line:
        line.bind("\0" + address[1:])
        line.settimeout(10)
        environment = {"NOTIFY_SOCKET": address, "WATCHDOG_USEC": "400000"}
        with running(enrolment, tmp_path / "cache", *WINDOW, environment=environment):
            heard = [line.recv(100) for _ in range(4)]

    assert heard == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1", b"WATCHDOG=1"]


def test_a_player_ends_when_it_is_told_to(tree: Tree, enrolment: Path, tmp_path: Path) -> None:
    tree.head(published_now(tree, 1))

    with running(enrolment, tmp_path / "cache", *WINDOW) as player:
        by_and_by((tmp_path / "cache/in-force.json").exists)
        player.send_signal(signal.SIGTERM)

        assert player.wait(10) == 0


def test_a_full_hd_canvas_takes_less_than_a_hundred_mebibytes(tree: Tree, enrolment: Path, tmp_path: Path) -> None:
    from tests.players_pi.tree import DAY, a_loop, a_segment, a_zone

    begins, box = now_ms() // 1000 * 1000 - DAY, (0, 0, 1920, 1080)
    tree.sequence = now_ms() - HOUR
    items = {f"slide-{number}": tree.item(number, box[2:]) for number in range(3)} | {"plain": tree.item(99, box[2:])}
    manifest = tree.manifest(
        items=items,
        loops={"main": a_loop(*((f"slide-{n}", 1500) for n in range(3))), "always": a_loop(("plain", 5000))},
        segments=[a_segment(begins, begins + 9 * DAY, a_zone("main", box=box))],
        fallback=[a_zone("always", box=box, anchor=0)],
        canvas=box[2:],
    )
    tree.head(manifest)

    with running(enrolment, tmp_path / "cache", "--windowed", "1920x1080") as player:
        by_and_by((tmp_path / "cache/in-force.json").exists)
        most = 0.0
        for _ in range(25):
            threading.Event().wait(0.2)
            rollup = Path(f"/proc/{player.pid}/smaps_rollup").read_text()
            most = max(most, int(rollup.split("Pss:")[1].split()[0]) / 1024)

    assert most < 100
