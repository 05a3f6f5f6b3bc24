"""What is said of a queue at an instant: everything that boards, phones and consoles show, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from signage.core.texts import Text

Status = Literal["before", "open", "no-data", "no-update", "closed-waiting", "closed"]
"""Before opening; open; 30 minutes after opening without any data; no update for 60 minutes; closed with people still
waiting; closed with none (DOMAIN, "Queue numbers")."""

Lamp = Literal["free", "some", "busy"]

CounterWord = Literal["open", "busy", "paused", "closed"]

NO_DATA_MS = 30 * 60_000
NO_UPDATE_MS = 60 * 60_000
"""DOMAIN, "Said plainly"."""

GREY_MS = 120_000
HIDDEN_MS = 600_000
"""After its source was last known alive: numbers are grey, then hidden (DOMAIN; DESIGN, "A live item's until")."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Call:
    """A number that was called: where, when last, and the event by which it was; `times` counts it being repeated.

    `heard_at` is when we came to know of that: a machine's log tells the minute alone.
    """

    number: str
    counter: str
    at: int
    event: str
    times: int = 1
    heard_at: int = field(default=0, compare=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class CounterSaid:
    """One counter of a queue: its id, its sign ("3"), what it says, and whom it called last (None: nobody)."""

    id: str
    number: str
    state: CounterWord = "open"
    call: Call | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class QueueSaid:
    """One queue as visitors may see it. `alive_at` is when its source was last known alive; 0: never yet."""

    queue: str
    name: Text
    status: Status
    counters: tuple[CounterSaid, ...] = ()
    calls: tuple[Call, ...] = ()
    """Newest first, each number once."""
    ready: tuple[str, ...] = ()
    waiting: int | None = None
    """None: nobody knows, and no count is invented."""
    wait: Text | None = None
    lamp: Lamp | None = None
    alive_at: int = 0
    opens_at: int = 0
    """Before opening: when it opens, later today. 0: it does not."""
    open_today: bool = True
    """Closed is another thing on a day on which it never opens."""
    only_display: bool = False
