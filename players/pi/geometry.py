"""Geometry: where a box of the canvas lies on the panel, turned clockwise and scaled to fit."""

from __future__ import annotations

from dataclasses import dataclass

from pygame import Rect

from players.pi.pictures import Picture
from signage.core.shows import Box, Placed


@dataclass(frozen=True, kw_only=True, slots=True)
class Geometry:
    """A canvas as a visitor sees it, and the panel's pixels as the machine sees them."""

    width: int
    height: int
    rotation: int
    panel: tuple[int, int]

    def place(self, box: Box) -> Rect:
        """A box on the panel. Boxes that touch on the canvas touch on the panel."""
        left, top, right, bottom = self._turned(box)
        across, down = (self.height, self.width) if self.rotation in {90, 270} else (self.width, self.height)
        scale = min(self.panel[0] / across, self.panel[1] / down)
        x0 = (self.panel[0] - round(across * scale)) // 2
        y0 = (self.panel[1] - round(down * scale)) // 2
        x, y = x0 + round(left * scale), y0 + round(top * scale)
        return Rect(x, y, x0 + round(right * scale) - x, y0 + round(bottom * scale) - y)

    def picture(self, placed: Placed) -> Picture:
        """What must be decoded to paint a placed picture."""
        size = self.place(placed.box).size
        return Picture(asset=placed.asset, width=size[0], height=size[1], turn=self.rotation)

    def _turned(self, box: Box) -> tuple[int, int, int, int]:
        """Left, top, right and bottom after the canvas was turned."""
        x, y, width, height = box
        right, bottom = x + width, y + height
        if self.rotation == 90:
            return self.height - bottom, x, self.height - y, right
        if self.rotation == 180:
            return self.width - right, self.height - bottom, self.width - x, self.height - y
        if self.rotation == 270:
            return y, self.width - right, bottom, self.width - x
        return x, y, right, bottom
