"""The hours of queues as stored: what each came to, which outlasts the events; and how crowded hours mostly are."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from sqlite_utils import Database

from signage.core.queue_statistics import HourOfDay, Usual
from signage.store.database import Writing


def counted(db: Database) -> int:
    """The number of the event up to which the hours are counted."""
    (number,) = db.conn.execute("SELECT number FROM queue_counted").fetchone()
    return int(number)


def news(db: Database, since: int, *, most: int) -> tuple[int, set[tuple[str, int]]]:
    """In which queues and when something happened that is not counted, of so many events; the number of the last."""
    found = db.conn.execute(
        "SELECT number, queue, at FROM queue_events WHERE number > ? ORDER BY number LIMIT ?", (since, most)
    ).fetchall()
    return (found[-1][0] if found else since), {(queue, at) for _, queue, at in found}


def keep(
    under_way: Writing, hours: Iterable[HourOfDay], *, days: Collection[tuple[str, date]], since: int, number: int
) -> None:
    """Those hours are all there are of these days of queues, which are counted up to an event now.

    Nothing where somebody else has counted further than `since` in the meantime.
    """
    db = under_way.db
    if counted(db) != since:
        return
    db.conn.executemany("DELETE FROM queue_hours WHERE queue = ? AND day = ?", [(one, str(day)) for one, day in days])
    db.conn.executemany(
        "INSERT INTO queue_hours VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (one.queue, str(one.day), one.hour, one.issued, one.called, one.cancelled, json.dumps(one.waits))
            for one in hours
        ],
    )
    db.conn.execute("UPDATE queue_counted SET number = ?", (number,))


def hours(db: Database, queues: Iterable[str], *, first: date, last: date) -> tuple[HourOfDay, ...]:
    """What the hours of some queues came to, of the days from first to last, both included."""
    found = db.conn.execute(
        "SELECT queue, day, hour, issued, called, cancelled, waits FROM queue_hours "
        "WHERE queue IN (SELECT value FROM json_each(?)) AND day BETWEEN ? AND ? ORDER BY queue, day, hour",
        (json.dumps(list(queues)), str(first), str(last)),
    )
    return tuple(
        HourOfDay(
            queue=queue,
            day=date.fromisoformat(day),
            hour=hour,
            issued=issued,
            called=called,
            cancelled=cancelled,
            waits=tuple(json.loads(waits)),
        )
        for queue, day, hour, issued, called, cancelled, waits in found
    )


def quiet(db: Database) -> dict[str, tuple[Usual, ...]]:
    """How crowded the hours of each queue's week mostly are, as was last counted."""
    found = db.conn.execute("SELECT queue, levels FROM queue_quiet ORDER BY queue")
    return {
        queue: tuple(Usual(weekday=day, hour=hour, level=level) for day, hour, level in json.loads(levels))
        for queue, levels in found
    }


def keep_quiet(under_way: Writing, levels: Mapping[str, tuple[Usual, ...]]) -> None:
    """Keep it; screens are drawn anew where it is something else than before."""
    if quiet(under_way.db) == levels:
        return
    under_way.db.conn.execute("DELETE FROM queue_quiet")
    under_way.db.conn.executemany(
        "INSERT INTO queue_quiet VALUES (?, ?)",
        [
            (queue, json.dumps([(one.weekday, one.hour, one.level) for one in week]))
            for queue, week in sorted(levels.items())
        ],
    )
    under_way.changed = True
