"""How many came and how long they waited, by queue, weekday and hour; and at which hours it is quiet."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from statistics import median
from typing import Literal
from zoneinfo import ZoneInfo

from signage.core.instants import local
from signage.core.queue_events import Event
from signage.core.queue_order import by_instant, standing
from signage.core.queue_said import Lamp
from signage.core.spans import Spans

ENOUGH_DAYS = 3
"""Fewer days of data tell nothing of a weekday."""

SHORT_MIN = 5
"""A median wait up to this is not called crowded, whatever is usual. (P)"""

_MINUTE = 60_000
_QUARTER = 15 * _MINUTE
"""Every time zone in use is a whole number of quarters of an hour from UTC."""

Level = Lamp


@dataclass(frozen=True, kw_only=True, slots=True)
class HourOfDay:
    """What one hour of one day came to in one queue; the waits are those of the tickets issued in it."""

    queue: str
    day: date
    hour: int
    issued: int = 0
    called: int = 0
    cancelled: int = 0
    waits: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Hour:
    """One hour of a weekday (0: Monday) in one queue, over all days that are known.

    `issued`, `called` and `cancelled` are sums over those days. The waits, in whole minutes from 発券 to the first
    call, are those of the tickets issued in this hour; `measured` is how many those are. Tickets of which either is
    unknown are left out.
    """

    queue: str
    weekday: int
    hour: int
    days: int
    """On how many days of this weekday anybody came to the queue."""
    issued: int = 0
    called: int = 0
    cancelled: int = 0
    measured: int = 0
    median_min: int | None = None
    p90_min: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Statistics:
    """The hours in which anything happened, by queue, weekday and hour; the first and last day of which is known."""

    hours: tuple[Hour, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Usual:
    """How an hour of the week mostly is; None: too few days are known."""

    weekday: int
    hour: int
    level: Level | None


def statistics(events: Iterable[Event], *, zone: ZoneInfo) -> Statistics:
    """Of the events of any number of days and queues, told in any order."""
    return summed(counted(events, zone=zone))


def counted(events: Iterable[Event], *, zone: ZoneInfo) -> tuple[HourOfDay, ...]:
    """What each hour comes to: of each queue and day all that happened has to be told."""
    clock = _Clock(zone)
    by_day: dict[tuple[str, date], list[Event]] = defaultdict(list)
    for event in events:
        by_day[event.queue, clock.read(event.at)[0]].append(event)
    cells: dict[tuple[str, date, int], _Cell] = defaultdict(_Cell)
    for (queue, day), told in by_day.items():
        for fact in _facts(told):
            cells[queue, day, clock.read(fact.at)[1]].add(fact)
    return tuple(cells[key].hour(*key) for key in sorted(cells))


def summed(hours: Iterable[HourOfDay]) -> Statistics:
    """Hours of days put together by weekday."""
    days: set[tuple[str, date]] = set()
    cells: dict[tuple[str, int, int], list[HourOfDay]] = defaultdict(list)
    for one in hours:
        days.add((one.queue, one.day))
        cells[one.queue, one.day.weekday(), one.hour].append(one)
    known = Counter((queue, day.weekday()) for queue, day in days)
    return Statistics(
        hours=tuple(_together(key, cells[key], days=known[key[:2]]) for key in sorted(cells)),
        first=min((day for _, day in days), default=None),
        last=max((day for _, day in days), default=None),
    )


def minutes_open(spans: Spans, zone: ZoneInfo) -> dict[int, int]:
    """How many minutes of each hour of the clock lie within a day's opening hours."""
    minutes: dict[int, int] = defaultdict(int)
    for begins, ends in spans:
        for at in range(begins, ends, _MINUTE):
            minutes[local(at, zone).hour] += 1
    return dict(minutes)


