"""Simulating: the demo's day at the counters, in a thread of its own that ends with the demo."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from signage.actions.installation import Installation
from signage.actions.simulator import Simulator
from signage.config import Settings
from signage.core.problems import Problem
from signage.publish.fence import fenced
from signage.publish.serving import Clock

STEP_S = 0.25

log = logging.getLogger(__name__)


@contextmanager
def simulating(settings: Settings, *, speed: int, clock: Clock) -> Iterator[None]:
    """Play while the block lasts."""
    stopping = threading.Event()
    thread = threading.Thread(target=_play, args=(settings, speed, clock, stopping), name="simulator", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def _play(settings: Settings, speed: int, clock: Clock, stopping: threading.Event) -> None:
    day = Simulator(Installation(settings=settings), speed=speed, at=clock())
    day.begin(at=clock())
    while not stopping.wait(STEP_S):
        try:
            fenced("simulating", lambda: day.step(at=clock()))
        except Problem as problem:
            log.warning("simulator: %s", problem)
    day.end(at=clock())
