"""The programs as people start them: `signage` and `signage-player` in processes of their own."""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.conftest import ROOT

ENGLISH = {"LC_ALL": "C.UTF-8"}
JAPANESE = {"LC_ALL": "ja_JP.UTF-8"}
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith(("SIGNAGE_", "LC_", "LANG"))}
"""What a process inherits: nothing that the developer has set for their own installation."""

Environment = Mapping[str, str]


def signage(*words: object, env: Environment = ENGLISH) -> subprocess.CompletedProcess[str]:
    """One command of the server, run to its end."""
    return _run("signage", words, env)


def player(*words: object, env: Environment = ENGLISH) -> subprocess.CompletedProcess[str]:
    """One command of the player, run to its end."""
    return _run("players.pi.cli", words, env)


@contextlib.contextmanager
def running(module: str, *words: object, said: Path, env: Environment = ENGLISH) -> Iterator[subprocess.Popen[bytes]]:
    """A program that stays; what it prints goes to the file `said`. Ended at the end of the block."""
    with said.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *map(str, words)],
            cwd=ROOT,
            env={**PLAIN, "PYTHONUNBUFFERED": "1", **env},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def a_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def asked(port: int, path: str, *, authority: str = "") -> tuple[int, str]:
    """Status and text of an answer; status 0 where nobody answers. Over TLS where an authority (PEM) is given."""
    if authority:
        trusted = ssl.create_default_context(cadata=authority)
        connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=30, context=trusted)
    else:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    except OSError:
        return 0, ""
    finally:
        connection.close()


def wait_until(condition: Callable[[], bool], *, seconds: float = 30, said: Path | None = None) -> None:
    """Look again until it holds; what a program said explains why it does not."""
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not condition():
        assert time.monotonic() < deadline, said.read_text() if said is not None else "it did not come true in time"
        pause.wait(0.05)


def _run(module: str, words: tuple[object, ...], env: Environment) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", module, *map(str, words)]
    return subprocess.run(
        command, cwd=ROOT, env={**PLAIN, **env}, capture_output=True, text=True, timeout=180, check=False
    )
