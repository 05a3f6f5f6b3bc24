"""The Flask application: wires pages, doors, language and problems together, and does nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from flask import Flask, Response, g, make_response, render_template, request, send_from_directory
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

import signage
from signage.core.problems import Broken, Busy, Missing, Problem, Refused
from signage.web import doors, times
from signage.web.health import health_page
from signage.web.questions import Questions
from signage.web.screens import screen_pages
from signage.web.words import PageLanguage, said

PLAYER = Path(signage.__file__).resolve().parents[1] / "players" / "web"
"""The browser's ES modules: plain files beside the package, which imports nothing of them."""

STATUSES: dict[type[Problem], int] = {Refused: 400, Missing: 404, Busy: 503, Broken: 500, Problem: 500}
"""The first that fits counts."""

OPEN_TO_ALL = frozenset({"health.healthz"})
"""What needs no browser on the server itself: an operator's monitor is elsewhere."""


def wall_clock() -> int:
    """The clock, read at this door. Milliseconds since the epoch."""
    return time.time_ns() // 1_000_000


def create_app(ask: Questions, *, clock: Callable[[], int] = wall_clock) -> Flask:
    """The pages, which ask `ask` and nobody else."""
    app = Flask("signage.web")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.before_request(_keep_others_out)
    app.after_request(_with_headers)
    app.register_error_handler(Problem, _problem)
    app.register_error_handler(HTTPException, _http_problem)
    app.register_blueprint(health_page(ask, clock))
    app.register_blueprint(screen_pages(ask, clock))
    app.add_url_rule("/player/<path:name>", view_func=_module, endpoint="player")
    app.jinja_env.globals.update(said=lambda key, **values: said(key, g.language, **values))
    app.jinja_env.globals.update(moment=times.moment, short_moment=times.short_moment)
    return app


def _keep_others_out() -> ResponseReturnValue | None:
    g.language = _language()
    if request.endpoint in OPEN_TO_ALL or doors.is_local(request):
        return None
    return _sentence(said("loopback only", g.language), 403)


def _language() -> PageLanguage:
    asked = request.args.get("lang") or request.accept_languages.best_match(["ja", "en"], default="ja")
    return "en" if asked == "en" else "ja"


def _with_headers(answer: Response) -> Response:
    doors.put_on(answer.headers)
    return answer


def _module(name: str) -> ResponseReturnValue:
    answer = send_from_directory(PLAYER, name, max_age=0)
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _problem(problem: Problem) -> ResponseReturnValue:
    status = next(code for kind, code in STATUSES.items() if isinstance(problem, kind))
    return _sentence(problem.sentence(g.language), status)


def _http_problem(problem: HTTPException) -> ResponseReturnValue:
    if problem.code == 404:
        return _sentence(said("not found", g.language), 404)
    return problem


def _sentence(sentence: str, status: int) -> ResponseReturnValue:
    """One sentence: as a page for people, as text for scripts."""
    if request.accept_mimetypes.best_match(["text/plain", "text/html"]) == "text/html":
        return render_template("sentence.html", sentence=sentence, may_enter=status != 403), status
    answer = make_response(f"{sentence}\n", status)
    answer.mimetype = "text/plain"
    return answer