def quiet_times(statistics: Statistics, queue: str, hours: Mapping[int, Mapping[int, int]]) -> tuple[Usual, ...]:
    """空いています, ふつう or 混みます for every open hour of a queue's week; `hours`: its `minutes_open` by weekday.

    An hour is compared with what is usual in this queue: a third more is busy, a third less is quiet. Compared are
    the median waits where at least half of the calls tell one, else how many are called in the minutes it is open.
    """
    cells = {(cell.weekday, cell.hour): cell for cell in statistics.hours if cell.queue == queue}
    days = {cell.weekday: cell.days for cell in cells.values()}
    measured = 2 * sum(cell.measured for cell in cells.values()) >= sum(cell.called for cell in cells.values())
    loads: dict[tuple[int, int], float | None] = {}
    for weekday, open_hours in sorted(hours.items()):
        for hour, minutes in sorted(open_hours.items()):
            known = days.get(weekday, 0) >= ENOUGH_DAYS
            loads[weekday, hour] = _load(cells.get((weekday, hour)), minutes, measured=measured) if known else None
    usual = median(found) if (found := [load for load in loads.values() if load is not None]) else 0.0
    short = SHORT_MIN if measured else 0.0
    return tuple(
        Usual(weekday=weekday, hour=hour, level=None if load is None else _level(load, usual, short))
        for (weekday, hour), load in loads.items()
    )


def _load(cell: Hour | None, minutes: int, *, measured: bool) -> float | None:
    """How much an hour asks of those who come; None: people came, and nobody knows how long they waited."""
    if cell is None:
        return 0.0
    if not measured:
        return cell.called / cell.days / minutes
    if cell.median_min is None:
        return None if cell.issued else 0.0
    return float(cell.median_min)


def _level(load: float, usual: float, short: float) -> Level:
    if 3 * load > 4 * usual and load > short:
        return "busy"
    return "free" if 3 * load < 2 * usual or load == 0 else "some"


@dataclass(frozen=True, slots=True)
class _Fact:
    """Something counted once; a wait counts where it began."""

    at: int
    what: Literal["issued", "called", "cancelled", "waited"]
    waited_min: int = 0


def _facts(told: Iterable[Event]) -> Iterator[_Fact]:
    """What one day in one queue comes to. A number that is called anew after 保留 was called already."""
    known = by_instant(told)
    stands = standing(known)
    since: dict[str, int] = {}
    resumed: set[str] = set()
    for event in known:
        if event.id not in stands:
            continue
        number = event.number
        if event.kind == "issued":
            since[number] = event.at
            resumed.discard(number)
            yield _Fact(event.at, "issued")
        elif event.kind in ("called", "recalled"):
            if number in since:
                issued_at = since.pop(number)
                yield _Fact(issued_at, "waited", (event.at - issued_at) // _MINUTE)
            if event.kind == "called" and number not in resumed:
                yield _Fact(event.at, "called")
            resumed.discard(number)
        elif event.kind == "resumed":
            resumed.add(number)
        elif event.kind in ("cancelled", "passed", "served"):
            since.pop(number, None)
            if event.kind == "cancelled":
                yield _Fact(event.at, "cancelled")


@dataclass(slots=True)
class _Cell:
    """An hour while it is counted."""

    counts: Counter[str] = field(default_factory=Counter)
    waits: list[int] = field(default_factory=list)

    def add(self, fact: _Fact) -> None:
        if fact.what == "waited":
            self.waits.append(fact.waited_min)
        else:
            self.counts[fact.what] += 1

    def hour(self, queue: str, day: date, hour: int) -> HourOfDay:
        return HourOfDay(queue=queue, day=day, hour=hour, waits=tuple(self.waits), **self.counts)


def _together(key: tuple[str, int, int], hours: Sequence[HourOfDay], *, days: int) -> Hour:
    waits = sorted(wait for one in hours for wait in one.waits)
    return Hour(
        queue=key[0],
        weekday=key[1],
        hour=key[2],
        days=days,
        issued=sum(one.issued for one in hours),
        called=sum(one.called for one in hours),
        cancelled=sum(one.cancelled for one in hours),
        measured=len(waits),
        median_min=rank(waits, 50),
        p90_min=rank(waits, 90),
    )


def rank(ordered: Sequence[int], percent: int) -> int | None:
    """The least value that so many per cent do not exceed."""
    return ordered[-(-len(ordered) * percent // 100) - 1] if ordered else None


class _Clock:
    """Local days and hours of instants, remembered by the quarter of an hour: there are few, and many events."""

    def __init__(self, zone: ZoneInfo) -> None:
        self._zone = zone
        self._read: dict[int, tuple[date, int]] = {}

    def read(self, at: int) -> tuple[date, int]:
        quarter = at // _QUARTER
        found = self._read.get(quarter)
        if found is None:
            moment = local(at, self._zone)
            found = self._read[quarter] = moment.date(), moment.hour
        return found
