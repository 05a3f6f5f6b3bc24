"""The floor guide as a sheet for the desk: every floor, section and counter, without 「現在地」 and states."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.floor_guide import FloorRow, GuideAt, SectionRow, guide_at
from signage.core.instants import local_day
from signage.core.problems import Refused
from signage.core.reading import searching_ms
from signage.core.screens import Screen
from signage.core.texts import Text
from signage.render import floor_guide_blocks as blocks
from signage.render import floor_guide_words as words
from signage.render import ruby
from signage.render.canvas import Canvas
from signage.render.day_words import NO_BREAK, day_words
from signage.render.floor_guide_blocks import Block, Reading
from signage.render.floor_guide_body import Body, Form, measure
from signage.render.floor_guide_setting import Setting, on_paper
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.papers import Sheet
from signage.render.text import Style, fit, line
from signage.render.tokens import readable

_FORMS = (
    Form(per_page=2, second="beside", tabs="above"),
    Form(per_page=3, second="beside", tabs="above"),
    Form(per_page=2, tabs="above"),
    Form(per_page=3, tabs="above"),
    Form(per_page=4, tabs="above"),
)
_LARGEST, _SMALLEST = 1.6, 0.7
"""Of the least that is read at a desk: a house with little in it is set larger; one with very much down to what a
newspaper has."""
_AS_OF = Text.of(ja="{} 現在", en="as of {}")


def desk_pages(catalogue: Catalogue, office: str, sheet: Sheet, *, at: int) -> tuple[Page, ...]:
    """One sheet, as large as all of it can be set. Refused where it would be too small to be read."""
    book = CalendarBook(catalogue)
    guide = guide_at(catalogue, _nowhere(office), at=at, plain=True, book=book)
    canvas = sheet.canvas(accent=catalogue.offices[office].accent)
    day = local_day(at, book.zone(office))
    head = _Head(canvas=canvas, office=guide.office, as_of=_as_of(day_words(day, "ja", this_year=0), "ja"))
    head = replace(head, as_of=f"{head.as_of}  {_as_of(day_words(day, 'en', this_year=0), 'en')}")
    told = replace(blocks.reading(guide, "ja", "en"), sentence="")
    top, bottom = canvas.margin_y // 2 + head.height, canvas.height - canvas.margin_y // 2
    body = _largest(_rows(guide, told), canvas, (canvas.inner_width, bottom - top))
    page = Page(
        width=canvas.width,
        height=canvas.height,
        paper=on_paper(canvas).paper,
        marks=(*head.marks(), *body.marks(0, (canvas.margin_x, top))),
        language="ja",
        alt=f"{words.TITLE.best('ja')}: {body.said(0)}",
        shown_ms=searching_ms(body.rows_on(0)),
    )
    return (page,)


@dataclass(frozen=True, kw_only=True)
class _Head:
    """Whose guide it is, and of which day: black on paper over a rule in the office's colour."""

    canvas: Canvas
    office: Text
    as_of: str

    @property
    def _title(self) -> int:
        return round(2.6 * self.canvas.minimum_px)

    @property
    def height(self) -> int:
        """With the room beneath it."""
        return round(1.9 * self._title)

    def marks(self) -> Iterator[Mark]:
        """Title, English title, day."""
        canvas, x, y = self.canvas, self.canvas.margin_x, self.canvas.margin_y // 2
        small = self._style(self._title // 2, quiet=True)
        day = line(self.as_of, small)
        title = line(f"{self.office.best('ja')} {words.TITLE.best('ja')}", self._style(self._title))
        room = canvas.inner_width - title.width - day.width - 2 * self._title
        english = f"{self.office.best('en')} {words.TITLE.best('en')}"
        second = fit(english, small, width=room, height=self._title, smallest=canvas.minimum_latin_px, most_lines=1)
        yield from title.place(x, y)
        baseline = y + title.ascent
        if second.width <= room and len(second.lines) == 1:
            yield from second.place(x + title.width + self._title // 2, baseline - second.ascent)
        yield from day.place(x + canvas.inner_width - day.width, baseline - day.ascent)
        rule = readable(canvas.accent, on_paper(canvas).paper)
        box = (x, baseline + round(0.3 * self._title), canvas.inner_width, max(4, canvas.minimum_px // 6))
        yield Fill(box=box, colour=rule)

    def _style(self, size: int, *, quiet: bool = False) -> Style:
        colours = on_paper(self.canvas)
        return Style(
            size=size,
            language="ja",
            colour=colours.quiet if quiet else colours.ink,
            background=colours.paper,
            weight="regular" if quiet else "bold",
        )


def _largest(rows: tuple[Block, ...], canvas: Canvas, room: tuple[int, int]) -> Body:
    """The rows in the form that lets them be largest."""
    size = round(_LARGEST * canvas.minimum_px)
    while size >= round(_SMALLEST * canvas.minimum_px):
        paper = replace(canvas, minimum_px=min(canvas.minimum_px, size))
        setting = Setting(canvas=paper, colours=on_paper(paper), language="ja", second="en", size=size)
        for form in _FORMS:
            measured = measure(rows, setting, form, size=room)
            if measured is not None and (body := measured.dealt(1)) is not None:
                return body
        size -= 1
    raise Refused(
        ja="庁舎案内が1枚に入りきりません。縦長にするか、建物や階を分けて登録してください。",
        en="The floor guide does not fit on one sheet; turn the sheet, or divide the guide into buildings or floors.",
    )


def _rows(guide: GuideAt, told: Reading) -> tuple[Block, ...]:
    """Floor by floor its sections, each with its counters, and then what else is there."""
    sections = {block.key: block for block in blocks.overview_blocks(guide, told, with_here=True)}
    return tuple(
        block for floor in guide.floors if (block := _floor(guide, floor, sections.get(floor.id), told)).cells
    )


def _floor(guide: GuideAt, floor: FloorRow, sections: Block | None, told: Reading) -> Block:
    """A floor; outside the main building with the name of its own."""
    facilities = blocks.facilities_block(guide, floor, told)
    named = zip(sections.cells, floor.sections, strict=True) if sections is not None else ()
    cells = tuple(replace(cell, notes=_counters(row, but=cell.name)) for cell, row in named)
    main, building = guide.buildings[0].id, floor.building
    name = next((one.name for one in guide.buildings if one.id == building != main), Text())
    return replace(
        facilities,
        cells=(*cells, *facilities.cells),
        head=ruby.strip(name.best("ja")),
        head_second=ruby.strip(name.best("en")) if name else "",
    )


def _counters(row: SectionRow, *, but: str) -> tuple[str, ...]:
    """「20 市民税・県民税  21 固定資産税」; of a single counter the name alone, where it says anything else."""
    named = [(one.number, ruby.strip(one.name.best("ja"))) for one in row.counters if one.name]
    if len(row.counters) == 1:
        return tuple(name for _, name in named if name != but)
    told = (f"{number} {name}".strip().replace(" ", NO_BREAK) for number, name in named)
    return ("　".join(told),) if named else ()


def _as_of(day: str, language: str) -> str:
    return _AS_OF.best(language).format(day)


def _nowhere(office: str) -> Screen:
    """A sheet lies on no floor: nothing points from it, and no floor is its own."""
    return Screen(id="paper", office=office, name=Text(), diagonal_in=20.0, building="", floor="", fallback="")
