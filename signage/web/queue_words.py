"""What a press has come to, in a sentence; and the words of each key."""

from __future__ import annotations

from collections.abc import Mapping

from flask import g

from signage.actions.queues import Pressed
from signage.core.queue_events import Event, EventKind
from signage.web.words import said

KEYS: tuple[tuple[str, str, str], ...] = (
    ("recall", "key recall", "R"),
    ("hold", "key hold", "H"),
    ("resume", "key resume", "S"),
    ("serve", "key serve", "E"),
    ("cancel", "key cancel", "X"),
    ("priority", "key priority", "Y"),
    ("assist", "key assist", "A"),
    ("issue", "key issue", "I"),
    ("waiting", "key waiting", "W"),
)
"""What each does, its words, and the key of the keyboard that presses it."""

_TOLD: Mapping[EventKind, str] = {
    "issued": "told issued",
    "called": "told called",
    "recalled": "told recalled",
    "held": "told held",
    "resumed": "told resumed",
    "passed": "told passed",
    "cancelled": "told cancelled",
    "served": "told served",
    "waiting": "told waiting",
    "ready": "told ready",
    "taken": "told taken",
}

_FLAGS: Mapping[tuple[EventKind, str], str] = {
    ("priority", "yes"): "told priority",
    ("priority", "no"): "told priority off",
    ("assist", "yes"): "told assist",
    ("assist", "no"): "told assist off",
}


def told(event: Event) -> str:
    """An event in a few words: 「42番を呼びました」."""
    key = _FLAGS.get((event.kind, event.detail)) or _TOLD[event.kind]
    return said(key, g.language, number=event.number, count=event.detail)


def pressed(made: Pressed) -> str:
    """What a press has come to."""
    if made.undone is not None:
        return said("told undone", g.language, what=told(made.undone))
    return told(made.event)
