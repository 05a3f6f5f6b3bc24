"""Nouns: everything that an installation holds, by plural name, in the order in which files list it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from signage.core import guide
from signage.core.calendars import Calendar
from signage.core.catalogue import Group
from signage.core.offices import Office
from signage.core.playlists import Playlist
from signage.core.queues import Feed, Queue
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.slides import Slide


@dataclass(frozen=True, kw_only=True)
class Noun:
    """One noun. `dated`: one id may have several rows, whose limits do not overlap."""

    plural: str
    kind: type[Any]
    dated: bool = False


NOUNS: Mapping[str, Noun] = {
    noun.plural: noun
    for noun in (
        Noun(plural="offices", kind=Office),
        Noun(plural="calendars", kind=Calendar),
        Noun(plural="groups", kind=Group),
        Noun(plural="screens", kind=Screen),
        Noun(plural="playlists", kind=Playlist),
        Noun(plural="rules", kind=Rule),
        Noun(plural="slides", kind=Slide),
        Noun(plural="queues", kind=Queue),
        Noun(plural="feeds", kind=Feed),
        Noun(plural="buildings", kind=guide.Building, dated=True),
        Noun(plural="floors", kind=guide.Floor, dated=True),
        Noun(plural="areas", kind=guide.Area, dated=True),
        Noun(plural="sections", kind=guide.Section, dated=True),
        Noun(plural="counters", kind=guide.Counter, dated=True),
        Noun(plural="services", kind=guide.Service, dated=True),
        Noun(plural="journeys", kind=guide.Journey, dated=True),
        Noun(plural="facilities", kind=guide.Facility, dated=True),
        Noun(plural="elsewhere", kind=guide.Elsewhere, dated=True),
        Noun(plural="directions", kind=guide.Direction, dated=True),
        Noun(plural="changes", kind=guide.Change),
        Noun(plural="events", kind=guide.Event),
    )
}


def office_of(noun: str, row: Any) -> str:  # noqa: ANN401 - an instance of the noun's dataclass
    """The office whose a row is; an office is its own."""
    return str(row.id if noun == "offices" else row.office)
