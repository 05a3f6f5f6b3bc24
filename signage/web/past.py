"""The page that answers what was on a screen at a time, or will be: for whoever asks at the counter."""

from __future__ import annotations

import json
from datetime import timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import past
from signage.core.instants import JAPAN, local
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.words import said

"""For the form, before a screen is chosen."""


_SOURCES = {
    "archived": "answers archived",
    "oldest": "answers oldest",
    "compiled": "answers compiled",
    "planned": "answers planned",
}
"""What is said of how sure an answer is."""


def past_pages(desk: Desk) -> Blueprint:
    """One address for each answer: it can be passed on."""
    pages = Blueprint("answers", __name__)

    @pages.get("/answers")
    @gate.needs("look")
    def show() -> ResponseReturnValue:
        now, screens = desk.clock(), past.screens(desk.installation, by=gate.person())
        usual = _typed(now, JAPAN)
        screen = request.args.get("screen") or (screens[0].id if screens else "")
        day, time = request.args.get("day") or usual["day"], request.args.get("time") or usual["time"]
        found = _answered(desk, screen, f"{day}T{time}", now) if request.args.get("screen") else None
        zone = found.zone if found is not None else JAPAN
        return render_template(
            "answers/show.html",
            screens=[(one.id, one.name.best(g.language)) for one in screens],
            screen=screen,
            day=day,
            time=time,
            now=now,
            past=found,
            sources=_SOURCES,
            picture=url_for("papers.glass", screen=screen, at=local(found.seen_at, zone).isoformat())
            if found
            else "",
            before=_there(screen, found.before, zone) if found is not None else None,
            after=_there(screen, found.after, zone) if found is not None else None,
            chips=_chips(now, zone),
            long_moment=times.long_moment,
        )

    return pages


def _answered(desk: Desk, screen: str, text: str, now: int) -> past.Past:
    past.require_screen(desk.installation, screen, by=gate.person())
    at = desk.ask.instant(screen, text, now=now)
    manifest = json.loads(desk.ask.manifest(screen, at=at, now=now))
    return past.past(desk.installation, screen, manifest, at=at, now=now)


def _there(screen: str, at: int | None, zone: ZoneInfo) -> str | None:
    if at is None:
        return None
    typed = _typed(at, zone)
    return url_for("answers.show", screen=screen, day=typed["day"], time=typed["time"])


def _typed(at: int, zone: ZoneInfo) -> dict[str, str]:
    """An instant as the form has it; seconds only where there are any."""
    moment = local(at, zone)
    return {"day": moment.date().isoformat(), "time": moment.strftime("%H:%M:%S" if moment.second else "%H:%M")}


def _chips(now: int, zone: ZoneInfo) -> list[tuple[str, dict[str, str]]]:
    """Times that are asked for most."""
    here = local(now, zone).replace(second=0, microsecond=0)
    back = {"now": here, "yesterday": here - timedelta(days=1), "week ago": here - timedelta(days=7)}
    instants = {key: int(moment.timestamp()) * 1000 for key, moment in back.items()}
    instants |= times.one_click_away(now, zone)
    return [(said(key, g.language), _typed(at, zone)) for key, at in instants.items()]
