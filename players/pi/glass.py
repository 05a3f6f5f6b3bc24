"""The glass: paints what is shown, changed parts only, and presents it whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from players.pi.geometry import Geometry
from players.pi.pictures import Picture
from signage.core.shows import Placed, Zone

PAPER = (247, 248, 250)
BLACK = (0, 0, 0)

Flip = Callable[[list[pygame.Rect]], None]


@dataclass(frozen=True, slots=True)
class _Layer:
    """One zone as it is painted: what to draw, and from what it fades, `alpha` of 255."""

    box: pygame.Rect
    picture: Picture
    before: tuple[Placed, ...]
    alpha: int


class Glass:
    """A surface and the way to present it. Only `paint`, `dark` and `card` change what is seen.

    `presented` says whether anything was yet.
    """

    def __init__(self, surface: pygame.Surface, *, flip: Flip) -> None:
        self.surface = surface
        self._flip = flip
        self._geometry: Geometry | None = None
        self._layers: tuple[_Layer, ...] = ()
        self._other: object = None
        self.presented = False

    def invalidate(self) -> None:
        """What was presented may be gone from the window."""
        self._present([self.surface.get_rect()])

    def dark(self) -> None:
        """A dark screen."""
        if self._other != "dark":
            self._clean("dark")
            self.surface.fill(BLACK)
            self._present([self.surface.get_rect()])

    def card(self, name: object, draw: Callable[[], pygame.Surface]) -> None:
        """A picture of the whole panel, drawn only if it is not the one of that name that is there already."""
        if self._other != name:
            self._clean(name)
            self.surface.blit(draw(), (0, 0))
            self._present([self.surface.get_rect()])

    def paint(
        self, zones: tuple[Zone, ...], *, geometry: Geometry, get: Callable[[Picture], pygame.Surface | None]
    ) -> bool:
        """Paint what is shown. False, and nothing is changed, where one of its pictures is not decoded yet."""
        layers = tuple(_layer(zone, geometry) for zone in zones)
        pictures = {one: get(one) for one in needed_pictures(zones, geometry=geometry)}
        ready = {one: surface for one, surface in pictures.items() if surface is not None}
        if len(ready) < len(pictures):
            return False
        anew = geometry != self._geometry or [one.box for one in layers] != [one.box for one in self._layers]
        dirty = list(layers) if anew else self._dirty(layers)
        if anew:
            self.surface.fill(BLACK)
            self.surface.fill(PAPER, geometry.place((0, 0, geometry.width, geometry.height)))
        for layer in dirty:
            self._paint(layer, geometry, ready)
        self._geometry, self._layers, self._other = geometry, layers, None
        if dirty:
            self._present([self.surface.get_rect()] if anew else [layer.box for layer in dirty])
        return True

    def _dirty(self, layers: tuple[_Layer, ...]) -> list[_Layer]:
        """The layers that differ from what is there, and those above them, in painting order."""
        dirty: list[_Layer] = []
        for layer, there in zip(layers, self._layers, strict=True):
            if layer != there or any(layer.box.colliderect(below.box) for below in dirty):
                dirty.append(layer)
        return dirty

    def _paint(self, layer: _Layer, geometry: Geometry, ready: dict[Picture, pygame.Surface]) -> None:
        surface = ready[layer.picture]
        self.surface.set_clip(layer.box)
        for placed in layer.before:
            self.surface.blit(ready[geometry.picture(placed)], geometry.place(placed.box))
        if layer.alpha < 255:
            surface.set_alpha(layer.alpha)
        self.surface.blit(surface, layer.box)
        surface.set_alpha(None)
        self.surface.set_clip(None)

    def _present(self, boxes: list[pygame.Rect]) -> None:
        self._flip(boxes)
        self.presented = True

    def _clean(self, name: object) -> None:
        self._geometry, self._layers, self._other = None, (), name


def needed_pictures(zones: tuple[Zone, ...], *, geometry: Geometry) -> list[Picture]:
    """The pictures without which these zones cannot be painted."""
    placed = [zone.placed for zone in zones] + [one for zone in zones for one in zone.before]
    return list(dict.fromkeys(geometry.picture(one) for one in placed))


def _layer(zone: Zone, geometry: Geometry) -> _Layer:
    alpha = round(zone.weight * 255)
    before = zone.before if alpha < 255 else ()
    return _Layer(geometry.place(zone.placed.box), geometry.picture(zone.placed), before, alpha)
