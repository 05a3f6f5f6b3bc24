"""The floor guide at an instant, from where a screen hangs: floors, sections, counters, states, ways, moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal
from zoneinfo import ZoneInfo

from signage.core import guide
from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.floor_guide_rows import Now, announced, given, row_edges
from signage.core.floor_guide_states import CounterState, said_at, said_span, state_at, state_edges
from signage.core.floor_guide_ways import Way, Ways
from signage.core.screens import Screen
from signage.core.spans import EVER
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class CounterRow:
    """A counter of a section. `state` is None where none may be told (the fallback)."""

    id: str
    number: str
    name: Text = Text()
    state: CounterState | None = None
    temporary: bool = False
    area: str | None = None
    way: Way | None = None
    note: Text = Text()
    low: bool = False
    hearing_loop: bool = False
    languages: tuple[str, ...] = ()
    services: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Move:
    """A change that is being told: `done` once its day has come. `of` are the sections' names."""

    date: str
    operation: Literal["移動", "改称", "統合", "分割", "新設", "廃止"]
    of: tuple[Text, ...] = ()
    before: Text = Text()
    after: Text = Text()
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class SectionRow:
    """A section and those of its counters that are on this floor."""

    id: str
    name: Text
    short: Text = Text()
    counters: tuple[CounterRow, ...]
    moves: tuple[Move, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FacilityRow:
    """A facility on a floor; `broken` while it is out of order, `until` as that was typed."""

    id: str
    kind: str
    name: Text
    features: Text = Text()
    area: str | None = None
    way: Way | None = None
    broken: bool = False
    until: str | None = None


@dataclass(frozen=True, kw_only=True)
class FloorRow:
    """A floor of a building. `here`: the screen hangs on it. `way` leads to it."""

    id: str
    building: str
    label: str
    theme: Text = Text()
    here: bool = False
    way: Way | None = None
    sections: tuple[SectionRow, ...] = ()
    facilities: tuple[FacilityRow, ...] = ()


@dataclass(frozen=True, kw_only=True)
class AreaRow:
    """An area's mark, colour and name."""

    id: str
    mark: str
    colour: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class BuildingRow:
    """A building's name, in the order in which buildings are told."""

    id: str
    name: Text


@dataclass(frozen=True, kw_only=True)
class ElsewhereRow:
    """A place outside that people ask for here."""

    name: Text
    purpose: Text
    place: Text
    tel: str | None = None


@dataclass(frozen=True, kw_only=True)
class GuideAt:
    """All that the guide says. Floors stand as the house stands, the highest first, building by building."""

    office: Text
    buildings: tuple[BuildingRow, ...] = ()
    floors: tuple[FloorRow, ...] = ()
    areas: tuple[AreaRow, ...] = ()
    moves: tuple[Move, ...] = ()
    elsewhere: tuple[ElsewhereRow, ...] = ()
    plain: bool = False

    @property
    def here(self) -> FloorRow | None:
        """The floor on which the screen hangs."""
        return next((floor for floor in self.floors if floor.here), None)


def guide_at(catalogue: Catalogue, screen: Screen, *, at: int, plain: bool = False, book: CalendarBook) -> GuideAt:
    """What the guide says at an instant on a screen.

    `plain` is the fallback's: no states, no moves, nothing out of order, no row that ends soon.
    """
    office = catalogue.offices[screen.office]
    now = Now(office=office.id, at=at, zone=book.zone(office.id), plain=plain)
    return _Telling(catalogue, screen, now, book).told()


def guide_edges(
    catalogue: Catalogue, office: str, *, begins: int, ends: int, plain: bool = False, book: CalendarBook
) -> list[int]:
    """Every instant in [begins, ends) at which what the guide says may become another."""
    zone = book.zone(office)
    found = set(row_edges(catalogue.guide, office, zone, plain=plain))
    if not plain:
        own = [counter for counter in catalogue.guide.counters if counter.office == office]
        found.update(_edges_of_states(own, catalogue.offices[office].calendar, zone, book))
        calendars = {counter.calendar for counter in own if counter.calendar is not None}
        for calendar in {catalogue.offices[office].calendar, *calendars}:
            found.update(state_edges(calendar, begins, ends, book))
    return sorted(edge for edge in found if begins <= edge < ends)


def _edges_of_states(
    counters: Iterable[guide.Counter], calendar: str, zone: ZoneInfo, book: CalendarBook
) -> Iterator[int]:
    """When what was said of a counter begins and ends, where that is seen."""
    for counter in counters:
        for edge in said_span(counter, zone):
            seen = {
                (state_at(counter, at=at, calendar=calendar, book=book), said_at(counter, at, zone) == "temporary")
                for at in (edge - 1, edge)
                if abs(edge) < EVER
            }
            if len(seen) > 1:
                yield edge


class _Telling:
    """One guide being put together: the rows that hold now, and the ways from one screen."""

    def __init__(self, catalogue: Catalogue, screen: Screen, now: Now, book: CalendarBook) -> None:
        rows = catalogue.guide
        self._office = catalogue.offices[screen.office]
        self._screen, self._now, self._book = screen, now, book
        self._buildings, self._areas = now.of(rows.buildings), now.of(rows.areas)
        self._floors, self._sections = now.of(rows.floors), now.of(rows.sections)
        self._counters, self._facilities = now.of(rows.counters), now.of(rows.facilities)
        self._elsewhere, self._given = now.of(rows.elsewhere), given(now.of(rows.services))
        self._changes = (
            [] if now.plain else [c for c in rows.changes if c.office == self._office.id and self._told(c)]
        )
        self._ways = Ways(
            screen,
            directions=now.of(rows.directions),
            floors=self._floors,
            facilities=[facility for facility in self._facilities if not self._broken(facility)],
        )

    def told(self) -> GuideAt:
        """The whole."""
        order = {building.id: place for place, building in enumerate(self._buildings)}
        floors = sorted(self._floors, key=lambda f: (order.get(f.building, len(order)), -f.order))
        return GuideAt(
            office=self._office.name,
            buildings=tuple(BuildingRow(id=one.id, name=one.name) for one in self._buildings),
            floors=tuple(self._floor(floor) for floor in floors),
            areas=tuple(AreaRow(id=a.id, mark=a.mark, colour=a.colour, name=a.name) for a in self._areas),
            moves=tuple(
                replace(self._move(change), of=self._names(change))
                for change in sorted(self._changes, key=lambda change: change.date)
            ),
            elsewhere=tuple(
                ElsewhereRow(name=e.name, purpose=e.purpose, place=e.place, tel=e.tel) for e in self._elsewhere
            ),
            plain=self._now.plain,
        )

    def _floor(self, floor: guide.Floor) -> FloorRow:
        counters = [counter for counter in self._counters if counter.floor == floor.id]
        first: dict[str, int] = {}
        for counter in sorted(counters, key=lambda one: one.order):
            for section in counter.sections:
                first.setdefault(section, counter.order)
        sections = sorted((s for s in self._sections if s.id in first), key=lambda s: (s.order, first[s.id]))
        return FloorRow(
            id=floor.id,
            building=floor.building,
            label=floor.label,
            theme=floor.theme,
            here=floor.id == self._screen.floor,
            way=self._ways.to_floor(floor.id),
            sections=tuple(self._section(section, counters) for section in sections),
            facilities=tuple(self._facility(one) for one in self._facilities if floor.id in one.floors),
        )

    def _section(self, section: guide.Section, on_floor: Iterable[guide.Counter]) -> SectionRow:
        own = sorted((c for c in on_floor if section.id in c.sections), key=lambda c: c.order)
        return SectionRow(
            id=section.id,
            name=section.name,
            short=section.short,
            counters=tuple(self._counter(counter) for counter in own),
            moves=tuple(self._move(change) for change in self._changes if section.id in change.sections),
        )

    def _counter(self, counter: guide.Counter) -> CounterRow:
        state = None
        if not self._now.plain:
            state = state_at(counter, at=self._now.at, calendar=self._office.calendar, book=self._book)
        return CounterRow(
            id=counter.id,
            number=counter.number,
            name=counter.name,
            state=state,
            temporary=not self._now.plain and said_at(counter, self._now.at, self._now.zone) == "temporary",
            area=counter.area,
            way=self._ways.to_counter(counter),
            note=counter.note,
            low=counter.low,
            hearing_loop=counter.hearing_loop,
            languages=counter.languages,
            services=tuple(self._given.get(counter.id, ())),
        )

    def _facility(self, facility: guide.Facility) -> FacilityRow:
        broken = self._broken(facility)
        return FacilityRow(
            id=facility.id,
            kind=facility.kind,
            name=facility.name,
            features=facility.features,
            area=facility.area,
            way=self._ways.to_facility(facility),
            broken=broken,
            until=facility.out_of_order.ends if broken and facility.out_of_order is not None else None,
        )

    def _broken(self, facility: guide.Facility) -> bool:
        out = facility.out_of_order
        return out is not None and not self._now.plain and self._now.holds(out)

    def _told(self, change: guide.Change) -> bool:
        first, _, after = announced(change, self._now.zone)
        return first <= self._now.at < after

    def _names(self, change: guide.Change) -> tuple[Text, ...]:
        """What the sections of a change are called now; those that are not here now are left to its own words."""
        return tuple(section.name for section in self._sections if section.id in change.sections)

    def _move(self, change: guide.Change) -> Move:
        _, happens, _ = announced(change, self._now.zone)
        return Move(
            date=change.date,
            operation=change.operation,
            before=change.before,
            after=change.after,
            done=self._now.at >= happens,
        )
