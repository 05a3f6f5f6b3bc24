"""Fetching: one question to one server, over HTTP or from a folder (a stick), with every answer bounded."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

import requests

from players.pi.problems import Refused
from players.pi.straight import CONNECT_S, GONE, PIECE, READ_S, Straight, Trust, gone, pieces, unreachable

WHOLE_MS = 15_000
"""The longest wait for a whole small document."""

LEAST_BYTES, LEAST_MS = 30_000, 30_000
"""A server that gives less of an asset in this time is given up, so that another, or another asset, has its turn."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """A small document, or (`body` None) that it is still as `etag` had it.

    `date` is the server's time to the second; None without one, or where a cache between answered. `sent` and
    `received` are readings of the boot clock.
    """

    body: bytes | None
    etag: str | None
    date: int | None
    sent: int
    received: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Stream:
    """The pieces of an asset, from byte `start` on."""

    start: int
    pieces: Iterator[bytes]


class Server(Protocol):
    """Where published files come from."""

    def get(self, path: str, *, etag: str | None, limit: int) -> Answer:
        """A document of at most `limit` bytes. Unreachable or Refused."""

    def stream(self, path: str, *, start: int) -> contextlib.AbstractContextManager[Stream]:
        """An asset from byte `start` on, or from the beginning where the server cannot. Unreachable."""


class HttpServer:
    """A server, a cache or a bucket; keeps its connection. For one thread."""

    def __init__(self, url: str, *, boot: Callable[[], int], trust: Trust) -> None:
        self._url = url
        self._boot = boot
        self._session = Straight(url, trust=trust)

    def get(self, path: str, *, etag: str | None, limit: int) -> Answer:
        """As Server says."""
        asked = {"Accept-Encoding": "gzip"} | ({} if etag is None else {"If-None-Match": etag})
        sent = self._boot()
        with self._asked(path, asked) as response:
            received = self._boot()
            if response.status_code not in ({200} if etag is None else {200, 304}):
                raise unreachable(self._url, f"HTTP {response.status_code}")
            body = bytearray()
            for piece in pieces(response):
                body += piece
                if len(body) > limit or self._boot() > sent + WHOLE_MS:
                    raise unreachable(self._url, "too long an answer")
            return Answer(
                body=None if response.status_code == 304 else bytes(body),
                etag=response.headers.get("ETag"),
                date=_date(response),
                sent=sent,
                received=received,
            )

    @contextlib.contextmanager
    def stream(self, path: str, *, start: int) -> Iterator[Stream]:
        """As Server says."""
        with self._asked(path, {"Range": f"bytes={start}-"} if start else {}) as response:
            ranged = response.headers.get("Content-Range", "").startswith(f"bytes {start}-")
            if response.status_code == 200:
                start = 0
            elif response.status_code != 206 or not ranged:
                raise unreachable(self._url, f"HTTP {response.status_code}")
            yield Stream(start=start, pieces=self._quick_enough(pieces(response)))

    def _quick_enough(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        since, came = self._boot(), 0
        for piece in pieces:
            yield piece
            came += len(piece)
            if self._boot() >= since + LEAST_MS:
                if came < LEAST_BYTES:
                    raise unreachable(self._url, f"{came} bytes in {LEAST_MS // 1000} s")
                since, came = self._boot(), 0

    @contextlib.contextmanager
    def _asked(self, path: str, headers: dict[str, str]) -> Iterator[requests.Response]:
        try:
            with self._session.get(
                f"{self._url}/{path}", headers=headers, stream=True, timeout=(CONNECT_S, READ_S)
            ) as response:
                yield response
        except GONE as error:
            raise gone(self._url, error) from error


class FolderServer:
    """The published tree on a stick or a share. It says nothing about the time."""

    def __init__(self, url: str, *, boot: Callable[[], int]) -> None:
        self._url = url
        self._boot = boot
        self._folder = Path(unquote(urlsplit(url).path))

    def get(self, path: str, *, etag: str | None, limit: int) -> Answer:
        """As Server says; the file's time and length stand for an ETag."""
        file, sent = self._folder / path, self._boot()
        try:
            facts = file.stat()
            now = f"{facts.st_mtime_ns}-{facts.st_size}"
            if facts.st_size > limit:
                raise unreachable(self._url, "too long a file")
            body = None if now == etag else file.read_bytes()
        except OSError as error:
            raise unreachable(self._url, error.strerror or "") from error
        return Answer(body=body, etag=now, date=None, sent=sent, received=self._boot())

    @contextlib.contextmanager
    def stream(self, path: str, *, start: int) -> Iterator[Stream]:
        """As Server says."""
        try:
            with (self._folder / path).open("rb") as file:
                file.seek(start)
                yield Stream(start=start, pieces=iter(lambda: file.read(PIECE), b""))
        except OSError as error:
            raise unreachable(self._url, error.strerror or "") from error


def server_at(url: str, *, boot: Callable[[], int], trust: Trust) -> Server:
    """The server at an http(s) or file URL; Refused for any other."""
    if url.startswith(("http://", "https://")):
        return HttpServer(url, boot=boot, trust=trust)
    if url.startswith("file:///"):
        return FolderServer(url, boot=boot)
    raise Refused(ja=f"{url} は http、https か file の URL ではありません。", en=f"{url} is no http(s) or file URL.")


class Lines:
    """The lines to servers, each kept open. For one thread."""

    def __init__(self, *, boot: Callable[[], int], trust: Trust) -> None:
        self._boot, self._trust = boot, trust
        self._lines: dict[str, Server] = {}

    def to(self, url: str) -> Server:
        """The line to a server."""
        if url not in self._lines:
            self._lines[url] = server_at(url, boot=self._boot, trust=self._trust)
        return self._lines[url]


def asset_path(sha256: str) -> str:
    """Where the published tree has an asset."""
    return f"v1/assets/{sha256[:2]}/{sha256}"


def _date(response: requests.Response) -> int | None:
    if "Age" in response.headers or "Date" not in response.headers:
        return None
    try:
        return int(parsedate_to_datetime(response.headers["Date"]).timestamp()) * 1000
    except (ValueError, OverflowError):
        return None
