"""Failures: a line of the log for requests that the server could not answer; no other request is logged."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock
from time import monotonic

from flask import Response, request

from signage.web.limits import address

TOLD_EVERY_S = 60.0
"""A full disk fails a thousand requests a minute: one line says so."""

log = logging.getLogger(__name__)


class Failures:
    """Looks at every answer. The route is named, not the address, which may hold what only its sender knows."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._told: dict[tuple[str, str, int], tuple[float, int]] = {}

    def look(self, answer: Response) -> Response:
        """The same answer; the first failure of its kind is logged, then once a minute how many there were."""
        if answer.status_code >= 500:
            route = request.url_rule.rule if request.url_rule is not None else "none"
            times = self._times((request.method, route, answer.status_code))
            if times:
                log.warning(
                    "request failed method=%s route=%s status=%d times=%d from=%s",
                    *(request.method, route, answer.status_code, times, address()),
                )
        return answer

    def _times(self, kind: tuple[str, str, int]) -> int:
        """How many are to be told now; 0: they were told of lately."""
        with self._lock:
            told_at, untold = self._told.get(kind, (-TOLD_EVERY_S, 0))
            now = self._clock()
            due = now - told_at >= TOLD_EVERY_S
            self._told[kind] = (now, 0) if due else (told_at, untold + 1)
            return untold + 1 if due else 0
