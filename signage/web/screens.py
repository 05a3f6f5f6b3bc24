"""The pages about screens: the wall of all of them, one in full, and what their scripts ask for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, abort, g, make_response, render_template, request, send_file
from flask.typing import ResponseReturnValue

from signage.actions import fleet_pictures
from signage.core.fleet import Standing
from signage.core.instants import JAPAN
from signage.core.problems import Refused
from signage.core.rights import may_anywhere
from signage.web import gate, standings, times, walls
from signage.web.desk import Desk
from signage.web.questions import ScreenNow
from signage.web.sending import opened, type_of

_LATEST = 4_102_444_800_000
"""2100-01-01: beyond it nobody plans."""
_HEX = frozenset("0123456789abcdef")


def screen_pages(desk: Desk) -> Blueprint:
    """The wall is the staff's; one screen's picture, which hangs in the lobby anyway, is for any browser."""
    pages = Blueprint("screens", __name__)
    _wall(pages, desk)
    _one_screen(pages, desk)
    return pages


def _wall(pages: Blueprint, desk: Desk) -> None:
    """All screens at a glance: what should be on, and what their players say is."""

    @pages.get("/screens")
    @gate.needs("look")
    def wall() -> ResponseReturnValue:
        now = desk.clock()
        every, found, picked = _picked(desk, now)
        zone = ZoneInfo(every[0].time_zone) if every else JAPAN
        taken = fleet_pictures.newest(desk.installation)
        return render_template(
            "wall.html",
            picked=picked,
            known=walls.known(picked.screens, found),
            now=now,
            zone=zone,
            week=times.week_of(now, zone),
            chips=times.one_click_away(now, zone),
            cards=walls.cards(picked.screens, at=now, now=now, found=found),
            reports=walls.reports(picked.screens, now=now, found=found, taken=taken),
            found=found,
            summary=_summary(picked, found),
            troubled_only="troubled" in request.args,
            asked={key: request.args[key] for key in ("office", "place", "troubled") if key in request.args},
            narrowed={key: request.args[key] for key in ("office", "place") if key in request.args},
            may_connect=may_anywhere(gate.person(), "settings"),
        )

    @pages.get("/screens.json")
    @gate.needs("look")
    def screens_json() -> ResponseReturnValue:
        now = desk.clock()
        at = _utc(request.args.get("at"), now)
        _, found, picked = _picked(desk, now)
        seen = desk.ask.screens_now(at=at, now=now, only=request.args.get("of", "").split(","))
        taken = fleet_pictures.newest(desk.installation)
        told = {
            "now": now,
            "at": at,
            "known": walls.known(picked.screens, found),
            "summary": asdict(_summary(picked, found)),
            "cards": walls.cards(seen, at=at, now=now, found=found if at == now else None),
            "reports": walls.reports(seen, now=now, found=found, taken=taken) if at == now else {},
        }
        return _told(json.dumps(told), now)


def _picked(desk: Desk, now: int) -> tuple[Sequence[ScreenNow], Mapping[str, Standing], walls.Picked]:
    """Every screen, how their players stand, and those that the address asks for."""
    every, found = desk.ask.screens_now(at=now, now=now), standings.standings(desk, now=now)
    troubled = [name for name, standing in found.items() if not standing.is_well]
    return (
        every,
        found,
        walls.picked(
            every,
            office=request.args.get("office"),
            place=request.args.get("place"),
            only=troubled if "troubled" in request.args else None,
        ),
    )


def _summary(picked: walls.Picked, found: Mapping[str, Standing]) -> standings.Summary:
    """Of all that are at the chosen place."""
    return standings.summary((found[screen.id] for screen in picked.here if screen.id in found), g.language)


def _one_screen(pages: Blueprint, desk: Desk) -> None:
    """What the view of one screen asks for."""

    @pages.get("/screens/<screen>/view")
    @gate.open_to_all
    def view(screen: str) -> ResponseReturnValue:
        now = desk.clock()
        known = next(iter(desk.ask.screens_now(at=now, now=now, only=(screen,))), None)
        if known is None:
            abort(404)
        text = request.args.get("at")
        at = None if text is None else desk.ask.instant(screen, text, now=now)
        return render_template(
            "view.html", screen=known, now=now, at=at, hold="hold" in request.args, zone=ZoneInfo(known.time_zone)
        )

    @pages.get("/screens/<screen>/manifest.json")
    @gate.open_to_all
    def manifest(screen: str) -> ResponseReturnValue:
        now = desk.clock()
        text = request.args.get("at")
        at = now if text is None else desk.ask.instant(screen, text, now=now)
        return _told(desk.ask.manifest(screen, at=at, now=now), now)

    @pages.get("/screens/<screen>/live.json")
    @gate.open_to_all
    def live(screen: str) -> ResponseReturnValue:
        return _told(json.dumps(desk.ask.live_files(screen), ensure_ascii=False), desk.clock())

    @pages.get("/screens/<screen>/assets/<sha>")
    @gate.open_to_all
    def asset(screen: str, sha: str) -> ResponseReturnValue:
        if len(sha) != 64 or not _HEX.issuperset(sha):
            abort(404)
        path = desk.ask.picture(sha)
        with opened(str(path)) as file:
            media_type = type_of(file.read(16))
        answer = send_file(path, mimetype=media_type, etag=sha)
        answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
        return answer


def _told(body: str | bytes, now: int) -> Response:
    """JSON with the server's time to the millisecond, and 304 where nothing changed."""
    answer = make_response(body)
    answer.mimetype = "application/json"
    answer.headers["Signage-Now"] = str(now)
    answer.headers["Cache-Control"] = "no-cache"
    answer.set_etag(hashlib.sha256(answer.get_data()).hexdigest()[:32])
    answer.make_conditional(request)
    return answer


def _utc(text: str | None, now: int) -> int:
    """An instant that a script asks for, as milliseconds; the clock's where none is given."""
    if text is None:
        return now
    if not text.isdecimal() or int(text) > _LATEST:
        raise Refused(
            ja=f"{text} は時刻ではありません。1970年からのミリ秒で指定してください。",
            en=f"{text} is no instant; give milliseconds since 1970.",
        )
    return int(text)
