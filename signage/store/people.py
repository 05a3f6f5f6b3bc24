"""People: the accounts, every version kept, and apart from them what only the server may see: their credentials."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from signage.core.documents import from_plain, to_plain
from signage.core.people import Person
from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What proves who somebody is. `password` is an Argon2 hash, `codes` are hashes of unused one-time codes.

    `epoch` rises whenever every session of the person must end; `totp_step` is the last of the second factor's half
    minutes that was used: no code counts twice.
    """

    password: str | None = None
    must_change: bool = False
    totp: str | None = None
    codes: tuple[str, ...] = ()
    epoch: int = 0
    signed_in_at: int | None = None
    totp_step: int = 0

    @property
    def second_factor(self) -> bool:
        """Whether a second thing is asked for."""
        return self.totp is not None or bool(self.codes)


def people(db: Database) -> tuple[Person, ...]:
    """Every account, closed ones too, by id."""
    return tuple(_person(*row) for row in db.conn.execute("SELECT id, body, changed_at FROM people ORDER BY id"))


def person(db: Database, name: str) -> Person | None:
    """One account."""
    row = db.conn.execute("SELECT id, body, changed_at FROM people WHERE id = ?", (name,)).fetchone()
    return None if row is None else _person(*row)


def save_person(under_way: Writing, value: Person, *, at: int, who: str) -> bool:
    """Store an account; whether that changed anything."""
    body = json.dumps(to_plain(value.as_stored), ensure_ascii=False, separators=(",", ":"))
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
    row = db.conn.execute(f"SELECT {_COLUMNS} FROM credentials WHERE person = ?", (name,)).fetchone()  # noqa: S608
    return Credentials() if row is None else _credentials(row)


def all_credentials(db: Database) -> dict[str, Credentials]:
    """Of everybody, by id."""
    found = db.conn.execute(f"SELECT person, {_COLUMNS} FROM credentials")  # noqa: S608
    return {name: _credentials(row) for name, *row in found}


def set_password(under_way: Writing, name: str, hashed: str, *, must_change: bool) -> None:
    """Another password: every session ends."""
    under_way.db.conn.execute(
        "UPDATE credentials SET password = ?, must_change = ?, epoch = epoch + 1 WHERE person = ?",
        (hashed, int(must_change), name),
    )


def use_totp_step(under_way: Writing, name: str, step: int) -> bool:
    """Let the codes up to a step count no more; False where they do not count already."""
    changed = under_way.db.conn.execute(
        "UPDATE credentials SET totp_step = ? WHERE person = ? AND totp_step < ?", (step, name, step)
    )
    return changed.rowcount > 0


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


def hand_over_tokens(under_way: Writing, leaver: str, successor: str) -> int:
    """The programs that spoke for somebody speak for another from now on; how many."""
    return under_way.db.conn.execute(
        "UPDATE tokens SET person = ? WHERE person = ? AND revoked_at IS NULL", (successor, leaver)
    ).rowcount


def count_tokens(db: Database, name: str) -> int:
    """How many programs speak for somebody."""
    found = db.conn.execute("SELECT count(*) FROM tokens WHERE person = ? AND revoked_at IS NULL", (name,)).fetchone()
    return int(found[0])


_COLUMNS = "password, must_change, totp, codes, epoch, signed_in_at, totp_step"


def _credentials(row: Sequence[Any]) -> Credentials:
    password, must_change, totp, codes, epoch, signed_in_at, totp_step = row
    return Credentials(
        password=password,
        must_change=bool(must_change),
        totp=totp,
        codes=tuple(json.loads(codes)),
        epoch=epoch,
        signed_in_at=signed_in_at,
        totp_step=totp_step,
    )


def _person(name: str, body: str, changed_at: int) -> Person:
    return from_plain(Person, json.loads(body), where=f"people {name}", changed_at=changed_at)
