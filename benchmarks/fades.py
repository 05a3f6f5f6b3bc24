"""`python -m benchmarks.fades FILE FILE`: what painting and presenting one frame of a fade takes, ms, at 1080p."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

import pygame

from players.pi.geometry import Geometry
from players.pi.glass import Glass
from players.pi.pictures import Picture, decoded
from signage.core.shows import Placed, Zone

SIZE = (1920, 1080)
FRAMES = 60


def main() -> None:
    """Through the player's own glass, in a real window."""
    os.environ["SDL_FRAMEBUFFER_ACCELERATION"] = "0"  # as the player does
    pygame.display.init()
    window = pygame.display.set_mode(SIZE, pygame.NOFRAME)
    screen = Glass(window, flip=pygame.display.update)
    geometry = Geometry(width=SIZE[0], height=SIZE[1], rotation=0, panel=SIZE)
    files = [Path(name) for name in sys.argv[1:3]]
    pictures = {}
    for file in files:
        picture = Picture(asset=file.name, width=SIZE[0], height=SIZE[1], turn=0)
        pictures[picture] = decoded(file.read_bytes(), picture, like=window)
    before, after = (Placed((0, 0, *SIZE), file.name, {}, file.name) for file in files)
    times = []
    for frame in range(FRAMES):
        zone = Zone(after, 0, 10_000, (before,), (frame + 1) / (FRAMES + 1))
        began = time.perf_counter()
        screen.paint((zone,), geometry=geometry, get=pictures.get)
        times.append((time.perf_counter() - began) * 1000)
        pygame.event.pump()
    print(statistics.median(times))


if __name__ == "__main__":
    main()
