"""The signs of a notice's tone: a shape beside the colour, of one stroke weight."""

from __future__ import annotations

from functools import lru_cache

from PIL import Image, ImageDraw

from signage.render.marks import SMOOTH, Stencil
from signage.render.tokens import Tone


def tone_sign(tone: Tone, side: int, colour: str) -> Stencil:
    """At the origin; whoever places it gives it its place."""
    return Stencil(name=f"tone-{tone}", box=(0, 0, side, side), colour=colour, draw=lambda px: _drawn(tone, px))


@lru_cache(maxsize=64)
def _drawn(tone: Tone, side: int) -> Image.Image:
    """A speech bubble for calm, an i in a ring, a triangle, and an octagon with a bar for what must be obeyed."""
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    stroke = round(big * 0.09)
    edge = big * 0.06

    def at(*places: float) -> tuple[float, ...]:
        return tuple(place * big for place in places)

    if tone == "calm":
        draw.rounded_rectangle(at(0.06, 0.12, 0.94, 0.74), radius=big * 0.12, outline=255, width=stroke)
        draw.polygon([at(0.26, 0.70), at(0.52, 0.70), at(0.26, 0.94)], fill=255)
        draw.line(at(0.26, 0.36, 0.74, 0.36), fill=255, width=stroke)
        draw.line(at(0.26, 0.53, 0.60, 0.53), fill=255, width=stroke)
    elif tone == "info":
        draw.ellipse((edge, edge, big - edge, big - edge), outline=255, width=stroke)
        draw.ellipse(at(0.435, 0.22, 0.565, 0.35), fill=255)
        draw.rounded_rectangle(at(0.445, 0.43, 0.555, 0.78), radius=big * 0.04, fill=255)
    elif tone == "caution":
        draw.polygon([at(0.5, 0.05), at(0.98, 0.92), at(0.02, 0.92)], fill=255)
        draw.polygon([at(0.5, 0.235), at(0.825, 0.83), at(0.175, 0.83)], fill=0)
        draw.rounded_rectangle(at(0.452, 0.40, 0.548, 0.64), radius=big * 0.04, fill=255)
        draw.ellipse(at(0.445, 0.68, 0.555, 0.79), fill=255)
    else:
        cut = 0.29
        corners = [(cut, 0.02), (1 - cut, 0.02), (0.98, cut), (0.98, 1 - cut), (1 - cut, 0.98), (cut, 0.98)]
        draw.polygon([at(*corner) for corner in (*corners, (0.02, 1 - cut), (0.02, cut))], fill=255)
        draw.rounded_rectangle(at(0.43, 0.2, 0.57, 0.6), radius=big * 0.05, fill=0)
        draw.ellipse(at(0.425, 0.67, 0.575, 0.82), fill=0)
    return mask.reduce(SMOOTH)
