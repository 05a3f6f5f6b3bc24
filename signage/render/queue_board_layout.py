"""Queue boards on pages: where the newest call and every row stand, as large as the canvas allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Literal

from signage.core.shows import Box
from signage.render import queue_board_newest as newest
from signage.render import queue_board_rows as rows
from signage.render import queue_board_words as words
from signage.render.canvas import Canvas
from signage.render.codes import code, code_side
from signage.render.floor_guide_sheet import BAR_PART, MOST_PARTS, PLACE, Header, header
from signage.render.marks import Fill, Mark
from signage.render.queue_board_cell import Cell, Place
from signage.render.queue_board_document import Board
from signage.render.queue_board_groups import Column, Group, column
from signage.render.queue_board_setting import Setting
from signage.render.text import Paragraph

Placed = tuple[tuple[int, int, Group], ...]
"""The groups of one page, each with its column and its height below the first."""
CodePlace = Literal["none", "panel", "band", "foot"]

_INLINE = 15
"""A list so many units wide has its label beside its numbers."""


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One page: what stands still, and what changes by the second."""

    marks: tuple[Mark, ...]
    cells: tuple[Cell, ...]
    alt: str
    rows: int


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A board on its pages; where it does not fit at a legible size it is cut, and says so."""

    setting: Setting
    sheets: tuple[Sheet, ...]
    fits: bool = True


@dataclass(frozen=True, kw_only=True)
class Way:
    """One way to lay a board out.

    The newest call stands left of the rows (`aside`) or above them, its counter below its number or beside it
    (`across`); the code below the newest call (`panel`), beside it (`band`) or at the foot. `brief`: one line tells
    how many wait.
    """

    board: Board
    canvas: Canvas
    language: str
    second: str | None
    number: int
    aside: bool
    across: bool
    columns: int
    lists: int
    brief: bool
    code: CodePlace
    setting: Setting = field(init=False)

    def __post_init__(self) -> None:
        made = Setting(canvas=self.canvas, language=self.language, second=self.second, number=self.number)
        object.__setattr__(self, "setting", made)

    @cached_property
    def _head(self) -> Header:
        """The title in both languages where that leaves room for the time and the page's place."""
        whole, bare = _headers(self.canvas, self.language, self.second)
        beside, left = whole.beside, whole.left + whole.title.width + self.canvas.unit
        return bare if beside is not None and left + beside.width > self._time_left(2) else whole

    @property
    def _time_wide(self) -> int:
        return round(5.6 * self.setting.small)

    def _time_left(self, pages: int) -> int:
        taken = round((PLACE + min(pages, MOST_PARTS) * BAR_PART) * self.canvas.unit) if pages > 1 else 0
        taken += self.setting.units(0.4) if pages > 1 else 0
        return self.canvas.width - self.canvas.margin_x - taken - self._time_wide

    @cached_property
    def _body(self) -> Box:
        canvas, top = self.canvas, self._head.height + self.setting.units(0.45)
        return canvas.margin_x, top, canvas.inner_width, canvas.height - canvas.margin_y - top

    @property
    def _gap(self) -> int:
        """Between what belongs apart."""
        return self.setting.units(1.1)

    @cached_property
    def _digits(self) -> int:
        return max((queue.digits for queue in self.board.queues), default=3)

    @cached_property
    def _code_side(self) -> int:
        return code_side(self.board.code or "", least_px=self.canvas.code_px)

    @cached_property
    def _code_words(self) -> tuple[Paragraph, Paragraph | None]:
        told = self.setting.words(words.CODE, self._code_side, self.setting.small, lines=2)
        return told, self.setting.quiet(words.CODE, self._code_side)

    @cached_property
    def _code_tall(self) -> int:
        told, second = self._code_words
        return self._code_side + told.height + (second.height if second is not None else 0) + self.setting.units(0.1)

    @cached_property
    def _newest(self) -> Box:
        """The newest call, below its label."""
        x, y, width, _ = self._body
        top = y + newest.pulse_height(self.setting) + self.setting.units(0.3)
        tall = newest.newest_height(self.setting, across=self.across)
        wide = width - (self._code_side + self._gap if self.code == "band" else 0)
        if self.aside:
            wide = newest.newest_width(self.setting, self._digits, across=self.across)
            wide = max(wide, self._code_side if self.code == "panel" else 0, self.setting.units(6))
        return x, top, wide, tall

    @cached_property
    def _rows(self) -> Box:
        """Where the rows stand, and the lists below them."""
        x, y, width, height = self._body
        if self.aside:
            left = x + self._newest[2] + self._gap
            return left, y, x + width - left, height
        top = self._newest[1] + self._newest[3]
        if self.code == "band":
            top = max(top, y + self._code_tall)
        top += self.setting.units(0.7)
        return x, top, width, y + height - top

    @cached_property
    def _listed(self) -> tuple[Place, ...]:
        wanted: list[Place] = ["ready"] if any(queue.ready for queue in self.board.queues) else []
        return (*wanted, "recent") if self.lists > len(wanted) else tuple(wanted)

    @cached_property
    def _list_wide(self) -> int:
        return self._rows[2] - (self._code_side + self._gap if self.code == "foot" else 0)

    @property
    def _inline(self) -> bool:
        return self._list_wide >= self.setting.units(_INLINE)

    @cached_property
    def _list_step(self) -> int:
        return rows.list_height(self.setting, beside=self._inline) + self.setting.units(0.25)

    @cached_property
    def _foot(self) -> int:
        """The height of what stands below the rows."""
        tall = max(len(self._listed) * self._list_step, self._code_tall if self.code == "foot" else 0)
        return tall + self.setting.units(0.5) if tall else 0

    @cached_property
    def _column(self) -> Column:
        wide = (self._rows[2] + self._gap) // self.columns - self._gap
        return column(self.setting, self.board.queues, self.board.rows, wide, brief=self.brief)

    @cached_property
    def fits(self) -> bool:
        """Whether the newest call and the highest row have room."""
        _, y, _, height = self._body
        room = self._rows[3] - self._foot
        panel = self._newest[1] + self._newest[3]
        if self.aside and self.code == "panel":
            panel += self.setting.units(0.6) + self._code_tall
        if panel > y + height or room < 0:
            return False
        least = newest.newest_width(self.setting, self._digits, across=self.across)
        if max(least, newest.pulse_width(self.setting)) > self._newest[2]:
            return False
        if self.code == "foot" and self._list_wide < self.setting.units(4):
            return False
        if not self._column.fits:
            return False
        return all(self._column.height(group) <= room for group in self._column.divided(room))

    @cached_property
    def pages(self) -> tuple[Placed, ...]:
        """On each page the column and the height at which each group stands, alike full."""
        room, gap = self._rows[3] - self._foot, self.setting.units(0.7)
        pages: list[list[tuple[int, int, Group]]] = [[]]
        place = y = 0
        for group in self._column.divided(room):
            tall = self._column.height(group)
            if y and y + gap + tall > room:
                place, y = place + 1, 0
            if place == self.columns:
                pages.append([])
                place = 0
            top = y + gap if y else 0
            pages[-1].append((place, top, group))
            y = top + tall
        return tuple(tuple(page) for page in pages)

    def _more(self, page: Placed) -> int:
        """How much further apart the rows of a page stand where there is room."""
        deepest = max((sum(place == one for place, _, _ in page) for one in range(self.columns)), default=0)
        bottom = max((top + self._column.height(group) for _, top, group in page), default=0)
        return min(self.setting.units(1.2), (self._rows[3] - self._foot - bottom) // max(1, deepest))

    def _spread(self, page: Placed) -> Iterator[tuple[int, int, Group]]:
        """The rows of a page with that room between them."""
        more, above, index = self._more(page), -1, 0
        for place, top, group in page:
            index = index + 1 if place == above else 0
            above = place
            yield place, top + index * more, group

    @property
    def plain(self) -> int:
        """How many of the names have no room for their second language."""
        return 0 if self._column.second or self.second is None else 1

    def layout(self) -> Layout:
        """All pages."""
        return Layout(setting=self.setting, sheets=tuple(self._sheet(number) for number in range(len(self.pages))))

    def _sheet(self, number: int) -> Sheet:
        page = self.pages[number]
        named = f"{self.board.slide}-{{}}-{number + 1}"
        marks: list[Mark] = [*self._head.marks(number, len(self.pages)), *self._rules(number), *self._code_marks()]
        found = [self._cell(place, box, named) for place, box in self._standing(number)]
        for place, top, group in self._spread(page):
            at = (self._rows[0] + place * (self._column.width + self._gap), self._rows[1] + top)
            marks += self._column.marks(group, at)
            found += self._column.cells(group, at, named)
        names = "、".join(group.queue.name.best(self.language) for _, _, group in page)
        return Sheet(
            marks=tuple(marks),
            cells=tuple(found),
            alt=" ".join(part for part in (words.TITLE.best(self.language), names) if part),
            rows=max(1, sum(len(line) for _, _, group in page for line in group.lines)),
        )

    def _cell(self, place: Place, box: Box, named: str) -> Cell:
        left = 0
        if place in ("ready", "recent") and self._inline:
            labels = {"ready": words.READY, "recent": words.CALLED}
            left = max(rows.label_width(self.setting, labels[one]) for one in self._listed) + self.setting.units(0.6)
        return Cell(
            place=place,
            name=named.format(place),
            box=box,
            setting=self.setting,
            queues=self.board.queues,
            left=left,
            across=self.across,
        )

    def _standing(self, number: int) -> Iterator[tuple[Place, Box]]:
        """What is on every page."""
        x, y, _, _ = self._body
        yield "newest", self._newest
        yield "pulse", (x, y, self._newest[2], newest.pulse_height(self.setting))
        left, top, _, tall = self._rows
        step, high = self._list_step, rows.list_height(self.setting, beside=self._inline)
        for index, place in enumerate(reversed(self._listed), start=1):
            yield place, (left, top + tall - index * step + (step - high), self._list_wide, high)
        title, size = self._head.title, self.setting.small
        baseline = self.canvas.margin_y + title.ascent
        yield (
            "time",
            (self._time_left(len(self.pages)), baseline - round(0.88 * size), self._time_wide, round(1.1 * size)),
        )

    def _rules(self, number: int) -> Iterator[Fill]:
        """Hairlines: between the newest call and the rows, between the rows, above the lists."""
        x, y, width, height = self._rows
        line, colour = self.canvas.hairline, self.setting.theme.hairline
        if self.aside:
            yield Fill(box=(x - self._gap // 2, y, line, height), colour=colour)
        elif self.pages[number]:
            yield Fill(box=(x, y - self.setting.units(0.4), width, line), colour=colour)
        more = self._more(self.pages[number]) // 2
        for place, top, _ in self._spread(self.pages[number]):
            if top:
                left = x + place * (self._column.width + self._gap)
                above = y + top - self.setting.units(0.4) - more
                yield Fill(box=(left, above, self._column.width, line), colour=colour)
        if self._foot:
            yield Fill(box=(x, y + height - self._foot, width, line), colour=colour)

    def _code_marks(self) -> list[Mark]:
        if self.code == "none" or self.board.code is None:
            return []
        x, y, width, height = self._body
        left, top = x + width - self._code_side, y + height - self._code_tall
        if self.code == "panel":
            left = x
        if self.code == "band":
            top = y
        told, second = self._code_words
        marks: list[Mark] = [code(self.board.code, (left, top), least_px=self.canvas.code_px)]
        below = top + self._code_side + self.setting.units(0.1)
        marks += told.place(left, below, width=self._code_side, align="centre")
        if second is not None:
            marks += second.place(left, below + told.height, width=self._code_side, align="centre")
        return marks


@lru_cache(maxsize=64)
def _headers(canvas: Canvas, language: str, second: str | None) -> tuple[Header, Header]:
    """The band with the title, as the floor guide has it, in two languages and in one."""
    title, beside = words.TITLE.best(language), (words.TITLE.get(second) or "") if second is not None else ""
    whole, bare = (header(canvas, title=title, second=told, sentence="", language=language) for told in (beside, ""))
    return whole, bare


def cut(way: Way) -> Layout:
    """As it is, though it does not fit."""
    return replace(way.layout(), fits=False)
