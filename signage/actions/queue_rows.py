"""A queue as it is stored: its row and its counters, whoever may call its numbers, and the day in which it counts."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from signage.core.guide import Counter
from signage.core.instants import local_day, midnight
from signage.core.people import Person
from signage.core.problems import Missing
from signage.core.queues import Queue
from signage.core.rights import parents_among, require
from signage.store.database import Database
from signage.store.rows import stored, stored_by


def called_queue(db: Database, queue: str, *, by: Person) -> Queue:
    """The queue, for somebody who may call its numbers. Missing, Forbidden."""
    held = known_queue(db, queue)
    parents = parents_among(stored(db, "sections"))
    require(by, "counter", office=held.office, section=held.section, parents=parents)
    return held


def known_queue(db: Database, queue: str) -> Queue:
    """The queue of that id. Missing where there is none."""
    found: Queue | None = next(iter(stored_by(db, "queues", [queue])), None)
    if found is None:
        raise no_such_queue(queue)
    return found


def no_such_queue(queue: str) -> Missing:
    """There is no queue of that id."""
    return Missing(
        ja=f"番号案内の業務「{queue}」はありません。業務の一覧から選び直してください。",
        en=f'there is no queue "{queue}"; choose one from the list of queues.',
    )


def counters_of(db: Database, queue: Queue) -> tuple[Counter, ...]:
    """The queue's counters in their order, each once."""
    rows = {row.id: row for row in stored_by(db, "counters", queue.counters)}
    return tuple(rows[name] for name in queue.counters if name in rows)


def require_counter(queue: Queue, counter: str, db: Database) -> None:
    """Missing where the queue is not called at that counter."""
    if counter in queue.counters:
        return
    known = ", ".join(one.number for one in counters_of(db, queue))
    raise Missing(
        ja=f"窓口「{counter}」ではこの業務の番号を呼びません。この業務の窓口: {known}。",
        en=f'numbers of this queue are not called at "{counter}"; its counters are {known}.',
    )


def day_of(db: Database, queue: Queue, at: int) -> tuple[int, int]:
    """The local day of the queue's office: numbers begin anew with each."""
    office = next(iter(stored_by(db, "offices", [queue.office])))
    zone = ZoneInfo(office.time_zone)
    day = local_day(at, zone)
    return midnight(day, zone), midnight(day + timedelta(days=1), zone)
