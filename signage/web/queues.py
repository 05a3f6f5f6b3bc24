"""The clerk's console: numbers called from any browser, one key each; and a page for those that are ready."""

from __future__ import annotations

import unicodedata
import uuid
from typing import Any, cast, get_args

from flask import Blueprint, abort, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from signage.actions import counters, queue_views, queues
from signage.actions.guide_table import counted
from signage.actions.queue_keys import Do
from signage.actions.queue_rows import called_queue, require_counter
from signage.actions.queues import Press
from signage.core.floor_guide_states import Said
from signage.core.instants import MINUTE
from signage.core.problems import Problem
from signage.core.queue_fold import Ticket, next_number
from signage.core.queue_saying import message
from signage.publish.queue_days import QueueDay
from signage.web import gate, queue_words, times
from signage.web.desk import Desk
from signage.web.gate import LONGEST_MS
from signage.web.messages import tell_sentence
from signage.web.words import said

LAST = "signage-counter"
"""The cookie with the console that was open last: a PC stands at one counter."""

YEAR_S = 365 * 24 * 3600

_SAYINGS: dict[str, tuple[Said, str]] = {
    "pause": ("paused", "told paused"),
    "close": ("closed", "told closed"),
    "open": ("normal", "told open"),
}
"""Keys that speak of the counter itself: the floor guide says the same."""


def queue_pages(desk: Desk) -> Blueprint:
    """One page per counter, read again every two seconds; open all day, so its session may be idle."""
    pages = Blueprint("queues", __name__)
    _choosing(pages, desk)
    _console(pages, desk, path="/queue/<queue>/<counter>", name="console")
    _console(pages, desk, path="/queue/<queue>/ready", name="ready")
    return pages


def _choosing(pages: Blueprint, desk: Desk) -> None:
    @pages.get("/queue")
    @gate.needs("counter")
    def choose() -> ResponseReturnValue:
        at, by = desk.clock(), gate.person()
        own = [
            queue_views.queue_now(desk.installation, queue.id, at=at, by=by)
            for queue in queue_views.own_queues(desk.installation, by=by)
        ]
        here = [(day, counter) for day in own for counter in day.said.counters]
        last = next((one for one in here if request.cookies.get(LAST) == f"{one[0].queue.id}/{one[1].id}"), None)
        return render_template("queue/choose.html", days=own, last=last, counted=counted, now=at)


def _console(pages: Blueprint, desk: Desk, *, path: str, name: str) -> None:
    """A page, its part that is read again, and what is pressed on it."""

    def shown(part: str, queue: str, counter: str) -> str:
        return render_template(f"queue/{part}.html", part=name, **_shown(desk, queue, counter))

    @gate.needs("counter", idle_ms=LONGEST_MS)
    def page(queue: str, counter: str = "") -> ResponseReturnValue:
        _heard(desk, queue, counter)
        answer = make_response(shown(name, queue, counter))
        if counter:
            answer.set_cookie(LAST, f"{queue}/{counter}", max_age=YEAR_S, httponly=True, samesite="Lax")
        return answer

    @gate.needs("counter", idle_ms=LONGEST_MS)
    def now(queue: str, counter: str = "") -> ResponseReturnValue:
        _heard(desk, queue, counter)
        newest, change = desk.installation.queue_days.mark()
        tag = f"{newest}-{change}-{desk.clock() // MINUTE}-{g.language}-{gate.person().id}"
        if tag in request.if_none_match:
            return "", 304
        answer = make_response(shown(f"{name}_now", queue, counter))
        answer.set_etag(tag)
        return answer

    @gate.needs("counter", idle_ms=LONGEST_MS)
    def press(queue: str, counter: str = "") -> ResponseReturnValue:
        by_script = "X-CSRFToken" in request.headers
        try:
            sentence = _pressed(desk, queue, counter)
        except Problem as problem:
            if by_script:
                return {"problem": problem.sentence(g.language)}, 503 if problem.again else 422
            tell_sentence(problem.sentence(g.language))
        else:
            if by_script:
                return {"told": sentence, "html": shown(f"{name}_now", queue, counter)}
            tell_sentence(sentence, tone="success")
        return redirect(path_of(queue, counter))

    def path_of(queue: str, counter: str) -> str:
        named: dict[str, Any] = {"counter": counter} if counter else {}
        return url_for(f"queues.{name}", queue=queue, **named)

    pages.add_url_rule(path, name, page, methods=["GET"])
    pages.add_url_rule(f"{path}/now", f"{name}_now", now, methods=["GET"])
    pages.add_url_rule(path, f"{name}_press", press, methods=["POST"])


def _pressed(desk: Desk, queue: str, counter: str) -> str:
    """Do what was pressed; what has come of it, in a sentence."""
    do, _, rest = request.form.get("do", "").partition(" ")
    typed, at, by = request.form.get("number", "").strip(), desk.clock(), gate.person()
    if do in _SAYINGS and counter:
        state, key = _SAYINGS[do]
        counters.say(desk.installation, counter, state, at=at, by=by)
        return said(key, g.language)
    if do == "next" and typed:
        do = "call"
    if do not in (*get_args(Do), "undo"):
        abort(400)
    press = Press(
        id=request.form.get("id") or uuid.uuid4().hex,
        do=cast(Any, do),
        counter=counter,
        number=typed if do in ("pass", "undo") else rest or typed,
        to=rest if do == "pass" else "",
        count=_count(typed) if do == "waiting" else None,
        of=rest if do == "undo" else "",
    )
    return queue_words.pressed(queues.press(desk.installation, queue, press, at=at, by=by))


def _count(typed: str) -> int | None:
    plain = unicodedata.normalize("NFKC", typed)
    return int(plain) if plain.isdecimal() and len(plain) < 5 else None


def _heard(desk: Desk, queue: str, counter: str) -> None:
    """Somebody sits at this console: numbers are not old while it is open. Missing, Forbidden."""
    held = called_queue(desk.installation.db, queue, by=gate.person())
    if counter:
        require_counter(held, counter, desk.installation.db)
    queues.hear(desk.installation, f"console:{queue}", at=desk.clock())


def _shown(desk: Desk, queue: str, counter: str) -> dict[str, object]:
    """What a console shows."""
    at, by, here = desk.clock(), gate.person(), desk.installation
    day = queue_views.queue_now(here, queue, at=at, by=by)
    state, zone = day.state, day.zone
    own = next((one for one in day.said.counters if one.id == counter), None)
    last = queues.last_press(here, day.queue, counter, at=at, by=by)
    return {
        "day": day,
        "queue": day.queue,
        "counter": own,
        "call": state.current.get(counter),
        "following": next_number(state),
        "since": min((one.issued_at for one in _waiting(day) if one.issued_at is not None), default=None),
        "message": message(day.said, at=at, zone=zone),
        "last": last,
        "undoes": "" if last is None else queues.given_id(last),
        "undo_what": "" if last is None else queue_words.told(last),
        "keys": queue_words.KEYS,
        "destinations": queue_views.destinations(here, day.queue),
        "press_id": uuid.uuid4().hex,
        "counted": counted,
        "clock": lambda instant: times.short_moment(instant, zone, g.language, seen_at=at),
        "now": at,
    }


def _waiting(day: QueueDay) -> list[Ticket]:
    return [day.state.tickets[number] for number in day.state.waiting]
