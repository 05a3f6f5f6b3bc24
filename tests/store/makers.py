"""Small things to store."""

from __future__ import annotations

from typing import Any

from sqlite_utils import Database

from signage.core.calendars import Calendar, Line
from signage.core.guide import Building, Floor, Section
from signage.core.offices import Office
from signage.core.playlists import Entry, Playlist
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.when import Limits
from signage.store.database import Writing, writing
from signage.store.rows import save


def an_office(name: str = "みどり区") -> Office:
    return Office(id="midori", name=Text.of(ja=name), calendar="hours")


def a_calendar() -> Calendar:
    hours = Line(weekdays=("mon",), hours=(("08:45", "17:00"),))
    return Calendar(id="hours", office="midori", name=Text.of(ja="開庁"), lines=(hours,))


def a_slide(name: str = "guide", **fields: Any) -> Slide:
    return Slide(id=name, office="midori", kind="floor_guide", name=Text.of(ja=name), owner="soumu", fields=fields)


def a_playlist() -> Playlist:
    return Playlist(id="always", office="midori", name=Text.of(ja="いつも"), entries=(Entry(slide="guide"),))


def a_screen(name: str = "lobby") -> Screen:
    return Screen(
        id=name,
        office="midori",
        name=Text.of(ja=name),
        diagonal_in=55,
        building="main",
        floor="main-1f",
        fallback="always",
    )


def a_section(name: str, *, begins: str | None = None, ends: str | None = None) -> Section:
    return Section(id="shimin", office="midori", name=Text.of(ja=name), limits=Limits(begins=begins, ends=ends))


def save_all(under_way: Writing, *, at: int) -> list[bool]:
    """A whole small office."""
    rows = {
        "offices": an_office(),
        "calendars": a_calendar(),
        "slides": a_slide(),
        "playlists": a_playlist(),
        "screens": a_screen(),
        "buildings": Building(id="main", office="midori", name=Text.of(ja="本館")),
        "floors": Floor(id="main-1f", office="midori", building="main", label="1F", order=1),
    }
    return [save(under_way, noun, [row], at=at, who="test") for noun, row in rows.items()]


def fill(db: Database, *, at: int = 1) -> None:
    """Keep the small office."""
    with writing(db) as under_way:
        save_all(under_way, at=at)
