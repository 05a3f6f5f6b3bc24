"""What survives a restart: the newest head, the head in force, and what was already done."""

from __future__ import annotations

import base64
import json
import threading
from collections.abc import Iterable
from dataclasses import dataclass

from players.pi.cache import Cache
from players.pi.documents import Head, Manifest, head_of, manifest_of
from players.pi.enrolment import Enrolment, key_of
from players.pi.problems import DiskFull, Refused
from players.pi.verify import opened, parsed

HEAD_TYPE = "signage-head"


@dataclass(frozen=True, kw_only=True, slots=True)
class SignedHead:
    """A head with the bytes it came in and the key that signed it."""

    head: Head
    jws: bytes
    signer: bytes


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """What a player starts with: the newest good head, and what was in force."""

    newest: SignedHead | None = None
    in_force: SignedHead | None = None
    manifest: Manifest | None = None


def kept(cache: Cache, *, enrolment: Enrolment) -> Kept:
    """Read back what the last run left. Whatever is not whole is left out, and will be loaded again."""
    newest = _read_head(cache, "newest.json", enrolment)
    if newest is not None and newest.head.revoked:
        return Kept(newest=newest)
    for candidate in (_read_head(cache, "in-force.json", enrolment), newest):
        if candidate is not None and (manifest := read_manifest(cache, candidate.head.manifest)) is not None:
            return Kept(newest=newest or candidate, in_force=candidate, manifest=manifest)
    return Kept(newest=newest)


def servers_of(newest: SignedHead | None, *, enrolment: Enrolment) -> tuple[str, ...]:
    """Where to ask: first the servers that the newest head announces, then those of the enrolment."""
    announced = () if newest is None else newest.head.servers
    return (*(url for url in announced if url.startswith(("http://", "https://"))), *enrolment.servers)


def keys_of(newest: SignedHead | None, *, enrolment: Enrolment) -> tuple[bytes, ...]:
    """Whose signature counts: until a head was kept the enrolment's key, then those that the newest head names.

    A head that names none leaves the key that signed it.
    """
    if newest is None:
        return (enrolment.public_key, enrolment.recovery_key)
    return (*(newest.head.keys or (newest.signer,)), enrolment.recovery_key)


def keep_newest(cache: Cache, signed: SignedHead, *, enrolment: Enrolment) -> None:
    """Remember the newest good head, so that none older is ever accepted."""
    cache.write("newest.json", _written(signed, enrolment))


def keep_in_force(cache: Cache, signed: SignedHead, *, enrolment: Enrolment) -> None:
    """Remember what is on the glass, to begin with it after the next start."""
    cache.write("in-force.json", _written(signed, enrolment))


def read_manifest(cache: Cache, sha256: str) -> Manifest | None:
    """A manifest from the cache; None where it is not here, was corrupted, or cannot be shown."""
    if not cache.has(sha256) or (data := cache.read(sha256)) is None:
        return None
    try:
        return manifest_of(data, sha256=sha256)
    except Refused:
        return None


def _written(signed: SignedHead, enrolment: Enrolment) -> bytes:
    # One file, so that no power cut can part a head from the key that proves it whole.
    fields = {
        "enrolment": enrolment.fingerprint,
        "signer": base64.urlsafe_b64encode(signed.signer).decode(),
        "jws": signed.jws.decode("ascii"),
    }
    return json.dumps(fields).encode()


def _read_head(cache: Cache, name: str, enrolment: Enrolment) -> SignedHead | None:
    if (data := cache.read_file(name)) is None:
        return None
    try:
        fields = parsed(data)
        if fields["enrolment"] != enrolment.fingerprint:
            return None
        jws, signer = fields["jws"].encode(), key_of(fields["signer"])
        document, _ = opened(jws, typ=HEAD_TYPE, keys=[signer])
        return SignedHead(head=head_of(document, screen=enrolment.screen), jws=jws, signer=signer)
    except (Refused, KeyError, TypeError, ValueError, AttributeError):
        return None


class Done:
    """What is done once by id, kept over restarts: commands and cues. Ids are forgotten after their last instant."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._lock = threading.Lock()
        self._until: dict[str, int] = {}
        try:
            fields = parsed(cache.read_file("done.json") or b"{}")
            self._until = {str(name): int(until) for name, until in fields.items()}
        except (Refused, TypeError, ValueError, OverflowError):
            self._until = {}

    def has(self, name: str) -> bool:
        """Whether this was done."""
        return name in self._until

    def first_time(self, name: str, *, until: int, at: int, durable: bool) -> bool:
        """Whether this was not done before; from now on it was, though the power fail at once where `durable`."""
        with self._lock:
            if name in self._until:
                return False
            self._until = dict(_unexpired(self._until.items(), at))
            self._until[name] = until
            data = json.dumps(self._until).encode()
            try:
                self._cache.write("done.json", data, durable=durable)
            except DiskFull:
                return not durable  # better not at all than at every start
            return True


def _unexpired(done: Iterable[tuple[str, int]], at: int) -> Iterable[tuple[str, int]]:
    day_ms = 24 * 60 * 60 * 1000
    return ((name, until) for name, until in done if until + day_ms > at)
