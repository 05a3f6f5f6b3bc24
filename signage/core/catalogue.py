"""The catalogue: everything that the store holds and the rules ask for, as one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from signage.core import guide
from signage.core.calendars import Calendar
from signage.core.formats import Id, OfficeId
from signage.core.offices import Office
from signage.core.playlists import Playlist
from signage.core.queue_statistics import Usual
from signage.core.queues import Feed, Queue
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.slides import Slide
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Group:
    """Screens under one name, so that a rule can speak of them together."""

    id: Id
    office: OfficeId
    name: Text
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class FloorGuide:
    """All rows of the floor guide. One id may occur several times, with limits that do not overlap."""

    buildings: tuple[guide.Building, ...] = ()
    floors: tuple[guide.Floor, ...] = ()
    areas: tuple[guide.Area, ...] = ()
    sections: tuple[guide.Section, ...] = ()
    counters: tuple[guide.Counter, ...] = ()
    services: tuple[guide.Service, ...] = ()
    journeys: tuple[guide.Journey, ...] = ()
    facilities: tuple[guide.Facility, ...] = ()
    elsewhere: tuple[guide.Elsewhere, ...] = ()
    directions: tuple[guide.Direction, ...] = ()
    changes: tuple[guide.Change, ...] = ()
    events: tuple[guide.Event, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """What an installation holds, by id. `holidays` are the public ones, by office, for the years that matter.

    `quiet` is counted, by queue: how crowded each hour of its week mostly is.
    """

    offices: Mapping[str, Office] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    holidays: Mapping[str, Mapping[date, Text]] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    screens: Mapping[str, Screen] = field(default_factory=dict)
    slides: Mapping[str, Slide] = field(default_factory=dict)
    playlists: Mapping[str, Playlist] = field(default_factory=dict)
    rules: Mapping[str, Rule] = field(default_factory=dict)
    queues: Mapping[str, Queue] = field(default_factory=dict)
    feeds: Mapping[str, Feed] = field(default_factory=dict)
    quiet: Mapping[str, tuple[Usual, ...]] = field(default_factory=dict)
    guide: FloorGuide = FloorGuide()


@dataclass(frozen=True, kw_only=True)
class Request:
    """What a kind is asked to draw: this slide, for this box of this screen, as it is at an instant.

    `plain` is for the fallback: without open states, moves, dated rows or numbers, with 「最新の情報は総合案内へ」.
    """

    catalogue: Catalogue
    slide: Slide
    screen: Screen
    box: Box
    at: int
    plain: bool = False
