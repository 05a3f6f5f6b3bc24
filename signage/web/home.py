"""Home: what a member of staff sees first."""

from __future__ import annotations

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from signage.web import gate
from signage.web.desk import Desk


def home_pages(desk: Desk) -> Blueprint:
    """The three buttons of a clerk; for now the wall."""
    pages = Blueprint("home", __name__)

    @pages.get("/")
    @gate.signed_in
    def home() -> ResponseReturnValue:
        return redirect("/screens")

    return pages
