"""Tokens: the page on which an admin gives programs their keys, and takes them back."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import people, reach, tokens
from signage.actions.tokens import Made
from signage.core.instants import JAPAN
from signage.core.problems import Problem
from signage.core.rights import may_anywhere, runs_everything
from signage.web import gate
from signage.web.desk import Desk
from signage.web.messages import tell, tell_sentence
from signage.web.words import said

_USUAL = ("slides:read", "slides:write")
"""Most programs put notices up; a ticket machine has a token of its own."""

ANYWHERE = "all"
"""The choice of every office."""


def token_pages(desk: Desk) -> Blueprint:
    """For admins."""
    pages = Blueprint("tokens", __name__)

    @pages.get("/tokens")
    @gate.needs("settings")
    def index() -> ResponseReturnValue:
        return _shown(desk)

    @pages.post("/tokens")
    @gate.needs("settings")
    def create() -> ResponseReturnValue:
        office, _, section = request.form.get("place", "").partition("/")
        try:
            made = tokens.create(
                desk.installation,
                request.form.get("name", ""),
                scopes=request.form.getlist("scopes"),
                owner=request.form.get("owner", ""),
                office=None if office == ANYWHERE else office,
                section=section or None,
                at=desk.clock(),
                by=gate.person(),
            )
        except Problem as problem:
            return _shown(desk, problem=problem), 400
        return _shown(desk, made=made)

    @pages.post("/tokens/<name>/revoke")
    @gate.needs("settings")
    def revoke(name: str) -> ResponseReturnValue:
        try:
            gone = tokens.revoke(desk.installation, name, at=desk.clock(), by=gate.person())
        except Problem as problem:
            tell_sentence(problem.sentence(g.language))
        else:
            tell("token revoked", name=gone.name)
        return redirect(url_for("tokens.index"))

    return pages


def _shown(desk: Desk, *, made: Made | None = None, problem: Problem | None = None) -> str:
    """The list, with the form; a new token's secret stands here once and is kept nowhere."""
    by, at, here = gate.person(), desk.clock(), desk.installation
    places = reach.places(here, by)
    owners = [
        one.person for one in people.accounts(here, at=at, by=by) if one.open and may_anywhere(one.person, "post")
    ]
    return render_template(
        "tokens/list.html",
        listed=tokens.listed(here, at=at, by=by),
        made=made,
        error=problem.sentence(g.language) if problem is not None else "",
        typed=request.form if problem is not None else {},
        scopes=[(scope, said(scope, g.language)) for scope in tokens.SCOPES],
        chosen=request.form.getlist("scopes") if problem is not None else _USUAL,
        owners=[(one.id, one.name) for one in owners],
        offices=places,
        anywhere=ANYWHERE if runs_everything(by) else "",
        names={place.id: place.name for place in places}
        | {section.id: section.name for place in places for section in place.sections},
        zone=JAPAN,
        now=at,
    )
