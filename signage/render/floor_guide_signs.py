"""The floor guide's signs: arrows, states and facilities as shapes of one stroke weight."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin

from PIL import Image, ImageDraw

from signage.core.guide import Arrow
from signage.render.marks import SMOOTH, Stencil

_TURN = {"n": 0, "ne": 1, "e": 2, "se": 3, "s": 4, "sw": 5, "w": 6, "nw": 7, "up": 0, "down": 4}


def arrow_sign(arrow: Arrow, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """The arrow in a square."""
    return Stencil(name=f"arrow-{arrow}", box=(*at, side, side), colour=colour, draw=lambda px: _arrow(arrow, px))


def state_sign(shape: str, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """A state's shape: a ring for open, a bar for closed and so on."""
    return Stencil(name=f"state-{shape}", box=(*at, side, side), colour=colour, draw=lambda px: _state(shape, px))


@lru_cache(maxsize=128)
def _arrow(arrow: Arrow, side: int) -> Image.Image:
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    middle, stroke = big / 2, big * 0.13
    if arrow == "here":
        draw.ellipse((big * 0.2, big * 0.2, big * 0.8, big * 0.8), fill=255)
        return mask.reduce(SMOOTH)
    angle = _TURN[arrow] * pi / 4

    def turned(x: float, y: float) -> tuple[float, float]:
        return middle + (x * cos(angle) - y * sin(angle)) * big, middle + (x * sin(angle) + y * cos(angle)) * big

    width = round(stroke)
    draw.line((turned(0, 0.42), turned(0, -0.34)), fill=255, width=width)
    draw.line((turned(-0.3, -0.08), turned(0, -0.4), turned(0.3, -0.08)), fill=255, width=width, joint="curve")
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
    elif shape == "paused":
        draw.rectangle((big * 0.2, edge, big * 0.4, big - edge), fill=255)
        draw.rectangle((big * 0.6, edge, big * 0.8, big - edge), fill=255)
    elif shape == "before":
        draw.ellipse(whole, outline=255, width=stroke)
        draw.line((big / 2, big * 0.25, big / 2, big / 2, big * 0.7, big * 0.6), fill=255, width=stroke // 2)
    else:
        draw.line((edge, edge, big - edge, big - edge), fill=255, width=stroke)
        draw.line((edge, big - edge, big - edge, edge), fill=255, width=stroke)
    return mask.reduce(SMOOTH)


def means_sign(means: str, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """A lift, an escalator or stairs."""
    return Stencil(name=f"means-{means}", box=(*at, side, side), colour=colour, draw=lambda px: _means(means, px))


@lru_cache(maxsize=64)
def _means(means: str, side: int) -> Image.Image:
    big = side * SMOOTH
    mask = Image.new("L", (big, big), 0)
    draw = ImageDraw.Draw(mask)
    if means == "lift":
        draw.rectangle((big * 0.1, big * 0.05, big * 0.9, big * 0.95), outline=255, width=round(big * 0.1))
        draw.polygon([(big * 0.5, big * 0.22), (big * 0.7, big * 0.45), (big * 0.3, big * 0.45)], fill=255)
        draw.polygon([(big * 0.5, big * 0.78), (big * 0.7, big * 0.55), (big * 0.3, big * 0.55)], fill=255)
    else:
        steps = [
            (0.05, 0.95),
            (0.05, 0.75),
            (0.3, 0.75),
            (0.3, 0.52),
            (0.55, 0.52),
            (0.55, 0.3),
            (0.8, 0.3),
            (0.8, 0.1),
            (0.95, 0.1),
        ]
        draw.line([(x * big, y * big) for x, y in steps], fill=255, width=round(big * 0.1), joint="curve")
    return mask.reduce(SMOOTH)


def facility_sign(kind: str, at: tuple[int, int], side: int, colour: str) -> Stencil:
    """A facility's pictogram."""
    return Stencil(name=f"facility-{kind}", box=(*at, side, side), colour=colour, draw=lambda px: _means(kind, px))
