"""Heartbeats over HTTP: a player says how it is, with the token of its enrolment, and is told that this is kept."""

from __future__ import annotations

from http import HTTPStatus
from typing import get_args

from signage.actions.sent_documents import BadDocument
from signage.core.heartbeats import (
    COLDEST_C,
    HOTTEST_C,
    ID,
    LARGEST,
    LARGEST_PICTURE,
    LONGEST_ERROR,
    MOST_COMMANDS,
    MOST_ERRORS,
    MOST_ITEMS,
    MOST_SIDE,
    MOST_WORDS,
    Source,
    State,
    Why,
    heartbeat_of,
    picture_of,
)
from signage.core.problems import Refused
from signage.web.api import checking
from signage.web.api.operations import JSON, Answer, Asked, Operation, Told
from signage.web.api.schemas import Schema, nullable
from signage.web.desk import Desk

_MOST = 2**53 - 1
"""What JavaScript, JSON and SQLite can all count to."""


def _hear(desk: Desk, asked: Asked) -> Answer:
    assert asked.player is not None, "only players report"
    checking.check(asked.document, HEARTBEAT)
    try:
        beat, picture = heartbeat_of(asked.document), picture_of(asked.document)
    except Refused as refused:
        raise BadDocument(ja=refused.ja, en=refused.en, path="") from refused
    desk.beats.hear(asked.player.id, beat, picture, at=asked.at)
    return Answer(status=HTTPStatus.NO_CONTENT, body=None)


def _object(required: dict[str, Schema], **more: Schema) -> Schema:
    """What is not named here is ignored: a newer player may say more."""
    return {"type": "object", "properties": {**required, **more}, "required": list(required)}


def _whole(least: int = 0, most: int = _MOST, description: str = "") -> Schema:
    said = {"description": description} if description else {}
    return {"type": "integer", "minimum": least, "maximum": most, **said}


def _text(most: int, description: str = "") -> Schema:
    return {"type": "string", "maxLength": most, **({"description": description} if description else {})}


def _list(items: Schema, most: int, description: str) -> Schema:
    return {"type": "array", "items": items, "maxItems": most, "description": description}


_INSTANT: Schema = {
    "type": "string",
    "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
    "examples": ["2026-11-24T01:42:00Z"],
}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_SIDE = _whole(1, MOST_SIDE)

HEARTBEAT: Schema = _object(
    {
        "version": {"enum": [1]},
        "id": {
            "type": "string",
            "pattern": f"^{ID.pattern}$",
            "description": "128 random bits; kept when sent again.",
        },
        "state": {"enum": list(get_args(State))},
        "uptime_s": _whole(description="Of the machine."),
        "clock": _object(
            {"trusted": {"type": "boolean"}, "source": {"enum": list(get_args(Source))}},
            offset_ms=nullable(_whole(-_MOST)),
        ),
        "versions": _object({"player": _text(80)}, platform=_text(160), model=_text(160)),
    },
    at=nullable(
        {**_INSTANT, "description": "When it was made, by the player's clock; null where that is not trusted."}
    ),
    sent_at_ms=nullable(_whole(description="When it is sent, by the same clock, in Unix ms.")),
    head=nullable(_object({"sequence": _whole()}, server=_text(300))),
    manifest=nullable({**_SHA256, "description": "In force."}),
    pending=nullable({**_SHA256, "description": "Being loaded."}),
    missing=_whole(description="Assets of the plan that are still to load."),
    why={"enum": list(get_args(Why))},
    items=_list(_text(200), MOST_ITEMS, "The looped ids on the glass, zone by zone."),
    shown_at_ms=nullable(_whole(description="The instant of items and picture, in Unix ms, by the player's clock.")),
    panel=nullable(_object({"width": _SIDE, "height": _SIDE})),
    temperature_c=nullable({"type": "number", "minimum": COLDEST_C, "maximum": HOTTEST_C}),
    throttled=_list(_text(60), MOST_WORDS, "What slows the machine down."),
    disk_free_bytes=nullable(_whole()),
    cache_bytes=nullable(_whole()),
    errors=_list(_text(LONGEST_ERROR), MOST_ERRORS, "The newest last."),
    commands=_list(
        _object({"id": _text(64), "outcome": _text(LONGEST_ERROR)}, at=nullable(_INSTANT)),
        MOST_COMMANDS,
        "What became of commands: done, not understood, or failed: and why.",
    ),
    picture=nullable(
        _object(
            {
                "at_ms": _whole(),
                "width": _SIDE,
                "height": _SIDE,
                "jpeg": {
                    "type": "string",
                    "maxLength": -(-LARGEST_PICTURE // 3) * 4,
                    "description": "The glass as a JPEG, in base64.",
                },
            }
        )
    ),
)
"""The document of `core.heartbeats`, as it is described; a test holds the two to each other."""

OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="hear_heartbeat",
        method="POST",
        path="/heartbeats",
        scope="player",
        summary="How a player is: every minute, and whenever something changes. It is kept once 204 is answered",
        answer=_hear,
        bodies={JSON: HEARTBEAT},
        largest=LARGEST,
        answers={HTTPStatus.NO_CONTENT: Told(description="It is kept; or it was, under the same id.", schema=None)},
    ),
)
