"""Versions: what every row once was, who made it so and when; later, what an undo goes back to."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from signage.core.documents import from_plain
from signage.core.nouns import NOUNS

_NEVER = 2**63 - 1
"""No version has so high a number."""


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


def version_numbers(db: Database, noun: str, name: str, *, most: int, before: int | None = None) -> tuple[int, ...]:
    """The newest versions of an id, from `before` on, the newest first."""
    found = db.conn.execute(
        "SELECT number FROM versions WHERE noun = ? AND id = ? AND number < ? ORDER BY number DESC LIMIT ?",
        (noun, name, _NEVER if before is None else before, most),
    )
    return tuple(number for (number,) in found)


@dataclass(frozen=True, kw_only=True)
class Change:
    """One version with what it came after: `before` and `after` are all rows of the id; none: it was not there."""

    number: int
    noun: str
    name: str
    at: int
    who: str
    before: tuple[Any, ...]
    after: tuple[Any, ...]


def changes(db: Database, numbers: Sequence[int]) -> tuple[Change, ...]:
    """What these versions changed, in their order; a number that there is not is passed over."""
    return tuple(found for number in numbers if (found := _change(db, number)) is not None)


def _change(db: Database, number: int) -> Change | None:
    row = db.conn.execute("SELECT noun, id, at, who, rows FROM versions WHERE number = ?", (number,)).fetchone()
    if row is None or row[0] not in NOUNS:
        return None
    noun, name, at, who, rows = row
    earlier = before(db, number)[2]
    after = _rows(noun, name, rows, changed_at=at)
    return Change(number=number, noun=noun, name=name, at=at, who=who, before=earlier, after=after)


def deleted_since(db: Database, since: int, *, before: int | None = None) -> tuple[int, ...]:
    """The numbers, below `before`, by which something was taken away since an instant that is not there again.

    The newest comes first.
    """
    found = db.conn.execute(
        "SELECT number FROM versions WHERE at >= ? AND number < ? AND rows = '[]' AND NOT EXISTS "
        "(SELECT 1 FROM versions AS later "
        "WHERE later.noun = versions.noun AND later.id = versions.id AND later.number > versions.number) "
        "ORDER BY number DESC",
        (since, _NEVER if before is None else before),
    )
    return tuple(number for (number,) in found)


def rows_at(db: Database, at: int) -> dict[tuple[str, str], tuple[Any, ...]]:
    """What ids that were changed after an instant held at it, by noun and id; none: they were not there then."""
    found = db.conn.execute(
        "SELECT later.noun, later.id, v.at, v.rows "
        "FROM (SELECT DISTINCT noun, id FROM versions WHERE at > :at) AS later LEFT JOIN versions AS v "
        "ON v.number = (SELECT max(number) FROM versions WHERE noun = later.noun AND id = later.id AND at <= :at)",
        {"at": at},
    )
    return {
        (noun, name): _rows(noun, name, rows, changed_at=changed_at) if rows is not None else ()
        for noun, name, changed_at, rows in found
        if noun in NOUNS
    }


def first_version_at(db: Database) -> int | None:
    """The instant of the oldest version of all."""
    row = db.conn.execute("SELECT at FROM versions ORDER BY number LIMIT 1").fetchone()
    return None if row is None else int(row[0])


def newest_at(db: Database, noun: str, name: str, at: int) -> tuple[int, str] | None:
    """When and by whom an id became what it was at an instant."""
    row = db.conn.execute(
        "SELECT at, who FROM versions WHERE noun = ? AND id = ? AND at <= ? ORDER BY number DESC LIMIT 1",
        (noun, name, at),
    ).fetchone()
    return None if row is None else (int(row[0]), str(row[1]))


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
