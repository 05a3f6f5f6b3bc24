"""Write pairing.json: `python -m tests.vectors.pairing`. What a player was told, and the two words it must show."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.vectors.generate import compact
from tests.vectors.heads import NOW, RECOVERY, STRANGER, public

PAIRING = Path(__file__).with_name("pairing.json")
LIST = Path(__file__).parents[2] / "players" / "words.json"

AUTHORITY = (
    "-----BEGIN CERTIFICATE-----\n"
    + "\n".join(["TWl6dWtpIFdhcmQgT2ZmaWNl" * 2] * 3)
    + "\n-----END CERTIFICATE-----\n"
)
"""The words take it as text: nobody has to read it."""

JAPANESE = "みずき区の証明書\n"


def nonce_of(seed: int) -> str:
    return hashlib.sha256(bytes([seed])).hexdigest()[:32]


def words(*, public_key: str, recovery_key: str, authority: str, code: str, nonce: str) -> list[list[str]]:
    """Put together by hand, byte after byte."""
    told = b"signage-pairing-1\n"
    told += raw(public_key) + raw(recovery_key)
    told += hashlib.sha256(authority.encode("utf-8")).digest()
    told += code.encode("ascii")
    told += bytes.fromhex(nonce)
    known = json.loads(LIST.read_text(encoding="utf-8"))
    return [known[number] for number in hashlib.sha256(told).digest()[:2]]


def raw(key: str) -> bytes:
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    bits = "".join(f"{alphabet.index(letter):06b}" for letter in key)
    return int(bits[:256], 2).to_bytes(32, "big")


def cases() -> Iterator[tuple[str, dict[str, str]]]:
    """Why, and what a player was told."""
    ours = {"public_key": public(NOW), "recovery_key": public(RECOVERY)}
    told = {**ours, "authority": AUTHORITY, "code": "123456", "nonce": nonce_of(1)}
    yield "everything there is", told
    yield "no authority: plain HTTP, or a certificate that machines trust", {**told, "authority": ""}
    yield "no nonce: a player that committed itself to nothing", {**told, "nonce": ""}
    yield "neither", {**told, "authority": "", "nonce": ""}
    yield "somebody in between, with a key of his own", {**told, "public_key": public(STRANGER)}
    yield "somebody in between, with a recovery key of his own", {**told, "recovery_key": public(STRANGER)}
    yield "somebody in between, with an authority of his own", {**told, "authority": AUTHORITY.lower()}
    yield "an authority without its last line feed is another", {**told, "authority": AUTHORITY.strip()}
    yield "an authority beyond ASCII", {**told, "authority": JAPANESE}
    yield "another player's nonce", {**told, "nonce": nonce_of(2)}
    yield "a nonce of zeros is not none", {**told, "nonce": "00" * 16}
    yield "another code", {**told, "code": "123457"}
    yield "a code that begins with zeros", {**told, "code": "000042"}
    yield "the keys the other way round", {**told, **dict(zip(ours, reversed(list(ours.values())), strict=True))}


def all_pairings() -> list[dict[str, Any]]:
    return [
        {
            "why": why,
            **told,
            "commitment": hashlib.sha256(bytes.fromhex(told["nonce"])).hexdigest() if told["nonce"] else "",
            "words": words(**told),
        }
        for why, told in cases()
    ]


def text_of(pairings: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(compact(pairing) for pairing in pairings) + "\n]\n"


if __name__ == "__main__":
    PAIRING.write_text(text_of(all_pairings()), encoding="utf-8")
