"""The floor guide's signs: arrows, states and facilities, each in a square."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageDraw

from signage.core.guide import Arrow
from signage.render.marks import SMOOTH, Stencil
from signage.render.pictograms import pictogram

_TURN = {"n": 0, "ne": 1, "e": 2, "se": 3, "s": 4, "sw": 5, "w": 6, "nw": 7, "up": 0, "down": 4}


def arrow_sign(arrow: Arrow, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """The way to turn; up and down stand on a line, as a floor does; a place is a pin."""
    return Stencil(name=f"arrow-{arrow}", box=(*at, side, side), colour=colour, draw=lambda px: _arrow(arrow, px))


def state_sign(shape: str, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """A state's shape: a ring for open, a cross for closed and so on."""
    return Stencil(name=f"state-{shape}", box=(*at, side, side), colour=colour, draw=lambda px: _state(shape, px))


def facility_sign(kind: str, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """A facility's pictogram."""
    return Stencil(name=f"facility-{kind}", box=(*at, side, side), colour=colour, draw=lambda px: pictogram(kind, px))


@lru_cache(maxsize=128)
def _arrow(arrow: Arrow, side: int) -> Image.Image:
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    middle, width = big / 2, round(big * 0.14)
    if arrow == "here":
        draw.ellipse((big * 0.24, big * 0.08, big * 0.76, big * 0.6), fill=255)
        draw.polygon([(big * 0.28, big * 0.46), (big * 0.72, big * 0.46), (middle, big * 0.94)], fill=255)
        draw.ellipse((big * 0.4, big * 0.24, big * 0.6, big * 0.44), fill=0)
        return mask.reduce(SMOOTH)
    angle = _TURN[arrow] * pi / 4

    def turned(x: float, y: float) -> tuple[float, float]:
        return middle + (x * cos(angle) - y * sin(angle)) * big, middle + (x * sin(angle) + y * cos(angle)) * big

    tail = 0.3 if arrow in ("up", "down") else 0.42
    for points in (((0.0, tail), (0.0, -0.36)), ((-0.31, -0.07), (0.0, -0.38), (0.31, -0.07))):
        at = [turned(x, y) for x, y in points]
        draw.line(at, fill=255, width=width, joint="curve")
        for x, y in at:
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)
    if arrow in ("up", "down"):
        draw.line((turned(-0.31, 0.42), turned(0.31, 0.42)), fill=255, width=width)
    return mask.reduce(SMOOTH)


@lru_cache(maxsize=64)
def _state(shape: str, side: int) -> Image.Image:
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    edge, stroke = big * 0.06, round(big * 0.16)
    whole = (edge, edge, big - edge, big - edge)
    if shape == "open":
        draw.ellipse(whole, outline=255, width=stroke)
    elif shape == "busy":
        draw.polygon([(big / 2, edge), (big - edge, big - edge), (edge, big - edge)], fill=255)
    elif shape == "some":
        corners = [
            (big / 2, edge + stroke * 0.4),
            (big - edge, big - edge - stroke * 0.4),
            (edge, big - edge - stroke * 0.4),
        ]
        draw.line([*corners, *corners[:2]], fill=255, width=round(big * 0.13), joint="curve")
    elif shape == "paused":
        draw.rectangle((big * 0.2, edge, big * 0.4, big - edge), fill=255)
        draw.rectangle((big * 0.6, edge, big * 0.8, big - edge), fill=255)
    elif shape == "before":
        draw.ellipse(whole, outline=255, width=round(big * 0.12))
        draw.line((big / 2, big * 0.22, big / 2, big * 0.52, big * 0.7, big * 0.64), fill=255, width=round(big * 0.1))
    else:
        draw.line((edge, edge, big - edge, big - edge), fill=255, width=stroke)
        draw.line((edge, big - edge, big - edge, edge), fill=255, width=stroke)
    return mask.reduce(SMOOTH)
