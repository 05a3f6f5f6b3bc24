"""What the start page of a browser player asks for: a 2-D code of the page that pairs it, and the list of words."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import segno
from flask import Blueprint, Response, abort, make_response, request, send_file
from flask.typing import ResponseReturnValue

import signage
from signage.web import gate
from signage.web.desk import Desk

_WORDS = Path(signage.__file__).resolve().parents[1] / "players" / "words.json"
_CODE = re.compile(r"[0-9]{6}")


def player_sign_pages(_: Desk) -> Blueprint:
    """For anybody: neither says more than what hangs in the lobby."""
    pages = Blueprint("player_signs", __name__)

    @pages.get("/player/code.svg")
    @gate.open_to_all
    def code() -> ResponseReturnValue:
        typed = request.args.get("code", "")
        if not _CODE.fullmatch(typed):
            abort(404)
        return _drawn(f"{_origin()}/players/pair?code={typed}")

    @pages.get("/player/words.json")
    @gate.open_to_all
    def words() -> ResponseReturnValue:
        return send_file(_WORDS, mimetype="application/json", max_age=0)

    return pages


def _origin() -> str:
    """Where the player's page came from. Behind a proxy that speaks TLS for us only the browser knows the scheme."""
    page = urlsplit(request.referrer or "")
    scheme = page.scheme if page.netloc == request.host and page.scheme in {"http", "https"} else request.scheme
    return f"{scheme}://{request.host}"


def _drawn(address: str) -> Response:
    """Black on white with its quiet zone, whatever lies beneath."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False)
    answer = make_response(out.getvalue())
    answer.mimetype = "image/svg+xml"
    return answer
