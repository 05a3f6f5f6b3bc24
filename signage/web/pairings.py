"""The pages of pairing: a code typed off a monitor, the monitor picked, two words compared, a player heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from itertools import groupby
from typing import Any

from flask import Blueprint, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from signage.actions import pairings
from signage.actions.one_player import one_player
from signage.core.fleet import Standing
from signage.core.pairings import Pairing
from signage.core.problems import Forbidden, Missing, Problem
from signage.core.rights import may
from signage.core.texts import Text
from signage.web import gate, standings, times
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.questions import ScreenNow
from signage.web.statuses import status_of
from signage.web.words import said

WRONG_CODES = RateLimitItemPerMinute(20, 5)
"""Codes of nobody that one person may type: slips are fewer, a search of a million takes months."""


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A monitor that may be given a player, and how its own stands."""

    screen: ScreenNow
    standing: Standing | None

    @property
    def is_free(self) -> bool:
        """Whether nothing feeds it."""
        return self.standing is None or self.standing.enrolment is None


@dataclass(frozen=True, kw_only=True)
class Floor:
    """The monitors of one floor; `office` is empty where there is only one."""

    office: Text
    place: Text
    picks: Sequence[Pick]


class _Steps:
    """The steps as one page: which of them it is follows from its address, so that it can be kept and sent."""

    def __init__(self, desk: Desk) -> None:
        self._desk, self._limiter = desk, FixedWindowRateLimiter(MemoryStorage())

    def answer(self, code: str, screen: str, *, problem: Problem | None = None) -> ResponseReturnValue:
        """The first step that is still to be done; a problem is told there, and what was typed stays."""
        status = HTTPStatus.OK if problem is None else status_of(problem)
        if not code.strip():
            return self._typing(code, screen, ""), status
        person = gate.person().id
        if not self._limiter.test(WRONG_CODES, person):
            return self._typing(code, screen, said("pairing too often", g.language)), HTTPStatus.TOO_MANY_REQUESTS
        try:
            pairing = pairings.typed(self._desk.installation, code, at=self._desk.clock())
        except Problem as wrong:
            if isinstance(wrong, Missing):
                self._limiter.hit(WRONG_CODES, person)
            return self._typing(code, screen, wrong.sentence(g.language)), status_of(wrong)
        error = "" if problem is None else problem.sentence(g.language)
        picks = list(_picks(self._desk))
        chosen = next((pick for pick in picks if pick.screen.id == screen), None)
        if chosen is None:
            return self._picking(pairing, picks, error), status
        return self._comparing(pairing, chosen, error), status

    def _typing(self, code: str, screen: str, error: str) -> str:
        now = self._desk.clock()
        held = self._desk.held.screens.get(screen)
        return render_template(
            "players/type.html",
            code=code,
            screen=held,
            error=error,
            waiting=len(pairings.waiting(self._desk.installation, at=now)),
        )

    def _picking(self, pairing: Pairing, picks: Sequence[Pick], error: str) -> str:
        return render_template(
            "players/pick.html",
            pairing=pairing,
            free=list(floors(pick for pick in picks if pick.is_free)),
            fed=list(floors(pick for pick in picks if not pick.is_free)),
            error=error,
            standings=standings,
        )

    def _comparing(self, pairing: Pairing, chosen: Pick, error: str) -> str:
        now, here = self._desk.clock(), self._desk.installation
        return render_template(
            "players/compare.html",
            pairing=pairing,
            pick=chosen,
            words=pairings.words_of(here, pairing, at=now),
            between="・",
            replaces=[one.id for one in pairings.feeding(here, chosen.screen.id)],
            error=error,
            waits_for_min=max(1, (pairing.expires_at - now) // 60_000),
        )


def pairing_pages(desk: Desk) -> Blueprint:
    """`/players/pair` and what follows; for administrators."""
    pages = Blueprint("pairings", __name__, url_prefix="/players")
    _pairing(pages, desk, _Steps(desk))
    _connecting(pages, desk)
    return pages


def _pairing(pages: Blueprint, desk: Desk, steps: _Steps) -> None:
    @pages.get("/pair")
    @gate.needs("settings")
    def pair() -> ResponseReturnValue:
        return steps.answer(request.args.get("code", ""), request.args.get("screen", ""))

    @pages.post("/pair")
    @gate.needs("settings")
    def confirm() -> ResponseReturnValue:
        given = request.form
        code, screen = given.get("shown", ""), given.get("screen", "")
        try:
            player = pairings.confirm(
                desk.installation,
                code,
                screen,
                seen=tuple(given.getlist("word")),
                replaces=tuple(given.getlist("replaces")),
                at=desk.clock(),
                by=gate.person(),
            )
        except Forbidden:
            raise
        except Problem as problem:
            return steps.answer(code, screen, problem=problem)
        return redirect(url_for("pairings.connected", enrolment=player.id))

    @pages.post("/pair/refuse")
    @gate.needs("settings")
    def refuse() -> ResponseReturnValue:
        code = request.form.get("shown", "")
        try:
            pairings.refuse(desk.installation, code, at=desk.clock(), by=gate.person())
        except Problem as problem:
            return steps.answer(code, "", problem=problem)
        tell("pairing refused", tone="warning")
        return redirect(url_for("pairings.pair", screen=request.form.get("screen") or None))


def _connecting(pages: Blueprint, desk: Desk) -> None:
    """What follows by itself: the player fetches what it was given, and shows."""

    @pages.get("/connected/<enrolment>")
    @gate.needs("settings")
    def connected(enrolment: str) -> ResponseReturnValue:
        return render_template("players/connected.html", **_told(desk, enrolment))

    @pages.get("/connected/<enrolment>/now.json")
    @gate.needs("settings")
    def connected_now(enrolment: str) -> ResponseReturnValue:
        told = _told(desk, enrolment)
        return {"html": render_template("players/heard.html", **told), "done": told["done"]}


def _told(desk: Desk, enrolment: str) -> dict[str, Any]:
    """How far a new player has come: `waiting` to be heard, `connected`, or `lost`: it never came for its token.

    `shows`: by its own report there is more on its glass than that it begins.
    """
    now, here = desk.clock(), desk.installation
    player = one_player(here, desk.held, enrolment, by=gate.person())
    is_heard = player.enrolment.used_at is not None or player.enrolment.head_key in desk.heard
    is_open = pairings.is_delivered(here, enrolment, at=now)
    state = "connected" if is_heard else "waiting" if is_open else "lost"
    shows = player.newest is not None and player.newest.beat.state != "waiting"
    return {
        "player": player,
        "state": state,
        "shows": shows,
        "done": state == "lost" or (state == "connected" and shows and player.picture is not None),
        "zone": desk.zone(player.screen.office),
        "now": now,
        "to_the_second": times.to_the_second,
    }


def _picks(desk: Desk) -> Iterator[Pick]:
    """The monitors to which whoever asks may give a player, in the order in which one walks past them."""
    now, by = desk.clock(), gate.person()
    found = standings.standings(desk, now=now)
    for screen in desk.ask.screens_now(at=now, now=now):
        if may(by, "settings", office=screen.office):
            yield Pick(screen=screen, standing=found.get(screen.id))


def floors(picks: Iterator[Pick]) -> Iterator[Floor]:
    """Monitors by where they hang."""
    listed = list(picks)
    is_one = len({pick.screen.office for pick in listed}) == 1
    for _, there in groupby(listed, key=lambda pick: (pick.screen.office, pick.screen.place)):
        these = list(there)
        first = these[0].screen
        yield Floor(office=Text() if is_one else first.office_name, place=first.place, picks=these)
