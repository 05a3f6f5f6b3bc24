"""A queue board in a flat box: the newest call, the numbers before it, and the time."""

from __future__ import annotations

from signage.core.shows import Box
from signage.render import queue_board_newest as newest
from signage.render import queue_board_rows as rows
from signage.render import queue_board_words as words
from signage.render.canvas import Canvas
from signage.render.marks import Fill
from signage.render.queue_board_cell import Cell, Place
from signage.render.queue_board_document import Board
from signage.render.queue_board_setting import NEWEST, TALL, Setting
from signage.render.queue_board_sheets import Layout, Sheet

_EDGE = 0.14
"""What stays free above and below, of the height."""
_SIGN_MOST = 0.9
"""A sign is at most so high, of what there is: the number is what is looked for."""


def strip(board: Board, canvas: Canvas, language: str, second: str | None) -> Layout:
    """One page, whatever the number of queues: the newest call is what a strip has room for."""
    edge = round(_EDGE * canvas.height)
    tall = canvas.height - 2 * edge
    number = max(1, int((tall - 1) / TALL / NEWEST))
    setting = Setting(canvas=canvas.scaled(2 / 3), language=language, second=second, number=number)
    digits = max((queue.digits for queue in board.queues), default=3)
    cap = round(6 * setting.small) + 2 * canvas.units(0.5)
    free = canvas.width - canvas.margin_x - cap - canvas.unit
    wide = min(free, newest.newest_width(setting, digits, across=True) + setting.units(4))
    high = rows.list_height(setting, beside=True)
    label = rows.label_width(setting, words.CALLED) + setting.units(0.6)
    left = canvas.margin_x + wide + canvas.unit
    room = canvas.width - cap - canvas.unit - left
    clock = round(1.1 * setting.small)
    boxes: list[tuple[Place, Box, int]] = [("newest", (canvas.margin_x, edge, wide, tall), 0)]
    if room > label + setting.room(digits, setting.body):
        boxes.append(("recent", (left, (canvas.height - high) // 2, room, high), label))
    spot = (canvas.width - cap + canvas.units(0.5), (canvas.height - clock) // 2, cap - 2 * canvas.units(0.5), clock)
    boxes.append(("time", spot, 0))
    cells = tuple(
        Cell(
            place=place,
            name=f"{board.slide}-{place}-1",
            box=box,
            setting=setting,
            queues=board.queues,
            left=start,
            across=True,
        )
        for place, box, start in boxes
    )
    names = "、".join(queue.name.best(language) for queue in board.queues)
    sheet = Sheet(
        marks=(Fill(box=(canvas.width - cap, 0, cap, canvas.height), colour=canvas.accent),),
        cells=cells,
        alt=" ".join(part for part in (words.TITLE.best(language), names) if part),
        rows=1,
    )
    least = setting.canvas.minimum_px
    return Layout(setting=setting, sheets=(sheet,), fits=tall >= round(_SIGN_MOST * 1.3 * least))
