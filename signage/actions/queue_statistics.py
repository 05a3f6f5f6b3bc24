"""Queue statistics: hours are counted once, as their events come; a page, a CSV and slides are made from that."""

from __future__ import annotations

import csv
import io
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from signage.actions.installation import Installation
from signage.actions.sheets import defused
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import days, local_day, midnight
from signage.core.queue_statistics import Hour, HourOfDay, Usual, counted, minutes_open, quiet_times, rank, summed
from signage.core.queues import Queue
from signage.store import queue_events, queue_hours
from signage.store.catalogue import catalogue
from signage.store.database import Database, writing
from signage.store.rows import stored

AT_A_TIME = 20_000
"""So many events are counted in one go, before anything is written: no call waits for it."""

LOOKED_BACK_DAYS = 91
"""How an hour mostly is, is told from three months."""


@dataclass(frozen=True, kw_only=True)
class Slot:
    """One hour of the clock over all days of a period; the waits in minutes, None where no ticket tells one."""

    hour: int
    issued: int
    median_min: int | None
    p90_min: int | None


@dataclass(frozen=True, kw_only=True)
class QueuePeriod:
    """What a period came to in one queue: in all, by hour of the clock, and by weekday and hour."""

    queue: Queue
    days: int
    issued: int
    called: int
    cancelled: int
    median_min: int | None
    p90_min: int | None
    slots: tuple[Slot, ...]
    hours: tuple[Hour, ...]


def count(installation: Installation) -> int:
    """Count what has happened since it was last counted, also late news of a day long over; how many events.

    A day is always counted as a whole, so that counting it again does no harm.
    """
    db, since = installation.db, queue_hours.counted(installation.db)
    zones, begun = _zones(db), since
    while True:
        number, news = queue_hours.news(db, since, most=AT_A_TIME)
        if number == since:
            return since - begun
        touched = {(queue, local_day(at, zones[queue])) for queue, at in news if queue in zones}
        hours = [one for queue, day in sorted(touched) for one in _of_day(db, queue, day, zones[queue])]
        with writing(db) as under_way:
            queue_hours.keep(under_way, hours, days=touched, since=since, number=number)
        since = number


def quieten(installation: Installation, *, at: int) -> None:
    """Count, and say anew how crowded the hours of each queue's week mostly are: once a day it may be different."""
    count(installation)
    held = catalogue(installation.db)
    levels = {name: quiet_levels(installation.db, held, name, at=at) for name in held.queues}
    with writing(installation.db) as under_way:
        queue_hours.keep_quiet(under_way, levels)


def quiet_levels(db: Database, held: Catalogue, queue: str, *, at: int) -> tuple[Usual, ...]:
    """How crowded each open hour of a queue's week mostly is, told from the three months before today."""
    book, own = CalendarBook(held), held.queues[queue]
    today = local_day(at, book.zone(own.office))
    first, last = today - timedelta(days=LOOKED_BACK_DAYS), today - timedelta(days=1)
    told = summed(queue_hours.hours(db, [queue], first=first, last=last))
    return quiet_times(told, queue, _usual_hours(book, own, held, today))


def of_period(
    installation: Installation, queues: Sequence[Queue], *, first: date, last: date
) -> tuple[QueuePeriod, ...]:
    """What the days from first to last, both included, came to in each queue, up to this moment."""
    count(installation)
    found = queue_hours.hours(installation.db, [one.id for one in queues], first=first, last=last)
    by_queue: dict[str, list[HourOfDay]] = defaultdict(list)
    for one in found:
        by_queue[one.queue].append(one)
    return tuple(_period(queue, by_queue[queue.id]) for queue in queues)


def as_csv(
    periods: Sequence[QueuePeriod], *, headings: Sequence[str], name: Callable[[Queue], str], weekdays: Sequence[str]
) -> bytes:
    """By queue, weekday and hour, for a spreadsheet: UTF-8 with a mark, no cell that is a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings)
    for period in periods:
        for one in period.hours:
            waits = ("" if one.median_min is None else one.median_min, "" if one.p90_min is None else one.p90_min)
            counts = (one.days, one.issued, one.called, one.cancelled, one.measured)
            writer.writerow([defused(name(period.queue)), weekdays[one.weekday], one.hour, *counts, *waits])
    return out.getvalue().encode("utf-8-sig")


def _zones(db: Database) -> dict[str, ZoneInfo]:
    """The clock of each queue."""
    offices = {office.id: ZoneInfo(office.time_zone) for office in stored(db, "offices")}
    return {queue.id: offices[queue.office] for queue in stored(db, "queues")}


def _of_day(db: Database, queue: str, day: date, zone: ZoneInfo) -> tuple[HourOfDay, ...]:
    begins, ends = midnight(day, zone), midnight(day + timedelta(days=1), zone)
    return counted(queue_events.events(db, queue, begins=begins, ends=ends), zone=zone)


def _usual_hours(book: CalendarBook, queue: Queue, held: Catalogue, today: date) -> dict[int, dict[int, int]]:
    """Minutes that each hour of a weekday is open: what most of its next four dates have, else the longer hours."""
    calendar, zone = queue.calendar or held.offices[queue.office].calendar, book.zone(queue.office)
    seen: dict[int, Counter[tuple[tuple[int, int], ...]]] = defaultdict(Counter)
    for day in days(today + timedelta(days=1), today + timedelta(days=28)):
        minutes = minutes_open(book.hours(calendar, day), zone)
        seen[day.weekday()][tuple(sorted(minutes.items()))] += 1
    usual = {
        weekday: max(found, key=lambda hours: (found[hours], sum(dict(hours).values())))
        for weekday, found in seen.items()
    }
    return {weekday: dict(hours) for weekday, hours in sorted(usual.items())}


def _period(queue: Queue, hours: Sequence[HourOfDay]) -> QueuePeriod:
    waits = sorted(wait for one in hours for wait in one.waits)
    return QueuePeriod(
        queue=queue,
        days=len({one.day for one in hours}),
        issued=sum(one.issued for one in hours),
        called=sum(one.called for one in hours),
        cancelled=sum(one.cancelled for one in hours),
        median_min=rank(waits, 50),
        p90_min=rank(waits, 90),
        slots=tuple(_slot(hour, [one for one in hours if one.hour == hour]) for hour in _clock(hours)),
        hours=summed(hours).hours,
    )


def _slot(hour: int, hours: Sequence[HourOfDay]) -> Slot:
    waits = sorted(wait for one in hours for wait in one.waits)
    issued = sum(one.issued for one in hours)
    return Slot(hour=hour, issued=issued, median_min=rank(waits, 50), p90_min=rank(waits, 90))


def _clock(hours: Sequence[HourOfDay]) -> list[int]:
    """From the first hour in which anything happened to the last, without gaps."""
    seen = {one.hour for one in hours}
    return list(range(min(seen), max(seen) + 1)) if seen else []
