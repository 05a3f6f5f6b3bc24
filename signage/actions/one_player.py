"""One player: who it is, what it was told, and which picture of its glass there is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from signage.actions import fleet_pictures
from signage.actions.enrolments import player_of
from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.core.people import Person
from signage.core.places import place_of
from signage.core.rights import may, require_to_look
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.store import commands, heartbeats
from signage.store.commands import Command
from signage.store.enrolments import Enrolment
from signage.store.heartbeats import Newest
from signage.store.people import people
from signage.store.player_pictures import Taken

LATELY = 12
"""So many commands are told."""


@dataclass(frozen=True, kw_only=True)
class Player:
    """A player and its screen. `newest` is its last report; of `commands` the newest is first, `names` says whose.

    `mine`: whether who looks may tell it anything.
    """

    enrolment: Enrolment
    screen: Screen
    place: Text
    time_zone: str
    newest: Newest | None
    commands: tuple[Command, ...]
    names: Mapping[str, str]
    picture: Taken | None
    mine: bool


def one_player(installation: Installation, held: Catalogue, name: str, *, by: Person) -> Player:
    """Missing where there is none of that name now, Forbidden where it is not theirs to see."""
    enrolment = player_of(installation, name)
    screen = held.screens[enrolment.screen]
    require_to_look(by, screen.office)
    told = commands.commands_to(installation.db, enrolment.id, most=LATELY)
    by_whom = {one.who for one in told}
    return Player(
        enrolment=enrolment,
        screen=screen,
        place=place_of(screen, held.guide),
        time_zone=held.offices[screen.office].time_zone,
        newest=heartbeats.newest_of(installation.db, enrolment.id),
        commands=told,
        names={person.id: person.name for person in people(installation.db) if person.id in by_whom},
        picture=fleet_pictures.best(installation, enrolment.id),
        mine=may(by, "settings", office=screen.office),
    )
