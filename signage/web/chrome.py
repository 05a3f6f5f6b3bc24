"""The chrome: what is around every page: navigation by what somebody may do, messages, language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, g, request, session
from flask_login import current_user

from signage.actions import approvals, fleet, queue_sources
from signage.actions.notice_places import parents_in
from signage.core.offices import Office
from signage.core.rights import Deed, may, may_anywhere
from signage.core.screens import Screen
from signage.web import gate
from signage.web.desk import Desk
from signage.web.words import PageLanguage, said


@dataclass(frozen=True, kw_only=True)
class Place:
    """One place of the navigation."""

    group: str
    key: str
    path: str
    deed: Deed


@dataclass(frozen=True, kw_only=True)
class Shown:
    """The same as one person sees it."""

    group: str
    label: str
    path: str
    current: bool
    count: int


_PLACES: tuple[tuple[str, str, str, Deed], ...] = (
    ("nav post", "home", "/", "look"),
    ("nav post", "put up a notice", "/slides/new", "post"),
    ("nav post", "on air", "/slides", "look"),
    ("nav post", "wall", "/screens", "look"),
    ("nav post", "approvals", "/approvals", "post"),
    ("nav post", "override", "/override", "override"),
    ("nav guide", "guide table", "/guide", "guide"),
    ("nav guide", "call numbers", "/queue", "counter"),
    ("nav guide", "counters", "/counters", "counter"),
    ("nav guide", "queue sources", "/queue/sources", "look"),
    ("nav guide", "queue statistics", "/queue/statistics", "look"),
    ("nav guide", "papers", "/papers", "look"),
    ("nav manage", "schedules", "/schedules", "look"),
    ("nav manage", "playlists", "/playlists", "settings"),
    ("nav manage", "screens setup", "/screens/settings", "settings"),
    ("nav manage", "players", "/players", "settings"),
    ("nav manage", "groups", "/groups", "settings"),
    ("nav manage", "calendars", "/calendars", "settings"),
    ("nav manage", "queues setup", "/queues", "settings"),
    ("nav manage", "layouts", "/layouts", "settings"),
    ("nav manage", "offices", "/offices", "settings"),
    ("nav manage", "buildings", "/buildings", "settings"),
    ("nav manage", "sections", "/sections", "settings"),
    ("nav manage", "uploads", "/uploads", "post"),
    ("nav manage", "people", "/people", "people"),
    ("nav manage", "tokens", "/tokens", "settings"),
    ("nav manage", "signing keys", "/players/keys", "settings"),
    ("nav manage", "move", "/players/move", "settings"),
    ("nav records", "answers", "/answers", "look"),
    ("nav records", "history", "/history", "look"),
    ("nav records", "audit", "/audit", "audit"),
    ("nav records", "handover", "/handover", "look"),
)

PLACES = tuple(Place(group=group, key=key, path=path, deed=deed) for group, key, path, deed in _PLACES)


def nav(desk: Desk) -> list[Shown]:
    """The places that whoever is signed in may go to, as far as there are such pages."""
    if not current_user.is_authenticated:
        return []
    adapter, whose = current_app.url_map.bind(""), gate.person()
    there = [place for place in PLACES if may_anywhere(whose, place.deed) and adapter.test(place.path, method="GET")]
    # The longest path that the page's own begins with: /slides/new is not /slides.
    path = _ONE_SCREEN.sub("/screens/settings", request.path)
    here = max((place.path for place in there if _is_within(path, place.path)), key=len, default=None)
    counts = badges(desk)
    return [
        Shown(
            group=said(place.group, g.language),
            label=said(place.key, g.language),
            path=place.path,
            current=place.path == here,
            count=counts.get(place.key, 0),
        )
        for place in there
    ]


def own_office(desk: Desk) -> Office | None:
    """The office whose name and colour are above the page: where somebody's roles are, or the first there is."""
    if not current_user.is_authenticated:
        return None
    held = desk.held.offices
    named = (held.get(grant.office or "") for grant in gate.person().grants)
    return next((office for office in named if office is not None), next(iter(held.values()), None))


def badges(desk: Desk) -> dict[str, int]:
    """How much waits for somebody, by the key of its place: asked on every page, so one look into the store each."""
    here, by, rules = desk.installation, gate.person(), desk.ask.rulebook()
    quiet = queue_sources.silent(here, rules.catalogue, rules.calendars, at=desk.clock(), by=by)
    return {
        "approvals": approvals.count(here, by, lambda: parents_in(desk.held)),
        "queue sources": len(quiet),
    }


def screens_in_trouble(desk: Desk) -> Sequence[Screen]:
    """The screens that need whoever is signed in: of which a letter tells too; administrators alone mend them."""
    if not current_user.is_authenticated or not may_anywhere(whose := gate.person(), "settings"):
        return ()
    found = fleet.in_trouble(desk.installation, at=desk.clock())
    screens = (desk.held.screens.get(name) for name in found)
    return [one for one in screens if one is not None and may(whose, "settings", office=one.office)]


def language() -> PageLanguage:
    """What somebody has chosen, and else what the browser asks for; Japanese where neither says English."""
    asked = request.args.get("lang")
    if asked in ("ja", "en"):
        session["language"] = asked
    chosen = session.get("language") or request.accept_languages.best_match(["ja", "en"], default="ja")
    return "en" if chosen == "en" else "ja"


_ONE_SCREEN = re.compile(r"^/screens/[^/]+/(settings|archive)$")
"""The settings of one screen are a part of all screens' settings."""


def _is_within(path: str, place: str) -> bool:
    return path == place or (place != "/" and path.startswith(place + "/"))
