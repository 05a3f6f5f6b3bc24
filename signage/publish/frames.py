"""Frames: the pages of a catalogue's slides on one screen, as the timeline asks for them, with their pictures."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from typing import Any

from signage.core.catalogue import Catalogue, FloorGuide, Request
from signage.core.instants import DAY, SECOND
from signage.core.manifests import AssetFacts, Item, ItemPart
from signage.core.playlists import Part
from signage.core.problems import Problem
from signage.core.reading import minimum_code_px, minimum_em_px
from signage.core.screens import Screen
from signage.core.shows import Box
from signage.core.slides import Slide
from signage.publish.studio import NOT_YET, Studio, drawing
from signage.render.canvas import Canvas
from signage.store.frames import Drawn

LOOK_BACK = (2 * DAY, 16 * DAY, 64 * DAY, 400 * DAY)
"""How far the last change is searched for, in growing steps: most are of yesterday, some of last year."""

_TOLD = ("offices", "calendars", "holidays", "guide")
"""What pictures may tell beside their slides."""

_View = tuple[Hashable, ...]


@dataclass(frozen=True)
class Asked:
    """One question to a kind, as far as its answer depends on it."""

    slide: str
    view: _View
    box: Box
    at: int
    plain: bool


class Frames:
    """All pictures of one catalogue. What screens that look alike have in common is asked and drawn once."""

    def __init__(self, catalogue: Catalogue, studio: Studio) -> None:
        self.catalogue = catalogue
        self.studio = studio
        self._drawn: dict[Asked, tuple[Drawn, ...]] = {}
        self._edges: dict[tuple[str, _View, Box, int, int], tuple[int, ...]] = {}
        self._told: dict[tuple[str, _View, Box], bool] = {}

    def next(self, catalogue: Catalogue) -> Frames:
        """The pictures of the catalogue that follows; what was asked of slides that stayed as they were is kept."""
        frames = Frames(catalogue, self.studio)
        before = self.catalogue
        if all(getattr(before, part) == getattr(catalogue, part) for part in _TOLD):
            same = {name for name, slide in catalogue.slides.items() if before.slides.get(name) is slide}
            frames._drawn = {asked: drawn for asked, drawn in self._drawn.items() if asked.slide in same}
            frames._edges = {key: edges for key, edges in self._edges.items() if key[0] in same}
            frames._told = {key: told for key, told in self._told.items() if key[0] in same}
        return frames

    def on(self, screen: Screen) -> OnScreen:
        """What the timeline of one screen asks."""
        return OnScreen(self, screen, _view(screen, self._directions.get(screen.id, ())))

    def pages(self, slide: Slide, screen: Screen, asked: Asked) -> tuple[Drawn, ...]:
        """A slide's pages as they are shown, drawn where they were not yet. Undrawable names the slide."""
        if (drawn := self._drawn.get(asked)) is None:
            request = self._request(slide, screen, asked)
            drawn = drawing(slide.id, lambda: self._made(request))
            if drawn is not NOT_YET:
                self._drawn[asked] = drawn
        return drawn

    def edges(self, slide: Slide, screen: Screen, asked: Asked, ends: int) -> tuple[int, ...]:
        """The whole seconds in (asked.at, ends) at which the picture may become another one."""
        key = (asked.slide, asked.view, asked.box, asked.at, ends)
        if key not in self._edges:
            request = self._request(slide, screen, asked)
            kind = self.studio.kind(slide)
            found = drawing(slide.id, lambda: {*kind.edges(request, asked.at, ends), *self._edited(request, asked)})
            inside = {edge // SECOND * SECOND for edge in found}
            self._edges[key] = tuple(sorted(edge for edge in inside if asked.at < edge < ends))
        return self._edges[key]

    def _made(self, request: Request) -> tuple[Drawn, ...]:
        screen = request.screen
        canvas = Canvas(
            width=request.box[2],
            height=request.box[3],
            minimum_px=minimum_em_px(screen),
            code_px=minimum_code_px(screen),
            theme=screen.theme,
            accent=self.catalogue.offices[screen.office].accent,
        )
        return self.studio.pages(self.studio.kind(request.slide), request, canvas, screen.languages)

    def _request(self, slide: Slide, screen: Screen, asked: Asked) -> Request:
        return Request(
            catalogue=self.catalogue, slide=slide, screen=screen, box=asked.box, at=asked.at, plain=asked.plain
        )

    def _edited(self, request: Request, asked: Asked) -> Iterable[int]:
        """When somebody last changed what the slide tells beside its own fields: the office, the floor guide."""
        edited = [self.catalogue.offices[request.slide.office].changed_at]
        key = (asked.slide, asked.view, asked.box)
        if key not in self._told:
            self._told[key] = self._tells_guide(request)
        return [*edited, self._guide_changed_at] if self._told[key] else edited

    def _tells_guide(self, request: Request) -> bool:
        """Whether a slide's picture depends on the floor guide: it says something else, or nothing, without it."""
        kind = self.studio.kind(request.slide)
        without = replace(request, catalogue=self._without_guide)
        told = kind.document(request)
        try:
            return kind.document(without) != told
        except (Problem, LookupError):
            return True

    @cached_property
    def _without_guide(self) -> Catalogue:
        return replace(self.catalogue, guide=FloorGuide())

    @cached_property
    def _guide_changed_at(self) -> int:
        """The floor guide's last change, or that of the calendars which say who is open."""
        rows: list[Any] = [row for rows in vars(self.catalogue.guide).values() for row in rows]
        return max((row.changed_at for row in (*rows, *self.catalogue.calendars.values())), default=0)

    @cached_property
    def _directions(self) -> dict[str, tuple[Hashable, ...]]:
        found: dict[str, tuple[Hashable, ...]] = {}
        for row in self.catalogue.guide.directions:
            found[row.screen] = (*found.get(row.screen, ()), (row.target, row.arrow, row.limits))
        return found


class OnScreen:
    """The timeline's Contents for one screen; it remembers the items and assets that it named."""

    def __init__(self, frames: Frames, screen: Screen, view: _View) -> None:
        self._frames, self._screen, self._view = frames, screen, view
        self.items: dict[str, Item] = {}
        self.assets: dict[str, AssetFacts] = {}

    def edges(self, slide: str, box: Box, begins: int, ends: int) -> Iterable[int]:
        """The instants in (begins, ends) at which the slide's pages become others by themselves."""
        asked = Asked(slide, self._view, box, begins, plain=False)
        return self._frames.edges(self._slide(slide), self._screen, asked, ends)

    def changed(self, slide: str, box: Box, at: int) -> int:
        """The latest such instant that is not after `at`; 0 if none is found in 400 days."""
        for back in LOOK_BACK:
            if edges := self.edges(slide, box, at - back, at + SECOND):
                return max(edges)
        return 0

    def parts(self, slide: str, box: Box, at: int, *, plain: bool = False) -> tuple[Part, ...]:
        """The slide's pages at an instant; a page that comes back is one item."""
        asked = Asked(slide, self._view, box, at, plain)
        return tuple(self._part(slide, drawn) for drawn in self._numbered(slide, asked))

    def _numbered(self, slide: str, asked: Asked) -> list[tuple[int, Drawn]]:
        numbers: dict[tuple[Hashable, ...], int] = {}
        pages = self._frames.pages(self._slide(slide), self._screen, asked)
        return [
            (numbers.setdefault((one.asset, one.lang, one.alt, one.parts), len(numbers) + 1), one) for one in pages
        ]

    def _part(self, slide: str, numbered: tuple[int, Drawn]) -> Part:
        """`<slide>-<page>-<language>-<what it shows and says>`: readable, and one id for one thing."""
        number, drawn = numbered
        alt = drawn.alt if drawn.alt.strip() else self._slide(slide).name.best(drawn.lang) or slide
        parts = tuple(ItemPart(item=part.item, box=part.box) for part in drawn.parts)
        told = sha256(f"{drawn.asset} {alt} {parts or ''}".encode()).hexdigest()
        item = f"{slide}-{number}-{drawn.lang}-{told[:8]}"
        self.items[item] = Item(asset=drawn.asset, lang=drawn.lang, alt=alt, parts=parts)
        self.items |= {part.item: Item(asset=part.asset, lang=part.lang, alt=part.alt) for part in drawn.parts}
        self.assets[drawn.asset] = AssetFacts(bytes=drawn.bytes, type=drawn.type)
        self.assets |= {part.asset: AssetFacts(bytes=part.bytes, type=part.type) for part in drawn.parts}
        return Part(item, drawn.ms)

    def _slide(self, slide: str) -> Slide:
        return self._frames.catalogue.slides[slide]


def _view(screen: Screen, directions: tuple[Hashable, ...]) -> _View:
    """What of a screen a picture may depend on: not its id, name or groups, so that alike screens share pictures."""
    return (
        *(screen.office, screen.width, screen.height, screen.diagonal_in, screen.viewing_distance_m),
        *(screen.scanning_distance_m, screen.building, screen.floor, screen.area, screen.facing),
        *(screen.languages, screen.theme, directions),
    )
