"""Tokens: by which programs speak for a person. Only a hash of each is kept."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Token:
    """One program's right: it does what `person` may, within its scopes, and its office and section if it has any."""

    id: str
    name: str
    person: str
    scopes: tuple[str, ...]
    office: str | None = None
    section: str | None = None
    made_at: int
    made_by: str
    used_at: int | None = None
    revoked_at: int | None = None


_COLUMNS = "id, name, person, scopes, office, section, made_at, made_by, used_at, revoked_at"


def add_token(under_way: Writing, token: Token, secret: str) -> None:
    """Keep a new token."""
    values = {**vars(token), "scopes": json.dumps(token.scopes)}
    under_way.db.conn.execute(
        f"INSERT INTO tokens ({_COLUMNS}, token_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        (*(values[column] for column in _COLUMNS.split(", ")), _hashed(secret)),
    )


def tokens(db: Database) -> tuple[Token, ...]:
    """All of them, those in force first, then by name."""
    return tuple(_found(db, "ORDER BY revoked_at IS NOT NULL, name, made_at"))


def token_of(db: Database, secret: str) -> Token | None:
    """The token that this is; one that was revoked is none."""
    return next(_found(db, "WHERE token_sha256 = ? AND revoked_at IS NULL", _hashed(secret)), None)


def note_use(under_way: Writing, name: str, *, at: int) -> None:
    """When it was last used."""
    under_way.db.conn.execute("UPDATE tokens SET used_at = ? WHERE id = ?", (at, name))


def revoke_token(under_way: Writing, name: str, *, at: int) -> bool:
    """Take it out of force; whether it still was."""
    gone = under_way.db.conn.execute(
        "UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (at, name)
    ).rowcount
    return gone > 0


def new_secret() -> str:
    """256 random bits, with a mark by which scanners of source code know it."""
    return f"signage_{secrets.token_hex(32)}"


def new_id() -> str:
    """What names a token to people and in the log."""
    return secrets.token_hex(6)


def _found(db: Database, which: str, *values: str) -> Iterator[Token]:
    for row in db.conn.execute(f"SELECT {_COLUMNS} FROM tokens {which}", values):  # noqa: S608 — our own names
        found = dict(zip(_COLUMNS.split(", "), row, strict=True))
        yield Token(**{**found, "scopes": tuple(json.loads(found["scopes"]))})


def _hashed(secret: str) -> str:
    return sha256(secret.encode("utf-8", "replace")).hexdigest()
