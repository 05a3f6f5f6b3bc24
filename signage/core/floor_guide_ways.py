"""Which way: from where a screen hangs to a counter, a facility or a floor, round a lift out of order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from signage.core.guide import Arrow, Counter, Direction, Facility, Floor
from signage.core.screens import Screen

Means = Literal["lift", "escalator", "stairs"]

MEANS_BY_KIND: Mapping[str, Means] = {
    "エレベーター": "lift",
    "elevator": "lift",
    "lift": "lift",
    "エスカレーター": "escalator",
    "escalator": "escalator",
    "階段": "stairs",
    "stairs": "stairs",
}
"""The kinds of facility with which one changes floors, in Japanese and English."""
_BEST: tuple[Means, ...] = ("lift", "escalator", "stairs")


@dataclass(frozen=True, kw_only=True)
class Way:
    """An arrow as one stands before the screen; `means` if it leads to a lift or stairs: to `facility`."""

    arrow: Arrow
    means: Means | None = None
    facility: str | None = None


def means_of(facility: Facility) -> Means | None:
    """Whether one changes floors with it, and how."""
    return MEANS_BY_KIND.get(facility.kind)


class Ways:
    """All ways from one screen, by the rows that hold at an instant."""

    def __init__(
        self,
        screen: Screen,
        *,
        directions: Iterable[Direction],
        floors: Iterable[Floor],
        facilities: Iterable[Facility],
    ) -> None:
        """`facilities` are those in working order."""
        self._screen = screen
        self._arrows = {row.target: row.arrow for row in directions if row.screen == screen.id}
        self._floors = {floor.id: floor for floor in floors}
        self._facilities = tuple(facilities)

    def to_counter(self, counter: Counter) -> Way | None:
        """The counter's own arrow; else on this floor that of its area, elsewhere that of its floor."""
        own = self._arrow(counter.id)
        if own is not None:
            return own
        if counter.floor == self._screen.floor:
            return self._arrow(counter.area, counter.floor, counter.building)
        return self.to_floor(counter.floor, area=counter.area)

    def to_facility(self, facility: Facility) -> Way | None:
        """On this floor only."""
        return self._arrow(facility.id, facility.area) if self._screen.floor in facility.floors else None

    def to_floor(self, floor_id: str, *, area: str | None = None) -> Way | None:
        """To a lift that goes there, rather in that area; else to stairs; else as is said of floor or building."""
        if floor_id == self._screen.floor:
            return self._arrow(floor_id)
        floor = self._floors.get(floor_id)
        if floor is None:
            return None
        found = [way for facility in self._serving(floor, area) if (way := self._by(facility)) is not None]
        if found:
            return found[0]
        return self._arrow(floor.id, area, floor.building) or self._by_order(floor)

    def _serving(self, floor: Floor, area: str | None) -> list[Facility]:
        """What goes from this floor to that one: lifts first, of these the one in the area that is asked for."""
        here = self._floors.get(self._screen.floor)
        serving = [
            facility
            for facility in self._facilities
            if means_of(facility) is not None
            and _stops(facility, floor)
            and here is not None
            and _stops(facility, here)
        ]
        order = {facility.id: place for place, facility in enumerate(serving)}
        return sorted(serving, key=lambda f: (_rank(f), area is not None and f.area != area, order[f.id]))

    def _by(self, facility: Facility) -> Way | None:
        arrow = self._arrows.get(facility.id)
        return None if arrow is None else Way(arrow=arrow, means=means_of(facility), facility=facility.id)

    def _arrow(self, *targets: str | None) -> Way | None:
        arrows = (self._arrows[target] for target in targets if target is not None and target in self._arrows)
        return next((Way(arrow=arrow) for arrow in arrows), None)

    def _by_order(self, floor: Floor) -> Way | None:
        """Up or down, if nothing better was said."""
        here = self._floors.get(self._screen.floor)
        if here is None or here.building != floor.building or here.order == floor.order:
            return None
        return Way(arrow="up" if floor.order > here.order else "down")


def _rank(facility: Facility) -> int:
    means = means_of(facility)
    return len(_BEST) if means is None else _BEST.index(means)


def _stops(facility: Facility, floor: Floor) -> bool:
    return facility.id in floor.lifts or floor.id in facility.floors
