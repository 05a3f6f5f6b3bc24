"""The list of players: which monitor has one and how it stands; and taking one's right away, in two clicks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from signage.actions import enrolments, pairings
from signage.actions.one_player import one_player
from signage.core.fleet import Standing
from signage.core.instants import JAPAN
from signage.core.rights import may_anywhere, may_look
from signage.store import heartbeats
from signage.store.enrolments import Enrolment
from signage.store.heartbeats import Newest
from signage.web import gate, standings
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.questions import ScreenNow


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One monitor with one of its players, or with none. `newest` is its last report."""

    screen: ScreenNow
    standing: Standing | None
    player: Enrolment | None
    newest: Newest | None


def player_pages(desk: Desk) -> Blueprint:
    """`/players`; one of them in full is in `fleet`."""
    pages = Blueprint("players", __name__, url_prefix="/players")

    @pages.get("")
    @gate.needs("look")
    def index() -> ResponseReturnValue:
        now, by = desk.clock(), gate.person()
        listed = list(_listed(desk, now))
        return render_template(
            "players/list.html",
            fed=[one for one in listed if one.player is not None],
            free=[one for one in listed if one.player is None],
            waiting=len(pairings.waiting(desk.installation, at=now)),
            may_connect=may_anywhere(by, "settings"),
            standings=standings,
            zone=desk.zone(listed[0].screen.office) if listed else JAPAN,
            now=now,
        )

    @pages.get("/<enrolment>/revoke")
    @gate.needs("settings")
    def ask_revoke(enrolment: str) -> ResponseReturnValue:
        player = one_player(desk.installation, desk.held, enrolment, by=gate.person())
        return render_template("players/revoke.html", player=player)

    @pages.post("/<enrolment>/revoke")
    @gate.needs("settings")
    def revoke(enrolment: str) -> ResponseReturnValue:
        gone = enrolments.revoke(desk.installation, enrolment, at=desk.clock(), by=gate.person())
        tell("player was revoked", screen=desk.held.screens[gone.screen].name.best(g.language))
        return redirect(url_for("players.index"))

    return pages


def _listed(desk: Desk, now: int) -> Iterator[Listed]:
    """Every monitor that whoever asks may see, as one walks past them, with each of its players."""
    by, found = gate.person(), standings.standings(desk, now=now)
    reports, players = heartbeats.newest(desk.installation.db), enrolments.in_force(desk.installation)
    for screen in desk.ask.screens_now(at=now, now=now):
        if not may_look(by, screen.office):
            continue
        own: list[Enrolment | None] = [player for player in players if player.screen == screen.id]
        for player in own or [None]:
            newest = None if player is None else reports.get(player.id)
            standing = found.get(screen.id)
            if player is not None and standing is not None and standing.enrolment != player.id:
                standing = None  # it tells of the other one
            yield Listed(screen=screen, standing=standing, player=player, newest=newest)
