"""Home: what a member of staff sees first: three buttons, what waits for them, and their section's screens."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from flask import Blueprint, g, redirect, render_template
from flask.typing import ResponseReturnValue

from signage.actions.people import LEAST_ADMINISTRATORS
from signage.actions.queue_views import own_queues
from signage.actions.today import today
from signage.core.instants import JAPAN, local_day
from signage.core.rights import may_anywhere
from signage.render.day_words import day_words
from signage.web import gate, standings, walls
from signage.web.desk import Desk


def home_pages(desk: Desk) -> Blueprint:
    """Whoever may only override goes there at once."""
    pages = Blueprint("home", __name__)

    @pages.get("/")
    @gate.signed_in
    def home() -> ResponseReturnValue:
        now, whose = desk.clock(), gate.person()
        if not may_anywhere(whose, "look"):
            return redirect("/override" if may_anywhere(whose, "override") else "/me")
        told = today(desk.installation, desk.held, at=now, by=whose)
        every = desk.ask.screens_now(at=now, now=now)
        zone = ZoneInfo(every[0].time_zone) if every else JAPAN
        this_year = local_day(now, zone).year
        screens = [screen for screen in every if screen.id in told.screens]
        found = standings.standings(desk, now=now)
        return render_template(
            "home.html",
            today=told,
            may=lambda deed: may_anywhere(whose, deed),
            screens=screens,
            cards=walls.cards(screens, at=now, now=now, found=found),
            known=walls.known(every, found),
            now=now,
            day=lambda at: day_words(local_day(at, zone), g.language, this_year=this_year),
            calls=bool(own_queues(desk.installation, by=whose)),
            lonely=told.admins < LEAST_ADMINISTRATORS,
        )

    return pages
