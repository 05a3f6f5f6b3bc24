"""The fence: the one place where a thread survives what nobody foresaw."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

_PAUSE_S = 5
_log = logging.getLogger("signage.player")


def fenced(work: Callable[[], None]) -> None:
    """Do `work` until it returns. Should it break, say where, and begin it again: the glass must not depend on it."""
    while True:
        try:
            return work()
        except Exception:
            _log.exception("began again after")
            time.sleep(_PAUSE_S)
