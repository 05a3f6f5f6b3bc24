"""The desk: what every page works with: the installation, who answers about screens, and the clock at this door."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from signage.actions.installation import Installation
from signage.web.questions import Questions


def wall_clock() -> int:
    """The clock, read at this door. Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Handed to every blueprint; safe to share between threads."""

    installation: Installation
    ask: Questions
    clock: Callable[[], int] = wall_clock
