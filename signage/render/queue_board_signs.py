"""Counters' signs on a queue board: a number in a rounded square, like the sign that hangs over the counter."""

from __future__ import annotations

from signage.render.marks import Fill, Mark, Outline
from signage.render.queue_board_setting import Setting
from signage.render.text import Paragraph, line

SIDE, EM = 0.84, 0.56
"""A sign's side and the em of its number, of the em of the called number beside it."""


def sign_side(setting: Setting, number: int) -> int:
    """How high a sign is beside numbers so large."""
    return max(round(1.3 * setting.canvas.minimum_px), round(SIDE * number))


def sign_width(sign: str, setting: Setting, number: int) -> int:
    """At least a square."""
    side = sign_side(setting, number)
    return max(side, _number(sign, setting, number).width + round(0.3 * side))


def sign_marks(
    sign: str, setting: Setting, at: tuple[int, int], number: int, *, wide: int = 0, fresh: bool = False
) -> list[Mark]:
    """Solid for the newest call; at least `wide` pixels wide. In ink and paper alone, as its number is."""
    if not sign:
        return []
    ground, ink = setting.theme.paper, setting.theme.ink
    if fresh:
        ground, ink = ink, ground
    side, radius = sign_side(setting, number), setting.canvas.radius
    box = (*at, max(wide, sign_width(sign, setting, number)), side)
    told = _number(sign, setting, number, ink=ink, on=ground)
    edge = Outline(box=box, colour=ink, stroke=max(2, side // 22), radius=radius)
    return [
        Fill(box=box, colour=ground, radius=radius) if fresh else edge,
        *told.place(at[0], at[1] + (side - told.height) // 2, width=box[2], align="centre"),
    ]


def _number(sign: str, setting: Setting, number: int, *, ink: str = "", on: str = "") -> Paragraph:
    size = max(setting.canvas.minimum_px, round(EM * number))
    return line(
        sign, setting.style(size, weight="bold", colour=ink or None, on=on or None, tabular=True, language="ja")
    )
