"""Walls: screens as cards, grouped as one walks past them, narrowed to an office or a place."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from flask import render_template

from signage.core.fleet import Standing
from signage.core.texts import Text
from signage.store.player_pictures import Taken
from signage.web import standings
from signage.web.questions import OnAir, ScreenNow

FEW = 8
"""So many screens need no headings between them: the cards say where they are."""


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One way to narrow the wall, and how many screens that leaves."""

    key: str
    name: Text
    count: int
    chosen: bool


@dataclass(frozen=True, kw_only=True)
class Place:
    """The screens of one floor, or a few of anywhere: then without a name.

    `office` is empty where the wall shows one office only.
    """

    office: Text
    name: Text
    screens: Sequence[ScreenNow]


@dataclass(frozen=True, kw_only=True)
class Picked:
    """What the wall shows, and what it can be narrowed to; no choices where there is but one.

    `here` is what is at the chosen place, `screens` those of it that are shown.
    """

    here: Sequence[ScreenNow]
    screens: Sequence[ScreenNow]
    places: Sequence[Place]
    office_choices: Sequence[Choice]
    place_choices: Sequence[Choice]
    office: str | None
    total: int


def picked(
    every: Sequence[ScreenNow], *, office: str | None, place: str | None, only: Collection[str] | None = None
) -> Picked:
    """The screens of an office and a place, each None for all, and of those `only` some; unknown ones narrow none."""
    offices = {screen.office: screen.office_name for screen in every}
    office = office if office in offices else (next(iter(offices)) if len(offices) == 1 else None)
    there = [screen for screen in every if office in (None, screen.office)]
    places = {_key(screen): screen.place for screen in there}
    here = [screen for screen in there if place not in places or _key(screen) == place]
    shown = [screen for screen in here if only is None or screen.id in only]
    return Picked(
        here=here,
        screens=shown,
        places=_places(shown, of_one_office=office is not None) if len(every) > FEW else _together(shown),
        office_choices=_choices(offices, Counter(screen.office for screen in every), office),
        place_choices=_choices(places, Counter(map(_key, there)), place) if office and len(there) > FEW else (),
        office=office if len(offices) > 1 else None,
        total=len(there) if office is not None else len(every),
    )


def known(shown: Sequence[ScreenNow], found: Mapping[str, Standing]) -> str:
    """A fingerprint of which screens there are, and of their players: a page that knows others is loaded again."""
    players = (found[screen.id].enrolment if screen.id in found else None for screen in shown)
    pairs = (f"{screen.id} {player or ''}" for screen, player in zip(shown, players, strict=True))
    return hashlib.sha256("\n".join(pairs).encode()).hexdigest()[:16]


def cards(
    screens: Sequence[ScreenNow], *, at: int, now: int, found: Mapping[str, Standing] | None = None
) -> dict[str, str]:
    """The words beside each picture, ready to be put into the page; by the same template at first and later.

    `found` says how their players stand; not told of another time than now.
    """
    return {
        screen.id: render_template(
            "card.html",
            screen=screen,
            upcoming=_news(screen),
            at=at,
            now=now,
            zone=ZoneInfo(screen.time_zone),
            standing=(found or {}).get(screen.id),
            standings=standings,
        )
        for screen in screens
    }


def reports(
    screens: Sequence[ScreenNow], *, now: int, found: Mapping[str, Standing], taken: Mapping[str, Taken]
) -> dict[str, str]:
    """The pictures that players sent of their glass, each with its time; only of screens whose standing is known."""
    return {
        screen.id: render_template(
            "fleet/report.html",
            screen=screen,
            standing=found[screen.id],
            taken=taken.get(found[screen.id].enrolment or ""),
            now=now,
            zone=ZoneInfo(screen.time_zone),
        )
        for screen in screens
        if screen.id in found
    }


def _key(screen: ScreenNow) -> str:
    """What names a place in an address."""
    return screen.place.best("ja")


def _together(screens: Sequence[ScreenNow]) -> Sequence[Place]:
    return [Place(office=Text(), name=Text(), screens=screens)] if screens else []


def _places(screens: Sequence[ScreenNow], *, of_one_office: bool) -> Sequence[Place]:
    groups = [list(group) for _, group in groupby(screens, key=lambda one: (one.office, _key(one)))]
    return [
        Place(office=Text() if of_one_office else held[0].office_name, name=held[0].place, screens=held)
        for held in groups
    ]


def _choices(names: dict[str, Text], counts: Counter[str], chosen: str | None) -> Sequence[Choice]:
    if len(names) < 2:
        return ()
    return [Choice(key=key, name=name, count=counts[key], chosen=key == chosen) for key, name in names.items()]


def _news(screen: ScreenNow) -> Sequence[OnAir]:
    """What the next change brings that is not shown already; all of it where it only takes something away."""
    shown = {one.title for one in screen.on_now} if screen.lit else set()
    return [one for one in screen.upcoming if one.title not in shown] or screen.upcoming
