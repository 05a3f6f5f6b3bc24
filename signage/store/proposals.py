"""Proposals: what waits for approval, with the rows that it would change."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from signage.core.documents import from_plain, to_plain
from signage.core.proposals import Matter, State, unseen_by
from signage.store.database import Writing

_COLUMNS = "number, state, who, at, changed_at, what, body"


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """One of them. `edit` is the plain form of what it would change; `what` is the id that it is mostly about."""

    number: int
    state: State
    who: str
    at: int
    changed_at: int
    what: str
    matter: Matter
    edit: Mapping[str, Any]


def add_proposal(under_way: Writing, matter: Matter, edit: Mapping[str, Any], *, at: int, who: str, what: str) -> int:
    """Let it wait; its number."""
    number = under_way.db.conn.execute(
        "INSERT INTO proposals (state, office, section, who, at, changed_at, what, body) "
        "VALUES ('waiting', ?, ?, ?, ?, ?, ?, ?)",
        (matter.office, matter.section, who, at, at, what, _body(matter, edit)),
    ).lastrowid
    assert number is not None, "SQLite numbers every row"
    return number


def change_proposal(
    under_way: Writing, number: int, matter: Matter, edit: Mapping[str, Any], *, state: State, at: int
) -> None:
    """What became of it."""
    under_way.db.conn.execute(
        "UPDATE proposals SET state = ?, changed_at = ?, unseen = ?, body = ? WHERE number = ?",
        (state, at, bool(unseen_by(matter)), _body(matter, edit), number),
    )


def proposal(db: Database, number: int) -> Proposal | None:
    """One of them."""
    row = db.conn.execute(f"SELECT {_COLUMNS} FROM proposals WHERE number = ?", (number,)).fetchone()  # noqa: S608
    return None if row is None else _proposal(row)


def proposals(db: Database, *, states: Iterable[State]) -> tuple[Proposal, ...]:
    """All in some states, the newest first: for those that are still open, which are few."""
    wanted = tuple(states)
    marks = ", ".join("?" * len(wanted))
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM proposals WHERE state IN ({marks}) ORDER BY number DESC",  # noqa: S608
        wanted,
    )
    return tuple(_proposal(row) for row in found)


def unsettled(db: Database) -> tuple[Proposal, ...]:
    """Those that still ask something of somebody, the oldest first: waiting, sent back, or to be looked at."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM proposals WHERE state IN ('waiting', 'returned') UNION "  # noqa: S608
        f"SELECT {_COLUMNS} FROM proposals WHERE unseen ORDER BY number"
    )
    return tuple(_proposal(row) for row in found)


def changed_since(db: Database, begins: int, *, most: int = 500) -> tuple[Proposal, ...]:
    """Those of which something became since an instant, the newest change first, and of many the newest alone."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM proposals WHERE changed_at >= ? ORDER BY changed_at DESC, number DESC LIMIT ?",  # noqa: S608
        (begins, most),
    )
    return tuple(_proposal(row) for row in found)


def told(db: Database, number: int, changed_at: int) -> frozenset[str]:
    """The addresses at which somebody was told what became of a proposal then."""
    found = db.conn.execute(
        "SELECT address FROM tellings WHERE proposal = ? AND changed_at = ?", (number, changed_at)
    )
    return frozenset(address for (address,) in found)


def note_told(under_way: Writing, known: Proposal, address: str, *, forget: int) -> None:
    """Somebody was told of what became of a proposal; what is older than `forget` is told no more, and forgotten."""
    db = under_way.db
    db.conn.execute("DELETE FROM tellings WHERE changed_at < ?", (forget,))
    db.conn.execute("INSERT INTO tellings VALUES (?, ?, ?)", (known.number, known.changed_at, address))


def hand_over_proposals(under_way: Writing, leaver: str, successor: str) -> int:
    """What somebody has proposed is another's from now on, and tells whose it was; how many."""
    former = "json_insert(coalesce(body -> '$.matter.former', '[]'), '$[#]', who)"
    return under_way.db.conn.execute(
        f"UPDATE proposals SET who = ?, body = json_set(body, '$.matter.former', {former}) "  # noqa: S608
        "WHERE who = ? AND state IN ('waiting', 'returned')",
        (successor, leaver),
    ).rowcount


def _body(matter: Matter, edit: Mapping[str, Any]) -> str:
    return json.dumps({"matter": to_plain(matter), "edit": edit}, ensure_ascii=False, separators=(",", ":"))


def _proposal(row: tuple[Any, ...]) -> Proposal:
    number, state, who, at, changed_at, what, body = row
    plain = json.loads(body)
    return Proposal(
        number=number,
        state=state,
        who=who,
        at=at,
        changed_at=changed_at,
        what=what,
        matter=from_plain(Matter, plain["matter"], where=f"proposal {number}"),
        edit=plain["edit"],
    )
