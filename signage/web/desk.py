"""The desk: what every page works with: the installation, who answers about screens, and the clock at this door."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from zoneinfo import ZoneInfo

from signage.actions.heartbeats import Beats
from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.web.questions import Questions


def wall_clock() -> int:
    """The clock, read at this door. Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Handed to every blueprint; safe to share between threads.

    `heard` says when each head was last polled here, in seconds since the epoch: by the tree beside the pages. Where
    nginx serves the tree nothing is heard, and nothing is said of it. `answered` is how often it was asked there for
    heads, live files and assets, by the first digit of the answers' status.
    """

    installation: Installation
    ask: Questions
    clock: Callable[[], int] = wall_clock
    heard: Mapping[str, float] = field(default_factory=dict)
    answered: Mapping[tuple[str, str], int] = field(default_factory=dict)

    @cached_property
    def beats(self) -> Beats:
        """Who keeps what players report."""
        return Beats(self.installation)

    @property
    def held(self) -> Catalogue:
        """Everything that is stored: read once after each change, for all pages."""
        return self.ask.rulebook().catalogue

    def zone(self, office: str) -> ZoneInfo:
        """The clock of an office."""
        return self.ask.rulebook().calendars.zone(office)
