"""Small files that change: remembered until they do, answered with ETag, 304 and the server's time."""

from __future__ import annotations

import gzip
import hashlib
import os
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from email.utils import formatdate
from functools import cached_property
from wsgiref.types import StartResponse, WSGIEnvironment

from signage.web.ranges import names_one_of
from signage.web.sending import opened

Headers = list[tuple[str, str]]


@dataclass(frozen=True)
class SmallFile:
    """A file's bytes, and the entity tag made from them."""

    body: bytes

    @cached_property
    def etag(self) -> str:
        return f'"{hashlib.sha256(self.body).hexdigest()[:32]}"'

    @cached_property
    def packed(self) -> bytes:
        """For many phones on a thin line: a page shrinks to a sixth, once for all of them."""
        return gzip.compress(self.body, 9, mtime=0)


class SmallFiles:
    """Remembered until modification time, length or inode change: a poll that changes nothing costs one `lstat`."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._date = (0, "")
        self._remembered: dict[str, tuple[tuple[int, int, int], SmallFile]] = {}

    def read(self, path: str) -> SmallFile:
        """OSError where there is none."""
        found = os.lstat(path)
        remembered = self._remembered.get(path)
        if remembered is not None and remembered[0] == (found.st_mtime_ns, found.st_size, found.st_ino):
            return remembered[1]
        with opened(path) as file:
            now = os.fstat(file.fileno())
            small = SmallFile(file.read())
        self._remembered[path] = ((now.st_mtime_ns, now.st_size, now.st_ino), small)
        return small

    def answer(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        file: SmallFile,
        describing: Headers,
        *,
        packs: bool = False,
    ) -> Iterable[bytes]:
        """200 or 304; `describing` goes with the body, which is packed for whoever can unpack it."""
        packed = packs and "gzip" in environ.get("HTTP_ACCEPT_ENCODING", "")
        etag = file.etag if not packed else f'{file.etag[:-1]}-gzip"'
        headers = [("Date", self.date()), ("ETag", etag), ("Cache-Control", "no-cache")]
        if packs:
            headers.append(("Vary", "Accept-Encoding"))
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked is not None and names_one_of(asked, etag):
            start_response("304 Not Modified", headers)
            return []
        body = file.packed if packed else file.body
        if packed:
            headers.append(("Content-Encoding", "gzip"))
        headers += [*describing, ("Content-Length", str(len(body))), ("X-Content-Type-Options", "nosniff")]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def plain(
        self, environ: WSGIEnvironment, start_response: StartResponse, status: str, more: Headers
    ) -> Iterable[bytes]:
        """What is to be said instead."""
        body = f"{status}\n".encode()
        headers = [("Date", self.date()), ("Content-Type", "text/plain"), ("Content-Length", str(len(body)))]
        start_response(
            status, [*headers, ("Cache-Control", "no-store"), ("X-Content-Type-Options", "nosniff"), *more]
        )
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def date(self) -> str:
        """The Date header, by which players and phones set their clocks; formatted once a second."""
        second, text = self._date
        now = int(self._clock())
        if now != second:
            text = formatdate(now, usegmt=True)
            self._date = (now, text)
        return text
