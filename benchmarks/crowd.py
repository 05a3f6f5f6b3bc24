"""A crowd in one process: players that poll their head and live files and fetch what is new, phones that poll a page.

`python -m benchmarks.crowd PORT PLAYERS PHONES SITE HEAD…` polls until it is ended; it prints how many answers came.
"""

from __future__ import annotations

import asyncio
import base64
import gzip
import json
import random
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

HEAD_S, LIVE_S, PHONE_S = 5.0, 0.5, 5.0


@dataclass
class Line:
    """One connection, kept open as browsers and players do."""

    port: int
    counts: dict[int, int]
    etags: dict[str, str] = field(default_factory=dict)
    _open: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, path: str) -> bytes | None:
        """The body, or None where it is what it was. A failure is counted as status 0."""
        try:
            return await self._get(path)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            self.counts[0] = self.counts.get(0, 0) + 1
            self._open = None
            return None

    async def _get(self, path: str) -> bytes | None:
        if self._open is None:
            self._open = await asyncio.open_connection("127.0.0.1", self.port)
        reader, writer = self._open
        seen = f"If-None-Match: {self.etags[path]}\r\n" if path in self.etags else ""
        writer.write(f"GET {path} HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: gzip\r\n{seen}\r\n".encode())
        status, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        code = int(status.split()[1])
        self.counts[code] = self.counts.get(code, 0) + 1
        if code != 200:
            return None
        if "etag" in headers:
            self.etags[path] = headers["etag"]
        return gzip.decompress(body) if headers.get("content-encoding") == "gzip" else body


def said(jws: bytes) -> dict[str, Any]:
    """What a signed file says, unverified: the crowd is not what is measured."""
    payload = jws.split(b".")[1]
    return dict(json.loads(base64.urlsafe_b64decode(payload + b"=" * (-len(payload) % 4))))


async def player(line: Line, head: str) -> None:
    """Polls its live files twice a second and its head every five, and fetches each picture once."""
    live: list[str] = []
    have: set[str] = set()
    loop = asyncio.get_running_loop()
    head_due = loop.time() + random.uniform(0, 1)
    await asyncio.sleep(random.uniform(0, LIVE_S))
    while True:
        if loop.time() >= head_due:
            head_due = loop.time() + HEAD_S
            if (body := await line.get(f"/v1/heads/{head}.jws")) is not None:
                live = [one["key"] for one in said(body)["live"]]
        for key in live:
            if (body := await line.get(f"/v1/live/{key}.jws")) is not None:
                for asset in said(body)["assets"].keys() - have:
                    await line.get(f"/v1/assets/{asset[:2]}/{asset}")
                    have.add(asset)
        await asyncio.sleep(LIVE_S)


async def phone(line: Line, path: str) -> None:
    """Looks every five seconds, as the page's script does."""
    await asyncio.sleep(random.uniform(0, PHONE_S))
    while True:
        await line.get(path)
        await asyncio.sleep(PHONE_S * random.uniform(0.8, 1.2))


async def crowd(port: int, players: int, phones: int, site: str, heads: list[str]) -> dict[int, int]:
    """Everybody at once, until SIGTERM; how many answers of each status there were."""
    counts: dict[int, int] = {}
    lines: Callable[[], Line] = lambda: Line(port, counts)  # noqa: E731
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    tasks = [asyncio.create_task(player(lines(), heads[n % len(heads)])) for n in range(players)]
    tasks += [asyncio.create_task(phone(lines(), site)) for _ in range(phones)]
    print("ready", flush=True)
    await ended.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return counts


def main() -> None:
    """As a program."""
    port, players, phones, site, *heads = sys.argv[1:]
    print(json.dumps(asyncio.run(crowd(int(port), int(players), int(phones), site, heads))))


if __name__ == "__main__":
    main()
