"""/healthz: 200 while every screen is fed, 503 with what is wrong."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from signage.web import gate
from signage.web.desk import Desk


def health_page(desk: Desk) -> Blueprint:
    """One address, for an operator's monitor."""
    pages = Blueprint("health", __name__)

    @pages.get("/healthz")
    @gate.open_to_all
    def healthz() -> ResponseReturnValue:
        found = desk.ask.health(at=desk.clock())
        problems = [{"ja": problem.ja, "en": problem.en} for problem in found.problems]
        return {"ok": found.ok, "problems": problems, "details": dict(found.details)}, 200 if found.ok else 503

    return pages
