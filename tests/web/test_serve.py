"""`signage serve` as a process: one port for tree and pages, a worker that comes back, and a clean end."""

from __future__ import annotations

import contextlib
import http.client
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from signage.config import Settings
from signage.core.problems import Broken
from signage.web.serve import serve
from tests.conftest import ROOT
from tests.web.test_tree import FILM, Site, listens, put, put_signed, until


class Serving:
    """A running server."""

    def __init__(self, data: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        (data / "public").mkdir()
        self.data = data
        self.site = Site(data / "public", self.port)
        command = [sys.executable, "-m", "tests.web.serving_all", str(self.port), str(data)]
        self.process = subprocess.Popen(command, cwd=ROOT)
        until(self.answers, seconds=30)

    def answers(self) -> bool:
        try:
            return listens(self.port) and self.site.ask("/healthz")[0].status == 200
        except (OSError, http.client.HTTPException):
            return False

    def workers(self) -> list[psutil.Process]:
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]


@pytest.fixture
def serving(tmp_path: Path) -> Iterator[Serving]:
    running = Serving(tmp_path)
    yield running
    if running.process.poll() is None:
        running.process.kill()
    running.process.wait(timeout=10)


def test_more_players_keep_their_connections_than_granian_takes_by_itself(serving: Serving) -> None:
    head = put_signed(serving.data / "public", "heads", b"a.b.c")
    most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most[1], most[1]))

    with contextlib.ExitStack() as open_ones:
        statuses = set()
        for _ in range(1_100):
            line = open_ones.enter_context(contextlib.closing(http.client.HTTPConnection("127.0.0.1", serving.port)))
            line.timeout = 20
            line.request("GET", head)
            answer = line.getresponse()
            statuses.add((answer.status, answer.read()))
    resource.setrlimit(resource.RLIMIT_NOFILE, most)

    assert statuses == {(200, b"a.b.c")}


def test_tree_and_pages_share_a_port_and_a_dead_worker_comes_back(serving: Serving) -> None:
    head = put_signed(serving.data / "public", "heads", b"a.b.c")
    assert serving.site.ask(head)[1] == b"a.b.c"
    assert "サインイン" in serving.site.ask("/sign-in", Host="localhost")[1].decode()
    assert serving.site.ask("/", Host="signage.ward.example")[0].status == 302, "to sign in first"
    assert (serving.data / "beside").read_text() == "entered"

    (worker,) = serving.workers()
    worker.kill()
    until(lambda: serving.answers() and worker not in serving.workers(), seconds=30)

    assert serving.site.ask(head)[1] == b"a.b.c"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_it_ends_cleanly_and_soon_even_while_somebody_reads_slowly(serving: Serving, sign: signal.Signals) -> None:
    film = put(serving.data / "public", FILM)
    workers = serving.workers()
    with socket.socket() as reader:
        reader.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        reader.connect(("127.0.0.1", serving.port))
        reader.sendall(f"GET {film} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        assert reader.recv(12) == b"HTTP/1.1 200"

        serving.process.send_signal(sign)

        assert serving.process.wait(timeout=10) == 0
    assert (serving.data / "beside").read_text() == "left"
    assert not any(worker.is_running() for worker in workers)


def test_a_taken_address_is_refused_in_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        with pytest.raises(Broken, match=rf"cannot listen on 127\.0\.0\.1:{port}.*another --port"):
            serve(Settings(data=tmp_path, port=port))
