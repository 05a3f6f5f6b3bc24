"""The floor guide's rows that hold at an instant, and the instants at which other rows begin to hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from signage.core import guide
from signage.core.catalogue import FloorGuide
from signage.core.instants import DAY, midnight
from signage.core.texts import Text
from signage.core.when import Limits, limits_span


class _Row(Protocol):
    @property
    def office(self) -> str:
        """Whose row it is."""

    @property
    def limits(self) -> Limits:
        """When it holds."""


R = TypeVar("R", bound=_Row)


LASTING = 35 * DAY
"""A fallback that was published so long ago still tells no row that has ended: as long as a stick is good for.

Without it, every section that moves next April would be missing from the fallback a year ahead.
"""


@dataclass(frozen=True, kw_only=True)
class Now:
    """One office's rows are asked for at one instant.

    `plain` is for the fallback, which may be shown long after it was published: it leaves out what ends soon.
    """

    office: str
    at: int
    zone: ZoneInfo
    plain: bool = False

    def holds(self, limits: Limits) -> bool:
        """Whether what has these limits holds now."""
        begins, ends = _holding(limits, self.zone, plain=self.plain)
        return begins <= self.at < ends

    def of(self, rows: Iterable[R]) -> list[R]:
        """The office's rows that hold now, in the order in which they were written."""
        return [row for row in rows if row.office == self.office and self.holds(row.limits)]


def _holding(limits: Limits, zone: ZoneInfo, *, plain: bool) -> tuple[int, int]:
    """From when until when a row is told."""
    begins, ends = limits_span(limits, zone)
    return begins, ends - LASTING if plain and limits.ends is not None else ends


def announced(change: guide.Change, zone: ZoneInfo) -> tuple[int, int, int]:
    """When a change begins to be told, when it happens, and when it is no longer told."""
    day = date.fromisoformat(change.date)
    told = timedelta(days=change.announced_days)
    first, after = day - told, day + told + timedelta(days=1)
    return midnight(first, zone), midnight(day, zone), midnight(after, zone)


def row_edges(rows: FloorGuide, office: str, zone: ZoneInfo, *, plain: bool) -> Iterator[int]:
    """Every instant at which a row of this office begins or ceases to hold, in no order, some of them twice."""
    dated = (
        rows.buildings,
        rows.floors,
        rows.areas,
        rows.sections,
        rows.counters,
        rows.services,
        rows.facilities,
        rows.elsewhere,
        rows.directions,
    )
    for table in dated:
        for row in table:
            if row.office == office:
                yield from _holding(row.limits, zone, plain=plain)
    if not plain:
        for facility in rows.facilities:
            if facility.office == office and facility.out_of_order is not None:
                yield from limits_span(facility.out_of_order, zone)
        for change in rows.changes:
            if change.office == office:
                yield from announced(change, zone)


def given(services: Iterable[guide.Service]) -> dict[str, list[Text]]:
    """By counter, the names of what is given there."""
    found: dict[str, list[Text]] = {}
    for service in services:
        for counter in dict.fromkeys(one.counter for one in service.serves if service.shown):
            found.setdefault(counter, []).append(service.name)
    return found
