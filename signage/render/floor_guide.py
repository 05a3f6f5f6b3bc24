"""The floor guide: where every section is, from where the screen hangs, and whether it is open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue, Request
from signage.core.documents import from_plain, to_plain
from signage.core.floor_guide import CounterRow, FloorRow, GuideAt, guide_at, guide_edges
from signage.core.formats import Between, FloorId
from signage.render.canvas import Canvas
from signage.render.floor_guide_pages import told_pages
from signage.render.pages import Page


@dataclass(frozen=True, kw_only=True)
class Fields:
    """What staff say of a floor guide: which parts, which floors, and how long one round may take."""

    show: Literal["all", "overview", "floors", "areas", "strip"] = "all"
    floors: tuple[FloorId, ...] = ()
    """Only these; empty: all."""
    budget_s: Annotated[int, Between(40, 900)] = 180


class FloorGuideKind:
    """The kind `floor-guide`."""

    name = "floor-guide"
    fields = Fields

    def edges(self, request: Request, begins: int, ends: int) -> Iterable[int]:
        """Where rows begin or cease to hold, counters open or close, lifts break, moves begin to be told."""
        book = _book(request.catalogue)
        return guide_edges(
            request.catalogue, request.screen.office, begins=begins, ends=ends, plain=request.plain, book=book
        )

    def document(self, request: Request) -> Mapping[str, Any]:
        """The guide as it is then; on another day in the same state the same."""
        book = _book(request.catalogue)
        guide = guide_at(request.catalogue, request.screen, at=request.at, plain=request.plain, book=book)
        fields = from_plain(Fields, request.slide.fields, where=request.slide.id)
        if fields.floors:
            guide = replace(guide, floors=tuple(f for f in guide.floors if f.id in fields.floors or f.here))
        return {"fields": to_plain(fields), "guide": to_plain(_drawn(guide))}

    def pages(
        self, document: Mapping[str, Any], canvas: Canvas, languages: tuple[str, ...], read: Callable[[str], bytes]
    ) -> tuple[Page, ...]:
        """The loop: the overview within 40 s again and again, between its rounds what there is time for."""
        fields = from_plain(Fields, document["fields"], where=self.name)
        guide = from_plain(GuideAt, document["guide"], where=self.name)
        return told_pages(guide, canvas, languages, show=fields.show, budget_ms=1000 * fields.budget_s)


def _drawn(guide: GuideAt) -> GuideAt:
    """Only what is drawn: a picture must not become another because of what it does not show."""
    return replace(guide, elsewhere=(), floors=tuple(_drawn_floor(floor) for floor in guide.floors))


def _drawn_floor(floor: FloorRow) -> FloorRow:
    sections = (
        replace(section, counters=tuple(_drawn_counter(counter) for counter in section.counters))
        for section in floor.sections
    )
    return replace(floor, sections=tuple(sections))


def _drawn_counter(counter: CounterRow) -> CounterRow:
    return replace(counter, services=(), languages=(), low=False, hearing_loop=False)


@dataclass
class _Books:
    """The calendars of the catalogue that was asked for last, with what they remember."""

    catalogue: Catalogue | None = None
    book: CalendarBook | None = None


_last = _Books()


def _book(catalogue: Catalogue) -> CalendarBook:
    if _last.book is None or _last.catalogue is not catalogue:
        _last.catalogue, _last.book = catalogue, CalendarBook(catalogue)
    return _last.book
