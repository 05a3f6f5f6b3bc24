"""The published tree over HTTP: heads, live files and assets, straight from the folder, in front of Flask."""

from __future__ import annotations

import io
import os
import re
import stat
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from signage.web.ranges import asked_range, names_one_of
from signage.web.sending import Downloads, opened, type_of
from signage.web.small_files import Headers, SmallFiles

_SIGNED = re.compile(r"/v1/(heads|live)/([A-Za-z0-9_-]{1,64})\.jws", re.ASCII)
_ASSET = re.compile(r"/v1/assets/([0-9a-f]{2})/(\1[0-9a-f]{62})", re.ASCII)

_OPEN = [("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", "Age, Date, ETag")]
"""A browser's player asks every server that its head names, whichever of them its page came from."""

DOWNLOADS = 24
"""Long bodies under way at once; the server needs as many threads, and some more for everything else."""


class Tree:
    """A WSGI application that answers below /v1/ from the published folder and hands the rest on.

    It knows no database, and no name but those that the publisher writes. A poll that changes nothing costs one
    `lstat`: heads and live files are remembered until their modification time, length or inode changes. `heard` says
    when each head was last asked for, in seconds since the epoch; `answered` counts what was asked for, and how that
    was answered.
    """

    def __init__(
        self,
        public: Path,
        then: WSGIApplication,
        *,
        clock: Callable[[], float] = time.time,
        downloads: int = DOWNLOADS,
        heard: dict[str, float] | None = None,
        answered: Counter[tuple[str, str]] | None = None,
    ) -> None:
        self.heard = {} if heard is None else heard
        self.answered = Counter() if answered is None else answered
        self._counting = Lock()
        self._root = os.fspath(public)
        self._then = then
        self._clock = clock
        self._downloads = Downloads(downloads)
        self._files = SmallFiles(clock)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith("/v1/"):
            return self._then(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._files.plain(environ, start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        try:
            if (match := _SIGNED.fullmatch(path)) is not None:
                start_response = self._counted(match[1].removesuffix("s"), start_response)
                return self._signed(environ, start_response, kind=match[1], key=match[2])
            if (match := _ASSET.fullmatch(path)) is not None:
                start_response = self._counted("asset", start_response)
                return self._asset(environ, start_response, f"{self._root}/v1/assets/{match[1]}", match[2])
        except OSError:
            pass  # Swept, or never there, or not readable: to a player all the same.
        return self._files.plain(environ, start_response, "404 Not Found", [])

    def _counted(self, what: str, start_response: StartResponse) -> StartResponse:
        """The same, and what is answered is counted."""

        def start(status: str, headers: Headers, *more: Any) -> Callable[[bytes], object]:  # noqa: ANN401 - as WSGI has it
            with self._counting:
                self.answered[what, status[0]] += 1
            return start_response(status, headers, *more)

        return start

    def _signed(
        self, environ: WSGIEnvironment, start_response: StartResponse, *, kind: str, key: str
    ) -> Iterable[bytes]:
        file = self._files.read(f"{self._root}/v1/{kind}/{key}.jws")
        if kind == "heads":
            self.heard[key] = self._clock()
        describing = [("Content-Type", "application/jose"), *_OPEN]
        return self._files.answer(environ, start_response, file, describing, packs=kind == "live")

    def _asset(
        self, environ: WSGIEnvironment, start_response: StartResponse, folder: str, sha: str
    ) -> Iterable[bytes]:
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            raise FileNotFoundError(folder)
        file = opened(f"{folder}/{sha}")
        headers = [("Date", self._files.date()), ("ETag", f'"{sha}"')]
        headers.append(("Cache-Control", "public, max-age=31536000, immutable"))
        asked = environ.get("HTTP_IF_NONE_MATCH")
        if asked is not None and names_one_of(asked, f'"{sha}"'):
            file.close()
            start_response("304 Not Modified", headers)
            return []
        if environ["REQUEST_METHOD"] == "HEAD":
            with file:
                start_response("200 OK", headers + _describing(file))
            return []
        is_ranged = environ.get("HTTP_IF_RANGE", f'"{sha}"') == f'"{sha}"'
        return self._sent(environ, start_response, file, headers, environ.get("HTTP_RANGE") if is_ranged else None)

    def _sent(
        self,
        environ: WSGIEnvironment,
        start_response: StartResponse,
        file: io.FileIO,
        headers: Headers,
        range_header: str | None,
    ) -> Iterable[bytes]:
        size = os.fstat(file.fileno()).st_size
        wanted = asked_range(range_header, size)
        if wanted == "unsatisfiable":
            file.close()
            more = [("Content-Range", f"bytes */{size}")]
            return self._files.plain(environ, start_response, "416 Range Not Satisfiable", more)
        part = range(size) if wanted is None else wanted
        headers = headers + _describing(file, len(part))
        body = self._downloads.body(environ, file, part)
        if body is None:
            file.close()
            return self._files.plain(environ, start_response, "503 Service Unavailable", [("Retry-After", "2")])
        if wanted is not None:
            headers.append(("Content-Range", f"bytes {part.start}-{part.stop - 1}/{size}"))
        start_response("200 OK" if wanted is None else "206 Partial Content", headers + _OPEN)
        return body


def _describing(file: io.FileIO, length: int | None = None) -> Headers:
    """Type, length and manners of an asset."""
    file.seek(0)
    media_type = type_of(file.read(16))
    return [
        ("Content-Type", media_type),
        ("Content-Length", str(os.fstat(file.fileno()).st_size if length is None else length)),
        ("Accept-Ranges", "bytes"),
        ("X-Content-Type-Options", "nosniff"),
    ]
