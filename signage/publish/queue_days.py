"""What is said of every queue today: its events folded, read only as far as something happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.floor_guide_rows import Now
from signage.core.guide import Counter
from signage.core.instants import local_day, midnight
from signage.core.offices import Office
from signage.core.queue_events import Event
from signage.core.queue_fold import QueueState, fold
from signage.core.queue_said import QueueSaid
from signage.core.queue_saying import said
from signage.core.queue_statistics import Usual
from signage.core.queues import Queue
from signage.core.spans import Span, Spans
from signage.store import queue_events, queue_hours
from signage.store.database import Database, change_number
from signage.store.holidays import office_holidays
from signage.store.rows import stored

_TOLD = ("offices", "calendars", "queues", "counters")


@dataclass
class _Line:
    """One queue's day: what happened, what that makes, and the rows that say what it means."""

    queue: Queue
    office: Office
    zone: ZoneInfo
    day: Span
    hours: Spans
    counters: tuple[Counter, ...]
    quiet: tuple[Usual, ...]
    events: list[Event] = field(default_factory=list)
    state: QueueState | None = None


@dataclass(frozen=True, kw_only=True)
class QueueDay:
    """The same for who asks: the queue on its local day as it is at an instant."""

    queue: Queue
    office: Office
    zone: ZoneInfo
    counters: tuple[Counter, ...]
    state: QueueState
    said: QueueSaid
    quiet: tuple[Usual, ...] = ()
    """How crowded the hours of its week mostly are."""


class QueueDays:
    """Belongs to one thread, as its database does."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._change = self._newest = -1
        self._lines: dict[str, _Line] = {}

    def mark(self) -> tuple[int, int]:
        """Another one than before where an event was stored, or a row changed."""
        return queue_events.newest(self._db), change_number(self._db)

    def said(self, at: int) -> Mapping[str, QueueSaid]:
        """Every queue of the installation at an instant, by id."""
        self._look(at)
        sources = self._sources()
        return {name: self._said(line, sources, at) for name, line in self._lines.items()}

    def day(self, queue: str, at: int) -> QueueDay | None:
        """One queue, with what only staff may know of it; None: there is no such queue."""
        self._look(at)
        line = self._lines.get(queue)
        return None if line is None else self._day(line, self._sources(), at)

    def days(self, at: int) -> tuple[QueueDay, ...]:
        """Every queue: office by office, in their own order."""
        self._look(at)
        sources = self._sources()
        return tuple(self._day(line, sources, at) for line in self._lines.values())

    def _day(self, line: _Line, sources: Mapping[str, queue_events.Source], at: int) -> QueueDay:
        return QueueDay(
            queue=line.queue,
            office=line.office,
            zone=line.zone,
            counters=line.counters,
            state=self._state(line),
            said=self._said(line, sources, at),
            quiet=line.quiet,
        )

    def _sources(self) -> Mapping[str, queue_events.Source]:
        return queue_events.sources(self._db)

    def _said(self, line: _Line, sources: Mapping[str, queue_events.Source], at: int) -> QueueSaid:
        return said(
            line.queue,
            self._state(line),
            at=at,
            alive_at=_alive_at(line.queue, sources),
            hours=line.hours,
            counters=line.counters,
            zone=line.zone,
        )

    def _look(self, at: int) -> None:
        newest, change = self.mark()
        if change != self._change or any(not begins <= at < ends for begins, ends in self._days()):
            self._lines = _lines(self._db, at)
            self._change, self._newest = change, newest
        for event in queue_events.since(self._db, self._newest):
            line = self._lines.get(event.queue)
            if line is not None and line.day[0] <= event.at < line.day[1]:
                line.events.append(event)
                line.state = None
        self._newest = newest

    def _days(self) -> set[Span]:
        return {line.day for line in self._lines.values()}

    def _state(self, line: _Line) -> QueueState:
        if line.state is None:
            line.state = fold(line.events, queue=line.queue)
        return line.state


def _alive_at(queue: Queue, sources: Mapping[str, queue_events.Source]) -> int:
    """When a queue was last known to be alive. An open console answers for one that is called by hand alone; where
    numbers come from a feed, only what is pressed there counts beside it.
    """
    found = [sources[name] for name in sources_of(queue) if name in sources]
    by_hand = queue.feed is None
    return max(
        (one.alive_at if by_hand or not one.id.startswith("console:") else one.said_at for one in found), default=0
    )


def sources_of(queue: Queue) -> tuple[str, ...]:
    """The sources that may speak for a queue."""
    own = (f"console:{queue.id}", f"api:{queue.id}")
    return own if queue.feed is None else (*own, f"feed:{queue.feed}")


def _lines(db: Database, at: int) -> dict[str, _Line]:
    with db.atomic():
        rows = {noun: stored(db, noun) for noun in _TOLD}
        quiet = queue_hours.quiet(db)
    held = _catalogue(rows)
    book, found = CalendarBook(held), {}
    for queue in sorted(held.queues.values(), key=lambda one: (one.office, one.order, one.id)):
        zone = book.zone(queue.office)
        today = local_day(at, zone)
        begins, ends = midnight(today, zone), midnight(today + timedelta(days=1), zone)
        now = Now(office=queue.office, at=at, zone=zone)
        counters = {counter.id: counter for counter in now.of(held.guide.counters)}
        found[queue.id] = _Line(
            queue=queue,
            office=held.offices[queue.office],
            zone=zone,
            day=(begins, ends),
            hours=book.open_spans(queue.calendar or held.offices[queue.office].calendar, begins, ends),
            counters=tuple(counters[name] for name in queue.counters if name in counters),
            quiet=quiet.get(queue.id, ()),
            events=list(queue_events.events(db, queue.id, begins=begins, ends=ends)),
        )
    return found


def _catalogue(rows: Mapping[str, tuple[Any, ...]]) -> Catalogue:
    """The part of the catalogue that says what queues are, where, and when they are open."""
    by_id = {noun: {row.id: row for row in rows[noun]} for noun in ("offices", "calendars", "queues")}
    return Catalogue(
        **by_id,
        holidays={office.id: office_holidays(office) for office in rows["offices"]},
        guide=FloorGuide(counters=rows["counters"]),
    )
