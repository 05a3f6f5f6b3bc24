"""The tiny office with one queue at two counters, a board on its one screen, and a ticket machine's token."""

from __future__ import annotations

import contextlib
import io
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from uuid import uuid4

import requests

from signage import cli
from tests.conftest import ROOT
from tests.journeys import tiny_office
from tests.journeys.processes import ENGLISH, PLAIN, asked, wait_until

QUEUES = """
office: ume
queues:
  - {id: moving, section: soumu, name: {ja: 住民異動, en: Moving}, counters: [c1, c2]%s}
slides:
  - id: numbers
    kind: queue-board
    name: 番号案内
    owner: soumu
    review_on: today+300d
    fields: {queues: [moving]}
rules: [{id: numbers, groups: [all], slide: numbers}]
"""

COUNTERS = "ID,番号,所属,棟,階\nc1,1,soumu,main,f1\nc2,2,soumu,main,f1\n"


def prepared(folder: Path, *, queue: str = "", queues: str = QUEUES) -> tuple[Path, str]:
    """Its data folder, loaded and published with one player enrolled as `player.toml` beside it, and the token.

    `queue` are further fields of the queue (", only_display: true"); `queues` are other rows, or none.
    """
    files, data = tiny_office.an_office(folder / "files"), folder / "data"
    (files / "guide/窓口.csv").write_text(COUNTERS, encoding="utf-8")
    if queues:
        (files / "queues.yaml").write_text(queues % queue, encoding="utf-8")
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        for words in (
            ("init",),
            ("load", files),
            ("enrol", "hall", "-o", folder / "player.toml"),
            ("token", "create", "machine", "--scope", "queue"),
        ):
            assert cli.main([*map(str, words), "--data", str(data)]) == 0, said.getvalue()
    return data, re.findall(r"(?:Token|鍵): (\S+)", said.getvalue())[-1]


def now_ms() -> int:
    """The time now: of the processes, which nobody can stop."""
    return int(time.time() * 1000)


def served(data: Path, port: int) -> subprocess.Popen[bytes]:
    """A server in a group of processes of its own, answering."""
    command = [sys.executable, "-m", "signage", "serve", "--data", str(data), "--port", str(port)]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**PLAIN, **ENGLISH},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    wait_until(lambda: asked(port, "/healthz")[0] == 200)
    return process


def killed(process: subprocess.Popen[bytes]) -> None:
    """All of it, at once, by force; nothing where that was done before."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def call(port: int, token: str, *, number: str, counter: str = "1", queue: str = "moving") -> None:
    """What the ticket machine sends."""
    requests.post(
        f"http://127.0.0.1:{port}/api/v1/queue/{queue}/calls",
        json={"id": uuid4().hex, "number": number, "counter": counter},
        headers={"Authorization": f"Bearer {token}"},
        timeout=5,
    ).raise_for_status()
