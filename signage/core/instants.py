"""Instants: whole milliseconds since the Unix epoch, how they are written, and how local times become them."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import NewType
from zoneinfo import ZoneInfo

Instant = NewType("Instant", int)
"""Milliseconds since 1970-01-01T00:00:00Z."""

JAPAN = ZoneInfo("Asia/Tokyo")
"""The clock of what belongs to no office: accounts, the log, and pages where there is no office yet."""

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def written(instant: int) -> str:
    """`YYYY-MM-DDTHH:MM:SSZ`; parts of a second are dropped."""
    return datetime.fromtimestamp(instant // SECOND, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def of_datetime(moment: datetime) -> Instant:
    """The instant of an aware datetime."""
    assert moment.tzinfo is not None
    return Instant(round(moment.timestamp() * SECOND))


def local(instant: int, zone: ZoneInfo) -> datetime:
    """An instant on the clock of a place."""
    return datetime.fromtimestamp(instant / SECOND, zone)


def local_day(instant: int, zone: ZoneInfo) -> date:
    """The date on the calendar of a place."""
    return local(instant, zone).date()


@lru_cache(maxsize=65_536)
def at_local(day: date, at: time, zone: ZoneInfo, *, ends: bool = False) -> Instant:
    """The instant of a local time.

    A time that the clock skips is the first instant after the gap. One that occurs twice is the first for starts,
    the second for ends. (DESIGN, "How rules resolve".)
    """
    naive = datetime.combine(day, at.replace(fold=1 if ends else 0))
    aware = naive.replace(tzinfo=zone)
    if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != naive:
        return _after_gap(naive, zone)
    return of_datetime(aware)


def midnight(day: date, zone: ZoneInfo) -> Instant:
    """The first instant of a local day."""
    return at_local(day, time.min, zone)


def _after_gap(naive: datetime, zone: ZoneInfo) -> Instant:
    """The first instant after the gap in which a local time falls: bisected to the second."""
    low = int(naive.replace(tzinfo=zone, fold=1).timestamp()) - 86_400
    high = low + 2 * 86_400
    while high - low > 1:
        middle = (low + high) // 2
        if datetime.fromtimestamp(middle, zone).replace(tzinfo=None) < naive:
            low = middle
        else:
            high = middle
    return Instant(high * SECOND)


def days(first: date, last: date) -> list[date]:
    """Every day from `first` to `last`, both included."""
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
