"""The crew: processes that draw beside the publisher, where there is much to draw, and never hold up a poll.

`python -m signage.publish.crew DATA AT` draws the orders that stand on its standard input, a line each.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from math import ceil
from pathlib import Path

import signage
from signage.core.problems import Problem
from signage.publish.fence import fenced
from signage.publish.studio import Order, Studio
from signage.store.database import open_database
from signage.store.files import Files

log = logging.getLogger(__name__)

WORTH_IT = 12
"""So many orders take as long as a process takes to begin: a second."""

MOST = 4
"""Processes: each has up to 150 MB."""

LOOK_S = 0.1


def draw(data: Path, orders: Sequence[Order], *, at: int, stop: Callable[[], bool], least: int = WORTH_IT) -> None:
    """Have them drawn, unless they are fewer than `least`. What could not be drawn, whoever asks for it will say why.

    Ends early, with what is drawn so far, when `stop` says so.
    """
    if len(orders) < least:
        return
    hands = min(len(os.sched_getaffinity(0)), MOST, ceil(len(orders) / WORTH_IT))
    with ExitStack() as stack:
        crew = [stack.enter_context(_process(data, share, at)) for share in shares(orders, hands)]
        try:
            for process in crew:
                while process.poll() is None and not stop():
                    _wait(process)
        finally:
            for process in crew:
                process.terminate()


def shares(orders: Sequence[Order], hands: int) -> list[list[Order]]:
    """One share for each hand, as much to paint in each as can be: all of one canvas in one hand.

    Slides of one canvas have lines, tables and whole pages in common, which a process sets and paints once.
    """
    by_canvas: dict[str, list[Order]] = {}
    for order in orders:
        by_canvas.setdefault(json.dumps(order.canvas, sort_keys=True), []).append(order)
    found: list[list[Order]] = [[] for _ in range(hands)]
    for together in sorted(by_canvas.values(), key=_pixels, reverse=True):
        min(found, key=_pixels).extend(together)
    return [share for share in found if share]


def _pixels(orders: Sequence[Order]) -> int:
    return sum(order.canvas["width"] * order.canvas["height"] for order in orders)


def _process(data: Path, orders: Sequence[Order], at: int) -> subprocess.Popen[bytes]:
    with tempfile.TemporaryFile() as told:
        told.writelines(json.dumps(vars(order)).encode() + b"\n" for order in orders)
        told.seek(0)
        here = {**os.environ, "PYTHONPATH": str(Path(signage.__file__).parent.parent)}
        command = [sys.executable, "-m", "signage.publish.crew", str(data), str(at)]
        return subprocess.Popen(command, stdin=told, env=here)  # noqa: S603 - our own module, our own interpreter


def _wait(process: subprocess.Popen[bytes]) -> None:
    try:
        process.wait(LOOK_S)
    except subprocess.TimeoutExpired:
        return


def main(data: Path, at: int) -> None:
    """Draw what stands on standard input; remembered one by one, so that whoever ends this loses one at most."""
    os.nice(5)  # polls come first
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the publisher, who ends its crew
    db = open_database(data)
    studio = Studio(db, Files(data / "assets"))
    for line in sys.stdin.buffer:
        plain = json.loads(line)
        order = Order(**{**plain, "languages": tuple(plain["languages"])})
        try:
            fenced(f"drawing a {order.kind}", lambda order=order: studio.draw(order))  # type: ignore[misc]
        except Problem as problem:
            log.info("left to the publisher: %s", problem)
        studio.keep(at=at)
    db.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
