"""Kept forms: what somebody sent after the session had ended is offered again once they have signed in."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

from signage.web.words import said

KEPT_FOR_S = 24 * 3600
"""So long may signing in again take."""

MOST_KEPT = 200_000
"""Bytes of a form that are kept; pictures are uploaded before."""

Fields = list[tuple[str, str]]


def local_path(text: str) -> str:
    """Where to go on: a path of this server, or else the first page; never somewhere else."""
    parts = urlsplit(text)
    is_local = not parts.scheme and not parts.netloc and text.startswith("/") and not text.startswith(("//", "/\\"))
    return text if is_local and text.isprintable() and "\\" not in text else "/"


def signed_out(*, after_idling: bool = False) -> ResponseReturnValue:
    """What somebody gets who must sign in first."""

    if _is_script():
        answer = make_response(f"{said('session ended', g.language)}\n", 401)
        answer.mimetype = "text/plain"
        return answer
    if request.method == "GET":
        path = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.form", next=path, ended="1" if after_idling else None))
    kept = _sealed(request.path, list(request.form.items(multi=True))) if _is_our_own() else ""
    return render_template("sign_in/form.html", kept=kept, next="/", ended=True), 401


def offered_again(kept: str) -> ResponseReturnValue | None:
    """The page with what was kept, to be sent by one more press; None where nothing was."""
    try:
        path, fields = _serializer().loads(kept, max_age=KEPT_FOR_S)
    except BadData:
        return None
    return render_template("sign_in/resume.html", path=path, fields=fields)


def forged_or_old(error: CSRFError) -> ResponseReturnValue:
    """A form without a valid token: from a page that was open for long, or from a foreign one, which gets nothing."""

    if _is_script() or not _is_our_own():
        return render_template("sentence.html", sentence=said("unreadable", g.language), may_enter=True), 400
    if request.endpoint == "sign_in.enter":
        return redirect(url_for("sign_in.form"))
    fields = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return render_template("sign_in/resume.html", path=request.path, fields=fields), 400


def _sealed(path: str, fields: Fields) -> str:
    kept = [(name, value) for name, value in fields if name != "csrf_token"]
    size = sum(len(name) + len(value) for name, value in kept)
    return _serializer().dumps([path, kept]) if kept and size <= MOST_KEPT else ""


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept form")


def _is_our_own() -> bool:
    """Whether a page of this server sent it: browsers say so, and no foreign page can."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _is_script() -> bool:
    return request.headers.get("Sec-Fetch-Dest") == "empty" or request.accept_mimetypes.best == "application/json"
