"""The strip: the screen's own floor in a flat box, its counters one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from signage.core.floor_guide import GuideAt
from signage.core.reading import searching_ms
from signage.render import floor_guide_blocks as blocks
from signage.render import floor_guide_words as words
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
    """As many pages as the floor's rows need; one that names the floor where it has none."""
    told = blocks.reading(guide, language, None)
    here = guide.here
    size = max(canvas.minimum_px, min(canvas.unit, round(canvas.inner_height / 2.2)))
    setting = Setting(canvas=canvas, colours=inverted(canvas), language=language, second=None, size=size)
    tab = _Tab.of(setting, here.label if here is not None else "", words.HERE.best(language))
    cells = blocks.here_cells(guide, told)
    if not cells:
        theme = here.theme.best(language) if here is not None else words.PLAIN.best(language)
        cells = [Cell(name=theme or words.PLAIN.best(language))]
    left = canvas.margin_x + tab.width + setting.space * 2
    fills = _flowed(cells, setting, canvas.width - canvas.margin_x - left)
    return tuple(_page(setting, tab, lines, left, place=place, count=len(fills)) for place, lines in enumerate(fills))


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


def _flowed(cells: Sequence[Cell], setting: Setting, width: int) -> list[list[_Line]]:
    """Rows side by side in lines, lines on pages; each row with its place in its line."""
    canvas = setting.canvas
    rows = [_row(cell, setting, width) for cell in cells]
    tallest = max(row.height for row in rows)
    per_page = max(1, (canvas.inner_height + setting.gap) // (tallest + setting.gap))
    lines: list[list[tuple[Row, int]]] = [[]]
    pen = 0
    for row in rows:
        if pen and pen + row.width > width:
            lines.append([])
            pen = 0
        lines[-1].append((row, pen))
        pen += row.width + round(1.2 * setting.size)
    done = [tuple(one) for one in lines]
    return [done[first : first + per_page] for first in range(0, len(done), per_page)]


def _row(cell: Cell, setting: Setting, width: int) -> Row:
    """As wide as it must be: name, then state or arrow behind it."""
    wide = measured(cell, setting, width=width, columns=Columns(numbers=0))
    own = min(width, wide.natural_width)
    return measured(cell, setting, width=own, columns=Columns(numbers=0))


def _page(setting: Setting, tab: _Tab, lines: Sequence[_Line], left: int, *, place: int, count: int) -> Page:
    canvas = setting.canvas
    marks: list[Mark] = []
    heights = [max(row.height for row, _ in one) for one in lines]
    total = sum(heights) + setting.gap * (len(lines) - 1)
    y = (canvas.height - total) // 2
    marks += tab.marks(canvas.margin_x, y, total)
    for one, height in zip(lines, heights, strict=True):
        for row, x in one:
            marks += row.place(left + x, y + (height - row.height) // 2)
        y += height + setting.gap
    rows = [row for one in lines for row, _ in one]
    told = "; ".join(row.cell.said for row in rows)
    number = f" {place + 1}/{count}" if count > 1 else ""
    return Page(
        width=canvas.width,
        height=canvas.height,
        paper=setting.colours.paper,
        marks=tuple(marks),
        language=setting.language,
        alt=f"{tab.label.text} {tab.here.text}{number}: {told}",
        shown_ms=searching_ms(len(rows)),
    )
