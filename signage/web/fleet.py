"""The pages of one player: what it says of itself, its picture beside what should be on, what it can be told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import commands, fleet_pictures
from signage.actions.one_player import one_player
from signage.core.fleet import remarks
from signage.core.fleet_words import REMARKS
from signage.core.heads import Deed
from signage.store.heartbeats import Which
from signage.web import gate, player_facts, standings, times
from signage.web.desk import Desk
from signage.web.messages import tell

ORDERED: Mapping[Deed, str] = {
    "screenshot": "ordered picture",
    "identify": "ordered name",
    "restart": "ordered restart",
}
"""What is said after each."""

WHICH: tuple[Which, ...] = get_args(Which)
A_YEAR_S = 31_536_000


def fleet_pages(desk: Desk) -> Blueprint:
    """`/players/<enrolment>`."""
    pages = Blueprint("fleet", __name__, url_prefix="/players")
    _looking(pages, desk)
    _telling(pages, desk)
    return pages


def _looking(pages: Blueprint, desk: Desk) -> None:
    """What is known of it, and its picture."""

    @pages.get("/<enrolment>")
    @gate.needs("look")
    def one(enrolment: str) -> ResponseReturnValue:
        return render_template("fleet/one.html", **_told(desk, enrolment))

    @pages.get("/<enrolment>/now.json")
    @gate.needs("look")
    def now_json(enrolment: str) -> ResponseReturnValue:
        told = _told(desk, enrolment)
        parts = {
            part: render_template(f"fleet/{part}.html", **told) for part in ("standing", "picture", "facts", "orders")
        }
        return {"parts": parts, "waits": told["waits"]}

    @pages.get("/<enrolment>/picture.jpg")
    @gate.needs("look")
    def picture(enrolment: str) -> ResponseReturnValue:
        which = next((one for one in WHICH if one == request.args.get("which", "regular")), None) or abort(404)
        return _jpeg(fleet_pictures.picture(desk.installation, enrolment, which, by=gate.person()))


def _telling(pages: Blueprint, desk: Desk) -> None:
    """What it is told; whether by this person, the action looks."""

    @pages.get("/<enrolment>/restart")
    @gate.needs("settings")
    def restart(enrolment: str) -> ResponseReturnValue:
        player = one_player(desk.installation, desk.held, enrolment, by=gate.person())
        return render_template("fleet/restart.html", player=player)

    @pages.post("/<enrolment>/orders")
    @gate.needs("look")
    def order(enrolment: str) -> ResponseReturnValue:
        do = next((deed for deed in ORDERED if deed == request.form.get("do")), None) or abort(400)
        commands.order(desk.installation, enrolment, do, at=desk.clock(), by=gate.person())
        tell(ORDERED[do], tone="info")
        return redirect(url_for("fleet.one", enrolment=enrolment))


def _told(desk: Desk, enrolment: str) -> dict[str, Any]:
    """All that the page and its parts say."""
    now = desk.clock()
    player = one_player(desk.installation, desk.held, enrolment, by=gate.person())
    standing = standings.standings(desk, now=now).get(player.screen.id)
    states = [(command, commands.state_of(command, at=now)) for command in player.commands]
    return {
        "player": player,
        "standing": standing if standing is not None and standing.enrolment == enrolment else None,
        "remarks": () if player.newest is None else [REMARKS[key] for key in remarks(player.newest.beat)],
        "standings": standings,
        "facts": player_facts.facts(player, now=now, language=g.language),
        "states": states,
        "waits": any(state == "sent" for _, state in states),
        "to_the_second": times.to_the_second,
        "zone": ZoneInfo(player.time_zone),
        "now": now,
    }


def _jpeg(content: bytes) -> Response:
    """A picture that stays what it is at its address: each has one of its own (`of`)."""
    answer = make_response(content)
    answer.mimetype = "image/jpeg"
    answer.headers["Cache-Control"] = (
        f"private, max-age={A_YEAR_S}, immutable" if "of" in request.args else "no-cache"
    )
    answer.add_etag()
    answer.make_conditional(request)
    return answer
