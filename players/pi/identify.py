"""Who it is: the monitor's name over the whole glass, for whoever walks along a row of them."""

from __future__ import annotations

import socket

import pygame

from players.pi.glass import PAPER
from players.pi.lettering import ACCENT, QUIET, SMALLEST, Pen, height_of, stack


def name_card(size: tuple[int, int], name: str, *, screen: str, server: str, rotation: int) -> pygame.Surface:
    """The whole panel, with an edge all around; the name as large as it goes on two lines at most."""
    width, height = size if rotation in {0, 180} else (size[1], size[0])
    card = pygame.Surface((width, height), depth=32)
    card.fill(ACCENT)
    edge = max(2, round(min(width, height) / 25))
    card.fill(PAPER, (edge, edge, width - 2 * edge, height - 2 * edge))
    left = 3 * edge
    column = width - 2 * left
    unit = min(height / 4, 2.2 * column / max(1, len(name)))
    words = Pen(unit, column).write(name, 1, bold=True)
    while unit > SMALLEST and (
        words.get_height() > height * 0.6 or _lines(words, unit) > 2 or _is_cut(name, unit, column)
    ):
        unit *= 0.93
        words = Pen(unit, column).write(name, 1, bold=True)
    small = Pen(min(width, height) / 36, column)
    facts = small.write(f"{screen}  ·  {server}  ·  {socket.gethostname()}", 1, ink=QUIET)
    stack(card, [words], (left, (height - words.get_height() - edge * 2) // 2))
    stack(card, [facts], (left, height - 2 * edge - height_of([facts])))
    return pygame.transform.rotate(card, -rotation) if rotation else card


def _lines(words: pygame.Surface, unit: float) -> int:
    return round(words.get_height() / (unit * 1.4))


def _is_cut(name: str, unit: float, column: int) -> bool:
    """Whether a name that would fit on one line, made a little smaller, is broken on several."""
    return unit * len(name) > column and unit * len(name) * 0.5 < column
