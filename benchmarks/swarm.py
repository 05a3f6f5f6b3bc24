"""A swarm in one asyncio process: players that poll their heads, load what is new, and report every minute.

`python -m benchmarks.swarm PORT PLAYERS.json SECONDS [--authority FILE]` prints what came of it as JSON. PLAYERS.json
is a list of `{"path": …, "token": …}`: the address of each head, and the token of the enrolment ("": no reports).
"""

from __future__ import annotations

import argparse
import asyncio
import base64
import io
import json
import random
import resource
import secrets
import ssl
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw

from benchmarks.crowd import said
from benchmarks.line import Line, Tally

POLL_S, REPORT_S, ARRIVE_S = 5.0, 60.0, 20.0
AT_ONCE = 50
"""Connections that are opened at the same time: players do not all begin in the same second."""


def a_picture() -> dict[str, Any]:
    """What a glass looks like at 160 pixels: some words and panels, as a JPEG of a few kilobytes."""
    image = Image.new("RGB", (160, 90), "#0b5d4a")
    draw, lot = ImageDraw.Draw(image), random.Random(7)
    for row in range(12):
        for column in range(20):
            if lot.random() < 0.7:
                at = (4 + column * 8, 3 + row * 7)
                draw.rectangle(
                    (*at, at[0] + lot.randint(2, 7), at[1] + 4), fill=lot.choice(["#fff", "#f2e700", "#111"])
                )
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80)
    jpeg = base64.b64encode(out.getvalue()).decode()
    return {"at_ms": round(time.time() * 1000), "width": 160, "height": 90, "jpeg": jpeg}


def a_report(picture: dict[str, Any] | None) -> dict[str, Any]:
    """One report, as players send it."""
    now = time.time()
    return {
        "version": 1,
        "id": secrets.token_hex(16),
        "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(now)),
        "sent_at_ms": round(now * 1000),
        "head": {"sequence": round(now * 1000), "server": "https://signage.ward.example"},
        "manifest": "5d" * 32,
        "pending": None,
        "missing": 0,
        "state": "showing",
        "why": "",
        "items": ["guide-1-ja", "notice-lift-ja"],
        "shown_at_ms": round(now * 1000),
        "panel": {"width": 1920, "height": 1080},
        "uptime_s": 86_400,
        "temperature_c": 51.0,
        "throttled": [],
        "disk_free_bytes": 20_000_000_000,
        "cache_bytes": 80_000_000,
        "clock": {"trusted": True, "source": "kernel", "offset_ms": random.randint(-20, 20)},
        "versions": {"player": "0.1.0", "platform": "Linux 6.12 aarch64", "model": "Raspberry Pi 4 Model B"},
        "errors": [],
        "commands": [],
        "picture": picture,
    }


@dataclass
class Swarm:
    """All of them; each begins with the assets of its first plan. `plans` are read once for all: that costs time."""

    port: int
    tls: ssl.SSLContext | None
    until: float
    tally: Tally = field(default_factory=Tally)
    arrived: Tally = field(default_factory=Tally)
    picture: dict[str, Any] = field(default_factory=a_picture)
    plans: dict[str, frozenset[str]] = field(default_factory=dict)
    sent: int = 0
    kept: int = 0
    polls: int = 0
    bytes: int = 0
    begins: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))

    async def player(self, path: str, token: str) -> None:
        """One player's life."""
        line, loop = Line(self.port, self.arrived, self.tls), asyncio.get_running_loop()
        await asyncio.sleep(random.uniform(0, ARRIVE_S))
        have: set[str] = set()
        async with self.begins:
            await self._look(line, path, have, loads=False, timed="arrival")
        line.tally = self.tally
        poll_at, report_at = loop.time() + random.uniform(0, POLL_S), loop.time() + random.uniform(0, REPORT_S)
        while min(poll_at, report_at) < self.until:
            await asyncio.sleep(max(0.0, min(poll_at, report_at) - loop.time()))
            if loop.time() >= poll_at:
                await self._look(line, path, have, loads=True, timed="poll")
                self.polls, poll_at = self.polls + 1, poll_at + POLL_S
            elif token:
                await self._report(line, token)
                report_at += REPORT_S * random.uniform(0.9, 1.1)
            else:
                report_at = self.until

    async def watch_the_machine(self) -> None:
        """How late this process itself is woken: what a busy machine adds to everything that is measured here."""
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.01)
            self.tally.took_ms.setdefault("wake", []).append(1000 * (time.perf_counter() - began) - 10)

    async def _look(self, line: Line, path: str, have: set[str], *, loads: bool, timed: str) -> None:
        """Poll; where there is something new, load the manifest and what of it is not here."""
        body = await line.get(path, timed=timed)
        if body is None or body.count(b".") != 2:
            return
        manifest = said(body)["manifest"]
        plan = await line.get(f"/v1/assets/{manifest[:2]}/{manifest}") if manifest not in have else None
        if plan is not None and manifest not in self.plans:
            self.plans[manifest] = frozenset(json.loads(plan)["assets"])
        new = self.plans.get(manifest, frozenset()) - have
        have |= new | {manifest}
        for asset in new if loads else ():
            self.bytes += len(await line.get(f"/v1/assets/{asset[:2]}/{asset}") or b"")

    async def _report(self, line: Line, token: str) -> None:
        """Until it is kept, as players do."""
        document = a_report(self.picture)
        body = json.dumps(document).encode()
        self.sent += 1
        while (status := await line.post("/api/v1/heartbeats", body, token=token, timed="report")) != 204:
            if status not in (0, 429, 503) or asyncio.get_running_loop().time() > self.until + 10:
                return
            await asyncio.sleep(random.uniform(1, 3))
        self.kept += 1

    def told(self) -> dict[str, Any]:
        """What came of it."""
        statuses = dict(self.tally.statuses)
        figures = {
            name: {"p50": statistics.median(took), "p99": statistics.quantiles(took, n=100)[-1], "max": max(took)}
            for name, took in {**self.tally.took_ms, **self.arrived.took_ms}.items()
            if len(took) > 1
        }
        bad = sum(times for status, times in statuses.items() if status not in (200, 204, 304))
        bad += sum(times for status, times in self.arrived.statuses.items() if status not in (200, 304))
        return {
            "statuses": statuses, "lost": self.tally.lost + self.arrived.lost,
            "arrived": dict(self.arrived.statuses), "errors": bad, "took_ms": figures, "sent": self.sent,
            "kept": self.kept,
            "polls": self.polls, "bytes": self.bytes,
        }  # fmt: skip


async def swarm(port: int, players: list[dict[str, str]], seconds: float, authority: Path | None) -> dict[str, Any]:
    """Everybody, for so long after all have arrived."""
    tls = None if authority is None else ssl.create_default_context(cafile=str(authority))
    all_of_them = Swarm(port, tls, asyncio.get_running_loop().time() + ARRIVE_S + seconds)
    watching = asyncio.create_task(all_of_them.watch_the_machine())
    await asyncio.gather(*(all_of_them.player(one["path"], one["token"]) for one in players))
    watching.cancel()
    return all_of_them.told()


def main() -> None:
    """As a program."""
    parser = argparse.ArgumentParser(prog="benchmarks.swarm", description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("players", type=Path)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--authority", type=Path)
    asked = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    players = json.loads(asked.players.read_text())
    print(json.dumps(asyncio.run(swarm(asked.port, players, asked.seconds, asked.authority))))


if __name__ == "__main__":
    main()
