"""The body of a floor guide's page: floors with their tabs, in columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from signage.core.shows import Box
from signage.render import floor_guide_columns as columns
from signage.render.floor_guide_blocks import Block
from signage.render.floor_guide_cells import Columns, Row, measured, names_width, numbers_width, overflows
from signage.render.floor_guide_columns import Group, Part
from signage.render.floor_guide_plates import WIDEST
from signage.render.floor_guide_setting import Setting, inverted
from signage.render.floor_guide_tabs import head_fits, head_height, head_marks, tab_height, tab_marks, tab_width
from signage.render.marks import Fill, Mark

COLUMN_GAP = 1.1
NARROWEST = 11.0
"""A column is at least so many ems wide: a tab, a number and a name of seven characters."""
MOST_EXTRA = 0.5
"""Gaps grow by at most so many ems where a page has height to spare."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a body is set: in so many columns, the second language beside or beneath, tabs beside or above the rows."""

    per_page: int = 1
    second: Literal["beside", "beneath"] = "beneath"
    tabs: Literal["side", "above", "none"] = "side"


@dataclass(frozen=True, kw_only=True)
class Body:
    """Blocks measured in a setting and dealt into columns, so many a page."""

    setting: Setting
    form: Form
    width: int
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Row, ...], ...]
    groups: tuple[Group, ...]
    tab: int
    dealt: tuple[tuple[Part, ...], ...]
    height: int

    @property
    def pages(self) -> int:
        """How many."""
        return len(self.dealt) // self.form.per_page

    @property
    def used(self) -> int:
        """The height of the fullest column, without the gap under its last row."""
        gap = group_gap(self.setting)
        return max(columns.column_height(self.groups, parts, gap) for parts in self.dealt) - self.setting.gap

    def rows_on(self, page: int) -> int:
        """How many rows a page has."""
        return sum(part.last - part.first for column in self._columns(page) for part in column)

    def said(self, page: int) -> str:
        """The page as words."""
        parts = (part for column in self._columns(page) for part in column)
        return " / ".join(self.blocks[part.group].said(part.first, part.last) for part in parts)

    def marks(self, page: int, at: tuple[int, int]) -> list[Mark]:
        """A page's rows, the upper left corner of the first column there."""
        wide, extra = self.width + gutter(self.setting), self._extra()
        marks: list[Mark] = []
        for number, parts in enumerate(self._columns(page)):
            marks += self._column(parts, at[0] + number * wide, at[1], extra)
        return marks

    def _columns(self, page: int) -> tuple[tuple[Part, ...], ...]:
        return self.dealt[page * self.form.per_page : (page + 1) * self.form.per_page]

    def _column(self, parts: Sequence[Part], x: int, y: int, extra: int) -> list[Mark]:
        marks: list[Mark] = []
        before: Group | None = None
        for part in parts:
            group = self.groups[part.group]
            y += group_gap(self.setting) + extra if before is not None else 0
            head = columns.head_height(group, before)
            rows = columns.rows_height(group, part.first, part.last) + extra * (part.last - part.first - 1)
            marks += self._part(part, (x, y, self.width, head + rows), head)
            y, before = y + head + rows + 2 * group.pad, group
        return marks

    def _part(self, part: Part, box: Box, head: int) -> list[Mark]:
        """A floor's rows in one column; `box` is without its padding."""
        x, y, wide, tall = box
        block, group, rows = self.blocks[part.group], self.groups[part.group], self.rows[part.group]
        setting = rows[0].setting
        marks: list[Mark] = []
        if group.pad:
            plate = (x - group.pad, y, wide + 2 * group.pad, tall - setting.gap + 2 * group.pad)
            marks.append(Fill(box=plate, colour=setting.colours.paper, radius=setting.canvas.radius))
            y += group.pad
        if head:
            marks += head_marks(block, setting, (x, y, wide), with_label=self.form.tabs == "above")
        top, left = y + head, x
        if self.tab:
            marks += tab_marks(block, setting, (x, top, self.tab, tall - head - setting.gap))
            left += self.tab + setting.space
        used = sum(row.height for row in rows[part.first : part.last]) + setting.gap * (part.last - part.first)
        step = (tall - head - used) // max(1, part.last - part.first - 1) if part.last - part.first > 1 else 0
        free = tall - head - used if part.last - part.first == 1 else 0
        for row in rows[part.first : part.last]:
            marks += row.place(left, top + free // 2)
            top += row.height + setting.gap + step
        return marks

    def _extra(self) -> int:
        """How much wider the gaps become where the columns have height to spare, the same in every column."""
        spare = [self._spare(column) for column in self.dealt if column]
        return max(0, min((*spare, round(MOST_EXTRA * self.setting.size))))

    def _spare(self, parts: Sequence[Part]) -> int:
        used = columns.column_height(self.groups, parts, group_gap(self.setting))
        gaps = sum(part.last - part.first for part in parts) + len(parts) - 1
        return (self.height - used) // max(1, gaps)


def group_gap(setting: Setting) -> int:
    """Between floors, beside the gap that every row has."""
    return round(0.42 * setting.size)


def gutter(setting: Setting) -> int:
    """Between columns."""
    return round(COLUMN_GAP * setting.size)


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Blocks measured in a setting and a form, for pages of one size; not yet dealt into columns."""

    setting: Setting
    form: Form
    width: int
    height: int
    blocks: tuple[Block, ...]
    rows: tuple[tuple[Row, ...], ...]
    groups: tuple[Group, ...]
    tab: int

    @cached_property
    def least_pages(self) -> int | None:
        """So many pages hold them; None where a single row is higher than a page."""
        count = columns.columns_needed(self.groups, height=self.height, gap=group_gap(self.setting))
        return None if count is None else -(-count // self.form.per_page)

    @property
    def strain(self) -> int:
        """The worst place at which any name had to be divided."""
        return max((row.name.strain for rows in self.rows for row in rows), default=0)

    def dealt(self, pages: int) -> Body | None:
        """On so many pages, or None where they do not fit."""
        gap, count = group_gap(self.setting), self.form.per_page * pages
        dealt = columns.dealt(self.groups, columns=count, height=self.height, gap=gap)
        if dealt is None:
            return None
        return Body(
            setting=self.setting,
            form=self.form,
            width=self.width,
            blocks=self.blocks,
            rows=self.rows,
            groups=self.groups,
            tab=self.tab,
            dealt=dealt,
            height=self.height,
        )


def measure(blocks: Sequence[Block], setting: Setting, form: Form, *, size: tuple[int, int]) -> Measured | None:
    """The blocks for pages of this width and height; None where a column is too narrow for a word."""
    width, height = size
    column = (width - (form.per_page - 1) * gutter(setting)) // form.per_page
    if column < NARROWEST * setting.size and form.per_page > 1:
        return None
    tab = tab_width(blocks, setting) if form.tabs == "side" else 0
    rows = _rows(blocks, setting, form, column - (tab + setting.space if tab else 0))
    if any(overflows(row) for some in rows for row in some):
        return None
    above = form.tabs == "above"
    if form.tabs != "none" and not all(head_fits(one, setting, column, with_label=above) for one in blocks):
        return None
    return Measured(
        setting=setting,
        form=form,
        width=column,
        height=height + setting.gap,
        blocks=tuple(blocks),
        rows=rows,
        groups=tuple(_group(block, some, form) for block, some in zip(blocks, rows, strict=True)),
        tab=tab,
    )


def _rows(blocks: Sequence[Block], setting: Setting, form: Form, free: int) -> tuple[tuple[Row, ...], ...]:
    cells = [cell for block in blocks for cell in block.cells]
    numbers = numbers_width(cells, setting, most=5.4 if form.per_page == 1 else WIDEST)
    beside = None
    if form.second == "beside" and setting.second is not None:
        room = free - numbers - setting.space
        beside = names_width(cells, setting, numbers=numbers, most=round(0.56 * room)) + round(0.8 * setting.size)
    fixed = Columns(numbers=numbers, beside=beside)
    other = replace(setting, colours=inverted(setting.canvas))
    return tuple(
        tuple(measured(cell, other if block.here else setting, width=free, columns=fixed) for cell in block.cells)
        for block in blocks
    )


def _group(block: Block, rows: Sequence[Row], form: Form) -> Group:
    setting = rows[0].setting
    above = form.tabs == "above"
    return Group(
        rows=tuple(row.height + setting.gap for row in rows),
        least=tab_height(block, setting) + setting.gap if form.tabs == "side" else 0,
        head=head_height(block, setting, with_label=above) if form.tabs != "none" else 0,
        house=block.key if above else block.head,
        pad=round(0.35 * setting.size) if block.here and form.tabs != "none" else 0,
    )
