"""An office in which people post: three sections, three screens, and a notice that an admin has arranged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from signage.actions import installation
from signage.actions.installation import Installation
from signage.actions.notice_typed import Typed
from signage.config import Settings
from signage.core.calendars import Calendar, Line
from signage.core.guide import Building, Counter, Floor, Section
from signage.core.nouns import NOUNS
from signage.core.offices import Approval, Office
from signage.core.people import Grant, Person
from signage.core.playlists import Entry, Playlist
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import instant_of
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.store.catalogue import catalogue
from signage.store.database import writing
from signage.store.rows import save

NOW = instant_of("2026-11-24T01:00:00Z")
"""Tuesday, 24 November 2026, ten in Tokyo."""

CLERK = Person(
    id="clerk", name="戸籍 太郎", section="koseki", grants=(Grant(role="editor", office="midori", section="koseki"),)
)
OTHER = Person(
    id="other", name="税 花子", section="zei", grants=(Grant(role="editor", office="midori", section="zei"),)
)
ADMIN = Person(id="admin", name="総務 三郎", grants=(Grant(role="admin"),))
VIEWER = Person(id="viewer", name="閲覧 花子", grants=(Grant(role="viewer"),))

WRITER = "0123456789ab"


def a_screen(name: str, *, layout: str = "main-side", **more: Any) -> Screen:
    given = {"office": "midori", "name": Text.of(ja=name), "width": 320, "height": 180, "diagonal_in": 55}
    place = {"building": "main", "floor": "main-1f", "languages": ("ja", "en"), "fallback": "always"}
    return Screen(**{"id": name, "layout": layout, **given, **place, **more})


def a_notice(name: str, *, owner: str = "koseki", **more: Any) -> Slide:
    given = {"office": "midori", "kind": "notice", "name": Text.of(ja=name), "owner": owner}
    limits = Limits(ends="2026-12-10")
    return Slide(**{"id": name, **given, "fields": {"title": {"ja": name}}, "limits": limits, **more})


def rows(*, steps: int = 0) -> list[Any]:
    """Everything but what a test adds."""
    weekdays = Line(weekdays=("mon", "tue", "wed", "thu", "fri"), hours=(("08:45", "17:00"),))
    holiday = Line(dates="2026-11-27", hours=())
    approvals = (Approval(kind="notice", steps=steps),) if steps else ()
    office = Office(id="midori", name=Text.of(ja="みどり区役所"), calendar="hours", approvals=approvals)
    return [
        office,
        Calendar(id="hours", office="midori", name=Text.of(ja="開庁"), lines=(weekdays, holiday)),
        Building(id="main", office="midori", name=Text.of(ja="本館")),
        Floor(id="main-1f", office="midori", building="main", label="1F", order=1),
        Section(id="shimin", office="midori", name=Text.of(ja="市民課"), level="課", screens=("lobby", "hall")),
        Section(id="koseki", office="midori", name=Text.of(ja="戸籍係"), level="係", parent="shimin"),
        Section(id="zei", office="midori", name=Text.of(ja="税務課")),
        Counter(id="c1", office="midori", number="1", sections=("koseki",), building="main", floor="main-1f"),
        a_screen("lobby"),
        a_screen("hall", layout="whole"),
        a_screen("waiting"),
        a_notice("always", limits=Limits(), review_on="2027-03-01"),
        a_notice("arranged", owner="zei"),
        Playlist(id="always", office="midori", name=Text.of(ja="いつも"), entries=(Entry(slide="always"),)),
        Playlist(id="day", office="midori", name=Text.of(ja="日中"), entries=(Entry(slide="arranged"),)),
        Rule(id="daily", office="midori", screens=("lobby", "waiting"), playlist="day", zone="side"),
    ]


def posting(folder: Path, *more: Any, steps: int = 0) -> Installation:
    """The office, stored."""
    settings = Settings(data=folder / "data")
    installation.create(settings, at=NOW)
    here = installation.opened(settings)
    stored(here, *rows(steps=steps), *more)
    return here


def stored(here: Installation, *things: Any, at: int = NOW) -> None:
    """Some more of it."""
    with writing(here.db) as under_way:
        for thing in things:
            noun = next(plural for plural, noun in NOUNS.items() if noun.kind is type(thing))
            save(under_way, noun, [thing], at=at, who="test")


def a_form(**changes: Any) -> Typed:
    """A form that is filled in rightly."""
    return Typed(**{"writer": WRITER, "about": "lift-inspection", "first": "2026-11-25", **changes})


def slide_of(here: Installation, name: str) -> Slide:
    return catalogue(here.db).slides[name]
