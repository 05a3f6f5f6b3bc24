"""What the visitors' page of an office holds: the page, what its script reads, its style and the script itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from signage.core import queue_words
from signage.core.instants import local, written
from signage.core.offices import Office
from signage.core.queue_said import GREY_MS, HIDDEN_MS, Call, QueueSaid
from signage.core.queue_saying import Age, message
from signage.core.queue_statistics import Usual
from signage.core.texts import LANGUAGES as NAMES
from signage.core.texts import Text
from signage.publish.queue_days import QueueDay
from signage.publish.site_texts import said
from signage.publish.site_words import LANGUAGES, MINE, STATES, WEEKDAYS, WORDS

PARTS = Path(__file__).parent / "visitors"

CALLS_SHOWN = 8
"""Beside the newest; a visitor's own number is looked for in all that are said."""

_CLOCK = "\ue000"
"""Stands in a queue's markup for the time of its numbers, which alone goes on from minute to minute."""

_QUEUES = "\ue001"
"""Stands in the page for its queues."""

_NUMBERED = re.compile(r"[A-Za-z0-9]")
"""A sign that is followed by 番窓口; any other says itself what it is (総合案内)."""


@dataclass(frozen=True, kw_only=True)
class _Shown:
    """One queue on the page: its markup, and until when that is fresh, then grey."""

    day: QueueDay
    markup: str
    mark: str
    clock: str
    grey: int
    hidden: int
    age: Age

    @property
    def html(self) -> Markup:
        return Markup(self.markup.replace(_CLOCK, self.clock))  # noqa: S704 - our own template's


def page_of(days: Sequence[QueueDay], *, at: int) -> Mapping[str, bytes]:
    """The files of an office's page. The page before what its script reads: whoever is told finds it renewed."""
    office = days[0].office
    shown = [_shown(day, at) for day in days]
    page = _frame(office).replace(_QUEUES, "".join(_section(one) for one in shown))
    accent = f":root {{ --accent: {office.accent}; }}\n"
    return {
        "queue.css": accent.encode() + _part("queue.css"),
        "queue.js": _part("queue.js"),
        "index.html": page.encode(),
        "queue.json": json.dumps(
            {"version": 1, "at": written(at), "queues": [_told(one) for one in shown]},
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode(),
    }


@lru_cache(maxsize=64)
def _frame(office: Office) -> str:
    """The page around its queues."""
    return _templates().get_template("queue.html").render(office=office, languages=LANGUAGES, queues=_QUEUES)


def _section(one: _Shown) -> str:
    return Markup(
        '<section class="queue" id="{id}" aria-labelledby="{id}-name" data-mark="{mark}" data-grey="{grey}"'
        ' data-hidden="{hidden}" data-age="{age}">\n{html}</section>\n'
    ).format(
        id=one.day.queue.id,
        mark=one.mark,
        grey=written(one.grey),
        hidden=written(one.hidden),
        age=one.age,
        html=one.html,
    )


def _shown(day: QueueDay, at: int) -> _Shown:
    told = day.said
    markup, mark = _markup(replace(told, alive_at=0), day.zone, day.quiet)
    alive = min(told.alive_at, at)
    grey, hidden = alive + GREY_MS, alive + HIDDEN_MS
    if by_the_hours(told):  # needs no source, but must not outlive the server
        grey = hidden = at + HIDDEN_MS
    age: Age = "hidden" if at >= hidden else "grey" if at >= grey else "fresh"
    clock = _clock(alive, day.zone)
    return _Shown(day=day, markup=markup, mark=mark, clock=clock, grey=grey, hidden=hidden, age=age)


def by_the_hours(told: QueueSaid) -> bool:
    """Whether opening hours alone say everything: no number is shown."""
    return told.status in ("before", "closed")


@lru_cache(maxsize=256)
def _markup(told: QueueSaid, zone: ZoneInfo, quiet: tuple[Usual, ...]) -> tuple[str, str]:
    """A queue's markup and its mark; told as of no time at all, so that it is the same until something happens."""
    signs = {counter.id: counter.number for counter in told.counters}
    html = (
        _templates()
        .get_template("one.html")
        .render(
            told=told,
            over=by_the_hours(told),
            sentence=message(replace(told, alive_at=told.opens_at), at=told.opens_at, zone=zone),
            instead=queue_words.instead(only_display=told.only_display),
            newest=told.calls[0] if told.calls else None,
            earlier=told.calls[1 : 1 + CALLS_SHOWN],
            quiet=_quiet(quiet),
            place=lambda call: _place(signs.get(call.counter, "")),
            sign=_place,
            clock=lambda call: _clock(call.at, zone),
        )
    )
    return html, sha256(html.encode()).hexdigest()[:12]


def _quiet(week: Iterable[Usual]) -> list[tuple[Text, str]]:
    """Every weekday with its quiet hours, those after each other as one."""
    days: dict[int, list[list[int]]] = {}
    for one in sorted(week, key=lambda one: (one.weekday, one.hour)):
        spans = days.setdefault(one.weekday, [])
        if one.level == "free":
            if spans and spans[-1][1] == one.hour:
                spans[-1][1] = one.hour + 1
            else:
                spans.append([one.hour, one.hour + 1])
    told = {day: "  ".join(f"{begins}:00〜{ends}:00" for begins, ends in spans) for day, spans in days.items()}
    return [(WEEKDAYS[day], hours or "—") for day, hours in told.items()] if any(days.values()) else []


def _told(shown: _Shown) -> dict[str, Any]:
    """One queue as the script reads it, and whoever else likes to."""
    told, over = shown.day.said, by_the_hours(shown.day.said)
    signs = {counter.id: counter.number for counter in told.counters}
    return {
        "id": told.queue,
        "name": dict(told.name),
        "status": told.status,
        "calls": [] if over else [_call(call, signs, shown.day.zone) for call in told.calls],
        "counters": [{"counter": one.number, "state": one.state} for one in told.counters],
        "ready": [] if over else list(told.ready),
        "waiting": None if over else told.waiting,
        "wait": dict(told.wait) if told.wait is not None else None,
        "lamp": told.lamp,
        "as_of": shown.clock,
        "until": {"grey": written(shown.grey), "hidden": written(shown.hidden)},
        "mark": shown.mark,
    }


def _call(call: Call, signs: Mapping[str, str], zone: ZoneInfo) -> dict[str, str]:
    sign, clock = signs.get(call.counter, ""), _clock(call.at, zone)
    return {"number": call.number, "counter": sign, "at": written(call.at), "clock": clock}


def _place(sign: str) -> Markup:
    """「3番窓口」."""
    if _NUMBERED.search(sign):
        return said(WORDS["place"], sign=sign)
    return said(Text.of(ja=sign)) if sign else Markup()


def _clock(at: int, zone: ZoneInfo) -> str:
    moment = local(at, zone)
    return f"{moment.hour}:{moment.minute:02}"


@cache
def _part(name: str) -> bytes:
    return (PARTS / name).read_bytes()


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(PARTS),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    as_of = said(queue_words.as_of("{clock}"), clock=Markup("<b data-clock>{}</b>").format(_CLOCK))
    environment.globals |= {
        "said": said,
        "words": WORDS,
        "mine": MINE,
        "states": STATES,
        "lamps": queue_words.LAMPS,
        "as_of": as_of,
        "names": NAMES,
        "slot": Markup('<b data-fill="{}"></b>').format,
    }
    return environment
