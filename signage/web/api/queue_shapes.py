"""The shapes of queues in the API: a call, a count, an event, a press, and a queue as it is now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from signage.actions.queue_keys import MOST_WAITING, Do
from signage.actions.queues import LONGEST_ID
from signage.core.floor_guide_states import Said
from signage.core.queue_numbers import LONGEST
from signage.core.queue_said import CounterWord, Lamp, Status
from signage.core.texts import LANGUAGES
from signage.web.api.schemas import FORMATS, WORDS, Schema, nullable

KINDS = ("issued", "called", "recalled", "held", "resumed", "cancelled", "served", "ready", "taken")
"""What a machine may tell of a number; what else happens to one is pressed."""

_ID: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST_ID,
    "description": "New for everything that is new: the same id again is the same one, and is answered alike.",
    "examples": ["7b0c1c1e-4f8e-4f5b-9c59-0c6b2f7a3d10"],
}
_NUMBER: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": LONGEST,
    "description": "Digits, letters, hyphens; full-width ones are read, zeros in front are dropped.",
    "examples": ["42"],
}
_COUNTER: Schema = {
    "type": "string",
    "minLength": 1,
    "maxLength": 64,
    "description": "The counter's id, or what its sign says.",
    "examples": ["3"],
}
_AT: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "description": "When it happened, UTC, if that is not now; at most a day ago.",
    "examples": ["2026-11-24T01:42:00Z"],
}
_COUNT: Schema = {"type": "integer", "minimum": 0, "maximum": MOST_WAITING}
_TEXT: Schema = {"type": "object", "properties": dict.fromkeys(LANGUAGES, WORDS), "additionalProperties": False}
_INSTANT: Schema = {"type": "string", "description": "An instant, UTC."}


def _object(required: dict[str, Any], **more: Any) -> Schema:  # noqa: ANN401 — schemas
    return {
        "type": "object",
        "properties": {**required, **more},
        "required": list(required),
        "additionalProperties": False,
    }


CALL = _object({"id": _ID, "number": _NUMBER, "counter": _COUNTER})

WAITING = _object({"count": _COUNT})

EVENT = _object({"id": _ID, "kind": {"enum": list(KINDS)}, "number": _NUMBER}, counter=_COUNTER, at=_AT)

SAYINGS: Mapping[str, Said] = {"pause": "paused", "close": "closed", "open": "normal"}
"""Keys that speak of the counter itself: the floor guide says the same."""

PRESS = _object(
    {"id": _ID, "do": {"enum": [*get_args(Do), "undo", *SAYINGS]}},
    counter=_COUNTER,
    number=_NUMBER,
    count=_COUNT,
    to={**FORMATS["id"], "description": "The queue to which a number is passed on."},
    of={**_ID, "description": "Which press is undone; without it the last one."},
)

MADE = _object(
    {
        "id": _ID,
        "kind": {"type": "string"},
        "number": {"type": "string"},
        "counter": {"type": "string", "description": "The counter's id; empty where it was at none."},
        "at": _INSTANT,
    }
)
"""What an event has become: the same for the same id."""

_CALLED = _object(
    {"number": {"type": "string"}, "counter": {"type": "string"}, "at": _INSTANT, "times": {"type": "integer"}}
)
_NUMBERS: Schema = {"type": "array", "items": {"type": "string"}}

SHOWN = _object(
    {
        "id": FORMATS["id"],
        "name": _TEXT,
        "status": {"enum": list(get_args(Status))},
        "waiting": nullable({"type": "integer"}),
        "wait": {**nullable(_TEXT), "description": "How long it may take, from the queue's table."},
        "lamp": nullable({"enum": list(get_args(Lamp))}),
        "counters": {
            "type": "array",
            "items": _object(
                {
                    "id": FORMATS["id"],
                    "number": {"type": "string"},
                    "state": {"enum": list(get_args(CounterWord))},
                    "call": nullable(_CALLED),
                }
            ),
        },
        "calls": {"type": "array", "items": _CALLED, "description": "Newest first."},
        "ready": _NUMBERS,
        "next": nullable({"type": "string"}),
        "waiting_numbers": _NUMBERS,
        "held": _NUMBERS,
        "alive_at": nullable(_INSTANT),
    }
)
