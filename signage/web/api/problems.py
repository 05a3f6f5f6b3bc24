"""Problems as programs are told them: RFC 9457, with our sentence in the language that was asked for."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, g, json

from signage.actions.sent_documents import BadDocument
from signage.core.problems import Problem
from signage.web.api.operations import PROBLEM
from signage.web.api.slides import Outdated
from signage.web.statuses import status_of

RETRY_S = "5"
"""After what may go by itself: a full disk, too many at once."""


def told(problem: Problem) -> Response:
    """A problem of ours."""
    status = HTTPStatus.PRECONDITION_FAILED if isinstance(problem, Outdated) else status_of(problem)
    path = problem.path if isinstance(problem, BadDocument) else ""
    later = {"Retry_After": RETRY_S} if problem.again else {}
    return answer(status, problem.sentence(g.language), path=path, **later)


def answer(status: HTTPStatus, detail: str, *, path: str = "", **headers: str) -> Response:
    """A status with one sentence. What a path quotes is anybody's: it is written so that it cannot break anything."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail}
    shown = Problem(ja=path, en=path).sentence("en")
    made = Response(json.dumps({**body, **({"path": shown} if shown else {})}), status.value, mimetype=PROBLEM)
    made.headers.update({name.replace("_", "-"): value for name, value in headers.items()})
    return made
