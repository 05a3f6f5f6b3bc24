"""The Flask application: wires pages, gate, language and problems together, and does nothing else."""

from __future__ import annotations

import functools
import logging
from pathlib import Path

from flask import Flask, Response, g, make_response, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException

import signage
from signage.actions import encryption
from signage.core.problems import Problem
from signage.web import chrome, gate, headers, times, versions
from signage.web.desk import Desk
from signage.web.failures import Failures
from signage.web.health import health_page
from signage.web.kept_forms import forged_or_old
from signage.web.limits import address
from signage.web.me import me_pages
from signage.web.messages import capital, messages
from signage.web.metrics import metrics_page
from signage.web.overrides import override_now
from signage.web.pages import PAGES
from signage.web.recovery import recover_pages
from signage.web.sign_in import sign_in_pages
from signage.web.statuses import status_of
from signage.web.words import said
from signage.web.words.guide import HEADINGS

PLAYER = Path(signage.__file__).resolve().parents[1] / "players" / "web"
"""The browser's ES modules: plain files beside the package, which imports nothing of them."""

SENTENCES = {
    400: "unreadable",
    401: "forbidden",
    403: "forbidden",
    404: "not found",
    405: "method",
    413: "too large",
    429: "too often",
    500: "broken",
}
"""What is said of a status that no problem of ours explains."""

LARGEST = 64 * 1024 * 1024
"""Bytes in one request: a photograph as a phone takes it, ten times."""

LARGEST_FORM = 8 * 1024 * 1024
"""Bytes of its fields without the files: a whole floor guide, of whose signs each takes nine on the way."""

log = logging.getLogger(__name__)


def create_app(desk: Desk) -> Flask:
    """The pages, each with its right. RuntimeError for a route that does not say who may use it."""
    app = Flask("signage.web")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        SECRET_KEY=desk.installation.session_secret,
        MAX_CONTENT_LENGTH=LARGEST,
        MAX_FORM_MEMORY_SIZE=LARGEST_FORM,
        SESSION_COOKIE_NAME="signage",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=desk.installation.settings.encrypted,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session
        RATELIMIT_STORAGE_URI="memory://",
    )
    app.before_request(_speak)
    gate.install(app, desk)
    csrf, limiter = CSRFProtect(app), Limiter(address, app=app)
    app.after_request(Failures().look)
    app.after_request(functools.partial(_with_headers, encrypted=desk.installation.settings.encrypted))
    app.register_error_handler(CSRFError, forged_or_old)
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(OverflowError, _no_such_number)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_blueprint(health_page(desk))
    app.register_blueprint(metrics_page(desk))
    for slowed_pages in (sign_in_pages, recover_pages, me_pages):
        app.register_blueprint(slowed_pages(desk, limiter))
    for pages in PAGES:
        app.register_blueprint(pages(desk))
    app.add_url_rule("/player/<path:name>", view_func=_module, endpoint="player")
    app.view_functions["static"] = gate.open_to_all(app.view_functions["static"])
    versions.install(app, {"static": Path(app.static_folder or ""), "player": PLAYER})
    for endpoint, view in app.view_functions.items():
        if gate.entry_of(app, endpoint).who == "bearer":
            csrf.exempt(view)  # a token is no cookie: no foreign page can send it
    _tell_templates(app, desk)
    return app


def _tell_templates(app: Flask, desk: Desk) -> None:
    """What every template may ask."""
    app.jinja_env.filters["capital"] = capital
    app.jinja_env.filters["heading"] = _heading
    app.jinja_env.globals.update(
        said=lambda key, **values: said(key, g.language, **values),
        moment=times.moment,
        short_moment=times.short_moment,
        messages=messages,
        nav=lambda: chrome.nav(desk),
        override_now=lambda: override_now(desk),
        screens_in_trouble=lambda: chrome.screens_in_trouble(desk),
        own_office=lambda: chrome.own_office(desk),
        exposed=desk.installation.settings.exposed,
        own_authority=encryption.who(desk.installation.settings) == "office",
    )


def _speak() -> None:
    g.language = chrome.language()


def _heading(heading: str) -> str:
    """What a file's heading is called on a page of this language; with a language behind it, it stays."""
    return heading if g.language == "ja" else HEADINGS.get(heading, heading)


def _with_headers(answer: Response, *, encrypted: bool) -> Response:
    headers.put_on(answer.headers, encrypted=encrypted)
    return answer


@gate.open_to_all
def _module(name: str) -> ResponseReturnValue:
    answer = send_from_directory(PLAYER, name, max_age=0)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _problem(problem: Problem) -> ResponseReturnValue:
    return _sentence(problem.sentence(g.language), status_of(problem))


def _no_such_number(error: OverflowError) -> ResponseReturnValue:
    """A number in an address or a form that is larger than anything that is stored or dated here."""
    log.warning("%s %r: %s", request.method, request.path[:80], error)
    return _sentence(said("unreadable", g.language), 400)


def _http_problem(problem: HTTPException) -> ResponseReturnValue:
    if problem.code is None or problem.code < 400:
        return problem
    if problem.code >= 500:
        log.error("%s %s failed", request.method, request.url_rule, exc_info=problem)
    return _sentence(said(SENTENCES.get(problem.code, "unreadable"), g.language), problem.code)


def _sentence(sentence: str, status: int) -> ResponseReturnValue:
    """One sentence: as a page for people, as text for scripts."""
    if request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html":
        return render_template("sentence.html", sentence=sentence, may_enter=True), status
    answer = make_response(f"{sentence}\n", status)
    answer.mimetype = "text/plain"
    return answer
