"""Pairings as stored: who waits under which code, and what is still to be delivered to whom. Swept as they end."""

from __future__ import annotations

import secrets
from typing import Any

from sqlite_utils import Database

from signage.core.pairings import (
    DELIVERS,
    DIGITS,
    MOST_WAIT,
    MOST_WAIT_AT_ONE_ADDRESS,
    REMEMBERED,
    SILENT_AFTER,
    WAITS,
    Pairing,
)
from signage.core.problems import Busy
from signage.store.database import Writing


def raise_one(under_way: Writing, *, commitment: str, model: str, address: str, at: int) -> Pairing:
    """A player that waits from now on, under a code that nobody else has. Busy where as many wait as may."""
    db = under_way.db
    sweep(under_way, at=at)
    they = waiting(db, at=at)
    if len(they) >= MOST_WAIT:
        raise Busy(
            ja=f"登録を待っている表示端末が{MOST_WAIT}台あります。先に登録を済ませるか、少し待ってください。",
            en=f"{MOST_WAIT} players wait to be paired already; pair those first, or wait a little.",
        )
    if sum(one.address == address for one in they) >= MOST_WAIT_AT_ONE_ADDRESS:
        raise Busy(
            ja=f"同じアドレスで登録を待っている表示端末が{MOST_WAIT_AT_ONE_ADDRESS}台あります。"
            "先に登録を済ませるか、少し待ってください。",
            en=f"{MOST_WAIT_AT_ONE_ADDRESS} players at this address wait to be paired already; "
            "pair those first, or wait a little.",
        )
    taken = {code for (code,) in db.conn.execute("SELECT code FROM pairings")}
    made = Pairing(
        id=secrets.token_hex(16),
        code=_new_code(taken),
        commitment=commitment,
        model=model,
        address=address,
        raised_at=at,
        expires_at=at + WAITS,
        heard_at=at,
    )
    db.conn.execute(
        "INSERT INTO pairings (id, code, commitment, model, address, raised_at, expires_at, heard_at, state) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting')",
        (made.id, made.code, commitment, model, address, at, made.expires_at, at),
    )
    return made


def by_id(db: Database, name: str, *, at: int) -> Pairing | None:
    """What a player asks after; None where it is over."""
    return _found(db, "id = ? AND expires_at > ?", name, at)


def by_code(db: Database, code: str) -> Pairing | None:
    """What an admin has typed; for a while also one that is over, so that the page can say why."""
    return _found(db, "code = ?", code)


def by_enrolment(db: Database, enrolment: str) -> Pairing | None:
    """From which pairing a player came, while that is still known."""
    return _found(db, "enrolment = ?", enrolment)


def waiting(db: Database, *, at: int) -> tuple[Pairing, ...]:
    """The players that wait, the newest first."""
    where = "state = 'waiting' AND expires_at > ? AND heard_at > ? ORDER BY raised_at DESC, id"
    return tuple(_pairing(row) for row in db.conn.execute(f"{_SELECT} WHERE {where}", (at, at - SILENT_AFTER)))


def hear(under_way: Writing, name: str, *, nonce: str | None, at: int) -> None:
    """A player has asked; what it revealed stays as it was revealed first."""
    under_way.db.conn.execute(
        "UPDATE pairings SET heard_at = ?, nonce = coalesce(nonce, ?) WHERE id = ?", (at, nonce, name)
    )


def pair(under_way: Writing, name: str, *, enrolment: str, secret: str, at: int, who: str) -> None:
    """Somebody has given it a screen: that is delivered for a while."""
    under_way.db.conn.execute(
        "UPDATE pairings SET state = 'paired', enrolment = ?, secret = ?, expires_at = ?, by_whom = ? "
        "WHERE id = ? AND state = 'waiting'",
        (enrolment, secret, at + DELIVERS, who, name),
    )


def refuse(under_way: Writing, name: str, *, at: int, who: str) -> None:
    """Somebody has said that the words differ: the player is told so for a while."""
    under_way.db.conn.execute(
        "UPDATE pairings SET state = 'refused', expires_at = ?, by_whom = ? WHERE id = ? AND state = 'waiting'",
        (at + DELIVERS, who, name),
    )


def end(under_way: Writing, name: str, *, at: int) -> None:
    """It is over; its code is remembered for a while as that of one that is."""
    under_way.db.conn.execute("UPDATE pairings SET expires_at = ?, secret = NULL WHERE id = ?", (at, name))


def is_to_sweep(db: Database, *, at: int) -> bool:
    """Whether there is anything for `sweep` to do: looked at every few seconds, so a read alone."""
    found = db.conn.execute(
        "SELECT 1 FROM pairings WHERE (state = 'waiting' AND expires_at > ? AND heard_at <= ?) "
        "OR (secret IS NOT NULL AND expires_at <= ?) OR expires_at <= ?",
        (at, at - SILENT_AFTER, at, at - REMEMBERED),
    )
    return found.fetchone() is not None


def sweep(under_way: Writing, *, at: int) -> None:
    """End what is silent, forget the tokens that nobody fetched in time, and in the end that there was anything."""
    conn = under_way.db.conn
    conn.execute(
        "UPDATE pairings SET expires_at = ? WHERE state = 'waiting' AND expires_at > ? AND heard_at <= ?",
        (at, at, at - SILENT_AFTER),
    )
    conn.execute("UPDATE pairings SET secret = NULL WHERE expires_at <= ?", (at,))
    conn.execute("DELETE FROM pairings WHERE expires_at <= ?", (at - REMEMBERED,))


def _new_code(taken: set[str]) -> str:
    """Six random digits that nobody else has."""
    while True:
        code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}d}"
        if code not in taken:
            return code


_COLUMNS = (
    "id",
    "code",
    "commitment",
    "nonce",
    "model",
    "address",
    "raised_at",
    "expires_at",
    "heard_at",
    "state",
    "enrolment",
    "secret",
    "who",
)
_SELECT = (
    "SELECT id, code, commitment, nonce, model, address, raised_at, expires_at, heard_at, state, enrolment, secret, "
    "by_whom FROM pairings"
)


def _found(db: Database, where: str, *values: object) -> Pairing | None:
    row = db.conn.execute(f"{_SELECT} WHERE {where}", values).fetchone()
    return None if row is None else _pairing(row)


def _pairing(row: tuple[Any, ...]) -> Pairing:
    return Pairing(**dict(zip(_COLUMNS, row, strict=True)))
