"""A data folder in which the office of the floor guide's tests is stored, with somebody of each kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import Any

from signage.actions import installation
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.people import Grant, Person
from signage.core.playlists import Entry, Playlist
from signage.core.shows import instant_of
from signage.store.database import writing
from signage.store.rows import save
from tests.floor_guide_office import OFFICE, a_catalogue, a_slide, a_text

EARLY = instant_of("2026-11-23T23:00:00Z")
"""Tuesday, 24 November 2026, 8:00 in Tokyo: before opening."""

OPEN = instant_of("2026-11-24T01:00:00Z")
"""The same day at ten."""

ADMIN = Person(id="admin", name="総務 三郎", grants=(Grant(role="admin"),))
VIEWER = Person(id="viewer", name="見る 人", grants=(Grant(role="viewer"),))


def an_editor(section: str = "s0") -> Person:
    """A clerk of one section."""
    return Person(id="editor", name="係 花子", grants=(Grant(role="editor", office=OFFICE, section=section),))


def installed(folder: Path, **rows: tuple[Any, ...]) -> Installation:
    """The office's rows, stored; `rows` by noun are instead of its own. Counters are c0, c1 … in their order."""
    settings = Settings(data=folder / "data")
    installation.create(settings, at=OPEN)
    here, held = installation.opened(settings), a_catalogue()
    stored: dict[str, tuple[Any, ...]] = {
        "offices": tuple(held.offices.values()),
        "calendars": tuple(held.calendars.values()),
        "screens": tuple(held.screens.values()),
        "playlists": (Playlist(id="always", office=OFFICE, name=a_text("いつも"), entries=(Entry(slide="guide"),)),),
        "slides": (a_slide(),),
        **vars(held.guide),
        "counters": tuple(replace(one, id=f"c{one.order}") for one in held.guide.counters),
        **rows,
    }
    with writing(here.db) as under_way:
        for noun, own in stored.items():
            for _, same in groupby(own, key=lambda row: row.id):
                save(under_way, noun, tuple(same), at=OPEN, who="test")
    return here
