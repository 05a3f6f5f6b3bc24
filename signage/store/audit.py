"""The audit log: who did what, and when. It is only ever added to; the database itself refuses anything else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlite_utils import Database

from signage.store.database import Writing

_COLUMNS = "number, at, who, action, what, detail"
AT_ONCE = 1_000
"""Lines that a long look takes at a time, so that it never holds up a writer's checkpoint."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the log: `who` did `action` to `what`. `number` is its place; 0 before it is there."""

    at: int
    who: str
    action: str
    what: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    number: int = 0


class Place(NamedTuple):
    """Where a look goes on: before this line, in the order of time."""

    at: int
    number: int


@dataclass(frozen=True, kw_only=True)
class Sieve:
    """Which lines are wanted: a person's, of an action, about a thing with these letters, of a span.

    `of_rows`: only those that changed rows.
    """

    who: str = ""
    action: str = ""
    what: str = ""
    begins: int | None = None
    ends: int | None = None
    of_rows: bool = False


def record(
    under_way: Writing, *, at: int, who: str, action: str, what: str, detail: Mapping[str, Any] | None = None
) -> int:
    """Add a line, in the same transaction as the deed; its number."""
    number = under_way.db.conn.execute(
        "INSERT INTO audit (at, who, action, what, detail) VALUES (?, ?, ?, ?, ?)",
        (at, who, action, what, json.dumps(detail or {}, ensure_ascii=False, sort_keys=True)),
    ).lastrowid
    assert number is not None, "SQLite numbers every row"
    return number


def event(db: Database, number: int) -> Event | None:
    """One line by its number."""
    row = db.conn.execute(f"SELECT {_COLUMNS} FROM audit WHERE number = ?", (number,)).fetchone()  # noqa: S608
    return None if row is None else _event(row)


def events(db: Database, *, begins: int, ends: int) -> tuple[Event, ...]:
    """The lines of a span, the oldest first."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM audit WHERE at >= ? AND at < ? ORDER BY number",  # noqa: S608
        (begins, ends),
    )
    return tuple(_event(row) for row in found)


def newest(db: Database, sieve: Sieve, *, most: int, before: Place | None = None) -> tuple[Event, ...]:
    """The newest wanted lines, from `before` on."""
    wanted, values = _wanted(sieve)
    if before is not None:
        wanted, values = [*wanted, "(at, number) < (?, ?)"], [*values, *before]
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM audit WHERE {' AND '.join(wanted)} ORDER BY at DESC, number DESC LIMIT ?",  # noqa: S608
        (*values, most),
    )
    return tuple(_event(row) for row in found)


def all_of(db: Database, sieve: Sieve) -> Iterator[Event]:
    """Every wanted line, the newest first, taken a few at a time."""
    before: Place | None = None
    while some := newest(db, sieve, most=AT_ONCE, before=before):
        yield from some
        before = place_of(some[-1])


def place_of(line: Event) -> Place:
    """Where a look goes on after a line."""
    return Place(line.at, line.number)


def everybody(db: Database) -> tuple[str, ...]:
    """Whoever is named in the log, each once; looked up by stepping through the index, not by reading the log."""
    found = db.conn.execute(
        "WITH RECURSIVE step (who) AS (SELECT min(who) FROM audit UNION ALL "
        "SELECT (SELECT min(who) FROM audit WHERE who > step.who) FROM step WHERE step.who IS NOT NULL) "
        "SELECT who FROM step WHERE who IS NOT NULL"
    )
    return tuple(who for (who,) in found)


def _wanted(sieve: Sieve) -> tuple[list[str], list[str | int]]:
    """Conditions and their values. Behind an account's name its signature may have another: `desk (Sato)`."""
    conditions: list[tuple[str, tuple[str | int, ...]]] = [("1", ())]
    if sieve.who:
        conditions.append(("(who = ? OR (who > ? AND who < ?))", (sieve.who, f"{sieve.who} ", f"{sieve.who}!")))
    if sieve.action:
        conditions.append(("action = ?", (sieve.action,)))
    if sieve.what:
        conditions.append(("instr(what, ?) > 0", (sieve.what,)))
    if sieve.begins is not None:
        conditions.append(("at >= ?", (sieve.begins,)))
    if sieve.ends is not None:
        conditions.append(("at < ?", (sieve.ends,)))
    if sieve.of_rows:
        conditions.append(("changed_rows", ()))
    return [condition for condition, _ in conditions], [value for _, values in conditions for value in values]


def _event(row: tuple[Any, ...]) -> Event:
    number, at, who, action, what, detail = row
    return Event(at=at, who=who, action=action, what=what, detail=json.loads(detail), number=number)
