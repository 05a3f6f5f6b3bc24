"""Recovery: the sealed code is made by an administrator, and used by whoever opens the safe when none is left."""

from __future__ import annotations

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter

from signage.actions import recovery
from signage.core.instants import JAPAN
from signage.core.problems import Problem
from signage.core.rights import require_to_run_everything
from signage.web import gate
from signage.web.desk import Desk
from signage.web.limits import FAILED, slowed


def recover_pages(desk: Desk, limiter: Limiter) -> Blueprint:
    """Everybody may try the code, slowly; who runs everything makes it."""
    pages = Blueprint("recovery", __name__)
    slow = slowed(limiter, name=lambda: "recovery")

    @pages.get("/sign-in/recover")
    @gate.open_to_all
    def begin() -> ResponseReturnValue:
        return render_template("sign_in/recover.html", problem="", code="")

    @pages.post("/sign-in/recover")
    @slow
    @gate.open_to_all
    def recover() -> ResponseReturnValue:
        code, name, at = request.form.get("code", ""), request.form.get("person", ""), desk.clock()
        try:
            if name:
                once = recovery.recover(desk.installation, code, name, at=at)
                return render_template("sign_in/recovered.html", name=name, once=once)
            found = recovery.administrators(desk.installation, code, at=at)
        except Problem as problem:
            return render_template("sign_in/recover.html", problem=problem.sentence(g.language), code=code), FAILED
        return render_template("sign_in/recover_whom.html", administrators=found, code=code)

    @pages.get("/people/recovery")
    @gate.needs("people")
    def code() -> ResponseReturnValue:
        require_to_run_everything(gate.person())
        sealed = recovery.sealed(desk.installation)
        return render_template("people/recovery.html", sealed=sealed, zone=JAPAN, code="")

    @pages.post("/people/recovery")
    @gate.needs("people")
    def make() -> ResponseReturnValue:
        made = recovery.make_code(desk.installation, at=desk.clock(), by=gate.person())
        sealed = recovery.sealed(desk.installation)
        return render_template("people/recovery.html", sealed=sealed, zone=JAPAN, code=made)

    return pages
