"""自分の設定: name and language, password, the second factor, one's own sessions, and staying awake."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Literal, cast

import segno
from flask import Blueprint, g, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from signage.actions import people, second_factor, signing_in
from signage.core.problems import Refused
from signage.web import gate
from signage.web.desk import Desk
from signage.web.limits import FAILED, slowed
from signage.web.messages import tell


def me_pages(desk: Desk, limiter: Limiter) -> Blueprint:
    """What everybody may set for themselves, whatever their role."""
    pages = Blueprint("me", __name__)
    _settings(pages, desk)
    _second_factor(pages, desk, limiter)
    return pages


def _settings(pages: Blueprint, desk: Desk) -> None:
    @pages.route("/me", methods=["GET", "POST"])
    @gate.signed_in
    def settings() -> ResponseReturnValue:
        whose = gate.person()
        if request.method == "GET":
            return _page(desk)
        chosen = request.form.get("language", "")
        language = cast(Literal["ja", "en"], chosen) if chosen in ("ja", "en") else None
        try:
            after = replace(whose, name=request.form.get("name", whose.name), language=language)
            people.change_own(desk.installation, after, at=desk.clock())
        except Refused as refused:
            return _page(desk, problem=Refused(ja=refused.ja, en=refused.en).sentence(g.language)), 400
        session.pop("language", None)
        if language is not None:
            session["language"] = language
        tell("my settings kept")
        return redirect(url_for("me.settings"))

    @pages.post("/me/sessions")
    @gate.signed_in
    def end_sessions() -> ResponseReturnValue:
        whose = gate.person()
        signing_in.end_all(desk.installation, whose, at=desk.clock())
        gate.let_in(whose, desk, since=gate.since())
        tell("other sessions ended")
        return redirect(url_for("me.settings"))

    @pages.post("/me/awake")
    @gate.signed_in
    def awake() -> ResponseReturnValue:
        return {"awake_for_s": gate.awake_for_s(desk)}


def _second_factor(pages: Blueprint, desk: Desk, limiter: Limiter) -> None:
    @pages.get("/me/second-factor")
    @gate.signed_in
    def choose() -> ResponseReturnValue:
        session.setdefault("totp", second_factor.begun())
        return _factor_page(desk)

    @pages.get("/me/second-factor.svg")
    @gate.signed_in
    def picture() -> ResponseReturnValue:
        address = second_factor.address(session.get("totp", ""), gate.person())
        out = io.BytesIO()
        segno.make_qr(address, error="m").save(out, kind="svg", scale=5, border=4, light="#fff", xmldecl=False)
        answer = make_response(out.getvalue())
        answer.mimetype = "image/svg+xml"
        return answer

    @pages.post("/me/second-factor")
    @slowed(limiter, name=lambda: gate.person().id)
    @gate.signed_in
    def change() -> ResponseReturnValue:
        whose, at, given = gate.person(), desk.clock(), request.form
        try:
            signing_in.require_own(desk.installation, whose, given.get("current", ""), at=at)
            match given.get("do"):
                case "app":
                    secret = session.get("totp", "")
                    second_factor.turn_on(desk.installation, whose, secret, given.get("code", ""), at=at)
                    session.pop("totp", None)
                    tell("second factor is on")
                case "print":
                    codes = second_factor.print_codes(desk.installation, whose, at=at)
                    return render_template("me/codes.html", codes=codes)
                case _:
                    second_factor.turn_off(desk.installation, whose, at=at)
                    tell("second factor is off")
        except Refused as refused:
            return _factor_page(desk, problem=refused.sentence(g.language), do=given.get("do", "")), FAILED
        return redirect(url_for("me.settings"))


def _page(desk: Desk, *, problem: str = "") -> str:
    whose = gate.person()
    known = signing_in.known(desk.installation, whose.id, at=desk.clock())
    typed = request.form.get("name", whose.name)
    return render_template(
        "me/settings.html", whose=whose, name=typed, problem=problem, is_on=known is not None and known.second_factor
    )


def _factor_page(desk: Desk, *, problem: str = "", do: str = "") -> str:
    known = signing_in.known(desk.installation, gate.person().id, at=desk.clock())
    is_on = known is not None and known.second_factor
    secret = session.get("totp", "")
    groups = " ".join(secret[index : index + 4] for index in range(0, len(secret), 4))
    return render_template("me/second_factor.html", is_on=is_on, secret=groups, problem=problem, do=do)
