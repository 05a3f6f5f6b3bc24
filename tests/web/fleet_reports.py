"""What players report, made up: a heartbeat that says that all is well, a picture of one colour, a judgement."""

from __future__ import annotations

import io
import secrets
from dataclasses import replace

from PIL import Image

from signage.actions.installation import Installation
from signage.core.fleet_words import Why
from signage.core.heartbeats import Heartbeat, Panel, Picture, Timepiece, Versions
from signage.store import heartbeats, standings
from signage.store.database import writing
from signage.store.enrolments import enrol
from signage.store.heartbeats import Heard
from signage.store.standings import Stood


def a_beat(at: int, **parts: object) -> Heartbeat:
    """A report made at an instant by a Pi that is well."""
    usual = Heartbeat(
        id=secrets.token_hex(16),
        at=at,
        sent_at=at,
        sequence=at - 60_000,
        server="http://127.0.0.1:8080",
        manifest="5d" * 32,
        pending=None,
        missing=0,
        state="showing",
        why="",
        items=("guide-1-ja",),
        shown_at=at,
        panel=Panel(width=1920, height=1080),
        uptime_s=273_600,
        temperature_c=51.4,
        throttled=(),
        disk_free_bytes=13_300_000_000,
        cache_bytes=420_000_000,
        clock=Timepiece(trusted=True, source="kernel", offset_ms=0),
        versions=Versions(player="1.0.0", platform="Linux 6.6 aarch64", model="Raspberry Pi 4 Model B"),
        errors=(),
        commands=(),
    )
    return replace(usual, **parts)  # type: ignore[arg-type] # the fields of a heartbeat


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


def judged(here: Installation, screen: str, player: str, why: Why, *, since: int, is_lit: bool = True) -> None:
    """The jobs have looked at a screen's player."""
    stood = Stood(
        screen=screen, enrolment=player, why=why, since=since, looked_at=since, lit_since=since if is_lit else None
    )
    with writing(here.db) as under_way:
        standings.keep(under_way, [stood])
