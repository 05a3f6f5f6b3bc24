"""Feeding: what ticket machines write is read as it is written, in the one process that has the publisher's post."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from signage.actions.feeds import Feeder
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.problems import Problem
from signage.publish.fence import fenced
from signage.publish.serving import Clock

LOOK_S = 0.2
"""How often it is looked whether a feed is due."""

log = logging.getLogger(__name__)


class Feeding:
    """Two threads: files are not kept waiting by an address that does not answer."""

    def __init__(self, settings: Settings, *, clock: Clock, at_post: Callable[[], bool]) -> None:
        here = Installation(settings=settings)
        self._clock, self._at_post = clock, at_post
        self._stopping = threading.Event()
        self._threads = [
            threading.Thread(target=self._run, args=(Feeder(here, kinds=kinds),), name=f"feeds {name}", daemon=True)
            for name, kinds in (("files", ("log", "csv")), ("addresses", ("json",)))
        ]

    def start(self) -> None:
        """Begin, as soon as the post is ours."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish what is under way and leave."""
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _run(self, feeder: Feeder) -> None:
        while not self._stopping.wait(LOOK_S):
            if not self._at_post():
                continue
            try:
                fenced("reading feeds", lambda: feeder.read(at=self._clock()))
            except Problem as problem:
                log.warning("feeds not read: %s", problem)
