"""A real HTTP server for a published tree, which can be told to do everything that servers do wrong."""

from __future__ import annotations

import contextlib
import hashlib
import json
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


@dataclass
class Faults:
    """What goes wrong, by a part of the path. Change them while the server runs."""

    cut_after: dict[str, int] = field(default_factory=dict)
    """The connection breaks after so many bytes of an answer."""
    flip: set[str] = field(default_factory=set)
    """One bit of the answer is wrong."""
    missing: set[str] = field(default_factory=set)
    nonsense: set[str] = field(default_factory=set)
    """HTML with status 200, as hotel networks and broken proxies send."""
    bytes_per_s: dict[str, int] = field(default_factory=dict)
    down: bool = False
    date: Callable[[], float] | None = None
    """What the server believes the time to be (seconds); None leaves `Date` out."""
    age: bool = False
    ranges: bool = True
    refuses: dict[str, int] = field(default_factory=dict)
    """The status with which a press of this key is answered."""
    forgets: int = 0
    """So many presses or reports are taken, and the line breaks before the answer."""
    reports: int = 204
    """The status with which reports are answered."""
    hangs: set[str] = field(default_factory=set)
    """Posts to these paths are heard and never answered."""


@dataclass
class Pairings:
    """What a server does about players that nobody knows: `offer` it to all, `given` to who reveals the right bytes.

    `status` other than 201 refuses to give a code; `waiting` is the answer while `given` is empty.
    """

    offer: dict[str, Any] = field(default_factory=dict)
    given: dict[str, Any] = field(default_factory=dict)
    waiting: tuple[int, dict[str, Any]] = (200, {"state": "waiting"})
    status: int = 201
    asked: list[dict[str, Any]] = field(default_factory=list)
    nonces: list[str] = field(default_factory=list)

    def ask(self, document: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answer who wants a code."""
        self.asked.append(document)
        return self.status, self.offer if self.status == 201 else {"detail": "いまは登録できません。"}

    def wait(self, rest: str) -> tuple[int, dict[str, Any]]:
        """Answer who waits for a code to be typed."""
        self.nonces.append(rest.partition("?nonce=")[2])
        return (200, {"state": "paired", **self.given}) if self.given else self.waiting


class TreeServer(ThreadingHTTPServer):
    """Serves a folder; `asked` has every request's path, range and status in order.

    `told` has everything that was pressed and taken, as the server heard it: what came twice is there twice; so has
    `reports` what was reported.
    """

    daemon_threads = True
    scheme = "http"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.faults = Faults()
        self.asked: list[tuple[str, str | None, int]] = []
        self.told: list[tuple[str, str, dict[str, str]]] = []
        self.reports: list[dict[str, Any]] = []
        self.pairings = Pairings()
        self.ended = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: object, client_address: object) -> None:
        """Players hang up whenever they like."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: TreeServer

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        faults, path = self.server.faults, self.path
        asked_range = self.headers.get("Range")
        if faults.down:
            self._hang_up()
            return
        if path.startswith("/api/v1/pairings/"):
            status, said = self.server.pairings.wait(path.removeprefix("/api/v1/pairings/"))
            self._answer(status, json.dumps(said).encode(), None)
            return
        file = self.server.folder / path.lstrip("/")
        if _hit(faults.nonsense, path):
            self._answer(200, b"<html><body>Please accept the terms of use.</body></html>", asked_range)
        elif _hit(faults.missing, path) or not file.is_file():
            self._answer(404, b"not here", asked_range)
        else:
            self._file(file.read_bytes(), asked_range)

    def do_POST(self) -> None:
        faults = self.server.faults
        document = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if _hit(faults.hangs, self.path):
            self.server.ended.wait(30)
        if faults.down or _hit(faults.hangs, self.path):
            self._hang_up()
        elif self.path == "/api/v1/pairings":
            status, said = self.server.pairings.ask(document)
            self._answer(status, json.dumps(said).encode(), None)
        elif self.path == "/api/v1/heartbeats":
            self._report(document)
        else:
            self._press(document)

    def _report(self, document: dict[str, Any]) -> None:
        if self.server.faults.reports in {200, 204}:
            assert self.headers["Authorization"].startswith("Bearer ")
            self.server.reports.append(document)
        self._taken(self.server.faults.reports, b"" if self.server.faults.reports == 204 else b'{"detail": "no"}')

    def _press(self, document: dict[str, Any]) -> None:
        if (status := self.server.faults.refuses.get(document["do"])) is not None:
            self._answer(status, json.dumps({"detail": "待っている番号がありません。"}).encode(), None)
            return
        self.server.told.append((self.path, self.headers["Authorization"], document))
        self._taken(201, b"{}")

    def _taken(self, status: int, body: bytes) -> None:
        if self.server.faults.forgets:
            self.server.faults.forgets -= 1
            self._hang_up()
        else:
            self._answer(status, body, None)

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.close()

    def _file(self, body: bytes, asked_range: str | None) -> None:
        faults = self.server.faults
        if _hit(faults.flip, self.path):
            middle = len(body) // 2
            body = body[:middle] + bytes([body[middle] ^ 1]) + body[middle + 1 :]
        etag = f'"{hashlib.md5(body).hexdigest()}"'
        if self.headers.get("If-None-Match") == etag:
            self._answer(304, b"", asked_range, ETag=etag)
        elif asked_range and faults.ranges:
            start = int(asked_range.removeprefix("bytes=").rstrip("-"))
            rest = body[start:]
            self._answer(
                206,
                rest,
                asked_range,
                **{"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}", "ETag": etag},
            )
        else:
            self._answer(200, body, asked_range, ETag=etag)

    def _answer(self, status: int, body: bytes, asked_range: str | None, **headers: str) -> None:
        faults = self.server.faults
        self.server.asked.append((self.path, asked_range, status))
        self.send_response_only(status)
        if faults.date is not None:
            self.send_header("Date", formatdate(faults.date(), usegmt=True))
        if faults.age:
            self.send_header("Age", "12")
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(body)

    def _send(self, body: bytes) -> None:
        faults = self.server.faults
        cut = next((length for part, length in faults.cut_after.items() if part in self.path), None)
        if cut is not None and cut < len(body):
            body = body[:cut]
            self.close_connection = True
        speed = next((speed for part, speed in faults.bytes_per_s.items() if part in self.path), None)
        if speed is None:
            self.wfile.write(body)
        else:
            step = max(1, speed // 20)
            for start in range(0, len(body), step):
                self.wfile.write(body[start : start + step])
                if self.server.ended.wait(0.05):
                    return
        if self.close_connection:
            self.wfile.flush()
            self.connection.shutdown(2)


def _hit(parts: set[str], path: str) -> bool:
    return any(part in path for part in parts)


@contextlib.contextmanager
def serving(folder: Path, *, certificate: Path | None = None) -> Iterator[TreeServer]:
    """A server on a free port, until the block ends; with TLS where it has a certificate."""
    server = TreeServer(folder)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        server.scheme = "https"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.ended.set()
        server.shutdown()
        server.server_close()
        thread.join(5)
