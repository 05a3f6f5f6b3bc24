"""Signatures: a signed file (JWS, EdDSA) is opened only with a key that this player accepts."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any, NoReturn

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from players.pi.problems import Refused


def opened(jws: bytes, *, typ: str, keys: Iterable[bytes]) -> tuple[dict[str, Any], bytes]:
    """The document in a compact JWS, and the key that signed it.

    Refused where the form, `alg`, `typ` or signature is wrong. The payload is not looked at before its signature.
    """
    parts = jws.strip().split(b".")
    if len(parts) != 3:
        raise _refused("is not a signed file")
    header = parsed(_decoded(parts[0]))
    if header.get("alg") != "EdDSA" or header.get("typ") != typ or "crit" in header:
        raise _refused(f"is not signed as {typ}")
    signature = _decoded(parts[2])
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, parts[0] + b"." + parts[1])
        except (InvalidSignature, ValueError):
            continue
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


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _decoded(part: bytes) -> bytes:
    try:
        return base64.b64decode(part + b"=" * (-len(part) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _refused("is not a signed file") from error


def _refused(what: str) -> Refused:
    return Refused(ja=f"サーバーの答えを使えません(the answer {what})。", en=f"The answer {what}.")
