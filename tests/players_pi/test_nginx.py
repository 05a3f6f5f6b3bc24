"""Behind nginx: its own ETags, its own Range, and nothing in the player knows."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.players_pi.process import published_now
from tests.players_pi.rig import Rig
from tests.players_pi.tree import HEAD_KEY, Tree

pytestmark = pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed on this machine")


@pytest.fixture
def nginx(tmp_path: Path, tree: Tree) -> Iterator[tuple[str, Path]]:
    """nginx in front of the tree: its URL and its access log."""
    with contextlib.closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log, config = tmp_path / "access.log", tmp_path / "nginx.conf"
    tree.folder.mkdir(exist_ok=True)
    os.chmod(tmp_path, 0o755)
    spill = "\n".join(
        f"{name}_temp_path {tmp_path}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.getuid() == 0 else ""
    config.write_text(
        f"""
        {user}
        daemon off; pid {tmp_path}/nginx.pid; error_log {tmp_path}/error.log; worker_processes 1;
        events {{ worker_connections 64; }}
        http {{
            {spill}
            log_format short '$status $uri'; access_log {log} short;
            server {{ listen 127.0.0.1:{port}; root {tree.folder}; }}
        }}
        """
    )
    process = subprocess.Popen(["nginx", "-c", config, "-e", tmp_path / "error.log"], stderr=subprocess.DEVNULL)
    pause = threading.Event()
    for _ in range(200):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            break
        pause.wait(0.02)
    yield f"http://127.0.0.1:{port}", log
    process.terminate()
    process.wait(10)


def written_at(file: Path, second: int) -> None:
    """As the publisher does: every new one a whole second later, for nginx makes its ETags of whole seconds."""
    os.utime(file, (1_795_000_000 + second, 1_795_000_000 + second))


def test_heads_and_live_files_served_by_nginx_take_force_and_are_polled_with_304(
    rig: Rig, tree: Tree, nginx: tuple[str, Path]
) -> None:
    url, log = nginx
    head, live = tree.folder / f"v1/heads/{HEAD_KEY}.jws", tree.folder / "v1/live/board.jws"
    rig.enrolment = tree.enrolment(url)
    boards = [{"key": "board", "poll_ms": 300}]
    first = published_now(tree, 1)
    tree.live("board", {"slide-1": tree.item(51)})
    tree.head(first, live=boards)
    written_at(head, 1)
    rig.bring_up()
    rig.settle(lambda: rig.shows().zones[0].placed.asset == tree.item(51)["asset"])
    assert rig.clock.now().trusted

    tree.live("board", {"slide-1": tree.item(52)})
    written_at(live, 2)
    rig.settle(lambda: rig.shows().zones[0].placed.asset == tree.item(52)["asset"])
    second = published_now(tree, 2)
    tree.head(second, live=boards)
    written_at(head, 3)
    rig.settle(lambda: rig.in_force() == second)
    begun = len(log.read_text().splitlines())
    rig.settle(lambda: len(log.read_text().splitlines()) >= begun + 6)

    assert {line.split()[0] for line in log.read_text().splitlines()[begun + 2 :]} == {"304"}


def test_nginx_resumes_a_part_by_range(rig: Rig, tree: Tree, nginx: tuple[str, Path]) -> None:
    url, log = nginx
    rig.enrolment = tree.enrolment(url)
    manifest = published_now(tree, 1)
    picture = tree.item(1)["asset"]
    rig.folder.mkdir()
    (rig.folder / f"{picture}.part").write_bytes(tree.path(picture).read_bytes()[:100])
    tree.head(manifest)

    rig.bring_up()

    assert rig.cache.check(picture)
    assert f"206 /v1/assets/{picture[:2]}/{picture}" in log.read_text()
