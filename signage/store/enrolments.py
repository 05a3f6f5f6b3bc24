"""Enrolments: which player may feed from which screen's head. Of its token only a hash is kept."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from hashlib import sha256

from sqlite_utils import Database

from signage.core.problems import Missing
from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Enrolment:
    """One player's right. `token` is known only to who has just enrolled it; `used_at` is when it was first used."""

    id: str
    screen: str
    head_key: str
    enrolled_at: int
    revoked_at: int | None = None
    token: str | None = None
    used_at: int | None = None
    who: str = ""


def enrol(under_way: Writing, screen: str, *, at: int, who: str = "") -> Enrolment:
    """A new enrolment for a screen: 128 random bits name its head, 256 are its token."""
    db = under_way.db
    if db.conn.execute("SELECT 1 FROM screens WHERE id = ?", (screen,)).fetchone() is None:
        known = ", ".join(name for (name,) in db.conn.execute("SELECT id FROM screens ORDER BY id LIMIT 12"))
        raise Missing(
            ja=f"モニター「{screen}」はありません。次のどれかを書いてください: {known}",
            en=f'there is no screen "{screen}"; write one of: {known}',
        )
    token = secrets.token_hex(32)
    enrolment = Enrolment(
        id=secrets.token_hex(8), screen=screen, head_key=secrets.token_hex(16), enrolled_at=at, token=token, who=who
    )
    db.conn.execute(
        "INSERT INTO enrolments (id, screen, head_key, token_sha256, enrolled_at, by_whom) VALUES (?, ?, ?, ?, ?, ?)",
        (enrolment.id, screen, enrolment.head_key, _hashed(token), at, who),
    )
    under_way.changed = True
    return enrolment


def enrolments(db: Database) -> tuple[Enrolment, ...]:
    """All of them, revoked ones too, by screen and age."""
    return tuple(_enrolment(row) for row in db.conn.execute(f"{_SELECT} ORDER BY screen, enrolled_at, id"))


def by_token(db: Database, token: str) -> Enrolment | None:
    """Whose token this is; a revoked one is nobody's."""
    row = db.conn.execute(f"{_SELECT} WHERE token_sha256 = ? AND revoked_at IS NULL", (_hashed(token),)).fetchone()
    return None if row is None else _enrolment(row)


def note_use(under_way: Writing, name: str, *, at: int) -> bool:
    """A player has used its token; whether for the first time. From then on that player alone knows it."""
    first = under_way.db.conn.execute(
        "UPDATE enrolments SET used_at = ? WHERE id = ? AND used_at IS NULL", (at, name)
    ).rowcount
    if first > 0:
        under_way.db.conn.execute("UPDATE pairings SET secret = NULL WHERE enrolment = ?", (name,))
    return first > 0


def revoke(under_way: Writing, name: str, *, at: int) -> bool:
    """Take a player's right away; whether it still had it. What it was not told yet it is never told."""
    gone = under_way.db.conn.execute(
        "UPDATE enrolments SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL", (at, name)
    ).rowcount
    under_way.db.conn.execute("UPDATE pairings SET secret = NULL WHERE enrolment = ?", (name,))
    under_way.changed |= gone > 0
    return gone > 0


_SELECT = "SELECT id, screen, head_key, enrolled_at, revoked_at, used_at, by_whom FROM enrolments"


def _enrolment(row: tuple[str, str, str, int, int | None, int | None, str]) -> Enrolment:
    name, screen, head_key, enrolled_at, revoked_at, used_at, who = row
    return Enrolment(
        id=name,
        screen=screen,
        head_key=head_key,
        enrolled_at=enrolled_at,
        revoked_at=revoked_at,
        used_at=used_at,
        who=who,
    )


def _hashed(token: str) -> str:
    return sha256(token.encode()).hexdigest()
