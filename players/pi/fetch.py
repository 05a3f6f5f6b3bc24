"""Fetching: one question to one server, over HTTP or from a folder (a stick), with every answer bounded."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote, urlsplit

import requests
import urllib3

from players.pi.problems import Refused, Unreachable, language

CONNECT_S, READ_S, WHOLE_MS = 3.05, 5, 15_000
"""Longest waits: for a connection, between two pieces, and for a whole small document."""

LEAST_BYTES, LEAST_MS = 30_000, 30_000
"""A server that gives less of an asset in this time is given up, so that another, or another asset, has its turn."""

AUTHORITIES = Path("/etc/ssl/certs/ca-certificates.crt")
"""Whom this machine trusts, an office's own certificate that update-ca-certificates installed included."""

_PIECE = 1 << 15
_GONE = (requests.RequestException, urllib3.exceptions.HTTPError, OSError)


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


class Sender:
    """The line by which a machine at the screen tells a server something; keeps its connection. For one thread."""

    def __init__(self, url: str, *, token: str) -> None:
        self._url = url
        self._session = _Straight()
        self._session.headers.update({"Authorization": f"Bearer {token}", "Accept-Language": language()})

    def post(self, path: str, document: Mapping[str, Any]) -> None:
        """Tell it. Unreachable where that may succeed another time; Refused, in its own words, where it will not."""
        try:
            with self._session.post(
                f"{self._url}/{path}", json=document, stream=True, timeout=(CONNECT_S, READ_S)
            ) as response:
                said = next(_pieces(response), b"")
                status = response.status_code
        except _GONE as error:
            raise unreachable(self._url, type(error).__name__) from error
        if status in {408, 425, 429} or not (200 <= status < 300 or 400 <= status < 500):
            raise unreachable(self._url, f"HTTP {status}")
        if status >= 400:
            detail = _detail(said) or f"HTTP {status}"
            raise Refused(ja=detail, en=detail)


class Server(Protocol):
    """Where published files come from."""

    def get(self, path: str, *, etag: str | None, limit: int) -> Answer:
        """A document of at most `limit` bytes. Unreachable or Refused."""

    def stream(self, path: str, *, start: int) -> contextlib.AbstractContextManager[Stream]:
        """An asset from byte `start` on, or from the beginning where the server cannot. Unreachable."""


class _Straight(requests.Session):
    """Talks to whom it is told to and nobody else: follows no redirect, heeds no proxy setting, sends no .netrc."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False
        named = (os.environ.get(name) for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE"))
        self.verify = next(filter(None, named), None) or (str(AUTHORITIES) if AUTHORITIES.is_file() else True)
        self.headers.update({"Accept-Encoding": "identity", "User-Agent": "signage-player/1"})

    def get_redirect_target(self, resp: requests.Response) -> None:
        """Nowhere: a redirect is an answer like any other that is not 200."""


class HttpServer:
    """A server, a cache or a bucket; keeps its connection. For one thread."""

    def __init__(self, url: str, *, boot: Callable[[], int]) -> None:
        self._url = url
        self._boot = boot
        self._session = _Straight()

    def get(self, path: str, *, etag: str | None, limit: int) -> Answer:
        """As Server says."""
        asked = {"Accept-Encoding": "gzip"} | ({} if etag is None else {"If-None-Match": etag})
        sent = self._boot()
        with self._asked(path, asked) as response:
            received = self._boot()
            if response.status_code not in ({200} if etag is None else {200, 304}):
                raise unreachable(self._url, f"HTTP {response.status_code}")
            body = bytearray()
            for piece in _pieces(response):
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
            yield Stream(start=start, pieces=self._quick_enough(_pieces(response)))

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
        except _GONE as error:
            raise unreachable(self._url, type(error).__name__) from error


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
                yield Stream(start=start, pieces=iter(lambda: file.read(_PIECE), b""))
        except OSError as error:
            raise unreachable(self._url, error.strerror or "") from error


def server_at(url: str, *, boot: Callable[[], int]) -> Server:
    """The server at an http(s) or file URL; Refused for any other."""
    if url.startswith(("http://", "https://")):
        return HttpServer(url, boot=boot)
    if url.startswith("file:///"):
        return FolderServer(url, boot=boot)
    raise Refused(ja=f"{url} は http、https か file の URL ではありません。", en=f"{url} is no http(s) or file URL.")


class Lines:
    """The lines to servers, each kept open. For one thread."""

    def __init__(self, *, boot: Callable[[], int]) -> None:
        self._boot = boot
        self._lines: dict[str, Server] = {}

    def to(self, url: str) -> Server:
        """The line to a server."""
        if url not in self._lines:
            self._lines[url] = server_at(url, boot=self._boot)
        return self._lines[url]


def asset_path(sha256: str) -> str:
    """Where the published tree has an asset."""
    return f"v1/assets/{sha256[:2]}/{sha256}"


def unreachable(url: str, why: str) -> Unreachable:
    """The server did not give what it was asked for."""
    return Unreachable(
        ja=f"サーバー {url} から受け取れません({why})。接続を確認してください。",
        en=f"The server {url} does not answer as it must ({why}). Check the connection.",
    )


def _detail(said: bytes) -> str:
    """What a problem document says (RFC 9457); nothing where it is none."""
    try:
        detail = json.loads(said)["detail"]
    except (ValueError, KeyError, TypeError):
        return ""
    return str(detail)[:300]


def _pieces(response: requests.Response) -> Iterator[bytes]:
    """As they come off the wire, unpacked, be they ever so small: none is waited for longer than READ_S."""
    return iter(lambda: response.raw.read1(_PIECE, decode_content=True), b"")


def _date(response: requests.Response) -> int | None:
    if "Age" in response.headers or "Date" not in response.headers:
        return None
    try:
        return int(parsedate_to_datetime(response.headers["Date"]).timestamp()) * 1000
    except (ValueError, OverflowError):
        return None
