"""The fence: the one place where a thread survives what nobody foresaw."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

_PAUSE_S, _LONGEST_S = 2, 300
"""Before it begins again; doubled each time that it breaks at once, for cards die of logs."""

_log = logging.getLogger("signage.player")


def fenced(work: Callable[[], None]) -> None:
    """Do `work` until it returns. Should it break, say where, and begin it again: the glass must not depend on it."""
    pause_s = _PAUSE_S
    while True:
        began = time.monotonic()
        try:
            work()
        except Exception:
            if time.monotonic() - began > _LONGEST_S:
                pause_s = _PAUSE_S
            _log.exception("in %d s it begins again after", pause_s)
            time.sleep(pause_s)
            pause_s = min(_LONGEST_S, pause_s * 2)
        else:
            return
