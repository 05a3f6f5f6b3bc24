"""Signing in and out, and the first password of one's own."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from signage.actions import people
from signage.core.problems import Refused
from signage.web import gate
from signage.web.desk import Desk
from signage.web.kept_forms import local_path, offered_again
from signage.web.messages import tell
from signage.web.words import said


def sign_in_pages(desk: Desk, limiter: Limiter) -> Blueprint:
    """Attempts are counted by address: whoever guesses is slow."""
    pages = Blueprint("sign_in", __name__)

    @pages.get("/sign-in")
    @gate.open_to_all
    def form() -> ResponseReturnValue:
        return _form(ended="ended" in request.args)

    @pages.post("/sign-in")
    @limiter.limit("10 per minute")
    @gate.open_to_all
    def enter() -> ResponseReturnValue:
        given = request.form
        try:
            whose = people.proven(
                desk.installation, given.get("name", ""), given.get("password", ""), at=desk.clock()
            )
            operator = people.operator_of(whose, given.get("operator", ""))
        except Refused as refused:
            return _form(problem=refused.sentence(g.language), name=given.get("name", "")), 401
        gate.let_in(whose, desk, operator=operator)
        return offered_again(given.get("kept", "")) or redirect(local_path(given.get("next", "/")))

    @pages.post("/sign-out")
    @gate.signed_in
    def leave() -> ResponseReturnValue:
        people.left(desk.installation, gate.person())
        language = session.get("language")
        gate.let_out()
        if language is not None:
            session["language"] = language
        tell("signed out")
        return redirect(url_for("sign_in.form"))

    @pages.route("/me/password", methods=["GET", "POST"])
    @gate.signed_in
    def choose_password() -> ResponseReturnValue:
        if request.method == "GET":
            return render_template("sign_in/password.html", problem=None)
        new = request.form.get("password", "")
        if new != request.form.get("again", ""):
            return render_template("sign_in/password.html", problem=said("passwords differ", g.language)), 400
        try:
            whose = gate.person()
            people.choose_password(desk.installation, whose, new, at=desk.clock())
        except Refused as refused:
            return render_template("sign_in/password.html", problem=refused.sentence(g.language)), 400
        gate.let_in(whose, desk, operator=whose.operator)
        tell("password kept")
        return redirect("/")

    return pages


def _form(*, problem: str | None = None, name: str = "", ended: bool = False) -> str:
    kept = request.form.get("kept", "")
    following = local_path(request.values.get("next", "/"))
    return render_template("sign_in/form.html", problem=problem, name=name, kept=kept, next=following, ended=ended)
