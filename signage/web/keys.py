"""Keys and the move: pages on which the signing key is replaced, and players are told where the server goes."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import keys, moving
from signage.core.instants import JAPAN
from signage.core.problems import Refused
from signage.core.rights import require_to_run_everything
from signage.core.texts import Text
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.messages import tell


def key_pages(desk: Desk) -> Blueprint:
    """For those who run every office: what is done here, every player of the installation is told."""
    pages = Blueprint("keys", __name__)
    _keys(pages, desk)
    _move(pages, desk)
    return pages


def _keys(pages: Blueprint, desk: Desk) -> None:
    @pages.get("/players/keys")
    @gate.needs("settings")
    def shelf() -> ResponseReturnValue:
        require_to_run_everything(gate.person())
        at = desk.clock()
        signing = keys.signing(desk.installation, at=at)
        return render_template("keys/keys.html", signing=signing, zone=JAPAN, now=at, **_reached(desk))

    @pages.post("/players/keys")
    @gate.needs("settings")
    def rotate() -> ResponseReturnValue:
        takes_over = keys.rotate(desk.installation, at=desk.clock(), by=gate.person())
        tell("key announced", day=times.short_moment(takes_over, JAPAN, g.language, seen_at=desk.clock()))
        return redirect(url_for("keys.shelf"))

    @pages.get("/players/keys/recovery")
    @gate.needs("settings")
    def recovery() -> ResponseReturnValue:
        require_to_run_everything(gate.person())
        return render_template("keys/recovery.html", problem="")

    @pages.post("/players/keys/recovery")
    @gate.needs("settings")
    def recover() -> ResponseReturnValue:
        try:
            keys.recover(desk.installation, request.form.get("key", ""), at=desk.clock(), by=gate.person())
        except Refused as problem:
            return render_template("keys/recovery.html", problem=problem.sentence(g.language)), 400
        tell("key recovered")
        return redirect(url_for("keys.shelf"))


def _move(pages: Blueprint, desk: Desk) -> None:
    @pages.get("/players/move")
    @gate.needs("settings")
    def move() -> ResponseReturnValue:
        require_to_run_everything(gate.person())
        return _moving(desk)

    @pages.post("/players/move")
    @gate.needs("settings")
    def announce() -> ResponseReturnValue:
        typed = request.form.get("url", "")
        try:
            told = moving.announce_address(desk.installation, typed, at=desk.clock(), by=gate.person())
        except Refused as problem:
            return _moving(desk, typed=typed, problem=problem.sentence(g.language)), 400
        tell("move announced", url=told.url)
        return redirect(url_for("keys.move"))

    @pages.post("/players/move/back")
    @gate.needs("settings")
    def take_back() -> ResponseReturnValue:
        url = request.form.get("url", "")
        moving.take_back_address(desk.installation, url, at=desk.clock(), by=gate.person())
        tell("move taken back", url=url)
        return redirect(url_for("keys.move"))


def _moving(desk: Desk, *, typed: str = "", problem: str = "") -> str:
    return render_template(
        "keys/move.html",
        announced=moving.announced(desk.installation),
        own=desk.installation.settings.addresses,
        typed=typed,
        problem=problem,
        zone=JAPAN,
        now=desk.clock(),
        **_reached(desk),
    )


def _reached(desk: Desk) -> dict[str, object]:
    """How many players have the newest word, and the names of the screens whose players have not."""
    found, screens = moving.reached(desk.installation), desk.held.screens
    names = [screens[screen].name if screen in screens else Text.of(ja=screen) for screen in found.behind]
    return {"have": len(found.have), "of": len(found.have) + len(found.behind), "behind": names}
