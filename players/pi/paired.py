"""Paired: the enrolment that a player was given when it was paired, kept in its cache until it is revoked."""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Mapping
from typing import Any

from players.pi.cache import Cache
from players.pi.enrolment import Enrolment, enrolment_of
from players.pi.problems import Refused
from players.pi.verify import parsed

_FILE = "enrolment.json"


def paired(cache: Cache, *, server: str) -> Enrolment | None:
    """The enrolment from an earlier pairing; None where there is none that is whole.

    `server` is where this player was told to pair: asked last, should the enrolment's own address not be reachable.
    """
    if (data := cache.read_file(_FILE)) is None:
        return None
    try:
        return enrolment_of(parsed(data), paired_at=server)
    except Refused:
        return None


def keep_paired(cache: Cache, given: Mapping[str, Any]) -> None:
    """Keep what a server gave, though the power fail at once; DiskFull where that cannot be."""
    cache.write(_FILE, json.dumps(dict(given), ensure_ascii=False).encode())


def forget(cache: Cache) -> None:
    """Remove the enrolment, then all that was ever received or is still to be reported, as far as the card lets."""
    for left in sorted(cache.folder.iterdir(), key=lambda file: file.name != _FILE):
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        elif left.name != "lock":
            with contextlib.suppress(OSError):
                left.unlink()
    cache.clear()
