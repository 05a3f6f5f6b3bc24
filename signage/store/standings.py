"""Standings: how each screen's player stood when it was last judged, since when, and whether anybody was told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from sqlite_utils import Database

from signage.core.fleet_words import Why
from signage.store.database import Writing

_WHYS = frozenset(get_args(Why))


@dataclass(frozen=True, kw_only=True, slots=True)
class Stood:
    """One screen. `lit_since`: since when it should have been on without a break; None: it should be off.

    `troubled_since`: since when something has been wrong, whatever it was at first; None: all is well.
    `told_at`: when administrators were told of its trouble; None: nobody was, or it was told to be over.
    """

    screen: str
    enrolment: str | None
    why: Why
    since: int
    looked_at: int
    lit_since: int | None = None
    troubled_since: int | None = None
    told_at: int | None = None

    @property
    def missed_since(self) -> int | None:
        """Since when visitors have missed something; None where nothing is wrong, or the screen is to be dark."""
        if self.troubled_since is None or self.lit_since is None or self.enrolment is None:
            return None
        return max(self.troubled_since, self.lit_since)


def standings(db: Database) -> Mapping[str, Stood]:
    """All of them, by screen."""
    found = db.conn.execute(
        "SELECT screen, enrolment, why, since, looked_at, lit_since, troubled_since, told_at FROM standings"
    )
    return {row[0]: _stood(row) for row in found if row[2] in _WHYS}


def keep(under_way: Writing, judged: Iterable[Stood]) -> None:
    """What was judged, in place of what was before; whether somebody was told is kept by `note_told` alone."""
    under_way.db.conn.executemany(
        "INSERT INTO standings (screen, enrolment, why, since, looked_at, lit_since, troubled_since) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (screen) DO UPDATE SET enrolment = excluded.enrolment, "
        "why = excluded.why, since = excluded.since, looked_at = excluded.looked_at, "
        "lit_since = excluded.lit_since, troubled_since = excluded.troubled_since",
        [
            (one.screen, one.enrolment, one.why, one.since, one.looked_at, one.lit_since, one.troubled_since)
            for one in judged
        ],
    )


def forget(under_way: Writing, screens: Iterable[str]) -> None:
    """Screens that are no more."""
    under_way.db.conn.executemany("DELETE FROM standings WHERE screen = ?", [(screen,) for screen in screens])


def note_told(under_way: Writing, screens: Iterable[str], *, at: int | None) -> None:
    """Administrators were told of their trouble; None: that it is over."""
    under_way.db.conn.executemany(
        "UPDATE standings SET told_at = ? WHERE screen = ?", [(at, screen) for screen in screens]
    )


def _stood(row: tuple[str, str | None, Why, int, int, int | None, int | None, int | None]) -> Stood:
    screen, enrolment, why, since, looked_at, lit_since, troubled_since, told_at = row
    return Stood(
        screen=screen,
        enrolment=enrolment,
        why=why,
        since=since,
        looked_at=looked_at,
        lit_since=lit_since,
        troubled_since=troubled_since,
        told_at=told_at,
    )
