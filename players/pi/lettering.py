"""Lettering: the player's own sentences, written with a Japanese face of this machine; LOOK's paper and inks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pygame

from players.pi.glass import PAPER

INK = (26, 26, 28)
QUIET = (84, 86, 92)
HAIRLINE = (200, 200, 203)
SMALLEST = 6
"""Pixels: nothing is written smaller, not even where it would not fit otherwise."""

ACCENT = (0, 90, 255)
"""Of an office that has not chosen another: a player is not told which."""

_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
_FACES = (
    ("BIZUDPGothic-Bold.ttf", "BIZUDPGothic-Regular.ttf"),
    ("NotoSansCJK-Bold.ttc", "NotoSansCJK-Regular.ttc"),
    ("NotoSansCJKjp-Bold.otf", "NotoSansCJKjp-Regular.otf"),
)


class Pen:
    """Writes blocks of one width. `unit` is the height that its sizes are multiples of, in pixels."""

    def __init__(self, unit: float, width: int) -> None:
        self._unit, self._width = unit, width

    def write(
        self, text: str, size: float, *, bold: bool = False, ink: tuple[int, int, int] = INK, after: float = 0
    ) -> pygame.Surface:
        """A block of lines, with room for `after` units beneath it."""
        font = pygame.font.Font(faces()[not bold], max(SMALLEST, round(self._unit * size)))
        font.set_linesize(round(self._unit * size * 1.4))
        words = font.render(text, antialias=True, color=ink, wraplength=self._width)
        block = pygame.Surface((self._width, words.get_height() + round(self._unit * after)), depth=32)
        block.fill(PAPER)
        block.blit(words, (0, 0))
        return block


def height_of(blocks: Sequence[pygame.Surface]) -> int:
    """Of blocks that stand on each other."""
    return sum(block.get_height() for block in blocks)


def stack(card: pygame.Surface, blocks: Sequence[pygame.Surface], at: tuple[int, int]) -> None:
    """Put blocks beneath each other."""
    left, top = at
    for block in blocks:
        card.blit(block, (left, top))
        top += block.get_height()


@cache
def faces() -> tuple[Path | None, Path | None]:
    """Bold and regular files of a Japanese face on this machine; (None, None), pygame's own, where there is none."""
    pygame.font.init()
    for names in _FACES:
        found = [next((file for folder in _FOLDERS for file in Path(folder).rglob(name)), None) for name in names]
        if all(found):
            return found[0], found[1]
    return None, None


def has_japanese() -> bool:
    """Whether Japanese can be written on this machine."""
    return faces()[0] is not None
