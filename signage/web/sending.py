"""Sending files: opened without following links, few bytes at once, many block by block and few at a time."""

from __future__ import annotations

import io
import os
import re
import stat
import threading
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.types import WSGIEnvironment

BLOCK = 256 * 1024
"""Up to this many bytes are handed to the server at once, which frees its thread; a frame seldom has more."""

_OPEN_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)

_MAGIC = (
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\{"), "application/json"),
    (re.compile(rb"....ftyp", re.DOTALL), "video/mp4"),
    (re.compile(rb"RIFF....WAVE", re.DOTALL), "audio/wav"),
)


def opened(path: str) -> io.FileIO:
    """A regular file, and no link to one; FileNotFoundError for anything else."""
    if not stat.S_ISREG(os.lstat(path).st_mode):
        raise FileNotFoundError(path)
    return io.FileIO(os.open(path, _OPEN_FLAGS), "rb")


def type_of(beginning: bytes) -> str:
    """The media type of what the publisher writes, by its first 16 bytes."""
    return next((name for magic, name in _MAGIC if magic.match(beginning)), "application/octet-stream")


class Downloads:
    """How many long bodies may be on their way at once: a slow reader holds a thread of the server for each."""

    def __init__(self, most: int) -> None:
        self._free = threading.BoundedSemaphore(most)

    def body(self, environ: WSGIEnvironment, file: io.FileIO, part: range) -> Iterable[bytes] | None:
        """What to hand to the server for a part of a file, which it closes; None where too many are under way."""
        file.seek(part.start)
        if len(part) <= BLOCK:
            with file:
                return [_exactly(file, len(part))]
        if not self._free.acquire(blocking=False):
            return None
        blocks = _Blocks(file, len(part), self._free)
        wrapper: Any = environ.get("wsgi.file_wrapper")
        if wrapper is None:
            return blocks
        wrapped: Iterable[bytes] = wrapper(blocks, BLOCK)
        return wrapped


def _exactly(file: io.FileIO, count: int) -> bytes:
    blocks = []
    while count and (block := file.read(count)):
        blocks.append(block)
        count -= len(block)
    return b"".join(blocks)


class _Blocks:
    """A part of a file as an iterator and as something to read from; `close` gives its place to the next."""

    def __init__(self, file: io.FileIO, count: int, free: threading.BoundedSemaphore) -> None:
        self._file, self._left, self._free = file, count, free

    def read(self, count: int = BLOCK) -> bytes:
        block = self._file.read(min(count, self._left))
        self._left -= len(block)
        return block

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not (block := self.read()):
            self.close()
            raise StopIteration
        return block

    def close(self) -> None:
        if not self._file.closed:
            self._file.close()
            self._free.release()

    def __del__(self) -> None:
        self.close()  # A server that forgets to close must not use up the places.
