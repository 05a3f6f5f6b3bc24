"""Undo: one press puts back what an edit changed."""

from __future__ import annotations

from flask import Blueprint, g, redirect, request
from flask.typing import ResponseReturnValue

from signage.actions import edits
from signage.core.problems import Problem
from signage.web import gate
from signage.web.desk import Desk
from signage.web.kept_forms import local_path
from signage.web.messages import tell, tell_sentence


def undo_pages(desk: Desk) -> Blueprint:
    """Reached from the message that says what was done, and from the history."""
    pages = Blueprint("undo", __name__)

    @pages.post("/undo/<int:number>")
    @gate.needs("look")
    def undo(number: int) -> ResponseReturnValue:
        try:
            done = edits.undo(desk.installation, number, at=desk.clock(), by=gate.person())
        except Problem as problem:
            tell_sentence(problem.sentence(g.language))
        else:
            tell("undone" if done.number is not None else "nothing to undo", undo=done.number)
        return redirect(local_path(request.form.get("next", "/")))

    return pages
