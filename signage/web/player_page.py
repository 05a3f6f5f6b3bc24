"""The browser player's page and its service worker: the same bytes for everybody, so that a browser can keep them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, make_response, render_template
from flask.typing import ResponseReturnValue

import signage
from signage.web import gate
from signage.web.desk import Desk
from signage.web.versions import fingerprint
from signage.web.words import player as player_words

PLAYER = Path(signage.__file__).resolve().parents[1] / "players" / "web"
"""The browser's ES modules: plain files beside the package, which imports nothing of them."""

_IMPORT = re.compile(r'from "\./([\w-]+\.js)"')
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; worker-src 'self'; "
    "connect-src 'self' http: https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""As for any page; but a player also asks the other servers that its heads name, and the kept page outlives them."""


def player_page(_desk: Desk) -> Blueprint:
    """What hangs in the lobby is for any browser: who it is comes by pairing, not by signing in."""
    pages = Blueprint("player_page", __name__)
    files, version = ("/player", *(f"/player/{name}" for name in shell_files())), shell_version()

    @pages.get("/player")
    @gate.open_to_all
    def page() -> ResponseReturnValue:
        answer = _as_it_is(render_template("player.html", words=player_words.WORDS, version=version), "text/html")
        answer.headers["Access-Control-Allow-Origin"] = "*"  # so that the page of an old address finds this one
        return answer

    @pages.get("/player/worker.js")
    @gate.open_to_all
    def worker() -> ResponseReturnValue:
        shell = json.dumps({"version": version, "files": files})
        script = (PLAYER / "worker.js").read_text("utf-8")
        answer = _as_it_is(f"const SHELL = {shell};\n{script}", "text/javascript")
        answer.headers["Service-Worker-Allowed"] = "/player"
        return answer

    return pages


def shell_files() -> tuple[str, ...]:
    """What the page is made of: its sheet, and its script with all that it imports."""
    return tuple(sorted({"player.css", *_imported("player.js", set())}))


def shell_version() -> str:
    """Another one after any change of the page, its script or its sheet."""
    templates = Path(__file__).with_name("templates")
    said = [templates / "player.html", *sorted((templates / "player").iterdir()), Path(player_words.__file__)]
    return fingerprint([*said, PLAYER / "worker.js", *(PLAYER / name for name in shell_files())])


def _imported(name: str, seen: set[str]) -> Iterator[str]:
    seen.add(name)
    yield name
    for other in _IMPORT.findall((PLAYER / name).read_text("utf-8")):
        if other not in seen:
            yield from _imported(other, seen)


def _as_it_is(body: str, media_type: str) -> Response:
    answer = make_response(body)
    answer.mimetype = media_type
    answer.headers["Cache-Control"] = "no-cache"
    answer.headers["Content-Security-Policy"] = _POLICY
    return answer
