"""Signing in and out: name and password, the second factor where there is one, and a password of one's own."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from signage.actions import second_factor, signing_in
from signage.core.instants import MINUTE
from signage.core.people import Person
from signage.core.problems import Refused
from signage.web import gate
from signage.web.desk import Desk
from signage.web.kept_forms import local_path, offered_again
from signage.web.limits import FAILED, slowed
from signage.web.messages import tell
from signage.web.words import said

HALFWAY_MS = 5 * MINUTE
"""So long after the password may the second factor take."""


def sign_in_pages(desk: Desk, limiter: Limiter) -> Blueprint:
    """Failures are counted: whoever guesses is slow."""
    pages = Blueprint("sign_in", __name__)
    _in_and_out(pages, desk, limiter)
    _own_password(pages, desk, limiter)
    return pages


def _in_and_out(pages: Blueprint, desk: Desk, limiter: Limiter) -> None:
    @pages.get("/sign-in")
    @gate.open_to_all
    def form() -> ResponseReturnValue:
        return _form(ended="ended" in request.args)

    @pages.post("/sign-in")
    @slowed(limiter, name=lambda: request.form.get("name", ""))
    @gate.open_to_all
    def enter() -> ResponseReturnValue:
        given = request.form
        try:
            known = signing_in.proven(
                desk.installation, given.get("name", ""), given.get("password", ""), at=desk.clock()
            )
        except Refused as refused:
            return _form(problem=refused.sentence(g.language)), FAILED
        try:
            operator = signing_in.operator_of(known.person, given.get("operator", ""))
        except Refused as refused:
            return _form(problem=refused.sentence(g.language), shared=True), FAILED
        whose = replace(known.person, operator=operator)
        if not known.second_factor:
            return _in(desk, whose)
        gate.let_out()
        session["half"] = [whose.id, known.epoch, desk.clock(), operator]
        return _code_form()

    @pages.post("/sign-in/code")
    @slowed(limiter, name=lambda: str(session.get("half", [""])[0]))
    @gate.open_to_all
    def code() -> ResponseReturnValue:
        whose = _halfway(desk)
        if whose is None:
            return _form(problem=said("took too long", g.language)), FAILED
        try:
            second_factor.use(desk.installation, whose, request.form.get("code", ""), at=desk.clock())
        except Refused as refused:
            return _code_form(problem=refused.sentence(g.language)), FAILED
        return _in(desk, whose)

    @pages.post("/sign-out")
    @gate.signed_in
    def leave() -> ResponseReturnValue:
        signing_in.left(desk.installation, gate.person(), at=desk.clock())
        gate.let_out()
        tell("signed out")
        return redirect(url_for("sign_in.form"))


def _own_password(pages: Blueprint, desk: Desk, limiter: Limiter) -> None:
    @pages.route("/me/password", methods=["GET", "POST"])
    @slowed(limiter, name=lambda: gate.person().id)
    @gate.signed_in
    def choose_password() -> ResponseReturnValue:
        if request.method == "GET":
            return _password_form()
        given, whose = request.form, gate.person()
        if given.get("password", "") != given.get("again", ""):
            return _password_form(problem=said("passwords differ", g.language)), 400
        try:
            if not gate.must_choose():
                signing_in.require_own(desk.installation, whose, given.get("current", ""), at=desk.clock())
        except Refused as refused:
            return _password_form(problem=refused.sentence(g.language)), FAILED
        try:
            signing_in.choose_password(desk.installation, whose, given.get("password", ""), at=desk.clock())
        except Refused as refused:
            return _password_form(problem=refused.sentence(g.language)), 400
        gate.let_in(whose, desk)
        tell("password kept")
        return redirect("/")


def _in(desk: Desk, whose: Person) -> ResponseReturnValue:
    """Everything was right: a new session, and on to where somebody wanted to go."""
    signing_in.entered(desk.installation, whose, at=desk.clock())
    gate.let_in(whose, desk)
    kept = offered_again(request.form.get("kept", ""), whose=whose.id)
    return kept or redirect(local_path(request.form.get("next", "/")))


def _halfway(desk: Desk) -> Person | None:
    """Whose password was right a moment ago; nobody where that is too long ago, or it has changed since."""
    name, epoch, begun, operator = session.get("half", ["", 0, 0, ""])
    known = signing_in.known(desk.installation, name, at=desk.clock())
    if known is None or known.epoch != epoch or desk.clock() - begun > HALFWAY_MS:
        return None
    return replace(known.person, operator=operator)


def _form(*, problem: str | None = None, ended: bool = False, shared: bool = False) -> str:
    given = request.form
    return render_template(
        "sign_in/form.html",
        problem=problem,
        name=given.get("name", ""),
        operator=given.get("operator", ""),
        kept=given.get("kept", ""),
        next=local_path(request.values.get("next", "/")),
        ended=ended,
        shared=shared,
    )


def _code_form(*, problem: str | None = None) -> str:
    following = local_path(request.form.get("next", "/"))
    return render_template("sign_in/code.html", problem=problem, kept=request.form.get("kept", ""), next=following)


def _password_form(*, problem: str | None = None) -> str:
    return render_template("sign_in/password.html", problem=problem, first=gate.must_choose())
