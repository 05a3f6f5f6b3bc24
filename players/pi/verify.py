"""Signatures: a signed file (JWS, EdDSA) is opened only with a key that this player accepts."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from players.pi.enrolment import key_of
from players.pi.problems import Refused


@dataclass(frozen=True, kw_only=True, slots=True)
class Introducer:
    """The recovery key, which may introduce a signing key, and the sequence of the newest head that was kept.

    An introduction is meant for those who know an older head: so nobody can bring back, with an old introduction, a
    key that was stolen later.
    """

    recovery_key: bytes
    newest: int = 0


def opened(
    jws: bytes, *, typ: str, keys: Iterable[bytes], introducer: Introducer | None = None
) -> tuple[dict[str, Any], bytes]:
    """The document in a compact JWS, and the key that signed it: one of `keys`, or one that was introduced with it.

    Refused where the form, `alg`, `typ` or signature is wrong. The payload is not looked at before its signature.
    """
    parts = jws.strip().split(b".")
    if len(parts) != 3:
        raise _refused("is not a signed file")
    header = parsed(_decoded(parts[0]))
    if header.get("alg") != "EdDSA" or header.get("typ") != typ or "crit" in header:
        raise _refused(f"is not signed as {typ}")
    signature, known = _decoded(parts[2]), tuple(keys)
    for key in known:
        if _signed(key, signature, parts):
            return parsed(_decoded(parts[1])), key
    for key in () if introducer is None else _introduced(header.get("keys"), introducer):
        if _signed(key, signature, parts):
            return parsed(_decoded(parts[1])), key
    raise _refused("has no signature that this player accepts")


def parsed(data: bytes) -> dict[str, Any]:
    """A JSON object; Refused for anything else, NaN and bottomless nesting included."""
    try:
        document = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise _refused("is not JSON") from error
    if not isinstance(document, dict):
        raise _refused("is not a JSON object")
    return document


def _signed(key: bytes, signature: bytes, parts: list[bytes]) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, parts[0] + b"." + parts[1])
    except (InvalidSignature, ValueError):
        return False
    return True


def _introduced(introduction: object, introducer: Introducer) -> tuple[bytes, ...]:
    """The keys that the recovery key vouches for; none where it does not, or no longer."""
    if not isinstance(introduction, str):
        return ()
    try:
        said, _ = opened(introduction.encode(), typ="signage-keys", keys=[introducer.recovery_key])
        if said["version"] != 1 or int(said["sequence"]) <= introducer.newest:
            return ()
        return tuple(key_of(key) for key in said["keys"])
    except (Refused, KeyError, TypeError, ValueError, OverflowError):
        return ()


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _decoded(part: bytes) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refused("is not a signed file") from error


def _refused(what: str) -> Refused:
    return Refused(ja=f"サーバーの答えを使えません(the answer {what})。", en=f"The answer {what}.")
