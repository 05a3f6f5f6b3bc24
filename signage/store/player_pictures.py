"""Player pictures: what players sent of their glass: of when each is, and its bytes as they came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

Which = Literal["regular", "screenshot"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One picture: `taken_at` by the player's clock (None: it did not know the time), `heard_at` by this server's."""

    enrolment: str
    which: Which
    taken_at: int | None
    heard_at: int


def taken(db: Database, enrolment: str | None = None) -> tuple[Taken, ...]:
    """Of every player, or of one."""
    found = db.conn.execute(
        "SELECT enrolment, which, taken_at, heard_at FROM player_pictures WHERE enrolment = coalesce(?, enrolment)",
        (enrolment,),
    )
    return tuple(
        Taken(enrolment=enrolment, which=which, taken_at=taken_at, heard_at=heard_at)
        for enrolment, which, taken_at, heard_at in found
    )


def jpeg(db: Database, enrolment: str, which: Which) -> bytes | None:
    """Whatever a player sent as its picture: nobody has looked at it."""
    row = db.conn.execute(
        "SELECT jpeg FROM player_pictures WHERE enrolment = ? AND which = ?", (enrolment, which)
    ).fetchone()
    return None if row is None else row[0]
