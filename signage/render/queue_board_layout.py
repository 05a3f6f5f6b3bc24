"""Queue boards on pages: where the newest call and every row stand, as large as the canvas allows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Literal

from signage.core.shows import Box
from signage.render import queue_board_newest as newest
from signage.render import queue_board_rows as rows
from signage.render import queue_board_words as words
from signage.render.canvas import Canvas
from signage.render.codes import code_side as side_of
from signage.render.floor_guide_sheet import BAR_PART, MOST_PARTS, PLACE, Header, header
from signage.render.queue_board_cell import Place
from signage.render.queue_board_document import Board
from signage.render.queue_board_groups import Column, Group
from signage.render.queue_board_groups import column as columns_of
from signage.render.queue_board_setting import Setting
from signage.render.text import Paragraph

Placed = tuple[tuple[int, int, Group], ...]
"""The groups of one page, each with its column and its height below the first."""
CodePlace = Literal["none", "panel", "band", "foot"]

_INLINE = 15
"""A list so many units wide has its label beside its numbers."""


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
    def head(self) -> Header:
        """The title in both languages where that leaves room for the time and the page's place."""
        whole, bare = _headers(self.canvas, self.language, self.second)
        beside, left = whole.beside, whole.left + whole.title.width + self.canvas.unit
        return bare if beside is not None and left + beside.width > self.time_left(2) else whole

    @property
    def time_wide(self) -> int:
        return round(6 * self.setting.small)

    def time_left(self, pages: int) -> int:
        taken = round((PLACE + min(pages, MOST_PARTS) * BAR_PART) * self.canvas.unit) if pages > 1 else 0
        taken += self.setting.units(0.4) if pages > 1 else 0
        return self.canvas.width - self.canvas.margin_x - taken - self.time_wide

    @cached_property
    def body(self) -> Box:
        canvas, top = self.canvas, self.head.height + self.setting.units(0.45)
        return canvas.margin_x, top, canvas.inner_width, canvas.height - canvas.margin_y - top

    @property
    def gap(self) -> int:
        """Between what belongs apart."""
        return self.setting.units(1.1)

    @cached_property
    def _digits(self) -> int:
        return max((queue.digits for queue in self.board.queues), default=3)

    @cached_property
    def code_side(self) -> int:
        return side_of(self.board.code or "", least_px=self.canvas.code_px)

    @cached_property
    def code_words(self) -> tuple[Paragraph, Paragraph | None]:
        told = self.setting.words(words.CODE, self.code_side, self.setting.small, lines=2)
        return told, self.setting.quiet(words.CODE, self.code_side)

    @cached_property
    def code_tall(self) -> int:
        told, second = self.code_words
        return self.code_side + told.height + (second.height if second is not None else 0) + self.setting.units(0.1)

    @cached_property
    def newest_box(self) -> Box:
        """The newest call, below its label."""
        x, y, width, _ = self.body
        top = y + newest.pulse_height(self.setting) + self.setting.units(0.3)
        tall = newest.newest_height(self.setting, across=self.across)
        wide = width - (self.code_side + self.gap if self.code == "band" else 0)
        if self.aside:
            wide = newest.newest_width(self.setting, self._digits, across=self.across)
            wide = max(wide, self.code_side if self.code == "panel" else 0, self.setting.units(6))
        return x, top, wide, tall

    @cached_property
    def rows_box(self) -> Box:
        """Where the rows stand, and the lists below them."""
        x, y, width, height = self.body
        if self.aside:
            left = x + self.newest_box[2] + self.gap
            return left, y, x + width - left, height
        top = self.newest_box[1] + self.newest_box[3]
        if self.code == "band":
            top = max(top, y + self.code_tall)
        top += self.setting.units(0.7)
        return x, top, width, y + height - top

    @cached_property
    def listed(self) -> tuple[Place, ...]:
        wanted: list[Place] = ["ready"] if any(queue.ready for queue in self.board.queues) else []
        return (*wanted, "recent") if self.lists > len(wanted) else tuple(wanted)

    @cached_property
    def list_wide(self) -> int:
        return self.rows_box[2] - (self.code_side + self.gap if self.code == "foot" else 0)

    @property
    def inline(self) -> bool:
        return self.list_wide >= self.setting.units(_INLINE)

    @cached_property
    def list_step(self) -> int:
        return rows.list_height(self.setting, beside=self.inline) + self.setting.units(0.25)

    @cached_property
    def foot(self) -> int:
        """The height of what stands below the rows."""
        tall = max(len(self.listed) * self.list_step, self.code_tall if self.code == "foot" else 0)
        return tall + self.setting.units(0.5) if tall else 0

    @property
    def column_wide(self) -> int:
        """How wide a column is."""
        return (self.rows_box[2] + self.gap) // self.columns - self.gap

    @cached_property
    def column(self) -> Column:
        wide = self.column_wide
        return columns_of(self.setting, self.board.queues, self.board.rows, wide, brief=self.brief)

    @cached_property
    def least_pages(self) -> int:
        """As many pages as it has at least: told from one name and one line of counters a row, without any word."""
        row = max(self.setting.body, rows.line_height(self.setting))
        row += self.setting.body if self.board.rows == "counters" else 0
        room = self.columns * (self.rows_box[3] - self.foot)
        return max(1, -(-len(self.board.queues) * row // max(1, room)))

    @cached_property
    def fits(self) -> bool:
        """Whether the newest call and the highest row have room."""
        _, y, _, height = self.body
        room = self.rows_box[3] - self.foot
        panel = self.newest_box[1] + self.newest_box[3]
        if self.aside and self.code == "panel":
            panel += self.setting.units(0.6) + self.code_tall
        if panel > y + height or room < 0:
            return False
        least = newest.newest_width(self.setting, self._digits, across=self.across)
        if max(least, newest.pulse_width(self.setting)) > self.newest_box[2]:
            return False
        if self.code == "foot" and self.list_wide < self.setting.units(4):
            return False
        if rows.place_width(self.board.queues, self.setting) > self.column_wide or not self.column.fits:
            return False
        return all(self.column.height(group) <= room for group in self.column.divided(room))

    @cached_property
    def pages(self) -> tuple[Placed, ...]:
        """On each page the column and the height at which each group stands, alike full."""
        room, gap = self.rows_box[3] - self.foot, self.setting.units(0.7)
        pages: list[list[tuple[int, int, Group]]] = [[]]
        place = y = 0
        for group in self.column.divided(room):
            tall = self.column.height(group)
            if y and y + gap + tall > room:
                place, y = place + 1, 0
            if place == self.columns:
                pages.append([])
                place = 0
            top = y + gap if y else 0
            pages[-1].append((place, top, group))
            y = top + tall
        return tuple(tuple(page) for page in pages)

    def more(self, page: Placed) -> int:
        """How much further apart the rows of a page stand where there is room."""
        deepest = max((sum(place == one for place, _, _ in page) for one in range(self.columns)), default=0)
        bottom = max((top + self.column.height(group) for _, top, group in page), default=0)
        return min(self.setting.units(1.2), (self.rows_box[3] - self.foot - bottom) // max(1, deepest))

    def spread(self, page: Placed) -> Iterator[tuple[int, int, Group]]:
        """The rows of a page with that room between them."""
        more, above, index = self.more(page), -1, 0
        for place, top, group in page:
            index = index + 1 if place == above else 0
            above = place
            yield place, top + index * more, group

    @property
    def plain(self) -> int:
        """How many of the names have no room for their second language."""
        return 0 if self.column.second or self.second is None else 1


@lru_cache(maxsize=64)
def _headers(canvas: Canvas, language: str, second: str | None) -> tuple[Header, Header]:
    """The band with the title, as the floor guide has it, in two languages and in one."""
    title, beside = words.TITLE.best(language), (words.TITLE.get(second) or "") if second is not None else ""
    whole, bare = (header(canvas, title=title, second=told, sentence="", language=language) for told in (beside, ""))
    return whole, bare
