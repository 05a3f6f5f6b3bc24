"""Which way a queue board is laid out: few pages and large numbers, without losing what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from signage.render.canvas import Canvas
from signage.render.floor_guide_strip import is_flat
from signage.render.queue_board_document import Board
from signage.render.queue_board_layout import CodePlace, Way
from signage.render.queue_board_sheets import Layout, layout
from signage.render.queue_board_strip import strip

_SCALES = (1.25, 1.0, 0.85, 2 / 3)
"""How large its words are set."""
_NUMBERS = (3.0, 2.6, 2.3, 2.0, 1.75, 1.5, 1.3, 1.15, 1.0, 0.8, 2 / 3)
"""How many of the canvas's units the numbers of its rows have; the newest call has three times as many."""
_COLUMNS = (1, 2, 3, 4)

_SIZE, _WORDS, _COLUMN = 1.6, 0.7, 0.02
"""In pages: numbers without any size instead of three units; the same of words instead of one; a column more."""
_LARGE = 0.1
"""In pages: what words are worth that are larger than usual."""
_NO_CODE, _NO_LIST, _NO_SECOND, _BRIEF = 0.9, 0.12, 0.35, 0.3
"""In pages: a board without its code, without a list, without the second language of its names, with a line alone for
how many wait.
"""


@dataclass(frozen=True, kw_only=True)
class _Try:
    """A way that may be worth laying out, and what it costs at least: on one page."""

    least: float
    scale: float
    number: int
    aside: bool
    across: bool
    code: CodePlace
    columns: int
    lists: int
    brief: bool

    def way(self, board: Board, canvas: Canvas, language: str, second: str | None) -> Way:
        """Of a board."""
        return Way(
            board=board,
            canvas=canvas.scaled(self.scale),
            language=language,
            second=second,
            number=self.number,
            aside=self.aside,
            across=self.across,
            columns=self.columns,
            lists=self.lists,
            brief=self.brief,
            code=self.code,
        )


@lru_cache(maxsize=128)
def laid_out(board: Board, canvas: Canvas, language: str, second: str | None) -> Layout:
    """The best of all ways; they are tried from the cheapest on, and only as far as one may still be better."""
    if is_flat(canvas):
        return strip(board, canvas, language, second)
    best: tuple[float, Way] | None = None
    for one in sorted(_tries(board, canvas), key=lambda each: each.least):
        if best is not None and one.least >= best[0]:
            break
        way = one.way(board, canvas, language, second)
        if best is not None and one.least - 1 + way.least_pages >= best[0]:
            continue
        if not way.fits:
            continue
        cost = one.least - 1 + len(way.pages) + _NO_SECOND * way.plain
        if best is None or cost < best[0]:
            best = cost, way
    if best is not None:
        return layout(best[1])
    return layout(_smallest(canvas).way(board, canvas, language, second), fits=False)


def _tries(board: Board, canvas: Canvas) -> Iterator[_Try]:
    lists = 1 + any(queue.ready for queue in board.queues)
    columns = [count for count in _COLUMNS if count <= max(1, len(board.queues))]
    sizes = [(units, round(units * canvas.unit)) for units in _NUMBERS if units * canvas.unit >= canvas.minimum_px]
    rest = product(_SCALES, sizes, _shapes(board, canvas), columns, range(lists + 1), (False, True))
    for scale, (units, number), (aside, across, code), count, shown, brief in rest:
        least = 1 + _SIZE * (1 - units / _NUMBERS[0]) + _COLUMN * count + _NO_LIST * (lists - shown) + _BRIEF * brief
        least += _WORDS * (1 - scale) if scale < 1 else _LARGE * (1 - scale)
        least += _NO_CODE if code == "none" and board.code is not None else 0.0
        yield _Try(
            least=least,
            scale=scale,
            number=number,
            aside=aside,
            across=across,
            code=code,
            columns=count,
            lists=shown,
            brief=brief,
        )


def _shapes(board: Board, canvas: Canvas) -> list[tuple[bool, bool, CodePlace]]:
    """Where the newest call and the code may stand."""
    asides: tuple[CodePlace, ...] = ("panel", "foot", "none") if board.code is not None else ("none",)
    aboves: tuple[CodePlace, ...] = ("band", "foot", "none") if board.code is not None else ("none",)
    wide = canvas.width > 1.2 * canvas.height
    left = [(True, False, code) for code in asides] if wide else []
    return [*left, *((False, across, code) for across in (True, False) for code in aboves)]


def _smallest(canvas: Canvas) -> _Try:
    return _Try(
        least=0,
        scale=_SCALES[-1],
        number=canvas.minimum_px,
        aside=False,
        across=True,
        code="none",
        columns=1,
        lists=0,
        brief=True,
    )
