"""Pairings for players: a code for a screen that nobody has given it yet, and then the enrolment."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from limits import RateLimitItemPerMinute

from signage.actions import pairings
from signage.core.instants import written
from signage.core.pairings import DIGITS, MOST_WAIT, NONCE_BYTES, POLL_MS
from signage.publish.signing import base64url
from signage.web.api import checking
from signage.web.api.operations import JSON, Answer, Asked, Operation, Parameter, Told
from signage.web.api.schemas import Schema
from signage.web.desk import Desk
from signage.web.limits import address

OFTEN = RateLimitItemPerMinute(30)
"""Codes for one address in a minute: a branch with all of its players may be behind one."""

_KEPT_NOWHERE = {"Cache-Control": "no-store"}

_KEY: Schema = {"type": "string", "pattern": "^[A-Za-z0-9_-]{43}$", "description": "Ed25519, base64url."}
_TEXT: Schema = {"type": "string"}
_AUTHORITY: Schema = {**_TEXT, "description": "The office's own certificate authority as PEM; empty if it has none."}

ASKED: Schema = {
    "type": "object",
    "properties": {
        "commitment": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": f"SHA-256 of {NONCE_BYTES} random bytes, which the player reveals when it asks next.",
        },
        "model": {**_TEXT, "maxLength": 80, "description": "What the player is, for whoever reads the list."},
    },
    "additionalProperties": False,
}


def _object(properties: dict[str, Schema]) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


BEGUN = _object(
    {
        "pairing_id": {**_TEXT, "description": "Only for the player: not to be shown or logged."},
        "code": {"type": "string", "pattern": f"^[0-9]{{{DIGITS}}}$", "description": "登録番号, to be shown."},
        "expires_at": _TEXT,
        "poll_ms": {"type": "integer"},
        "public_key": _KEY,
        "recovery_key": _KEY,
        "authority": _AUTHORITY,
    }
)

STATE: Schema = {
    "anyOf": [
        _object({"state": {"enum": ["waiting", "refused"]}}),
        _object(
            {
                "state": {"enum": ["paired"]},
                **dict.fromkeys(("screen", "name", "server", "head_key", "token", "time_zone"), _TEXT),
                "authority": _AUTHORITY,
                "public_key": _KEY,
                "recovery_key": _KEY,
            }
        ),
    ]
}


def _begin(desk: Desk, asked: Asked) -> Answer:
    checking.check(asked.document, ASKED)
    sent: dict[str, Any] = asked.document
    begun = pairings.begin(
        desk.installation,
        commitment=sent.get("commitment", ""),
        model=sent.get("model", ""),
        address=address(),
        at=asked.at,
    )
    body = {
        "pairing_id": begun.pairing.id,
        "code": begun.pairing.code,
        "expires_at": written(begun.pairing.expires_at),
        "poll_ms": POLL_MS,
        "public_key": base64url(begun.server.public_key),
        "recovery_key": base64url(begun.server.recovery_key),
        "authority": begun.server.authority,
    }
    return Answer(status=HTTPStatus.CREATED, body=body, headers=_KEPT_NOWHERE)


def _ask(desk: Desk, asked: Asked) -> Answer:
    nonce = asked.query.get("nonce", "")
    told = pairings.ask(desk.installation, asked.path["pairing"], nonce=nonce, at=asked.at)
    return Answer(body=dict(told), headers=_KEPT_NOWHERE)


OPERATIONS: tuple[Operation, ...] = (
    Operation(
        name="begin_pairing",
        method="POST",
        path="/pairings",
        scope=None,
        summary=f"A code for a player that has no screen yet; at most {MOST_WAIT} wait",
        answer=_begin,
        bodies={JSON: ASKED},
        needs_body=False,
        often=OFTEN,
        answers={HTTPStatus.CREATED: Told(description="Show the code, and the two words.", schema=BEGUN)},
        problems=(HTTPStatus.SERVICE_UNAVAILABLE,),
    ),
    Operation(
        name="ask_pairing",
        method="GET",
        path="/pairings/{pairing}",
        scope=None,
        summary="Whether somebody has given the player a screen; then its enrolment, until its token is used",
        answer=_ask,
        parameters=(
            Parameter(name="pairing", place="path", schema=_TEXT, description="The pairing_id."),
            Parameter(
                name="nonce",
                place="query",
                schema={"type": "string", "pattern": f"^[0-9a-f]{{{2 * NONCE_BYTES}}}$"},
                description="The bytes that the player has committed itself to, once it was told the keys.",
            ),
        ),
        answers={HTTPStatus.OK: Told(description="How far it is.", schema=STATE)},
        problems=(HTTPStatus.NOT_FOUND, HTTPStatus.SERVICE_UNAVAILABLE),
    ),
)
