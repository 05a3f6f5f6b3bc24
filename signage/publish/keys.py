"""Keys: what signs heads and live files, its rotation, and the recovery key that is never stored."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from signage.core.instants import DAY, written
from signage.core.problems import Broken, Missing, Refused
from signage.core.shows import instant_of
from signage.publish.private import write_private
from signage.publish.signing import Kind, base64url, from_base64url, sign

ANNOUNCED_FOR = 30 * DAY
"""How long a new key is told to players before it signs: so long may a player be away (DESIGN, "keys")."""


@dataclass(frozen=True, kw_only=True)
class SigningKey:
    """One Ed25519 key and the instant from which players were told of it.

    `introduction` is what the recovery key signed for it, where it took the place of one that was lost or stolen.
    """

    secret: bytes = field(repr=False)
    since: int
    introduction: str = ""

    @property
    def private(self) -> Ed25519PrivateKey:
        """What signs."""
        return Ed25519PrivateKey.from_private_bytes(self.secret)

    @property
    def public(self) -> bytes:
        """Its public half: 32 bytes."""
        return self.private.public_key().public_bytes_raw()


@dataclass(frozen=True, kw_only=True)
class KeyRing:
    """The signing keys, oldest first, and the public half of the recovery key."""

    signing: tuple[SigningKey, ...]
    recovery: bytes

    def active(self, at: int) -> SigningKey:
        """The one that signs: the newest that has been announced long enough, or else the oldest there is."""
        ripe = [key for key in self.signing if key.since + ANNOUNCED_FOR <= at]
        return ripe[-1] if ripe else self.signing[0]

    def live_key(self, slide: str) -> str:
        """Names the live file of a board: the same for as long as the installation lasts."""
        return hashlib.sha256(self.recovery + slide.encode()).hexdigest()[:32]

    def sign(self, document: Mapping[str, Any], *, kind: Kind, at: int) -> bytes:
        """A signed file as players accept it at an instant."""
        active = self.active(at)
        introduction = active.introduction if kind == "signage-head" else ""
        return sign(document, kind=kind, key=active.private, introduction=introduction)

    def accepted(self, at: int) -> tuple[str, ...]:
        """What heads name as `keys`: the one that signs and those announced after it."""
        first = self.signing.index(self.active(at))
        return tuple(base64url(key.public) for key in self.signing[first:])


def path(data: Path) -> Path:
    """Where the keys of a data folder lie."""
    return data / "keys" / "signing.json"


def make(data: Path, *, at: int) -> tuple[KeyRing, str]:
    """A first signing key and a recovery key; returns the recovery key's private half, which is kept nowhere."""
    if path(data).exists():
        raise Refused(
            ja="署名鍵はもうあります。替えるには signage key rotate を使ってください。",
            en="there is a signing key already; to replace it use signage key rotate.",
        )
    recovery = Ed25519PrivateKey.generate()
    ring = KeyRing(signing=(_new(at),), recovery=recovery.public_key().public_bytes_raw())
    _write(data, ring)
    return ring, base64url(recovery.private_bytes_raw())


def read(data: Path) -> KeyRing:
    """The keys of a data folder; Missing before `signage init`, Broken where the file makes no sense."""
    try:
        stored = json.loads(path(data).read_bytes())
        signing = tuple(
            SigningKey(
                secret=_whole(key["secret"]),
                since=instant_of(key["since"]),
                introduction=str(key.get("introduction", "")),
            )
            for key in stored["signing"]
        )
        return KeyRing(signing=(signing[0], *signing[1:]), recovery=_whole(stored["recovery"]))
    except FileNotFoundError as error:
        raise Missing(
            ja="署名鍵がありません。先に signage init を実行してください。",
            en="there is no signing key; run signage init first.",
        ) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise Broken(
            ja="署名鍵のファイル keys/signing.json が壊れています。データフォルダーの控えから戻してください。",
            en="the key file keys/signing.json is damaged; put it back from a copy of the data folder.",
        ) from error


def rotate(data: Path, *, at: int) -> KeyRing:
    """Announce a new key: both are named for 30 days, then the new one signs. Refused while another is announced."""
    ring = read(data)
    newest = ring.signing[-1]
    if newest != ring.active(at):
        ripe = written(newest.since + ANNOUNCED_FOR)
        raise Refused(
            ja=f"新しい鍵はもう予告中です。{ripe} に切り替わります。",
            en=f"a new key is being announced already; it takes over at {ripe}.",
        )
    rotated = KeyRing(signing=(ring.active(at), _new(at)), recovery=ring.recovery)
    _write(data, rotated)
    return rotated


def recover(data: Path, private_half: str, *, sequence: int, at: int) -> KeyRing:
    """A new signing key in place of all others, at once: they were stolen or lost. Refused for a wrong recovery key.

    No player knows the new key yet. Every head that it signs carries its introduction: a signed file of the recovery
    key, which each player has had from the start. It is believed only by players whose newest head is before
    `sequence`, so that a key which was introduced once and rotated away later cannot be brought back by a thief.
    """
    try:
        recovery = Ed25519PrivateKey.from_private_bytes(_whole("".join(private_half.split())))
    except ValueError as error:
        raise _not_the_recovery_key() from error
    public = recovery.public_key().public_bytes_raw()
    try:
        known = read(data).recovery
    except (Missing, Broken):
        known = public  # the file with the keys is what was lost
    if known != public:
        raise _not_the_recovery_key()
    fresh = _new(at)
    said = {"version": 1, "keys": [base64url(fresh.public)], "sequence": sequence}
    introduced = replace(fresh, introduction=sign(said, kind="signage-keys", key=recovery).decode("ascii"))
    ring = KeyRing(signing=(introduced,), recovery=public)
    _write(data, ring)
    return ring


def _not_the_recovery_key() -> Refused:
    return Refused(
        ja="復旧鍵が違います。signage init が一度だけ表示した復旧鍵を、紙の控えから43文字そのまま入れてください。",
        en="this is not the recovery key; enter the 43 characters that signage init showed once, from the paper.",
    )


def _new(at: int) -> SigningKey:
    return SigningKey(secret=Ed25519PrivateKey.generate().private_bytes_raw(), since=at // 1000 * 1000)


def _whole(text: str) -> bytes:
    key = from_base64url(text)
    if len(key) != 32:
        raise ValueError("an Ed25519 key is 32 bytes")
    return key


def _write(data: Path, ring: KeyRing) -> None:
    document = {
        "signing": [
            {"secret": base64url(key.secret), "since": written(key.since), "introduction": key.introduction}
            for key in ring.signing
        ],
        "recovery": base64url(ring.recovery),
    }
    write_private(path(data), json.dumps(document, indent=1).encode())
