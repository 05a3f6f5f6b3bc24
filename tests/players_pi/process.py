"""Players as processes of their own, at the real time."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pytest

from tests.players_pi.tree import DAY, Tree


def now_ms() -> int:
    return int(time.time() * 1000)


def by_and_by(condition: Callable[[], bool], *, limit_s: float = 15) -> None:
    """Wait until it is so; fail where it does not come to be."""
    pause = threading.Event()
    for _ in range(int(limit_s / 0.02)):
        if condition():
            return
        pause.wait(0.02)
    pytest.fail("it did not come to pass")


def published_now(tree: Tree, *numbers: int, ms: int = 2000) -> str:
    """A manifest for these days, that shows these pictures in turn."""
    begins = now_ms() // 1000 * 1000 - DAY
    tree.sequence = max(tree.sequence, now_ms() - 60_000)
    return tree.rotation(*numbers, begins=begins, ends=begins + 9 * DAY, ms=ms)


@contextlib.contextmanager
def running(
    enrolment: Path,
    cache: Path,
    *words: str,
    environment: Mapping[str, str] | None = None,
    log: IO[bytes] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A player; killed at the end of the block, if it still runs."""
    process = subprocess.Popen(
        [sys.executable, "-m", "players.pi.cli", "--enrolment", str(enrolment), "--cache", str(cache), *words],
        env={**os.environ, **(environment or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=log or subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
