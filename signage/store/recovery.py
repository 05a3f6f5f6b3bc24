"""Recovery: the hash of the one code that lies sealed in the safe, for when no administrator is left."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Sealed:
    """`code` is an Argon2 hash."""

    code: str
    made_at: int
    made_by: str


def sealed(db: Database) -> Sealed | None:
    """The code that counts; none was made, or it is used up."""
    row = db.conn.execute("SELECT code, made_at, made_by FROM recovery").fetchone()
    return None if row is None else Sealed(code=row[0], made_at=row[1], made_by=row[2])


def seal(under_way: Writing, hashed: str, *, at: int, who: str) -> None:
    """Another code, in place of the one before."""
    under_way.db.conn.execute("INSERT OR REPLACE INTO recovery VALUES (1, ?, ?, ?)", (hashed, at, who))


def use_up(under_way: Writing, hashed: str) -> bool:
    """The code counts no more; False where it was used up or replaced in between."""
    return under_way.db.conn.execute("DELETE FROM recovery WHERE code = ?", (hashed,)).rowcount > 0
