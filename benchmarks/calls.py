"""A call: from its POST to the pixels of a player, among many other players and phones; what it costs the server."""

from __future__ import annotations

import gzip
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import requests

from benchmarks.crowd import said
from benchmarks.glass import Glass, glass
from benchmarks.office import BIN, OFFICE
from benchmarks.polls import free_port, wait_for
from benchmarks.table import Row
from signage.actions import installation
from signage.actions.enrolments import enrol
from signage.config import Settings

PHONES = 300
CALLS = 30
CROWDS = (1, 10, 50, 200)
SCREENS = 200
SHAPES = ((1920, 1080), (1080, 1920))
QUEUES = {"certificates": ("c1", "c2", "c3"), "moving": ("c4", "c5", "c6"), "insurance": ("c7", "c8")}


def office(folder: Path, *, screens: int) -> Path:
    """Its files: so many screens of four shapes, all with one board of three queues at eight counters."""
    folder.mkdir(parents=True)
    counters = [(counter, queue) for queue, found in QUEUES.items() for counter in found]
    lines = [OFFICE.partition("screens:")[0], "screens:"]
    for number in range(screens):
        width, height = SHAPES[number % len(SHAPES)] if number else SHAPES[0]
        lines.append(
            f"  - {{id: s{number}, name: 測定{number}, width: {width}, height: {height}, diagonal_in: 55, "
            "building: main, floor: f1, fallback: numbers}"
        )
    lines.append("queues:")
    for queue, found in QUEUES.items():
        name = f"{{ja: 業務{queue[0]}, en: {queue}}}"
        lines.append(f"  - {{id: {queue}, section: soumu, name: {name}, counters: [{', '.join(found)}]}}")
    lines += [
        "slides:",
        f"  - {{id: numbers, kind: queue-board, name: 番号案内, owner: soumu, review_on: today+300d, "
        f"fields: {{queues: [{', '.join(QUEUES)}]}}}}",
        "playlists:",
        "  - {id: numbers, name: 番号案内, entries: [{slide: numbers}]}",
        "rules:",
        f"  - {{id: all, screens: [{', '.join(f's{n}' for n in range(screens))}], playlist: numbers}}",
    ]
    (folder / "所属.csv").write_text("ID,名称\nsoumu,総務課\n", encoding="utf-8")
    rows = [f"{name},{number},soumu,main,f1" for number, (name, _) in enumerate(counters, start=1)]
    (folder / "窓口.csv").write_text("ID,番号,所属,棟,階\n" + "\n".join(rows) + "\n", encoding="utf-8")
    (folder / "office.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@dataclass
class Served:
    """A running server with its enrolments, and a ticket machine's token."""

    data: Path
    port: int
    token: str
    process: subprocess.Popen[bytes]
    number: int = 0

    @property
    def enrolments(self) -> list[Path]:
        """One a screen."""
        return sorted(self.data.parent.glob("s*.toml"), key=lambda path: int(path.stem[1:]))

    @property
    def heads(self) -> list[str]:
        """What the players poll."""
        return [re.search(r'head_key = "([^"]+)"', path.read_text())[1] for path in self.enrolments]

    def call(self, queue: str = "", counter: str = "") -> tuple[str, str]:
        """Call the next number, at a counter chosen by lot unless one is named; which counter, which number."""
        queue = queue or random.choice(list(QUEUES))
        counter, self.number = counter or random.choice(QUEUES[queue]), self.number + 1
        number = str(100 + self.number % 800)
        answer = requests.post(
            f"http://127.0.0.1:{self.port}/api/v1/queue/{queue}/calls",
            json={"id": uuid.uuid4().hex, "number": number, "counter": counter},
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=5,
        )
        answer.raise_for_status()
        return counter, number

    def live(self) -> tuple[Path, dict[str, Any]]:
        """The one live file, and what it says."""
        (path,) = (self.data / "public/v1/live").glob("*.jws")
        return path, said(path.read_bytes())

    def cpu_s(self) -> float:
        """Processor time of the server and all its children, seconds."""
        whole = psutil.Process(self.process.pid)
        times = [one.cpu_times() for one in (whole, *whole.children(recursive=True))]
        return sum(one.user + one.system for one in times)


@contextmanager
def served(root: Path, *, screens: int) -> Iterator[Served]:
    """The office on a server of its own, everything drawn."""
    data, port = root / "data", free_port()
    environment = {**os.environ, "SIGNAGE_DATA": str(data), "SIGNAGE_PORT": str(port), "LC_ALL": "C.UTF-8"}

    def signage(*arguments: str | Path) -> str:
        done = subprocess.run(
            [BIN / "signage", *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return done.stdout

    signage("init")
    signage("load", office(root / "office", screens=screens))
    here = installation.opened(Settings(data=data, port=port))
    for number in range(screens):
        enrol(here, f"s{number}", root / f"s{number}.toml", at=int(time.time() * 1000), who="bench")
    token = signage("token", "create", "machine", "--scope", "queue").split(":", 1)[1].split()[0]
    process = subprocess.Popen([BIN / "signage", "serve"], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        one = Served(data=data, port=port, token=token, process=process)
        one.call()
        deadline = time.monotonic() + 60
        while not list((data / "public/v1/live").glob("*.jws")) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield one
    finally:
        process.terminate()
        process.wait(30)


@contextmanager
def crowd(server: Served, *, players: int, phones: int) -> Iterator[None]:
    """So many others."""
    arguments = [str(server.port), str(players), str(phones), "/o/bench/queue/queue.json", *server.heads]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.crowd", *arguments], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    try:
        yield
    finally:
        process.terminate()
        counts = json.loads(process.stdout.readline() or "{}")
        process.wait(10)
        bad = {status: times for status, times in counts.items() if status not in {"200", "304"}}
        if bad:
            print(f"the crowd of {players} saw {bad} among {counts}", file=sys.stderr)


def boxes(server: Served) -> dict[str, tuple[int, int, int, int]]:
    """Where the number of each counter stands on the first screen: the part that says it, by what it says."""
    for queue, counters in QUEUES.items():
        for counter in counters:
            server.call(queue, counter)
    time.sleep(2)
    head = said((server.data / f"public/v1/heads/{server.heads[0]}.jws").read_bytes())
    name = head["manifest"]
    manifest = json.loads((server.data / "public/v1/assets" / name[:2] / name).read_bytes())
    told = {item: one["alt"] for item, one in server.live()[1]["items"].items()}
    parts = [part for item in manifest["items"].values() for part in item.get("parts", ())]
    return {
        counter: next(part["box"] for part in parts if told.get(part["item"], "").startswith(f"{counter[1:]}番窓口"))
        for counters in QUEUES.values()
        for counter in counters
    }


def seen_after(server: Served, screen: Glass, where: dict[str, tuple[int, int, int, int]]) -> float:
    """Seconds from sending a call to other pixels where its counter's number stands."""
    before = {counter: screen.area(box) for counter, box in where.items()}
    began = time.perf_counter()
    counter, _ = server.call()
    return screen.wait(lambda one: one.area(where[counter]) != before[counter], seconds=10) - began


def latencies(server: Served, screen: Glass) -> dict[int, list[float]]:
    """By the number of players: how long each of thirty calls took to the glass."""
    where, found = boxes(server), {}
    command = [BIN / "signage-player", "--enrolment", server.enrolments[0], "--cache", server.data.parent / "cache"]
    player = subprocess.Popen(command, env=screen.environment, stderr=subprocess.DEVNULL)
    try:
        server.call()
        empty = screen.area((0, 0, screen.width, screen.height))
        screen.wait(lambda one: one.area((0, 0, one.width, one.height)) != empty, seconds=30)
        time.sleep(5)
        for players in CROWDS:
            with crowd(server, players=players - 1, phones=PHONES):
                time.sleep(6)
                found[players] = []
                for _ in range(CALLS):
                    time.sleep(random.uniform(1, 2))
                    found[players].append(seen_after(server, screen, where))
    finally:
        player.terminate()
        player.wait(15)
    return found


def cost(server: Served) -> tuple[float, float, float]:
    """Milliseconds of processor time a call, above what the server takes when idle; kB a screen fetches; shapes."""
    time.sleep(2)
    began, idle = time.monotonic(), server.cpu_s()
    time.sleep(10)
    idle_rate = (server.cpu_s() - idle) / (time.monotonic() - began)
    began, busy, sizes = time.monotonic(), server.cpu_s(), []
    _, before = server.live()
    shapes = len({re.search(r"@(\S+?)(~|$)", item)[1] for item in before["items"]})
    for _ in range(CALLS):
        path, before = server.live()
        server.call()
        while (now := server.live()[1])["sequence"] == before["sequence"]:
            time.sleep(0.01)
        fresh = now["assets"].keys() - before["assets"].keys()
        sizes.append(
            len(gzip.compress(path.read_bytes(), 9)) + sum(now["assets"][one]["bytes"] for one in fresh) / shapes
        )
        time.sleep(0.5)
    spent = server.cpu_s() - busy - idle_rate * (time.monotonic() - began)
    return 1000 * spent / CALLS, statistics.mean(sizes) / 1000, shapes


def middle(times: list[float]) -> float:
    """The median."""
    return statistics.median(times)


def rows() -> list[Row]:
    """Both."""
    with tempfile.TemporaryDirectory() as folder, served(Path(folder), screens=SCREENS) as server:
        ms, kilobytes, shapes = cost(server)
        with glass(*SHAPES[0]) as screen:
            found = latencies(server, screen)
    told = [
        Row(
            name=f"a call on the glass: {players} players, {PHONES} phones; p95 (median {middle(times):.2f})",
            value=(p95 := statistics.quantiles(times, n=20)[-1]),
            unit="s",
            reference="live poll: 0.5 s",
            ratio=p95 / 0.5,
            bar="< 1 s" if players <= 50 else "",
            ok=p95 < 1 if players <= 50 else None,
        )
        for players, times in found.items()
    ]
    return [
        *told,
        Row(
            name=f"a call, processor time in all, {SCREENS} screens of {shapes:.0f} shapes",
            value=ms,
            unit="ms",
            bar="≤ 30 ms",
            ok=ms <= 30,
        ),
        Row(name="a call, what a screen fetches", value=kilobytes, unit="kB", bar="≤ 25 kB", ok=kilobytes <= 25),
    ]
