"""Player pictures: of which glass there is which picture, and from when, without its bytes."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from signage.core.instants import MINUTE
from signage.store.heartbeats import Which


@dataclass(frozen=True, kw_only=True, slots=True)
class Taken:
    """One picture: `taken_at` by the player's clock; `heard_at` and `made_at`, of its report, by this server's."""

    enrolment: str
    which: Which
    taken_at: int
    heard_at: int
    made_at: int

    @property
    def at(self) -> int:
        """Of which instant it is: to the millisecond, unless the player's clock is far from right."""
        return self.taken_at if abs(self.taken_at - self.made_at) < MINUTE else self.made_at


def taken(db: Database, enrolment: str | None = None) -> tuple[Taken, ...]:
    """Of every player, or of one."""
    found = db.conn.execute(
        "SELECT enrolment, which, taken_at, heard_at, made_at FROM player_pictures "
        "WHERE enrolment = coalesce(?, enrolment)",
        (enrolment,),
    )
    return tuple(
        Taken(enrolment=enrolment, which=which, taken_at=taken_at, heard_at=heard_at, made_at=made_at)
        for enrolment, which, taken_at, heard_at, made_at in found
    )
