"""People: the accounts, every version kept, and apart from them what only the server may see: their credentials."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from signage.core.documents import from_plain, to_plain
from signage.core.people import Person
from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What proves who somebody is. `password` is an Argon2 hash, `codes` are hashes of unused one-time codes.

    `epoch` rises whenever every session of the person must end.
    """

    password: str | None = None
    must_change: bool = False
    totp: str | None = None
    codes: tuple[str, ...] = ()
    epoch: int = 0
    signed_in_at: int | None = None


def people(db: Database) -> tuple[Person, ...]:
    """Every account, closed ones too, by id."""
    return tuple(_person(*row) for row in db.conn.execute("SELECT id, body, changed_at FROM people ORDER BY id"))


def person(db: Database, name: str) -> Person | None:
    """One account."""
    row = db.conn.execute("SELECT id, body, changed_at FROM people WHERE id = ?", (name,)).fetchone()
    return None if row is None else _person(*row)


def save_person(under_way: Writing, value: Person, *, at: int, who: str) -> bool:
    """Store an account; whether that changed anything."""
    body = json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":"))
    db = under_way.db
    known = db.conn.execute("SELECT body FROM people WHERE id = ?", (value.id,)).fetchone()
    if known is not None and known[0] == body:
        return False
    db.conn.execute(
        "INSERT INTO people (id, body, changed_at) VALUES (?, ?, ?) ON CONFLICT (id) "
        "DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
        (value.id, body, at),
    )
    db.conn.execute(
        "INSERT INTO versions (noun, id, at, who, rows) VALUES ('people', ?, ?, ?, ?)",
        (value.id, at, who, f"[{body}]"),
    )
    db.conn.execute("INSERT INTO credentials (person) VALUES (?) ON CONFLICT DO NOTHING", (value.id,))
    return True


def credentials(db: Database, name: str) -> Credentials:
    """What proves that somebody is this person; nothing does where there is no such account."""
    row = db.conn.execute(
        "SELECT password, must_change, totp, codes, epoch, signed_in_at FROM credentials WHERE person = ?", (name,)
    ).fetchone()
    if row is None:
        return Credentials()
    password, must_change, totp, codes, epoch, signed_in_at = row
    return Credentials(
        password=password,
        must_change=bool(must_change),
        totp=totp,
        codes=tuple(json.loads(codes)),
        epoch=epoch,
        signed_in_at=signed_in_at,
    )


def set_password(under_way: Writing, name: str, hashed: str, *, must_change: bool) -> None:
    """Another password: every session ends."""
    under_way.db.conn.execute(
        "UPDATE credentials SET password = ?, must_change = ?, epoch = epoch + 1 WHERE person = ?",
        (hashed, int(must_change), name),
    )


def set_second_factor(under_way: Writing, name: str, *, totp: str | None, codes: Sequence[str]) -> None:
    """The second thing that is asked for when signing in; nothing: none is."""
    under_way.db.conn.execute(
        "UPDATE credentials SET totp = ?, codes = ? WHERE person = ?", (totp, json.dumps(list(codes)), name)
    )


def end_sessions(under_way: Writing, name: str) -> None:
    """Whoever is signed in as this person has to sign in again."""
    under_way.db.conn.execute("UPDATE credentials SET epoch = epoch + 1 WHERE person = ?", (name,))


def note_sign_in(under_way: Writing, name: str, *, at: int) -> None:
    """When somebody last signed in."""
    under_way.db.conn.execute("UPDATE credentials SET signed_in_at = ? WHERE person = ?", (at, name))


def _person(name: str, body: str, changed_at: int) -> Person:
    return from_plain(Person, json.loads(body), where=f"people {name}", changed_at=changed_at)
