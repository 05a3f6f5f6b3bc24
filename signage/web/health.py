"""/healthz: 200 while every screen is fed, 503 with what is wrong."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint
from flask.typing import ResponseReturnValue

from signage.web.questions import Questions


def health_page(ask: Questions, clock: Callable[[], int]) -> Blueprint:
    """One address, for an operator's monitor."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    def healthz() -> ResponseReturnValue:
        found = ask.health(at=clock())
        problems = [{"ja": problem.ja, "en": problem.en} for problem in found.problems]
        return {"ok": found.ok, "problems": problems, "details": dict(found.details)}, 200 if found.ok else 503

    return pages
