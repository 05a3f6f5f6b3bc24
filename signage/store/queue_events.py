"""Queue events as stored: each once by its id, never changed; and when each source of them was last alive."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from signage.core.queue_events import Event
from signage.store.database import Writing

_COLUMNS = "id, queue, at, kind, ticket, counter, detail, received_at"


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where events come from: `console:<queue>`, `api:<queue>` or `feed:<feed>`.

    `said` is what it last said, in its own form, at `said_at`; a problem says why nothing comes. `state` is what a
    feed needs to go on where it was, as JSON.
    """

    id: str
    alive_at: int
    said_at: int = 0
    said: str = ""
    problem_ja: str | None = None
    problem_en: str | None = None
    state: str = "{}"


def add(under_way: Writing, events: Sequence[Event], *, source: str, at: int) -> int:
    """Keep those whose ids are not known yet; how many those were."""
    before = under_way.db.conn.total_changes
    under_way.db.conn.executemany(
        f"INSERT INTO queue_events ({_COLUMNS}, source) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) "  # noqa: S608
        "ON CONFLICT (id) DO NOTHING",
        [(one.id, one.queue, one.at, one.kind, one.number, one.counter, one.detail, at, source) for one in events],
    )
    return under_way.db.conn.total_changes - before


def event(db: Database, event_id: str) -> Event | None:
    """One event by its id."""
    rows = db.conn.execute(f"SELECT {_COLUMNS} FROM queue_events WHERE id = ?", (event_id,)).fetchall()  # noqa: S608
    return _event(rows[0]) if rows else None


def events(db: Database, queue: str, *, begins: int, ends: int) -> tuple[Event, ...]:
    """What happened in one queue in [begins, ends)."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM queue_events WHERE queue = ? AND at >= ? AND at < ? ORDER BY at, number",  # noqa: S608
        (queue, begins, ends),
    )
    return tuple(_event(row) for row in found)


def told_by(db: Database, source: str, *, begins: int, ends: int) -> tuple[Event, ...]:
    """What one source told of [begins, ends), in the order in which it came."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM queue_events WHERE source = ? AND at >= ? AND at < ? ORDER BY number",  # noqa: S608
        (source, begins, ends),
    )
    return tuple(_event(row) for row in found)


def last(db: Database, queue: str, *, source: str) -> Event | None:
    """The latest that a source has told of a queue."""
    rows = db.conn.execute(
        f"SELECT {_COLUMNS} FROM queue_events WHERE queue = ? AND source = ? ORDER BY at DESC, number DESC LIMIT 1",  # noqa: S608
        (queue, source),
    ).fetchall()
    return _event(rows[0]) if rows else None


def newest(db: Database) -> int:
    """The number of the event that was stored last; 0: none."""
    (number,) = db.conn.execute("SELECT coalesce(max(number), 0) FROM queue_events").fetchone()
    return int(number)


def since(db: Database, number: int) -> tuple[Event, ...]:
    """What was stored after the event of that number, in the order in which it came."""
    found = db.conn.execute(
        f"SELECT {_COLUMNS} FROM queue_events WHERE number > ? ORDER BY number",  # noqa: S608
        (number,),
    )
    return tuple(_event(row) for row in found)


def forget(under_way: Writing, *, before: int) -> int:
    """Drop what happened before an instant; how many events."""
    return under_way.db.conn.execute("DELETE FROM queue_events WHERE at < ?", (before,)).rowcount


def heard(under_way: Writing, source: str, *, at: int, said: str | None = None) -> None:
    """A source is alive, and says so or something; whatever was wrong with it is over."""
    under_way.db.conn.execute(
        "INSERT INTO queue_sources (id, alive_at, said_at, said) VALUES (:id, :at, :said_at, :said) "
        "ON CONFLICT (id) DO UPDATE SET alive_at = max(alive_at, :at), problem_ja = NULL, problem_en = NULL, "
        "said_at = max(said_at, :said_at), said = iif(:said = '', said, :said)",
        {"id": source, "at": at, "said_at": 0 if said is None else at, "said": said or ""},
    )


def failing(under_way: Writing, source: str, *, ja: str, en: str) -> None:
    """Why nothing comes from a source; when it was last alive stays as it was."""
    under_way.db.conn.execute(
        "INSERT INTO queue_sources (id, alive_at, problem_ja, problem_en) VALUES (?, 0, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET problem_ja = excluded.problem_ja, problem_en = excluded.problem_en",
        (source, ja, en),
    )


def remember(under_way: Writing, source: str, state: str) -> None:
    """What a feed needs to go on where it is."""
    under_way.db.conn.execute(
        "INSERT INTO queue_sources (id, alive_at, state) VALUES (?, 0, ?) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state",
        (source, state),
    )


def sources(db: Database) -> dict[str, Source]:
    """Every source that was ever heard of, by its id."""
    found = db.conn.execute(
        "SELECT id, alive_at, said_at, said, problem_ja, problem_en, state FROM queue_sources ORDER BY id"
    )
    names = [column for column, *_ in found.description]
    return {row[0]: Source(**dict(zip(names, row, strict=True))) for row in found}


def _event(row: Iterable[str | int]) -> Event:
    names = ("id", "queue", "at", "kind", "number", "counter", "detail", "heard_at")
    return Event(**dict(zip(names, row, strict=True)))  # type: ignore[arg-type]
