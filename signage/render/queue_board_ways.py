"""Which way a queue board is laid out: few pages and large numbers, without losing what it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from signage.render.canvas import Canvas
from signage.render.queue_board_document import Board
from signage.render.queue_board_layout import CodePlace, Layout, Way, cut

_SCALES = (1.0, 1.25, 0.85, 2 / 3)
"""How large its words are set."""
_NUMBERS = (3.0, 2.6, 2.3, 2.0, 1.75, 1.5, 1.3, 1.15, 1.0, 0.8, 2 / 3)
"""How many of the canvas's units the numbers of its rows have; the newest call has three times as many."""

_SIZE, _WORDS = 1.6, 0.7
"""In pages: numbers without any size instead of three units, and the same of words instead of one."""
_NO_CODE, _NO_LIST, _NO_SECOND = 0.9, 0.12, 0.2
"""In pages: a board without its code, without a list, without the second language of its names."""


@lru_cache(maxsize=128)
def laid_out(board: Board, canvas: Canvas, language: str, second: str | None) -> Layout:
    """The best of all ways; they are tried from the largest on, and only as far as one may still be better."""
    best: tuple[float, Way] | None = None
    for least, way in sorted(_ways(board, canvas, language, second), key=lambda told: told[0]):
        if best is not None and least >= best[0]:
            break
        if not way.fits:
            continue
        cost = least - 1 + len(way.pages) + _NO_SECOND * way.plain
        if best is None or cost < best[0]:
            best = cost, way
    return best[1].layout() if best is not None else cut(_smallest(board, canvas, language, second))


def _ways(board: Board, canvas: Canvas, language: str, second: str | None) -> Iterator[tuple[float, Way]]:
    """Every way with what it costs at least."""
    unit = canvas.unit
    lists = 1 + any(queue.ready for queue in board.queues)
    for scale in _SCALES:
        scaled = canvas.scaled(scale)
        for units in _NUMBERS:
            number = round(units * unit)
            if number < canvas.minimum_px:
                continue
            for aside, across, code in _shapes(board, canvas):
                for columns in (1, 2, 3, 4):
                    for shown in range(lists + 1):
                        least = 1 + _SIZE * (1 - units / 3) + _WORDS * max(0.0, 1 - scale) + 0.02 * columns
                        least += _NO_LIST * (lists - shown) - 0.1 * max(0.0, scale - 1)
                        least += _NO_CODE if code == "none" and board.code is not None else 0.0
                        yield (
                            least,
                            Way(
                                board=board,
                                canvas=scaled,
                                language=language,
                                second=second,
                                number=number,
                                aside=aside,
                                across=across,
                                columns=columns,
                                lists=shown,
                                code=code,
                            ),
                        )


def _shapes(board: Board, canvas: Canvas) -> Iterator[tuple[bool, bool, CodePlace]]:
    """Where the newest call and the code may stand."""
    asides: tuple[CodePlace, ...] = ("panel", "foot", "none") if board.code is not None else ("none",)
    aboves: tuple[CodePlace, ...] = ("band", "foot", "none") if board.code is not None else ("none",)
    if canvas.width > 1.2 * canvas.height:
        yield from ((True, False, code) for code in asides)
    for across in (True, False):
        yield from ((False, across, code) for code in aboves)


def _smallest(board: Board, canvas: Canvas, language: str, second: str | None) -> Way:
    return Way(
        board=board,
        canvas=canvas.scaled(2 / 3),
        language=language,
        second=second,
        number=canvas.minimum_px,
        aside=False,
        across=True,
        columns=1,
        lists=0,
        code="none",
    )
