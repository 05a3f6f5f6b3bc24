"""Kept forms: what somebody sent after the session had ended is offered again once they have signed in."""

from __future__ import annotations

from flask import current_app, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from itsdangerous import BadData, URLSafeTimedSerializer

from signage.web.words import said

KEPT_FOR_S = 24 * 3600
"""So long may signing in again take."""

MOST_KEPT = 200_000
"""Bytes of a form that are kept; pictures are uploaded before."""

SECRET = ("password", "again", "current", "code")
"""Fields of which nothing is ever written into a page; a form that has one is not kept."""

Fields = list[tuple[str, str]]


def local_path(text: str) -> str:
    """Where to go on: a path of this server, or else the first page; never somewhere else."""
    is_path = text.startswith("/") and not text.startswith("//") and "\\" not in text and text.isprintable()
    return text if is_path else "/"


def signed_out(*, whose: str = "") -> ResponseReturnValue:
    """What somebody gets who must sign in first. `whose` session has just ended: what was kept is theirs alone."""
    if _is_script():
        answer = make_response(f"{said('session ended', g.language)}\n", 401)
        answer.mimetype = "text/plain"
        return answer
    if request.method == "GET":
        path = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.form", next=path, ended="1" if whose else None))
    kept = _sealed(whose) if is_our_own() else ""
    return render_template("sign_in/form.html", kept=kept, next="/", name="", ended=True), 401


def offered_again(kept: str, *, whose: str) -> ResponseReturnValue | None:
    """The page with what was kept, to be sent by one more press; None where nothing was, or it is somebody else's."""
    try:
        path, owner, fields = _serializer().loads(kept, max_age=KEPT_FOR_S)
    except BadData:
        return None
    if owner not in ("", whose):
        return None
    return render_template("sign_in/resume.html", path=path, fields=fields)


def forged_or_old(error: CSRFError) -> ResponseReturnValue:
    """A form without a valid token: from a page that was open for long, or from a foreign one, which gets nothing."""
    if _is_script() or not is_our_own():
        return render_template("sentence.html", sentence=said("unreadable", g.language), may_enter=True), 400
    if request.path.startswith("/sign-in"):
        return redirect(url_for("sign_in.form"))
    return render_template("sign_in/resume.html", path=request.path, fields=_typed()), 400


def in_the_background() -> bool:
    """Whether a script asks by itself: that keeps no session alive. Over plain http browsers do not say so."""
    by_itself = request.headers.get("Sec-Fetch-Dest") == "empty" or "Signage-Background" in request.headers
    return request.method == "GET" and by_itself


def is_our_own() -> bool:
    """Whether a page of this server sent it: browsers say so, and no foreign page can."""
    if "Sec-Fetch-Site" in request.headers:
        return request.headers["Sec-Fetch-Site"] == "same-origin"
    return request.headers.get("Origin") == request.host_url.rstrip("/")


def _typed() -> Fields:
    return [(name, value) for name, value in request.form.items(multi=True) if name not in ("csrf_token", *SECRET)]


def _sealed(whose: str) -> str:
    fields = _typed()
    size = sum(len(name) + len(value) for name, value in fields)
    is_kept = fields and size <= MOST_KEPT and not any(name in request.form for name in SECRET)
    return _serializer().dumps([request.path, whose, fields]) if is_kept else ""


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="kept form")


def _is_script() -> bool:
    return (
        in_the_background()
        or request.headers.get("Sec-Fetch-Dest") == "empty"
        or "X-CSRFToken" in request.headers
        or request.accept_mimetypes.best == "application/json"
    )
