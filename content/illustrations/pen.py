"""Pen: paths in the letters of SVG (M L C Z, absolute, on a field of 100 × 100), drawn in one stroke weight."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, ImageDraw

SIZE = 960
"""Pixels a side: enough for a quarter of a 4K screen."""

SMOOTH = 4
"""Drawn so many times larger, then reduced: Pillow's edges are not anti-aliased."""

STROKE = 2.1
"""The one stroke weight, in hundredths of the field."""

INK, WHITE, PLATE = "#22313A", "#FFFFFF", "#E3EDE7"
GREEN, SKY, SUN, CLAY, STONE = "#4FA07F", "#A9CFE3", "#F2C462", "#DE8468", "#C9D3D6"

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Shape:
    """A path, what fills it (None: nothing), and whether it has an outline."""

    path: str
    fill: str | None = None
    outline: bool = True


def circle(x: float, y: float, r: float) -> str:
    """A circle, as four curves."""
    k = r * 0.5523
    return (
        f"M {x + r} {y} C {x + r} {y + k} {x + k} {y + r} {x} {y + r} C {x - k} {y + r} {x - r} {y + k} {x - r} {y} "
        f"C {x - r} {y - k} {x - k} {y - r} {x} {y - r} C {x + k} {y - r} {x + r} {y - k} {x + r} {y} Z"
    )


def box(x: float, y: float, w: float, h: float, r: float = 2) -> str:
    """A rectangle with round corners."""
    k = r * 0.4477
    right, low = x + w, y + h
    return (
        f"M {x + r} {y} L {right - r} {y} C {right - k} {y} {right} {y + k} {right} {y + r} "
        f"L {right} {low - r} C {right} {low - k} {right - k} {low} {right - r} {low} "
        f"L {x + r} {low} C {x + k} {low} {x} {low - k} {x} {low - r} "
        f"L {x} {y + r} C {x} {y + k} {x + k} {y} {x + r} {y} Z"
    )


def draw(shapes: tuple[Shape, ...]) -> Image.Image:
    """The shapes on a pale plate, so that they read on light and on dark paper."""
    large = SIZE * SMOOTH
    picture = Image.new("RGB", (large, large), PLATE)
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        _draw(pen, shape, large / 100)
    return picture.reduce(SMOOTH)


def _draw(pen: ImageDraw.ImageDraw, shape: Shape, scale: float) -> None:
    width = STROKE * scale
    for points, closed in _lines(shape.path):
        pixels = [(x * scale, y * scale) for x, y in points]
        if shape.fill is not None:
            pen.polygon(pixels, fill=shape.fill)
        if not shape.outline:
            continue
        around = [*pixels, pixels[0]] if closed else pixels
        pen.line(around, fill=INK, width=round(width))
        for x, y in around:
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=INK)


def _lines(path: str) -> Iterator[tuple[list[Point], bool]]:
    """Each part of a path as points, and whether it is closed."""
    words = path.split()
    points: list[Point] = []
    letter, at = "", 0
    while at < len(words):
        if words[at].isalpha():
            letter, at = words[at], at + 1
        if letter == "Z":
            yield points, True
            points = []
            continue
        if letter == "M" and points:
            yield points, False
            points = []
        count = 6 if letter == "C" else 2
        numbers = [float(word) for word in words[at : at + count]]
        ends = list(zip(numbers[::2], numbers[1::2], strict=True))
        points += _curve(points[-1], *ends) if letter == "C" else ends
        at += count
    if points:
        yield points, False


def _curve(a: Point, b: Point, c: Point, d: Point) -> Iterator[Point]:
    """A cubic Bézier curve, in steps too short to be seen."""
    steps = max(6, math.ceil((math.dist(a, b) + math.dist(b, c) + math.dist(c, d)) * 1.5))
    for step in range(1, steps + 1):
        t = step / steps
        p, q, r, s = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
        yield p * a[0] + q * b[0] + r * c[0] + s * d[0], p * a[1] + q * b[1] + r * c[1] + s * d[1]
