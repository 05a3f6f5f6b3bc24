"""Queue events: what happened to a number, each told once by its id, whatever the order in which they come."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, get_args

EventKind = Literal[
    "issued",
    "called",
    "recalled",
    "held",
    "resumed",
    "passed",
    "cancelled",
    "served",
    "priority",
    "assist",
    "waiting",
    "counter",
    "ready",
    "taken",
    "undone",
]
"""発券, 呼出, 再呼出, 保留, 再開, 引継ぎ (to another queue, under the same number), 取消, 終了, 優先, 声かけ・誘導
(never shown to visitors), a count of the waiting corrected by hand or by the machine, what a counter's section says
of it, 交付番号 ready and taken, and an event taken back."""

KINDS: tuple[EventKind, ...] = get_args(EventKind)


@dataclass(frozen=True, kw_only=True, slots=True)
class Event:
    """One thing that happened in one queue. Of a person it knows nothing but the number in their hand.

    `at` is when it happened (ms since the epoch; a log knows only minutes). `number` is text ("42", "A-7"). `counter`
    is a counter's id. `detail` is the count of "waiting", the word of "counter" (normal, busy, paused, closed), the
    other queue of "passed", "yes" or "no" of "priority" and "assist", the id of the event that is "undone".
    `heard_at` is when we came to know of it; 0: not stored yet.
    """

    id: str
    queue: str
    at: int
    kind: EventKind
    number: str = ""
    counter: str = ""
    detail: str = ""
    heard_at: int = field(default=0, compare=False)
