"""The strip: the screen's own floor in a flat box, its counters one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signage.core.floor_guide import GuideAt
from signage.core.reading import searching_ms
from signage.render import floor_guide_blocks as blocks
from signage.render import floor_guide_words as words
from signage.render import ruby
from signage.render.canvas import Canvas
from signage.render.floor_guide_cells import Cell, Columns, Row, measured
from signage.render.floor_guide_setting import Setting, inverted
from signage.render.marks import Fill, Mark
from signage.render.pages import Page
from signage.render.text import Paragraph, line

FLAT = 3.0
"""A box so many times wider than high is a strip."""


def is_flat(canvas: Canvas) -> bool:
    """Whether there is no room for more than the screen's own floor."""
    return canvas.width > FLAT * canvas.height or canvas.inner_height < 7 * canvas.minimum_px


def strip_pages(guide: GuideAt, canvas: Canvas, language: str) -> tuple[Page, ...]:
    """As few pages as the floor's rows need, as large as those allow; one that names the floor where it has none."""
    told, here = blocks.reading(guide, language, None), guide.here
    theme = ruby.spoken(here.theme.best(language)) if here is not None else ""
    cells = blocks.here_cells(guide, told) or [Cell(name=theme or words.PLAIN.best(language))]
    label = here.label if here is not None else ""
    largest = max(canvas.minimum_px, min(canvas.unit, canvas.inner_height // 2))
    sizes = range(canvas.minimum_px, largest + 1, max(1, canvas.minimum_px // 10))
    strips = [_Strip.of(canvas, language, size, label, cells) for size in sizes]
    best = min(strips, key=lambda strip: (len(strip.lines), -strip.setting.size))
    return tuple(best.page(place) for place in range(len(best.lines)))


@dataclass(frozen=True, kw_only=True)
class _Tab:
    """The floor's label and 「現在地」 on one plate."""

    setting: Setting
    label: Paragraph
    here: Paragraph

    @classmethod
    def of(cls, setting: Setting, label: str, here: str) -> _Tab:
        colours = setting.colours
        big = setting.style(
            round(1.3 * setting.size),
            language="ja",
            weight="bold",
            colour=colours.label,
            on=colours.tab,
            tabular=True,
        )
        small = setting.style(setting.size, weight="bold", colour=colours.label, on=colours.tab)
        return cls(setting=setting, label=line(label, big), here=line(here, small))

    @property
    def width(self) -> int:
        space = self.setting.space
        return self.label.width + self.here.width + 3 * space

    def marks(self, x: int, y: int, height: int) -> list[Mark]:
        canvas, space = self.setting.canvas, self.setting.space
        box = (x, y, self.width, height)
        baseline = y + (height - self.label.height) // 2 + self.label.ascent
        return [
            Fill(box=box, colour=self.setting.colours.tab, radius=canvas.radius),
            *self.label.place(x + space, baseline - self.label.ascent),
            *self.here.place(x + 2 * space + self.label.width, baseline - self.here.ascent),
        ]


_Line = tuple[tuple[Row, int], ...]
"""Rows side by side, each with its place."""


@dataclass(frozen=True, kw_only=True)
class _Strip:
    """The floor's rows in one size: lines of rows, so many a page."""

    setting: Setting
    tab: _Tab
    left: int
    lines: tuple[tuple[_Line, ...], ...]

    @classmethod
    def of(cls, canvas: Canvas, language: str, size: int, label: str, cells: Sequence[Cell]) -> _Strip:
        """Rows flow from line to line, lines from page to page."""
        setting = Setting(canvas=canvas, colours=inverted(canvas), language=language, second=None, size=size)
        tab = _Tab.of(setting, label, words.HERE.best(language))
        left = canvas.margin_x + tab.width + 2 * setting.space
        width = canvas.width - canvas.margin_x - left
        rows = [_row(cell, setting, width) for cell in cells]
        per_page = max(1, (canvas.inner_height + setting.gap) // (max(row.height for row in rows) + setting.gap))
        lines = _flowed(rows, setting, width)
        pages = tuple(lines[first : first + per_page] for first in range(0, len(lines), per_page))
        return cls(setting=setting, tab=tab, left=left, lines=pages)

    def page(self, place: int) -> Page:
        """One page of them; the tab is as high on every page."""
        canvas, setting, lines = self.setting.canvas, self.setting, self.lines[place]
        tall = max(round(1.75 * setting.number), *(self._height(one) for one in self.lines))
        marks = self.tab.marks(canvas.margin_x, (canvas.height - tall) // 2, tall)
        y = (canvas.height - self._height(lines)) // 2
        for one in lines:
            height = max(row.height for row, _ in one)
            for row, x in one:
                marks += row.place(self.left + x, y + (height - row.height) // 2)
            y += height + setting.gap
        rows = [row for one in lines for row, _ in one]
        told = "; ".join(row.cell.said for row in rows)
        number = f" {place + 1}/{len(self.lines)}" if len(self.lines) > 1 else ""
        return Page(
            width=canvas.width,
            height=canvas.height,
            paper=setting.colours.paper,
            marks=tuple(marks),
            language=setting.language,
            alt=f"{self.tab.label.text} {self.tab.here.text}{number}: {told}",
            shown_ms=searching_ms(len(rows)),
        )

    def _height(self, lines: Sequence[_Line]) -> int:
        return sum(max(row.height for row, _ in one) for one in lines) + self.setting.gap * (len(lines) - 1)


def _flowed(rows: Sequence[Row], setting: Setting, width: int) -> tuple[_Line, ...]:
    lines: list[list[tuple[Row, int]]] = [[]]
    pen = 0
    for row in rows:
        if pen and pen + row.width > width:
            lines.append([])
            pen = 0
        lines[-1].append((row, pen))
        pen += row.width + round(1.2 * setting.size)
    return tuple(tuple(one) for one in lines)


def _row(cell: Cell, setting: Setting, width: int) -> Row:
    """As wide as it must be: name, then state or arrow behind it."""
    wide = measured(cell, setting, width=width, columns=Columns(numbers=0))
    return measured(cell, setting, width=min(width, wide.natural_width), columns=Columns(numbers=0))
