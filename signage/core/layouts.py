"""Layouts: the five fixed divisions of a canvas, drawn on twelve columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from signage.core.shows import Box

MAIN = "main"
"""The zone that a rule plays in unless it names another."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """Zones by name, each as (x, y, width, height) in twelfths of the canvas: once lying, once standing."""

    id: str
    landscape: Mapping[str, Box]
    portrait: Mapping[str, Box]

    def zones(self, width: int, height: int) -> dict[str, Box]:
        """Each zone's box in pixels, in painting order. Edges are rounded, so that neighbours touch."""
        twelfths = self.landscape if width >= height else self.portrait
        return {name: _pixels(box, width, height) for name, box in twelfths.items()}


def _pixels(box: Box, width: int, height: int) -> Box:
    x, y, w, h = box
    left, top = round(x * width / 12), round(y * height / 12)
    return left, top, round((x + w) * width / 12) - left, round((y + h) * height / 12) - top


_WHOLE = {MAIN: (0, 0, 12, 12)}

LAYOUTS: Mapping[str, Layout] = {
    layout.id: layout
    for layout in (
        Layout(id="whole", landscape=_WHOLE, portrait=_WHOLE),
        Layout(
            id="main-side",
            landscape={MAIN: (0, 0, 8, 12), "side": (8, 0, 4, 12)},
            portrait={MAIN: (0, 0, 12, 8), "side": (0, 8, 12, 4)},
        ),
        Layout(
            id="side-main",
            landscape={MAIN: (4, 0, 8, 12), "side": (0, 0, 4, 12)},
            portrait={MAIN: (0, 4, 12, 8), "side": (0, 0, 12, 4)},
        ),
        Layout(
            id="main-strip",
            landscape={MAIN: (0, 0, 12, 10), "strip": (0, 10, 12, 2)},
            portrait={MAIN: (0, 0, 12, 10), "strip": (0, 10, 12, 2)},
        ),
        Layout(
            id="main-side-strip",
            landscape={MAIN: (0, 0, 8, 10), "side": (8, 0, 4, 10), "strip": (0, 10, 12, 2)},
            portrait={MAIN: (0, 0, 12, 7), "side": (0, 7, 12, 4), "strip": (0, 11, 12, 1)},
        ),
    )
}
