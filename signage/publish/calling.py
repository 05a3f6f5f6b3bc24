"""Calling: the thread that sees a call within a twentieth of a second and writes it into the live files."""

from __future__ import annotations

import gc
import logging
import threading
from collections.abc import Callable
from time import perf_counter
from typing import Protocol

from signage.core.instants import MINUTE, SECOND
from signage.core.problems import Problem
from signage.publish.fence import fenced
from signage.publish.live import RENEWED_EVERY_S, LiveFiles, LiveSource, Shapes
from signage.publish.serving import Clock

log = logging.getLogger(__name__)

LOOK_S = 0.05
"""How soon a call that another process stored is seen: a tenth of a second less is what a player gains most from."""

RETRY_S = 5.0


class CallSource(LiveSource, Protocol):
    """Boards, and a way to see that there is something new without looking at all of them."""

    def is_newer(self) -> bool:
        """Whether anything happened since it was last asked."""


class Calling:
    """Writes live files while it has shapes to write them for. `after` is called after each of these looks, whether
    a board shows it or none; what fails there holds up no call. `took` is told how many seconds a writing took.

    Everything happens in its one thread; `show` and `stop` may be called from any.
    """

    def __init__(
        self,
        files: Callable[[], LiveFiles],
        source: CallSource,
        *,
        clock: Clock,
        after: Callable[[int], None] = lambda at: None,
        took: Callable[[float], None] = lambda seconds: None,
    ) -> None:
        self._took = took
        self._make, self._source, self._clock, self._after = files, source, clock, after
        self._shapes: Shapes | None = None
        self._frozen: Shapes | None = None
        self._wanted = threading.Event()
        self._files: LiveFiles | None = None
        self._written = 0
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="calling", daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping = True
        self._wanted.set()
        if self._thread.ident is not None:
            self._thread.join()

    def show(self, shapes: Shapes | None) -> None:
        """From now on for these; None: another process has the publisher's post."""
        self._shapes = shapes
        self._wanted.set()

    def _run(self) -> None:
        while not self._stopping:
            try:
                fenced("writing live files", self._look)
                pause = LOOK_S
            except Problem as problem:
                log.warning("live files not written: %s", problem)
                self._written, pause = 0, RETRY_S
            self._wanted.wait(pause)

    def _look(self) -> None:
        self._wanted.clear()
        shapes, at = self._shapes, self._clock()
        if is_other := shapes is not self._frozen:
            self._frozen = shapes
            gc.unfreeze()
            gc.collect()
            gc.freeze()  # what was published stays: looking through it for rubbish took a fifth of every call
        if shapes is None:
            self._files = None
        elif is_other or self._source.is_newer() or _is_due(self._written, at):
            self._files = self._files or self._make()
            self._written, began = at, perf_counter()
            self._files.write(shapes, at=at)
            self._took(perf_counter() - began)
            self._tell(at)

    def _tell(self, at: int) -> None:
        try:
            fenced("telling of what live files say", lambda: self._after(at))
        except Problem as problem:
            log.warning("what live files say was not told: %s", problem)


def _is_due(written: int, at: int) -> bool:
    """Renewal, and every full minute: calendars open on one, and the corner of a board tells it."""
    return at - written >= RENEWED_EVERY_S * SECOND or at // MINUTE != written // MINUTE or at < written
