"""Troubles: the last warnings and errors of the log, remembered for reports."""

from __future__ import annotations

import contextlib
import logging
from collections import deque
from collections.abc import Callable, Iterator

_MOST, _LONGEST = 5, 200


class Troubles(logging.Handler):
    """Listens to the player's log; what is said again moves to the end and stays one."""

    def __init__(self) -> None:
        super().__init__(level=logging.WARNING)
        self.news: Callable[[], None] = _nothing
        self._said: deque[str] = deque(maxlen=_MOST)

    def emit(self, record: logging.LogRecord) -> None:
        """As logging.Handler says."""
        text = record.getMessage()
        if record.exc_info is not None and record.exc_info[1] is not None:
            text = f"{text} {record.exc_info[1]!r}"
        text = " ".join(text.split())[:_LONGEST]
        if self._said and self._said[-1] == text:
            return
        if text in self._said:
            self._said.remove(text)
        self._said.append(text)
        self.news()

    @contextlib.contextmanager
    def listening(self) -> Iterator[None]:
        """Hear the player's log until the block ends."""
        log = logging.getLogger("signage.player")
        log.addHandler(self)
        try:
            yield
        finally:
            log.removeHandler(self)

    @property
    def last(self) -> tuple[str, ...]:
        """The newest last."""
        self.acquire()
        try:
            return tuple(self._said)
        finally:
            self.release()


def _nothing() -> None:
    """Nobody listens."""
