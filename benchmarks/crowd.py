"""A crowd in one process: players that poll their head and live files and fetch what is new, phones that poll a page.

`python -m benchmarks.crowd PORT PLAYERS PHONES SITE HEAD…` polls until it is ended; it prints how many answers came.
"""

from __future__ import annotations

import asyncio
import base64
import json
import random
import signal
import sys
from typing import Any

from benchmarks.line import Line, Tally

HEAD_S, LIVE_S, PHONE_S = 5.0, 0.5, 5.0


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
    tally = Tally()
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    tasks = [asyncio.create_task(player(Line(port, tally), heads[n % len(heads)])) for n in range(players)]
    tasks += [asyncio.create_task(phone(Line(port, tally), site)) for _ in range(phones)]
    print("ready", flush=True)
    await ended.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return dict(tally.statuses)


def main() -> None:
    """As a program."""
    port, players, phones, site, *heads = sys.argv[1:]
    print(json.dumps(asyncio.run(crowd(int(port), int(players), int(phones), site, heads))))


if __name__ == "__main__":
    main()
