"""Write heads.json: `python -m tests.vectors.heads`. Signed files, and whether a player may believe them."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from tests.vectors.makers import canonical, sha

HEADS = Path(__file__).with_name("heads.json")
SCREEN = "lobby-1f"

NOW, NEXT, RECOVERY, STRANGER = (Ed25519PrivateKey.from_private_bytes(bytes([seed]) * 32) for seed in range(1, 5))
"""Keys for these vectors alone, made from seeds that everybody knows."""

GOOD: dict[str, Any] = {
    "version": 1,
    "screen": SCREEN,
    "sequence": 1795311727012,
    "manifest": sha("a manifest"),
    "poll_ms": 5000,
    "live": [{"key": "b1f0", "poll_ms": 500}],
    "keys": [],
    "servers": ["https://signage.ward.example"],
    "commands": [{"id": "c81", "do": "screenshot", "until": "2026-11-22T02:00:00Z"}],
    "revoked": False,
}


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def public(key: Ed25519PrivateKey) -> str:
    return base64url(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def signed(
    payload: bytes | dict[str, Any], *, key: Ed25519PrivateKey = NOW, header: bytes | dict[str, Any] | None = None
) -> str:
    """RFC 7515, compact, put together by hand."""
    if header is None:
        header = {"alg": "EdDSA", "typ": "signage-head"}
    parts = [base64url(part if isinstance(part, bytes) else canonical(part)) for part in (header, payload)]
    return ".".join([*parts, base64url(key.sign(".".join(parts).encode()))])


def without(name: str) -> dict[str, Any]:
    return {key: value for key, value in GOOD.items() if key != name}


def taken() -> list[tuple[str, str]]:
    """Why, and a head that is to be taken."""
    return [
        ("a head as the server writes it", signed(GOOD)),
        ("unknown fields are ignored", signed({**GOOD, "weather": "fine", "live": [{**GOOD["live"][0], "x": 1}]})),
        (
            "unknown fields of the header are ignored",
            signed(GOOD, header={"alg": "EdDSA", "typ": "signage-head", "kid": "1"}),
        ),
        ("not canonical, yet signed", signed(json.dumps(GOOD, indent=2).encode())),
        ("signed by the announced key", signed(GOOD, key=NEXT)),
        ("signed by the recovery key", signed(GOOD, key=RECOVERY)),
        ("announces another key", signed({**GOOD, "keys": [public(NOW), public(NEXT)]})),
        ("no live files, no commands", signed({**GOOD, "live": [], "commands": []})),
        ("revoked", signed({**GOOD, "revoked": True})),
        (
            "an unknown command is a command to leave undone",
            signed({**GOOD, "commands": [{**GOOD["commands"][0], "do": "dance"}]}),
        ),
    ]


def refused() -> list[tuple[str, str]]:
    """Why, and a head that is not."""
    good = signed(GOOD)
    header, payload, signature = good.split(".")
    other = base64url(canonical({**GOOD, "sequence": GOOD["sequence"] + 1}))
    return [
        ("signed by a stranger", signed(GOOD, key=STRANGER)),
        (
            "one bit of the signature flipped",
            f"{header}.{payload}.{'B' if signature[0] == 'A' else 'A'}{signature[1:]}",
        ),
        ("another payload under a good signature", f"{header}.{other}.{signature}"),
        (
            "another header under a good signature",
            f"{base64url(canonical({'alg': 'EdDSA', 'typ': 'signage-live'}))}.{payload}.{signature}",
        ),
        ("no signature", f"{header}.{payload}."),
        ("two parts", f"{header}.{payload}"),
        ("four parts", f"{good}.x"),
        ("nothing", ""),
        ("a page of HTML", "<!doctype html><title>Welcome to nginx!</title>"),
        ("alg none", f"{base64url(canonical({'alg': 'none', 'typ': 'signage-head'}))}.{payload}."),
        ("another alg", signed(GOOD, header={"alg": "HS256", "typ": "signage-head"})),
        ("alg written differently", signed(GOOD, header={"alg": "eddsa", "typ": "signage-head"})),
        ("no typ", signed(GOOD, header={"alg": "EdDSA"})),
        ("a live file in place of a head", signed(GOOD, header={"alg": "EdDSA", "typ": "signage-live"})),
        (
            "a critical extension",
            signed(GOOD, header={"alg": "EdDSA", "typ": "signage-head", "crit": ["b64"], "b64": False}),
        ),
        ("a header that is no object", signed(GOOD, header=b"[]")),
        ("a header that is no JSON", signed(GOOD, header=b"EdDSA")),
        ("a payload that is no JSON", signed(b"head")),
        ("a payload that is no object", signed(b"[1]")),
        ("a payload with NaN", signed(canonical(GOOD)[:-1] + b',"x":NaN}')),
        ("bottomless nesting", signed(b'{"x":' + b"[" * 20_000 + b"]" * 20_000 + b"}")),
        ("another screen", signed({**GOOD, "screen": "lift-1f"})),
        ("no screen", signed(without("screen"))),
        ("version 2", signed({**GOOD, "version": 2})),
        ("no version", signed(without("version"))),
        ("no sequence", signed(without("sequence"))),
        ("a sequence that is text", signed({**GOOD, "sequence": "1795311727012"})),
        ("a sequence below one", signed({**GOOD, "sequence": 0})),
        ("a sequence that is no whole number", signed({**GOOD, "sequence": 1795311727012.5})),
        ("no manifest", signed(without("manifest"))),
        ("a manifest that is no hash", signed({**GOOD, "manifest": "../../etc/passwd"})),
        ("a manifest in capitals", signed({**GOOD, "manifest": GOOD["manifest"].upper()})),
        (
            "a live key that leads out of its folder",
            signed({**GOOD, "live": [{"key": "../heads/x", "poll_ms": 500}]}),
        ),
        ("a poll time of nothing", signed({**GOOD, "poll_ms": 0})),
        ("a key of the wrong length", signed({**GOOD, "keys": ["AAAA"]})),
        ("a command until no instant", signed({**GOOD, "commands": [{**GOOD["commands"][0], "until": "soon"}]})),
    ]


def all_heads() -> list[dict[str, Any]]:
    keys = [public(key) for key in (NOW, NEXT, RECOVERY)]
    cases = [(why, jws, True) for why, jws in taken()] + [(why, jws, False) for why, jws in refused()]
    return [{"why": why, "screen": SCREEN, "keys": keys, "jws": jws, "taken": good} for why, jws, good in cases]


def text_of(heads: list[dict[str, Any]]) -> str:
    lines = (json.dumps(head, ensure_ascii=False, separators=(",", ":")) for head in heads)
    return "[\n" + ",\n".join(lines) + "\n]\n"


if __name__ == "__main__":
    HEADS.write_text(text_of(all_heads()), encoding="utf-8")
