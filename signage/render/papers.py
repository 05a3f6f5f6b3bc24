"""Papers: sheets as canvases: how many dots they have, and how large words on them must be to be read from there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import ceil
from typing import Literal

from signage.core.reading import GLYPH_EM, character_mm
from signage.render.canvas import Canvas

DOTS_PER_MM = 8
"""Layout alone counts in dots; what is printed are outlines."""

CODE_MM = 25
"""A 二次元コード on paper is scanned from a quarter of a metre: a tenth of that."""

Size = Literal["A4", "A3"]

_MILLIMETRES: Mapping[Size, tuple[int, int]] = {"A4": (210, 297), "A3": (297, 420)}


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A sheet of paper, and from how far it is read."""

    size: Size
    landscape: bool = False
    character_mm: float
    """The least height of a Japanese character on it."""

    @property
    def millimetres(self) -> tuple[int, int]:
        """Width and height."""
        short, long = _MILLIMETRES[self.size]
        return (long, short) if self.landscape else (short, long)

    @property
    def dots(self) -> tuple[int, int]:
        """Width and height as the layout counts."""
        width, height = self.millimetres
        return width * DOTS_PER_MM, height * DOTS_PER_MM

    def canvas(self, *, accent: str, foot: int = 0) -> Canvas:
        """The sheet as pages are laid out on it, but for so many dots at its foot."""
        width, height = self.dots
        return Canvas(
            width=width,
            height=height - foot,
            minimum_px=em_px(self.character_mm),
            code_px=CODE_MM * DOTS_PER_MM,
            accent=accent,
        )


def em_px(height_mm: float) -> int:
    """The em, in dots, of characters so high."""
    return ceil(height_mm * DOTS_PER_MM / GLYPH_EM)


WALL = Sheet(size="A4", character_mm=character_mm(2.0))
"""A notice is read by who walks past it."""

_DESK_MM = character_mm(2.0) * 0.7 / 2.0
"""The guideline begins at a metre; a sheet on a desk is read from 70 cm, so in proportion."""

DESK = Sheet(size="A3", landscape=True, character_mm=_DESK_MM)
DESK_UPRIGHT = Sheet(size="A3", character_mm=_DESK_MM)

READING = Sheet(size="A4", character_mm=3.2)
READING_WIDE = replace(READING, landscape=True)
"""A document, held in the hand: 10 point and more."""

FOOT_MM = 4.0
"""What stands at the foot of a sheet is for whoever steps up to it."""
