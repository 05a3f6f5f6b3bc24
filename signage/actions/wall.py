"""The wall: every screen as it is at an instant: what is on, since when and until when, and what comes next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from signage.core.explain import Explanation, explain
from signage.core.instants import DAY
from signage.core.rulebook import Rulebook
from signage.core.screens import Screen
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class OnAir:
    """What one rule plays, from when until when; `until` None: no end in sight."""

    title: Text
    owner: Text
    begins: int
    until: int | None


@dataclass(frozen=True, kw_only=True)
class ScreenNow:
    """One screen at an instant. `upcoming` is what its next change, at `until`, brings.

    `place` is the building and floor as visitors know them; `floor` the floor alone.
    """

    id: str
    name: Text
    office: str
    office_name: Text
    place: Text
    floor: str
    width: int
    height: int
    time_zone: str
    lit: bool
    until: int | None
    on_now: Sequence[OnAir]
    upcoming: Sequence[OnAir]
    goes_dark: bool


class Wall:
    """The screens of one rulebook, floor by floor. What was worked out of one holds until its next change."""

    def __init__(self, book: Rulebook) -> None:
        self._book = book
        self._floors = {floor.id: floor for floor in book.catalogue.guide.floors}
        self._buildings = {building.id: building for building in book.catalogue.guide.buildings}
        self._owners = {section.id: section.name for section in book.catalogue.guide.sections}
        self._order = [screen.id for screen in sorted(book.catalogue.screens.values(), key=self._rank)]
        self._kept: dict[str, tuple[int, int, ScreenNow]] = {}

    def seen(self, *, at: int, only: Collection[str] | None = None) -> list[ScreenNow]:
        """Every screen, or `only` these, in the order in which one walks past them."""
        return [self._screen(screen, at) for screen in self._order if only is None or screen in only]

    def _rank(self, screen: Screen) -> tuple[str, str, int, str]:
        floor = self._floors.get(screen.floor)
        return screen.office, screen.building, floor.order if floor is not None else 0, screen.id

    def _screen(self, screen: str, at: int) -> ScreenNow:
        kept = self._kept.get(screen)
        if kept is None or not kept[0] <= at < kept[1]:
            seen = self._looked_at(screen, at)
            kept = self._kept[screen] = at, seen.until if seen.until is not None else at + DAY, seen
        return kept[2]

    def _looked_at(self, screen_id: str, at: int) -> ScreenNow:
        held, screen = self._book.catalogue, self._book.catalogue.screens[screen_id]
        told = explain(self._book, screen_id, at)
        after = explain(self._book, screen_id, told.until) if told.until is not None else None
        floor = self._floors.get(screen.floor)
        return ScreenNow(
            id=screen.id,
            name=screen.name,
            office=screen.office,
            office_name=held.offices[screen.office].name,
            place=self._place(screen),
            floor=floor.label if floor is not None else "",
            width=screen.width,
            height=screen.height,
            time_zone=held.offices[screen.office].time_zone,
            lit=told.lit,
            until=told.until,
            on_now=self._on_air(told) if told.lit else (),
            upcoming=self._on_air(after) if after is not None and after.lit else (),
            goes_dark=told.lit and after is not None and not after.lit,
        )

    def _on_air(self, told: Explanation) -> list[OnAir]:
        """What plays, zone by zone."""
        held = self._book.catalogue
        found = []
        for judged in (one for zone in told.zones for one in zone.winners):
            rule = judged.rule
            slide = held.slides[rule.slide] if rule.slide is not None else None
            title = slide.name if slide is not None else held.playlists[rule.playlist or ""].name
            owner = self._owners.get(slide.owner, Text()) if slide is not None else Text()
            found.append(OnAir(title=title, owner=owner, begins=judged.begins or 0, until=judged.ends))
        return found

    def _place(self, screen: Screen) -> Text:
        building, floor = self._buildings.get(screen.building), self._floors.get(screen.floor)
        label = floor.label if floor is not None else ""
        if building is None:
            return Text.of(ja=label)
        return Text.of({tag: f"{words} {label}".strip() for tag, words in building.name})
