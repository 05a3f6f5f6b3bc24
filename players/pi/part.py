"""A part: an asset that is not whole yet, with the hash of what is there so far."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
from collections.abc import Iterator
from typing import BinaryIO

from players.pi.cache import Cache, storing

_PIECE = 1 << 18
_ROOM_TO_SPARE = 8 << 20
"""Bytes left free on the disk for everything else that lives there."""


class Part:
    """Made by `part_of`. Every method may raise DiskFull."""

    def __init__(self, cache: Cache, sha256: str, file: BinaryIO) -> None:
        self._cache, self._sha256, self._file = cache, sha256, file
        self._digest = hashlib.sha256()
        self.held = 0
        with storing(cache.folder):
            file.seek(0)
            while piece := file.read(_PIECE):
                self._digest.update(piece)
                self.held += len(piece)

    @property
    def sound(self) -> bool:
        """Whether what is there is the whole asset."""
        return self._digest.hexdigest() == self._sha256

    def add(self, piece: bytes) -> None:
        """Append what came."""
        with storing(self._cache.folder):
            self._file.write(piece)
        self._digest.update(piece)
        self.held += len(piece)

    def restart(self) -> None:
        """Drop what is there."""
        with storing(self._cache.folder):
            self._file.truncate(0)
        self._digest = hashlib.sha256()
        self.held = 0

    def make_room(self, length: int) -> None:
        """See that the rest of `length` bytes fits, pruning if need be; DiskFull, the part dropped, if not."""
        if not self._cache.prune(room=length - self.held + _ROOM_TO_SPARE):
            self.restart()
            with storing(self._cache.folder):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def adopt(self) -> None:
        """Make it the asset; only where `sound`."""
        self._cache.adopt(self._file, self._sha256)


@contextlib.contextmanager
def part_of(cache: Cache, sha256: str) -> Iterator[Part]:
    """Open what an earlier attempt left of an asset, or nothing."""
    with storing(cache.folder), cache.part(sha256).open("a+b") as file:  # closing it writes, too
        yield Part(cache, sha256, file)
