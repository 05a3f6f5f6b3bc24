"""The page of the sources of queues: when each last spoke, what it last said, and what to do about silent ones."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue

from signage.actions import queue_sources
from signage.actions.queue_sources import QueueSources, SourceNow
from signage.core.queue_events import Event, EventKind
from signage.core.queue_said import GREY_MS
from signage.core.rights import may_anywhere
from signage.web import gate, times
from signage.web.desk import Desk
from signage.web.queue_words import told
from signage.web.words import said

_KINDS = {
    "log": "source kind log",
    "csv": "source kind csv",
    "json": "source kind json",
    "console": "source kind console",
    "api": "source kind api",
}

_SPOKEN: tuple[EventKind, ...] = (
    "issued",
    "called",
    "recalled",
    "held",
    "resumed",
    "passed",
    "cancelled",
    "served",
    "waiting",
    "ready",
    "taken",
)
"""What of a console's and a program's keys has words by its kind and number alone."""


def queue_source_pages(desk: Desk) -> Blueprint:
    """For whoever may look; what can be set up leads to the feed's own page."""
    pages = Blueprint("queue_sources", __name__)

    @pages.get("/queue/sources")
    @gate.needs("look")
    def shelf() -> ResponseReturnValue:
        now, by = desk.clock(), gate.person()
        rules = desk.ask.rulebook()
        found = queue_sources.sources_now(desk.installation, rules.catalogue, rules.calendars, at=now, by=by)
        return render_template(
            "queue/sources.html",
            queues=found,
            feeds=_feeds(found),
            silent=_silent(found),
            state=lambda one, queue: _state(one, is_open=queue.is_open, now=now),
            last=lambda one: (one.event.at, told(one.event)) if one.event else (one.said_at, _told(one)),
            kind=lambda one: said(_KINDS[one.kind], g.language),
            when=lambda at, queue: times.short_moment(at, ZoneInfo(queue.time_zone), g.language, seen_at=now),
            minutes=lambda since: queue_sources.minutes(since, now),
            sets_up=may_anywhere(by, "settings"),
        )

    return pages


def _feeds(found: Iterable[QueueSources]) -> list[tuple[SourceNow, QueueSources]]:
    """Each feed once, with one of its queues, whose clock it is shown by."""
    each = {one.id: (one, queue) for queue in found for one in queue.sources if one.feed}
    return list(each.values())


def _silent(found: Iterable[QueueSources]) -> list[tuple[SourceNow, str]]:
    """Each silent source with the names of the open queues that wait for it."""
    each: dict[str, tuple[SourceNow, list[str]]] = {}
    for queue in found:
        for one in queue.sources:
            if one.silent_since is not None:
                each.setdefault(one.id, (one, []))[1].append(queue.queue.name.best(g.language))
    return [(one, said("noun comma", g.language).join(names)) for one, names in each.values()]


def _state(one: SourceNow, *, is_open: bool, now: int) -> tuple[str, str]:
    """Its word, and its shape and colour."""
    if one.silent_since is not None:
        return said("source silent", g.language), "stopped"
    if not one.alive_at:
        return said("source never", g.language), "plain"
    if now - one.alive_at < GREY_MS:
        return said("source speaks", g.language), "on"
    return (said("source late", g.language), "warned") if is_open else (said("source rests", g.language), "over")


def _told(one: SourceNow) -> str:
    """What a console or a program said last, in its reader's language."""
    word, _, what = one.said.partition(" ")
    kind = next((kind for kind in _SPOKEN if kind == word), None)
    if one.feed or not one.said:
        return ""
    if kind is None:
        return said("source told otherwise", g.language, what=what)
    return told(Event(id="", queue="", at=one.said_at, kind=kind, number=what, detail=what))
