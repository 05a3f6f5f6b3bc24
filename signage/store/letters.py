"""Letters: what is to be told by mail and chat, once each; kept until it was taken, whatever is restarted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True, slots=True)
class Letter:
    """One thing for one address. `subject` and `address` together are told once; an address may hold a password,
    so only its hash is kept.
    """

    subject: str
    address: str
    title: str
    body: str
    written_at: int


def write(under_way: Writing, letters: Iterable[Letter]) -> None:
    """To be sent. What was written before under the same subject to the same address is not written again."""
    under_way.db.conn.executemany(
        "INSERT OR IGNORE INTO letters (subject, address, title, body, written_at) VALUES (?, ?, ?, ?, ?)",
        [(one.subject, one.address, one.title, one.body, one.written_at) for one in letters],
    )


def unsent(db: Database, *, since: int) -> tuple[Letter, ...]:
    """Those that nobody has taken yet, the oldest first; what is older than `since` is no news any more."""
    found = db.conn.execute(
        "SELECT subject, address, title, body, written_at FROM letters "
        "WHERE sent_at IS NULL AND written_at > ? ORDER BY written_at, subject, address",
        (since,),
    )
    return tuple(
        Letter(subject=subject, address=address, title=title, body=body, written_at=written_at)
        for subject, address, title, body, written_at in found
    )


def is_written(db: Database, subject: str) -> bool:
    """Whether anybody was to be told of this."""
    return db.conn.execute("SELECT 1 FROM letters WHERE subject = ?", (subject,)).fetchone() is not None


def sent(under_way: Writing, letter: Letter, *, at: int) -> None:
    """It was taken."""
    under_way.db.conn.execute(
        "UPDATE letters SET sent_at = ? WHERE subject = ? AND address = ?", (at, letter.subject, letter.address)
    )


def forget(under_way: Writing, *, before: int) -> None:
    """What was written by then, taken or not: it is no news any more."""
    under_way.db.conn.execute("DELETE FROM letters WHERE written_at < ?", (before,))
