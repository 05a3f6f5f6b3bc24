"""The glass: how long a fade's frame takes, and how little of it is painted anew."""

from __future__ import annotations

import statistics
import time

import numpy as np
import pygame

from players.pi.geometry import Geometry
from players.pi.glass import Glass
from players.pi.pictures import Picture
from signage.core.shows import Placed, Zone

SIZE = (1920, 1080)


def a_zone(box: tuple[int, int, int, int], asset: str, before: tuple[Placed, ...] = (), weight: float = 1) -> Zone:
    return Zone(Placed(box, asset, {}, asset), 0, 9000, before, weight)


def a_get(surface: pygame.Surface) -> dict[Picture, pygame.Surface]:
    class Noise(dict[Picture, pygame.Surface]):
        def get(self, picture: Picture) -> pygame.Surface:  # type: ignore[override]
            if picture not in self:
                noise = np.random.default_rng(len(self)).integers(0, 255, (picture.width, picture.height, 3))
                self[picture] = pygame.surfarray.make_surface(noise).convert(surface)
            return self[picture]

    return Noise()


def test_a_fade_frame_at_full_hd_is_painted_in_under_eight_milliseconds() -> None:
    surface = pygame.Surface(SIZE, depth=32)
    glass, pictures = Glass(surface, flip=lambda boxes: None), a_get(surface)
    geometry = Geometry(width=1920, height=1080, rotation=0, panel=SIZE)
    whole = (0, 0, *SIZE)

    took = []
    for frame in range(1, 37):
        zone = a_zone(whole, "b", (Placed(whole, "a", {}, "a"),), frame / 37)
        began = time.thread_time()
        glass.paint((zone,), geometry=geometry, get=pictures.get)
        took.append((time.thread_time() - began) * 1000)

    assert statistics.median(took) < 8


def test_only_the_zone_that_changed_is_painted_and_presented() -> None:
    presented: list[list[pygame.Rect]] = []
    surface = pygame.Surface(SIZE, depth=32)
    glass, pictures = Glass(surface, flip=presented.append), a_get(surface)
    geometry = Geometry(width=1920, height=1080, rotation=0, panel=SIZE)
    left, right = (0, 0, 1440, 1080), (1440, 0, 480, 1080)

    for board in ("a", "b", "b"):
        glass.paint((a_zone(left, "guide"), a_zone(right, board)), geometry=geometry, get=pictures.get)

    assert presented == [[pygame.Rect(0, 0, *SIZE)], [pygame.Rect(right)]]


def test_boxes_that_touch_on_the_canvas_touch_on_any_panel() -> None:
    for panel in ((1366, 768), (1280, 720), (3840, 2160), (800, 1280)):
        for rotation in (0, 90, 180, 270):
            geometry = Geometry(width=1920, height=1080, rotation=rotation, panel=panel)
            boxes = [(0, 0, 1283, 1080), (1283, 0, 637, 511), (1283, 511, 637, 569)]
            placed = [geometry.place(box) for box in boxes]
            whole = geometry.place((0, 0, 1920, 1080))
            assert sum(one.width * one.height for one in placed) == whole.width * whole.height
            assert all(whole.contains(one) for one in placed)
