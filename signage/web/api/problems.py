"""Problems as programs are told them: RFC 9457, with our sentence in the language that was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from flask import Response, g, json

from signage.actions.sent_documents import BadDocument
from signage.core.problems import Broken, Busy, Conflict, Forbidden, Missing, Problem, Refused
from signage.web.api.operations import PROBLEM
from signage.web.api.slides import Outdated

STATUSES: Mapping[type[Problem], HTTPStatus] = {
    Outdated: HTTPStatus.PRECONDITION_FAILED,
    Refused: HTTPStatus.BAD_REQUEST,
    Missing: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    Broken: HTTPStatus.INTERNAL_SERVER_ERROR,
    Problem: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The first that fits counts."""


def told(problem: Problem) -> Response:
    """A problem of ours."""
    status = next(status for kind, status in STATUSES.items() if isinstance(problem, kind))
    path = problem.path if isinstance(problem, BadDocument) else ""
    return answer(status, problem.sentence(g.language), path=path)


def answer(status: HTTPStatus, detail: str, *, path: str = "", **headers: str) -> Response:
    """A status with one sentence. What a path quotes is anybody's: it is written so that it cannot break anything."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    shown = Problem(ja=path, en=path).sentence("en")
    made = Response(json.dumps({**body, **({"path": shown} if shown else {})}), status.value, mimetype=PROBLEM)
    made.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return made
