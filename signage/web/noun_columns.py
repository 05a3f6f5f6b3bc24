"""Noun columns: what matters of each noun, in the columns of its list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from signage.actions.queue_setup import boards_of
from signage.core.calendars import Calendar
from signage.core.catalogue import Catalogue, Group
from signage.core.guide import Area, Building, Section
from signage.core.offices import Office
from signage.core.playlists import Playlist
from signage.core.queues import Feed, Queue
from signage.core.screens import Screen
from signage.core.texts import LANGUAGES
from signage.web.choices import CHOICES, COMPASS, LAYOUT_NAMES
from signage.web.labels import told
from signage.web.row_names import RowNames
from signage.web.words import PageLanguage, said


@dataclass(frozen=True, kw_only=True)
class Listing:
    """What a cell is told from."""

    held: Catalogue
    names: RowNames
    language: PageLanguage


Cell = Callable[[Any, Listing], str]

Columns = tuple[tuple[str, Cell], ...]
"""The key of each heading, and what stands below it. The row's own name comes before them all."""


def _screen_place(row: Screen, listing: Listing) -> str:
    return listing.names.of("floors", row.floor)


def _screen_size(row: Screen, listing: Listing) -> str:
    return said(
        "noun screen size", listing.language, inches=f"{row.diagonal_in:g}", width=row.width, height=row.height
    )


def _distance(row: Screen, listing: Listing) -> str:
    return said("noun metres", listing.language, metres=f"{row.viewing_distance_m:g}")


def _facing(row: Screen, listing: Listing) -> str:
    return told(COMPASS[row.facing], listing.language) if row.facing else "—"


def _languages(row: Office, listing: Listing) -> str:
    return said("noun comma", listing.language).join(LANGUAGES[tag] for tag in row.languages)


def _entries(row: Playlist, listing: Listing) -> str:
    return said("noun count of entries", listing.language, count=len(row.entries))


def _members(row: Group, listing: Listing) -> str:
    inside = [screen.id for screen in listing.held.screens.values() if row.id in screen.groups]
    return said("noun comma", listing.language).join(listing.names.of("screens", name) for name in inside) or "—"


def _counters(row: Calendar, listing: Listing) -> str:
    using = {counter.number: None for counter in listing.held.guide.counters if counter.calendar == row.id}
    if any(office.calendar == row.id for office in listing.held.offices.values()):
        return said("noun hours of office", listing.language)
    lit = [name for name, screen in listing.held.screens.items() if row.id in (screen.power, screen.sound)]
    told_of = [said("noun count of counters", listing.language, count=len(using))] if using else []
    told_of += [said("noun count of screens", listing.language, count=len(lit))] if lit else []
    return said("noun comma", listing.language).join(told_of) or "—"


def _base(row: Calendar, listing: Listing) -> str:
    return listing.names.of("calendars", row.base) or "—"


def _lines(row: Calendar, listing: Listing) -> str:
    return said("noun count of lines", listing.language, count=len(row.lines))


def _office_calendar(row: Office, listing: Listing) -> str:
    return listing.names.of("calendars", row.calendar)


def _office_screens(row: Office, listing: Listing) -> str:
    found = sum(screen.office == row.id for screen in listing.held.screens.values())
    return said("noun count of screens", listing.language, count=found)


def _level(row: Section, listing: Listing) -> str:
    return str(row.level)


def _parent(row: Section, listing: Listing) -> str:
    return listing.names.of("sections", row.parent) or "—"


def _usual(row: Section, listing: Listing) -> str:
    return said("noun comma", listing.language).join(listing.names.of("screens", name) for name in row.screens) or "—"


def _share(row: Section, listing: Listing) -> str:
    return f"{row.share_percent}%" if row.share_percent is not None else "—"


def _floors(row: Building, listing: Listing) -> str:
    labels = dict.fromkeys(floor.label for floor in listing.held.guide.floors if floor.building == row.id)
    return said("noun comma", listing.language).join(labels) or "—"


def _area_floors(row: Area, listing: Listing) -> str:
    return said("noun comma", listing.language).join(listing.names.of("floors", floor) for floor in row.floors) or "—"


def _called_at(row: Queue, listing: Listing) -> str:
    signs = {counter.id: counter.number for counter in listing.held.guide.counters}
    comma = said("noun comma", listing.language)
    return comma.join(dict.fromkeys(signs[name] for name in row.counters if name in signs)) or "—"


def _numbers(row: Queue, listing: Listing) -> str:
    return f"{row.first}〜{row.last}"


def _feed(row: Queue, listing: Listing) -> str:
    return listing.names.of("feeds", row.feed) or "—"


def _boards(row: Queue, listing: Listing) -> str:
    found = [listing.names.of("slides", slide.id) for slide in boards_of(listing.held, row)]
    return said("noun comma", listing.language).join(found) or said("queue on no board", listing.language)


def _feed_kind(row: Feed, listing: Listing) -> str:
    return told(CHOICES[Feed, "kind"][row.kind], listing.language)


COLUMNS: Mapping[str, Columns] = {
    "screens": (
        ("noun where it hangs", _screen_place),
        ("noun its size", _screen_size),
        ("noun viewing distance", _distance),
        ("noun facing", _facing),
        ("noun layout", lambda row, listing: told(LAYOUT_NAMES[row.layout], listing.language)),
    ),
    "playlists": (("noun entries", _entries),),
    "groups": (("noun screens in it", _members),),
    "calendars": (("noun who goes by it", _counters), ("noun based on", _base), ("noun lines", _lines)),
    "offices": (
        ("noun opening hours", _office_calendar),
        ("screens", _office_screens),
        ("noun languages", _languages),
    ),
    "sections": (
        ("noun level of section", _level),
        ("noun part of", _parent),
        ("noun usual screens", _usual),
        ("noun share", _share),
    ),
    "queues": (
        ("queue counters", _called_at),
        ("queue numbers", _numbers),
        ("queue source", _feed),
        ("queue board", _boards),
    ),
    "feeds": (("queue feed kind", _feed_kind), ("queue feed place", lambda row, listing: str(row.place))),
    "buildings": (("noun kind of building", lambda row, listing: str(row.kind)), ("noun floors", _floors)),
    "floors": (("noun theme of floor", lambda row, listing: listing.names.words(row.theme) or "—"),),
    "areas": (("noun mark", lambda row, listing: str(row.mark)), ("noun floors", _area_floors)),
}
