"""Rows: what is stored of each noun, saved only where it really changed, every version kept."""

# ruff: noqa: S608 — the names of tables come from NOUNS alone

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from signage.core.documents import from_plain, to_plain
from signage.core.nouns import NOUNS
from signage.store.database import Writing


def save(under_way: Writing, noun: str, rows: Sequence[Any], *, at: int, who: str) -> bool:
    """Store all rows of one id, in place of those it had; whether that changed anything.

    A noun that is not dated has one row an id. A row whose content is already there keeps its `changed_at`.
    """
    (name,) = {row.id for row in rows}
    bodies = [_body(row) for row in rows]
    known = _known(under_way.db, noun, name)
    if [body for body, _ in known] == bodies:
        return False
    since = dict(known)
    for part, body in enumerate(bodies):
        _put(under_way.db, noun, name, part, body, changed_at=since.get(body, at))
    if NOUNS[noun].dated:
        under_way.db.conn.execute(f"DELETE FROM {noun} WHERE id = ? AND part >= ?", (name, len(bodies)))
    _keep_version(under_way, noun, name, bodies, at=at, who=who)
    return True


def remove(under_way: Writing, noun: str, name: str, *, at: int, who: str) -> bool:
    """Take every row of an id away; whether there was one. Its versions stay."""
    gone = under_way.db.conn.execute(f"DELETE FROM {_table(noun)} WHERE id = ?", (name,)).rowcount
    if gone:
        _keep_version(under_way, noun, name, [], at=at, who=who)
    return gone > 0


def stored(db: Database, noun: str) -> tuple[Any, ...]:
    """Every row of a noun, in the order in which they first came."""
    rows = db.conn.execute(f"SELECT body, changed_at FROM {_table(noun)} ORDER BY place")
    return tuple(_value(noun, body, changed_at) for body, changed_at in rows)


def stored_by(db: Database, noun: str, names: Iterable[str]) -> tuple[Any, ...]:
    """The rows of some ids, as far as there are such."""
    wanted = tuple(names)
    marks = ", ".join("?" * len(wanted))
    rows = db.conn.execute(
        f"SELECT body, changed_at FROM {_table(noun)} WHERE id IN ({marks}) ORDER BY place", wanted
    )
    return tuple(_value(noun, body, changed_at) for body, changed_at in rows)


def _table(noun: str) -> str:
    return NOUNS[noun].plural


def _body(row: object) -> str:
    return json.dumps(to_plain(row), ensure_ascii=False, separators=(",", ":"))


def _known(db: Database, noun: str, name: str) -> list[tuple[str, int]]:
    order = "part" if NOUNS[noun].dated else "id"
    return db.conn.execute(
        f"SELECT body, changed_at FROM {_table(noun)} WHERE id = ? ORDER BY {order}", (name,)
    ).fetchall()


def _put(db: Database, noun: str, name: str, part: int, body: str, *, changed_at: int) -> None:
    dated = NOUNS[noun].dated
    columns, marks, key = ("id, part", "?, ?", "id, part") if dated else ("id", "?", "id")
    db.conn.execute(
        f"INSERT INTO {_table(noun)} ({columns}, body, changed_at) VALUES ({marks}, ?, ?) ON CONFLICT ({key}) "
        "DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at",
        (name, *((part,) if dated else ()), body, changed_at),
    )


def _keep_version(under_way: Writing, noun: str, name: str, bodies: list[str], *, at: int, who: str) -> None:
    under_way.changed = True
    made = under_way.db.conn.execute(
        "INSERT INTO versions (noun, id, at, who, rows) VALUES (?, ?, ?, ?, ?)",
        (noun, name, at, who, f"[{','.join(bodies)}]"),
    )
    assert made.lastrowid is not None, "SQLite numbers every row"
    under_way.versions.append(made.lastrowid)


@lru_cache(maxsize=65_536)
def _value(noun: str, body: str, changed_at: int) -> Any:  # noqa: ANN401 — an instance of the noun's dataclass
    """A stored row as its value. Most rows are the same at every look, so each is made once."""
    plain = json.loads(body)
    return from_plain(NOUNS[noun].kind, plain, where=f"{noun} {plain['id']}", changed_at=changed_at)
