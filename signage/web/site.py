"""The visitors' pages over HTTP: `/o/<office>/…` from the folder `site`, in front of Flask, as any host has them."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from signage.web.small_files import Headers, SmallFiles

_NAME = r"[A-Za-z0-9_][A-Za-z0-9_-]*"
_PAGE = re.compile(rf"/o((?:/{_NAME}){{1,4}})/((?:{_NAME}\.(html|json|css|js))?)", re.ASCII)
_FOLDER = re.compile(rf"/o(?:/{_NAME}){{1,4}}", re.ASCII)

_TYPES = {
    "html": "text/html; charset=utf-8",
    "json": "application/json",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
}

_HEADERS: Headers = [
    (
        "Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
]


class Site:
    """A WSGI application that answers below /o/ from the folder that the publisher writes, and hands the rest on.

    It knows no database: three hundred phones that ask every five seconds cost what sixty `lstat` a second do.
    """

    def __init__(self, site: Path, then: WSGIApplication, *, clock: Callable[[], float] = time.time) -> None:
        self._root = os.path.realpath(site)
        self._then = then
        self._files = SmallFiles(clock)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        if not path.startswith("/o/"):
            return self._then(environ, start_response)
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._files.plain(environ, start_response, "405 Method Not Allowed", [("Allow", "GET, HEAD")])
        if (match := _PAGE.fullmatch(path)) is not None:
            try:
                file = self._files.read(self._within(f"o{match[1]}/{match[2] or 'index.html'}"))
            except OSError:
                return self._files.plain(environ, start_response, "404 Not Found", [])
            describing = [("Content-Type", _TYPES[match[3] or "html"]), *_HEADERS]
            return self._files.answer(environ, start_response, file, describing, packs=True)
        if _FOLDER.fullmatch(path) is not None and os.path.isdir(f"{self._root}{path}"):
            return self._files.plain(environ, start_response, "308 Permanent Redirect", [("Location", f"{path}/")])
        return self._files.plain(environ, start_response, "404 Not Found", [])

    def _within(self, name: str) -> str:
        """The file of that name; FileNotFoundError where a link leads elsewhere."""
        path = f"{self._root}/{name}"
        if os.path.realpath(path) != path:
            raise FileNotFoundError(path)
        return path
