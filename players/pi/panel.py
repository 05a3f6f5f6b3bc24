"""The panel: the whole screen of the machine, or a window on a desk."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pygame

from players.pi.problems import Refused


@contextlib.contextmanager
def panel(*, window: tuple[int, int] | None, title: str) -> Iterator[pygame.Surface]:
    """Open the display; Refused where there is none. Full screen, its own size, unless a window's size is given."""
    if not Path("/dev/dri").exists():
        # Without a GPU, SDL would draw its window through a software renderer: twice the work.
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_VIDEO_ALLOW_SCREENSAVER", "0")
    try:
        pygame.display.init()
        pygame.display.set_caption(title)
        if window is None:
            surface = pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
        else:
            surface = pygame.display.set_mode(window)
        pygame.mouse.set_visible(False)
    except pygame.error as error:
        raise Refused(
            ja=f"画面を開けません({error})。モニターの接続と、video グループの権限を確認してください。",
            en=f"The display cannot be opened ({error}). Check the cable and membership of group video.",
        ) from error
    try:
        yield surface
    finally:
        pygame.quit()
