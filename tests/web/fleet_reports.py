"""What comes of reports, made up: players, their pictures of one colour, and how they were judged."""

from __future__ import annotations

import io

from PIL import Image

from signage.actions.installation import Installation
from signage.core.fleet_words import Why
from signage.core.heartbeats import Heartbeat, Picture
from signage.store import heartbeats, standings
from signage.store.database import writing
from signage.store.enrolments import enrol
from signage.store.heartbeats import Heard
from signage.store.standings import Stood


def a_picture(at: int, *, colour: str = "#0b5d4a", width: int = 160, height: int = 90) -> Picture:
    """What was on the glass then: one colour."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return Picture(at=at, width=width, height=height, jpeg=out.getvalue())


def a_player(here: Installation, screen: str, *, at: int) -> str:
    """A player for a screen; its enrolment."""
    with writing(here.db) as under_way:
        return enrol(under_way, screen, at=at).id


def report(here: Installation, player: str, beat: Heartbeat, *, picture: Picture | None = None, at: int) -> None:
    """A heartbeat comes in."""
    with writing(here.db) as under_way:
        heartbeats.record(under_way, [Heard(enrolment=player, beat=beat, picture=picture, at=at)])


def judged(here: Installation, screen: str, player: str, why: Why, *, since: int, at: int | None = None) -> None:
    """The jobs have looked at a screen's player, just then unless `at` says when."""
    looked_at = since if at is None else at
    stood = Stood(screen=screen, enrolment=player, why=why, since=since, looked_at=looked_at, lit_since=since)
    with writing(here.db) as under_way:
        standings.keep(under_way, [stood])
