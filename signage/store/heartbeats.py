"""Heartbeats: of each player its newest report and pictures, how many came, and the ids of the last few.

A report that is sent again is known by its id. A player sends oldest first and keeps at most KEPT of them, so between
a report and its repetition fewer than that many others come: twice as many ids are remembered, a new one in the place
of the oldest. That needs no clock, nothing has to be swept, and it holds after a month without network.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Literal

from sqlite_utils import Database

from signage.core import heartbeats
from signage.core.heartbeats import KEPT, Heartbeat, document_of, heartbeat_of
from signage.core.problems import Refused
from signage.store import commands
from signage.store.database import Writing
from signage.store.enrolments import note_use

REMEMBERED = 2 * KEPT + 32
"""Ids of each player's last reports."""

PICTURES_EVERY_MS = 1_500
"""Of a player. None reports oftener than every two seconds; who does, with a stolen token, does not fill the disk."""

Which = Literal["regular", "screenshot"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """One report as it came in: whose, and when by the server's clock."""

    enrolment: str
    beat: Heartbeat
    picture: heartbeats.Picture | None
    at: int

    @property
    def made_at(self) -> int:
        """When it was made, by the server's clock: its age is the player's to say, whatever its clock shows."""
        return self.at - self.beat.age_ms


@dataclass(frozen=True, kw_only=True, slots=True)
class Newest:
    """What a player said last; when that came and was made, by the server's clock; how many reports came in all."""

    enrolment: str
    beat: Heartbeat
    received_at: int
    made_at: int
    count: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """The glass as a player last sent it, unopened. `taken_at` by the player's clock, the others by the server's."""

    enrolment: str
    which: Which
    taken_at: int
    received_at: int
    made_at: int
    width: int
    height: int
    jpeg: bytes


def record(under_way: Writing, heard: Sequence[Heard]) -> int:
    """Keep reports; how many were news. One that was heard before changes nothing."""
    return sum(_recorded(under_way, one) for one in heard)


def newest(db: Database) -> Mapping[str, Newest]:
    """What each player said last, by its enrolment, without pictures; unless an older version kept it otherwise."""
    return {one.enrolment: one for row in db.conn.execute(_NEWEST) for one in _newest(row)}


def newest_of(db: Database, enrolment: str) -> Newest | None:
    """What one player said last; None where nothing can be read of it."""
    row = db.conn.execute(f"{_NEWEST} WHERE enrolment = ?", (enrolment,)).fetchone()
    return None if row is None else next(_newest(row), None)


def picture(db: Database, enrolment: str, which: Which) -> Picture | None:
    """The last one of its kind."""
    row = db.conn.execute(
        "SELECT taken_at, heard_at, made_at, width, height, jpeg FROM player_pictures "
        "WHERE enrolment = ? AND which = ?",
        (enrolment, which),
    ).fetchone()
    if row is None:
        return None
    taken_at, heard_at, made_at, width, height, jpeg = row
    return Picture(
        enrolment=enrolment,
        which=which,
        taken_at=taken_at,
        received_at=heard_at,
        made_at=made_at,
        width=width,
        height=height,
        jpeg=jpeg,
    )


def count(db: Database, enrolment: str) -> int:
    """How many reports of a player came."""
    row = db.conn.execute("SELECT count FROM newest_heartbeats WHERE enrolment = ?", (enrolment,)).fetchone()
    return 0 if row is None else int(row[0])


def count_all(db: Database) -> int:
    """How many came of all players whose reports are kept."""
    (number,) = db.conn.execute("SELECT coalesce(sum(count), 0) FROM newest_heartbeats").fetchone()
    return int(number)


def forget(under_way: Writing, *, revoked_before: int) -> None:
    """What players reported whose right was taken away by then."""
    gone = "SELECT id FROM enrolments WHERE revoked_at < ?"
    for table in ("heartbeats", "newest_heartbeats", "player_pictures"):
        under_way.db.conn.execute(f"DELETE FROM {table} WHERE enrolment IN ({gone})", (revoked_before,))  # noqa: S608


_NEWEST = "SELECT enrolment, heard_at, made_at, count, document FROM newest_heartbeats"


def _newest(row: tuple[str, int, int, int, str]) -> Iterator[Newest]:
    enrolment, heard_at, made_at, number, document = row
    with suppress(Refused):
        beat = heartbeat_of(json.loads(document))
        yield Newest(enrolment=enrolment, beat=beat, received_at=heard_at, made_at=made_at, count=number)


def _recorded(under_way: Writing, one: Heard) -> bool:
    db, id_ = under_way.db, bytes.fromhex(one.beat.id)
    known = "SELECT 1 FROM heartbeats WHERE enrolment = ? AND id = ?"
    if db.conn.execute(known, (one.enrolment, id_)).fetchone() is not None:
        return False
    number = count(db, one.enrolment)
    if number == 0:
        note_use(under_way, one.enrolment, at=one.at)
    db.conn.execute(
        "INSERT OR REPLACE INTO heartbeats (enrolment, slot, id) VALUES (?, ?, ?)",
        (one.enrolment, number % REMEMBERED, id_),
    )
    _keep_newest(db, one)
    if one.picture is not None:
        _keep_picture(db, one, one.picture)
    for outcome in one.beat.commands:
        commands.done(under_way, outcome.id, enrolment=one.enrolment, outcome=outcome.outcome, at=one.at)
    return True


def _keep_newest(db: Database, one: Heard) -> None:
    """Count it; keep it unless what is there was made later. (Later than now: the server's clock was set back.)"""
    document = json.dumps(document_of(one.beat), separators=(",", ":"))
    db.conn.execute(
        "INSERT INTO newest_heartbeats (enrolment, heard_at, made_at, count, document) VALUES (?, ?, ?, 1, ?) "
        "ON CONFLICT (enrolment) DO UPDATE SET count = count + 1",
        (one.enrolment, one.at, one.made_at, document),
    )
    db.conn.execute(
        "UPDATE newest_heartbeats SET heard_at = ?, made_at = ?, document = ? "
        "WHERE enrolment = ? AND (made_at <= ? OR made_at > ?)",
        (one.at, one.made_at, document, one.enrolment, one.made_at, one.at),
    )


def _keep_picture(db: Database, one: Heard, taken: heartbeats.Picture) -> None:
    """In the place of an older one, unless that came just now: then the report stays without."""
    which: Which = "screenshot" if taken.is_screenshot else "regular"
    db.conn.execute(
        "INSERT INTO player_pictures (enrolment, which, taken_at, heard_at, made_at, width, height, jpeg) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (enrolment, which) DO UPDATE SET "
        "taken_at = excluded.taken_at, heard_at = excluded.heard_at, made_at = excluded.made_at, "
        "width = excluded.width, height = excluded.height, jpeg = excluded.jpeg "
        "WHERE made_at > excluded.heard_at OR (made_at <= excluded.made_at AND heard_at <= excluded.heard_at - ?)",
        (
            one.enrolment,
            which,
            taken.at,
            one.at,
            one.made_at,
            taken.width,
            taken.height,
            taken.jpeg,
            PICTURES_EVERY_MS,
        ),
    )
