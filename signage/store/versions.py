"""Versions: what every row once was, who made it so and when; later, what an undo goes back to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from signage.core.documents import from_plain
from signage.core.nouns import NOUNS


@dataclass(frozen=True, kw_only=True)
class Version:
    """All rows of one id as they were from `at` on; none: it was taken away."""

    number: int
    at: int
    who: str
    rows: tuple[Any, ...]


def versions(db: Database, noun: str, name: str) -> tuple[Version, ...]:
    """Every version of an id, the oldest first."""
    found = db.conn.execute(
        "SELECT number, at, who, rows FROM versions WHERE noun = ? AND id = ? ORDER BY number", (noun, name)
    )
    return tuple(
        Version(number=number, at=at, who=who, rows=_rows(noun, name, rows, changed_at=at))
        for number, at, who, rows in found
    )


def newest_version(db: Database, noun: str, name: str) -> int:
    """The number of an id's newest version; 0 where there was never one."""
    (number,) = db.conn.execute(
        "SELECT coalesce(max(number), 0) FROM versions WHERE noun = ? AND id = ?", (noun, name)
    ).fetchone()
    return int(number)


def before(db: Database, number: int) -> tuple[str, str, tuple[Any, ...]]:
    """Noun and id of a version, and the rows of the version before it; none where it was the first."""
    noun, name = db.conn.execute("SELECT noun, id FROM versions WHERE number = ?", (number,)).fetchone()
    row = db.conn.execute(
        "SELECT at, rows FROM versions WHERE noun = ? AND id = ? AND number < ? ORDER BY number DESC LIMIT 1",
        (noun, name, number),
    ).fetchone()
    return noun, name, () if row is None else _rows(noun, name, row[1], changed_at=row[0])


def _rows(noun: str, name: str, rows: str, *, changed_at: int) -> tuple[Any, ...]:
    return tuple(
        from_plain(NOUNS[noun].kind, plain, where=f"{noun} {name}", changed_at=changed_at)
        for plain in json.loads(rows)
    )
