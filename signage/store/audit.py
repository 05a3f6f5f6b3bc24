"""The audit log: who did what, and when. It is only ever added to; the database itself refuses anything else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlite_utils import Database

from signage.store.database import Writing


@dataclass(frozen=True, kw_only=True)
class Event:
    """One line of the log: `who` did `action` to `what`."""

    at: int
    who: str
    action: str
    what: str
    detail: Mapping[str, Any] = field(default_factory=dict)


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
    row = db.conn.execute("SELECT at, who, action, what, detail FROM audit WHERE number = ?", (number,)).fetchone()
    if row is None:
        return None
    at, who, action, what, detail = row
    return Event(at=at, who=who, action=action, what=what, detail=json.loads(detail))


def events(db: Database, *, begins: int, ends: int) -> tuple[Event, ...]:
    """The lines of a span, the oldest first."""
    found = db.conn.execute(
        "SELECT at, who, action, what, detail FROM audit WHERE at >= ? AND at < ? ORDER BY number", (begins, ends)
    )
    return tuple(
        Event(at=at, who=who, action=action, what=what, detail=json.loads(detail))
        for at, who, action, what, detail in found
    )
