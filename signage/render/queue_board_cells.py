"""Cells of a queue board as pages: what each says is painted once, and once more in grey."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from signage.render import queue_board_newest, queue_board_rows
from signage.render import queue_board_words as words
from signage.render.pages import Page
from signage.render.queue_board_cell import Cell, Painted, Place, Said
from signage.render.queue_board_setting import Setting

_SHOWN_MS = 10_000
"""Of no meaning for a part: it stands as long as its page."""

_DENSE = 64
"""Where the smallest legible letter has so many pixels, two of them are finer than what a visitor sees."""

_PAINTERS: Mapping[Place, Callable[[Cell, Said, Setting], Painted]] = {
    "newest": queue_board_newest.newest,
    "pulse": queue_board_newest.pulse,
    "line": queue_board_rows.counters,
    "info": queue_board_rows.info,
    "recent": queue_board_rows.recent,
    "ready": queue_board_rows.ready,
    "time": queue_board_rows.time,
}


@lru_cache(maxsize=8_192)
def drawn(cell: Cell, said: Said, *, grey: bool = False) -> Page:
    """The cell's page. What is said is told by colour nowhere alone, so it can be grey."""
    setting = cell.setting.faded if grey else cell.setting
    marks, alt = _PAINTERS[cell.place](cell, said, setting)
    width, height = cell.size
    return Page(
        width=width,
        height=height,
        paper=setting.canvas.accent if cell.place == "time" else setting.theme.paper,
        marks=tuple(marks),
        language=setting.language,
        alt=alt or words.TITLE.best(setting.language),
        shown_ms=_SHOWN_MS,
        indexed=True,
        grain=2 if setting.canvas.minimum_px >= _DENSE else 1,
    )
