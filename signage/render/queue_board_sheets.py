"""Sheets of a queue board: a way to lay it out, drawn page by page; what stands still, and the cells that change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from signage.core.shows import Box
from signage.render import queue_board_newest as newest
from signage.render import queue_board_rows as rows
from signage.render import queue_board_words as words
from signage.render.codes import code
from signage.render.marks import Fill, Mark
from signage.render.queue_board_cell import Cell, Place
from signage.render.queue_board_layout import Way
from signage.render.queue_board_setting import Setting


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


def layout(way: Way, *, fits: bool = True) -> Layout:
    """All pages."""
    return Layout(
        setting=way.setting, sheets=tuple(_sheet(way, number) for number in range(len(way.pages))), fits=fits
    )


def _sheet(way: Way, number: int) -> Sheet:
    page = way.pages[number]
    named = f"{way.board.slide}-{{}}-{number + 1}"
    marks: list[Mark] = [*way.head.marks(number, len(way.pages)), *_rules(way, number), *_code_marks(way)]
    found = [_cell(way, place, box, named) for place, box in _standing(way, number)]
    for place, top, group in way.spread(page):
        at = (way.rows_box[0] + place * (way.column.width + way.gap), way.rows_box[1] + top)
        marks += way.column.marks(group, at)
        found += way.column.cells(group, at, named)
    names = "、".join(group.queue.name.best(way.language) for _, _, group in page)
    return Sheet(
        marks=tuple(marks),
        cells=tuple(found),
        alt=" ".join(part for part in (words.TITLE.best(way.language), names) if part),
        rows=max(1, sum(len(line) for _, _, group in page for line in group.lines)),
    )


def _cell(way: Way, place: Place, box: Box, named: str) -> Cell:
    left = 0
    if place in ("ready", "recent") and way.inline:
        labels = {"ready": words.READY, "recent": words.CALLED}
        left = max(rows.label_width(way.setting, labels[one]) for one in way.listed) + way.setting.units(0.6)
    return Cell(
        place=place,
        name=named.format(place),
        box=box,
        setting=way.setting,
        queues=way.board.queues,
        left=left,
        across=way.across,
    )


def _standing(way: Way, number: int) -> Iterator[tuple[Place, Box]]:
    """What is on every page."""
    x, y, _, _ = way.body
    yield "newest", way.newest_box
    yield "pulse", (x, y, way.newest_box[2], newest.pulse_height(way.setting))
    left, top, _, tall = way.rows_box
    step, high = way.list_step, rows.list_height(way.setting, beside=way.inline)
    for index, place in enumerate(reversed(way.listed), start=1):
        yield place, (left, top + tall - index * step + (step - high), way.list_wide, high)
    title, size = way.head.title, way.setting.small
    baseline = way.canvas.margin_y + title.ascent
    yield (
        "time",
        (way.time_left(len(way.pages)), baseline - round(0.88 * size), way.time_wide, round(1.1 * size)),
    )


def _rules(way: Way, number: int) -> Iterator[Fill]:
    """Hairlines: between the newest call and the rows, between the rows, above the lists."""
    x, y, width, height = way.rows_box
    line, colour = way.canvas.hairline, way.setting.theme.hairline
    if way.aside:
        yield Fill(box=(x - way.gap // 2, y, line, height), colour=colour)
    elif way.pages[number]:
        yield Fill(box=(x, y - way.setting.units(0.4), width, line), colour=colour)
    more = way.more(way.pages[number]) // 2
    for place, top, _ in way.spread(way.pages[number]):
        if top:
            left = x + place * (way.column.width + way.gap)
            above = y + top - way.setting.units(0.4) - more
            yield Fill(box=(left, above, way.column.width, line), colour=colour)
    if way.foot:
        yield Fill(box=(x, y + height - way.foot, width, line), colour=colour)


def _code_marks(way: Way) -> list[Mark]:
    if way.code == "none" or way.board.code is None:
        return []
    x, y, width, height = way.body
    left, top = x + width - way.code_side, y + height - way.code_tall
    if way.code == "panel":
        left = x
    if way.code == "band":
        top = y
    told, second = way.code_words
    marks: list[Mark] = [code(way.board.code, (left, top), least_px=way.canvas.code_px)]
    below = top + way.code_side + way.setting.units(0.1)
    marks += told.place(left, below, width=way.code_side, align="centre")
    if second is not None:
        marks += second.place(left, below + told.height, width=way.code_side, align="centre")
    return marks
