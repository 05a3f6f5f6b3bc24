"""The past of the demo's queues: sixty days of numbers that nobody took, so that statistics show something."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random

from signage.actions.installation import Installation
from signage.actions.simulated_pace import ABSENT, PACES, at_counter, until_next
from signage.core.calendars import CalendarBook
from signage.core.instants import MINUTE, days, local, local_day, midnight
from signage.core.queue_events import Event
from signage.core.queues import Queue
from signage.core.spans import Spans
from signage.store import queue_events
from signage.store.catalogue import catalogue
from signage.store.database import writing

DAYS = 60

SOURCE = "demo"

Hour = Callable[[int], int]
"""What the clock of a place says at an instant."""


def fill(installation: Installation, *, at: int) -> int:
    """Every day before today on which the sample's queues were open and nothing is known of; how many events."""
    held = catalogue(installation.db)
    book, made = CalendarBook(held), list[Event]()
    for queue in (held.queues[name] for name in PACES if name in held.queues):
        zone = book.zone(queue.office)
        hours = queue.calendar or held.offices[queue.office].calendar
        today = local_day(at, zone)
        for day in days(today - timedelta(days=DAYS), today - timedelta(days=1)):
            begins, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
            if not queue_events.events(installation.db, queue.id, begins=begins, ends=ends):
                opened = book.open_spans(hours, begins, ends)
                made += _day(queue, day, opened, lambda when, zone=zone: local(when, zone).hour)  # type: ignore[misc]
    with writing(installation.db) as under_way:
        return queue_events.add(under_way, made, source=SOURCE, at=at)


def _day(queue: Queue, day: date, opened: Spans, hour: Hour) -> Iterator[Event]:
    """One day at the counters, the first come the first called; the same day is always the same."""
    pace, random = PACES[queue.id], Random(f"{queue.id} {day}")  # noqa: S311 - a play
    number, free = queue.first, dict.fromkeys(queue.counters, 0)
    for at in _arrivals(queue.id, day, opened, hour, random):
        name, number = f"demo:{queue.id}-{day}-{number}", number + 1
        ticket = name.rpartition("-")[2]
        yield Event(id=f"{name}-issued", queue=queue.id, at=at, kind="issued", number=ticket)
        counter = min(free, key=lambda one: free[one])
        turn = max(at + MINUTE // 2, free[counter])
        if random.random() < ABSENT:
            yield Event(id=f"{name}-cancelled", queue=queue.id, at=turn, kind="cancelled", number=ticket)
            continue
        yield Event(id=f"{name}-called", queue=queue.id, at=turn, kind="called", number=ticket, counter=counter)
        free[counter] = turn + round(at_counter(pace, random) * MINUTE)


def _arrivals(queue: str, day: date, opened: Spans, hour: Hour, random: Random) -> Iterator[int]:
    for begins, ends in opened:
        at = begins
        while True:
            minutes = until_next(PACES[queue], random, hour=hour(at), weekday=day.weekday())
            at += round(minutes * MINUTE)
            if at >= ends:
                break
            yield at
