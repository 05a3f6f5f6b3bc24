"""Redrawing: what a change of the guide's rows does to a screen's pictures, before anything of it is stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

from signage.core.catalogue import Catalogue, FloorGuide, Request
from signage.core.contents import Unpainted
from signage.core.documents import from_plain, to_plain
from signage.core.instants import DAY, HOUR, SECOND
from signage.core.nouns import NOUNS
from signage.core.problems import Problem
from signage.core.rulebook import Rulebook
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.timeline import timeline
from signage.publish.frames import Frames
from signage.publish.sketches import Sketches
from signage.store.catalogue import catalogue
from signage.store.database import change_number, open_database
from signage.store.files import Files

AHEAD = 8 * DAY
"""How far it is looked for when a screen is next lit."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """The guide's rows as they would be: by noun all rows of every id in it; ids that would go."""

    saves: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    removes: tuple[tuple[str, str], ...] = ()

    def plain(self) -> dict[str, Any]:
        """As JSON values, for another process."""
        saves = {noun: [to_plain(row) for row in rows] for noun, rows in self.saves.items()}
        return {"saves": saves, "removes": [list(one) for one in self.removes]}

    @classmethod
    def of_plain(cls, plain: Mapping[str, Any], *, at: int) -> Rows:
        """The other way; what is tried counts as changed at that instant."""
        saves = {
            noun: tuple(from_plain(NOUNS[noun].kind, row, where=noun, changed_at=at) for row in rows)
            for noun, rows in plain["saves"].items()
        }
        return cls(saves=saves, removes=tuple((noun, name) for noun, name in plain["removes"]))

    def over(self, held: Catalogue) -> Catalogue:
        """The catalogue as it would be."""
        gone = {*self.removes, *((noun, row.id) for noun, rows in self.saves.items() for row in rows)}
        rows = {
            noun: (*(row for row in own if (noun, row.id) not in gone), *self.saves.get(noun, ()))
            for noun, own in vars(held.guide).items()
        }
        return replace(held, guide=FloorGuide(**rows))


@dataclass(frozen=True, kw_only=True)
class Redrawn:
    """One page of a screen that would be another: pictures by their hash, with what they say; None: no such page."""

    slide: str
    page: int
    before: str | None = None
    after: str | None = None
    alt_before: str = ""
    alt_after: str = ""


class Redrawing:
    """Belongs to one thread, as its database does."""

    def __init__(self, data: Path) -> None:
        self._db = open_database(data)
        self._studio = Sketches(self._db, Files(data / "assets"))
        self._held: tuple[int, Catalogue] | None = None

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def redrawn(self, rows: Rows, screen: str, *, at: int) -> list[Redrawn]:
        """The pages in the screen's first language that would be others, when it is next lit from `at` on.

        Missing: no such screen.
        """
        change = change_number(self._db)
        if self._held is None or self._held[0] != change:
            self._held = change, catalogue(self._db)
        held = self._held[1]
        at, shown = _shown(Rulebook(held), screen, at // SECOND * SECOND)
        before, after = (_Side(each, self._studio, screen, at) for each in (held, rows.over(held)))
        found: list[Redrawn] = []
        for slide, box in shown:
            if before.told(slide, box) != after.told(slide, box):
                found += _pairs(slide, before.pages(slide, box), after.pages(slide, box))
        return found


def _shown(book: Rulebook, screen: str, at: int) -> tuple[int, list[tuple[str, Box]]]:
    """When a screen is lit, from an instant on, and which slides it shows then, in which boxes."""
    power = book.screen(screen).power
    if power is not None:
        lit = book.calendars.open_spans(power, at, at + AHEAD)
        at = next((at if begins == at else begins + HOUR for begins, _ in lit), at)
    zones = timeline(book, screen, Unpainted(), at, at + SECOND).segments[0].zones
    return at, [(slide, zone.box) for zone in zones for slide in dict.fromkeys(turn.slide for turn in zone.turns)]


@dataclass(frozen=True, kw_only=True)
class _Page:
    asset: str
    alt: str


class _Side:
    """One screen under one catalogue, at an instant."""

    def __init__(self, held: Catalogue, studio: Sketches, screen: str, at: int) -> None:
        self._held, self._studio, self._at = held, studio, at
        self._screen: Screen = held.screens[screen]
        self._pictures = Frames(held, studio).on(self._screen)

    def told(self, slide: str, box: Box) -> object:
        """What a slide's picture depends on: equal documents, equal pictures."""
        one = self._held.slides[slide]
        request = Request(catalogue=self._held, slide=one, screen=self._screen, box=box, at=self._at)
        try:
            return self._studio.kind(one).document(request)
        except Problem:
            return None

    def pages(self, slide: str, box: Box) -> list[_Page]:
        """A slide's pages in the screen's first language."""
        parts = self._pictures.parts(slide, box, self._at)
        items = [self._pictures.items[part.item] for part in parts]
        first = next((item.lang for item in items if item.lang == self._screen.languages[0]), None)
        return [_Page(asset=item.asset, alt=item.alt) for item in items if first in (None, item.lang)]


def _pairs(slide: str, before: list[_Page], after: list[_Page]) -> Iterator[Redrawn]:
    for page, (old, new) in enumerate(zip_longest(before, after), start=1):
        if old is None or new is None or old.asset != new.asset:
            yield Redrawn(
                slide=slide,
                page=page,
                before=None if old is None else old.asset,
                after=None if new is None else new.asset,
                alt_before="" if old is None else old.alt,
                alt_after="" if new is None else new.alt,
            )
