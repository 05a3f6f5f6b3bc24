"""Signing: heads and live files as JWS (RFC 7515, compact, EdDSA with Ed25519); the same document, the same bytes."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from signage.core.manifests import canonical
from signage.core.problems import Broken

Kind = Literal["signage-head", "signage-live", "signage-keys"]


def base64url(data: bytes) -> str:
    """Without padding, as JOSE writes it."""
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def from_base64url(text: str) -> bytes:
    """ValueError where it is not base64url."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


def sign(document: Mapping[str, Any], *, kind: Kind, key: Ed25519PrivateKey, introduction: str = "") -> bytes:
    """The signed file. Ed25519 needs no random numbers: signing twice gives the same bytes.

    `introduction` is what vouches for the key to whoever does not know it (publish.keys); it goes into the header.
    """
    signed = f"{_header(kind, introduction)}.{base64url(canonical(document))}"
    return f"{signed}.{base64url(key.sign(signed.encode('ascii')))}".encode("ascii")


def opened(token: bytes, *, kind: Kind, keys: Iterable[bytes]) -> dict[str, Any]:
    """What is inside, once one of the public keys has vouched for it; Broken where none does."""
    try:
        header, payload, signature = token.decode("ascii").split(".")
        if _kind(header) == kind and _vouched(f"{header}.{payload}".encode("ascii"), from_base64url(signature), keys):
            return _document(payload)
    except ValueError:
        pass
    raise Broken(
        ja="署名が合いません。公開フォルダーの外で書き換えられた可能性があります。",
        en="the signature does not fit; the file may have been changed by something other than this server.",
    )


def read_unverified(token: bytes) -> dict[str, Any]:
    """What is inside, unasked by whom: for one's own tree. ValueError where it is not a signed file at all."""
    parts = token.decode("ascii").split(".")
    if len(parts) != 3:
        raise ValueError("not three parts")
    return _document(parts[1])


def _header(kind: Kind, introduction: str) -> str:
    more = {"keys": introduction} if introduction else {}
    return base64url(canonical({"alg": "EdDSA", "typ": kind, **more}))


def _kind(header: str) -> str | None:
    """What a header says that this is; None where it is not signed as everything here is."""
    said = _document(header)
    return said.get("typ") if said.get("alg") == "EdDSA" else None


def _document(payload: str) -> dict[str, Any]:
    document = json.loads(from_base64url(payload))
    if not isinstance(document, dict):
        raise ValueError("not an object")  # noqa: TRY004 - what is read is bytes, not an argument of a wrong type
    return document


def _vouched(signed: bytes, signature: bytes, keys: Iterable[bytes]) -> bool:
    for key in keys:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
        except InvalidSignature:
            continue
        return True
    return False
