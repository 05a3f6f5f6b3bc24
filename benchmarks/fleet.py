"""A fleet of 2,000 players on one `signage serve`: how soon polls are answered, what is lost, what it takes."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from benchmarks.office import BIN
from benchmarks.polls import bare_flask, free_port, granian
from benchmarks.table import Row
from signage.actions import installation
from signage.actions.load import load
from signage.config import Settings
from signage.publish.certificates import authority_pem
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.enrolments import enrol
from signage.store.rows import stored

PLAYERS = 2_000
SECONDS = 90.0
PUBLISHED_EVERY_S = 60.0
SAMPLE = Path(__file__).parents[1]

NOTICE = """\
office: mizuki
slides:
  - {{id: bench-{number}, kind: notice, name: 測定{number}, owner: general-affairs, until: today+1d,
     fields: {{title: 測定{number}}}}}
rules:
  - {{id: bench, screens: [{screens}], slide: bench-{number}, when: {{until: now+60m}}}}
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What the swarm saw, reports that are kept, and what the server took: bytes of memory, share of one core."""

    swarm: dict[str, Any]
    kept: int = 0
    memory: int = 0
    cores: float = 0.0


def players_of(here: installation.Installation, count: int) -> list[dict[str, str]]:
    """So many new enrolments, spread over the office's screens."""
    screens = [row.id for row in stored(here.db, "screens")]
    with writing(here.db) as under_way:
        made = [enrol(under_way, screens[n % len(screens)], at=int(time.time() * 1000)) for n in range(count)]
    return [{"path": f"/v1/heads/{one.head_key}.jws", "token": one.token or ""} for one in made]


@contextmanager
def served(root: Path, *, tls: bool) -> Iterator[tuple[installation.Installation, list[dict[str, str]], int]]:
    """The sample office with its players, on a server of its own; everything published."""
    data, port = root / "data", free_port()
    environment = {**os.environ, "SIGNAGE_DATA": str(data), "SIGNAGE_PORT": str(port), "LC_ALL": "C.UTF-8"}
    for command in (["init"], ["load", SAMPLE / "content", SAMPLE / "schedules"]):
        subprocess.run([BIN / "signage", *command], env=environment, capture_output=True, check=True)
    here = installation.opened(Settings(data=data, port=port))
    players = players_of(here, PLAYERS)
    command = [BIN / "signage", "serve", *(["--tls"] if tls else [])]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for_heads(data, PLAYERS)
        yield here, players, process.pid
    finally:
        process.terminate()
        process.wait(30)


def wait_for_heads(data: Path, count: int, *, seconds: float = 300) -> None:
    """Until so many players have something to poll."""
    deadline = time.monotonic() + seconds
    while len(list((data / "public/v1/heads").glob("*.jws"))) < count:
        if time.monotonic() > deadline:
            raise TimeoutError("not published")
        time.sleep(0.2)


def polled(port: int, players: list[dict[str, str]], folder: Path, *, seconds: float, authority: str = "") -> Any:
    """The swarm at its work, in a process of its own."""
    told, known = folder / "players.json", folder / "authority.pem"
    told.write_text(json.dumps(players))
    command = [sys.executable, "-m", "benchmarks.swarm", str(port), str(told), str(seconds)]
    if authority:
        known.write_text(authority)
        command += ["--authority", str(known)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def measured(folder: Path, *, tls: bool) -> Measured:
    """The fleet on the office's server, where somebody puts something up every minute."""
    with served(folder, tls=tls) as (here, players, pid):
        port = here.settings.port
        authority = authority_pem(here.data) if tls else ""
        began, before = time.monotonic(), processor_s(pid)
        running = polled(port, players, folder, seconds=SECONDS, authority=authority)
        number, screens = 0, ", ".join(row.id for row in stored(here.db, "screens"))
        while running.poll() is None:
            if time.monotonic() - began > (number + 0.5) * PUBLISHED_EVERY_S:
                number += 1
                notice = folder / f"{number}.yaml"
                notice.write_text(NOTICE.format(number=number, screens=screens), encoding="utf-8")
                load(here, [notice], at=int(time.time() * 1000), who="bench")
            time.sleep(0.5)
        assert running.stdout is not None
        return Measured(
            swarm=json.loads(running.stdout.read()),
            kept=heartbeats.count_all(here.db),
            memory=memory(pid),
            cores=(processor_s(pid) - before) / (time.monotonic() - began),
        )


def bare(folder: Path) -> dict[str, Any]:
    """The same polls of a Flask view that does nothing."""
    with granian(functools.partial(bare_flask)) as base:
        running = polled(int(base.rpartition(":")[2]), [{"path": "/", "token": ""}] * PLAYERS, folder, seconds=20)
        told, _ = running.communicate()
    return dict(json.loads(told))


def processor_s(pid: int) -> float:
    """Processor time of a server and all its children, seconds."""
    times = [one.cpu_times() for one in _family(pid)]
    return sum(one.user + one.system for one in times)


def memory(pid: int) -> int:
    """Bytes of memory that a server and its children would give back: what they share is counted once."""
    return sum(one.memory_full_info().pss for one in _family(pid))


def _family(pid: int) -> list[psutil.Process]:
    whole = psutil.Process(pid)
    return [whole, *whole.children(recursive=True)]


def rows() -> list[Row]:
    """In the clear and with TLS."""
    with tempfile.TemporaryDirectory() as folder:
        reference = bare(Path(folder))["took_ms"]["poll"]
    told = []
    for tls in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            told += _rows(measured(Path(folder), tls=tls), reference, "TLS" if tls else "HTTP")
    return told


def _rows(found: Measured, reference: dict[str, float], how: str) -> list[Row]:
    swarm, took = found.swarm, found.swarm["took_ms"]
    who = f"{PLAYERS:,} players, {how}"
    print(f"{who}: {json.dumps({'took_ms': took, 'statuses': swarm['statuses']})}", file=sys.stderr)
    return [
        Row(
            name=f"{who}: a poll, 99th of a hundred (median {took['poll']['p50']:.1f})",
            value=took["poll"]["p99"],
            unit="ms",
            reference=f"bare Flask view: {reference['p99']:.1f}; the swarm's own waking: {took['wake']['p99']:.1f}",
            ratio=took["poll"]["p99"] / reference["p99"],
            bar="< 100 ms",
            ok=took["poll"]["p99"] < 100,
        ),
        Row(name=f"{who}: errors", value=swarm["errors"], unit="", bar="0", ok=swarm["errors"] == 0),
        Row(
            name=f"{who}: heartbeats kept (p99 {took['report']['p99']:.0f} ms)",
            value=found.kept,
            unit="",
            reference=f"sent: {swarm['sent']}",
            ratio=found.kept / swarm["sent"],
            bar="all",
            ok=found.kept == swarm["sent"],
        ),
        Row(name=f"{who}: memory of the server (PSS)", value=found.memory / 2**20, unit="MiB"),
        Row(name=f"{who}: processor", value=found.cores, unit="cores", reference="2", ratio=found.cores / 2),
    ]
