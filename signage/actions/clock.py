"""The clock of the actions that wait or run for long: a door, as the command line and the pages are."""

from __future__ import annotations

import time


def now() -> int:
    """Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000
