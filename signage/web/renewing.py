"""Renewing: a certificate that was replaced on the disk reaches a server that runs, without a gap."""

from __future__ import annotations

import logging
import os
import signal
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from signage.core.problems import Problem

log = logging.getLogger(__name__)

LOOKED_AT_EVERY_S = 5


class Renewing:
    """Looks at the files of a certificate and its key; where they have changed and fit, asks granian for new workers.

    The files are looked at, not told of: our own are renewed by `signage work`, the city's by whatever the city has.
    """

    def __init__(
        self, files: Sequence[Path], *, check: Callable[[], object], every_s: float = LOOKED_AT_EVERY_S
    ) -> None:
        self._files, self._check, self._every_s = tuple(files), check, every_s
        self._seen = self._state()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="certificate", daemon=True)

    def start(self) -> None:
        """Begin to look: once granian listens for the signal, which ends any other process."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stop.set()

    def _run(self) -> None:
        while not self._stop.wait(self._every_s):
            state = self._state()
            if state == self._seen:
                continue
            self._seen = state
            try:
                self._check()
            except Problem as problem:  # half of it is there, or nonsense: the old one is served until it is mended
                log.warning("certificate changed, not taken: %s", problem)
                continue
            log.info("certificate changed, workers begin again")
            os.kill(os.getpid(), signal.SIGHUP)

    def _state(self) -> tuple[tuple[int, int, int] | None, ...]:
        return tuple(map(_state_of, self._files))


def _state_of(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns
