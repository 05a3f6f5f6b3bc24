"""The counters' page: each counter's state in one click, the same for whoever looks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import counters
from signage.actions.counters import CounterNow
from signage.actions.guide_table import counted
from signage.core.floor_guide_states import Said
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.messages import tell
from signage.web.words import said

_SAYINGS: tuple[Said, ...] = ("normal", "busy", "paused", "closed")
"""What can be said in one click, in the order of the buttons."""

_NOW = {
    "normal": "counter now normal",
    "busy": "counter now busy",
    "paused": "counter now paused",
    "closed": "counter now closed",
}
_STATES = {
    "open": ("counter open", "on"),
    "busy": ("counter busy", "warned"),
    "paused": ("counter paused", "stopped"),
    "before": ("counter before", "waiting"),
    "closed": ("counter closed", "over"),
    "holiday": ("counter holiday", "plain"),
}
"""The words of each state, and its shape and colour."""

_BUTTONS = {"normal": "say normal", "busy": "say busy", "paused": "say paused", "closed": "say closed"}


def counter_pages(desk: Desk) -> Blueprint:
    """Read again every few seconds, so that two clerks see the same."""
    pages = Blueprint("counters", __name__)

    @pages.get("/counters")
    @gate.needs("counter")
    def wall() -> ResponseReturnValue:
        return render_template("counters/wall.html", **_shown(desk))

    @pages.get("/counters/tiles")
    @gate.needs("counter")
    def tiles() -> ResponseReturnValue:
        answer = make_response(render_template("counters/tiles.html", **_shown(desk)))
        answer.headers["Cache-Control"] = "no-store"
        return answer

    @pages.post("/counters/<counter>/say")
    @gate.needs("counter")
    def say(counter: str) -> ResponseReturnValue:
        asked = request.form.get("said", "")
        if asked not in get_args(Said):
            abort(400)
        now = desk.clock()
        kept = counters.say(desk.installation, counter, cast(Said, asked), at=now, by=gate.person())
        own = counters.counters_now(desk.installation, at=now, by=gate.person())
        _tell(next(one for one in own if one.id == counter), asked, undo=kept.number, now=now)
        return redirect(url_for("counters.wall", floor=request.args.get("floor")))

    return pages


def _tell(counter: CounterNow, asked: str, *, undo: int | None, now: int) -> None:
    """What was said of a counter, and when that ends."""
    number = counted(counter.number) if g.language == "ja" else counter.number
    if undo is None:
        tell("counter as it was", tone="info", number=number)
        return
    zone = ZoneInfo(counter.time_zone)
    until = "" if counter.until is None else times.short_moment(counter.until, zone, g.language, seen_at=now)
    tell(_NOW[asked], undo=undo, number=number, until=until)


def _shown(desk: Desk) -> dict[str, object]:
    """What both the page and its part that is read again show."""
    now = desk.clock()
    found = counters.counters_now(desk.installation, at=now, by=gate.person())
    floors = _floors(found)
    chosen = request.args.get("floor", "")
    return {
        "floors": [floor for floor in floors if chosen in ("", floor[0])],
        "all_floors": [(name, len(own)) for name, own in floors],
        "chosen": chosen,
        "now": now,
        "zone": ZoneInfo,
        "counted": counted,
        "states": _STATES,
        "sayings": [(saying, _BUTTONS[saying]) for saying in _SAYINGS],
    }


def _floors(found: Sequence[CounterNow]) -> list[tuple[str, list[CounterNow]]]:
    """The counters under the names of their floors."""
    by_floor: dict[str, list[CounterNow]] = {}
    for one in found:
        name = said("counters of floor", g.language, building=one.building, floor=one.floor)
        by_floor.setdefault(name, []).append(one)
    return list(by_floor.items())
