"""Statuses: what each kind of problem is over HTTP, for people's pages and for programs alike."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from signage.core.problems import Broken, Busy, Conflict, Forbidden, Missing, Problem, Refused

STATUSES: Mapping[type[Problem], HTTPStatus] = {
    Refused: HTTPStatus.BAD_REQUEST,
    Missing: HTTPStatus.NOT_FOUND,
    Forbidden: HTTPStatus.FORBIDDEN,
    Conflict: HTTPStatus.CONFLICT,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    Broken: HTTPStatus.INTERNAL_SERVER_ERROR,
    Problem: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""The first that fits counts."""


def status_of(problem: Problem) -> HTTPStatus:
    """The status of a problem."""
    return next(status for kind, status in STATUSES.items() if isinstance(problem, kind))
