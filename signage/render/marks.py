"""Marks: what a page is made of; each knows its box and how to paint itself, and nothing of why it is there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import Literal, Protocol

from PIL import Image, ImageDraw, ImageFont

from signage.core.shows import Box
from signage.render import fonts
from signage.render.fonts import Weight
from signage.render.measuring import digit_width
from signage.render.tokens import rgb

SMOOTH = 4
"""Shapes are drawn so many times larger and reduced: Pillow's own edges are not anti-aliased."""


_STEPS = bytes(round(round(coverage * 15 / 255) * 255 / 15) for coverage in range(256))
"""Edges have sixteen steps of coverage: as smooth to the eye as 256, but a page then has so few colours that lossless
WebP keeps a palette, which packs three times as fast, into less, and unpacks twice as fast on the player."""


def _stepped(mask: Image.Image) -> Image.Image:
    return mask.point(_STEPS)


Coverage = tuple[tuple[int, int], Image.Image]
"""Where a mask's upper left corner is, and the mask: how much of each pixel is covered, from 0 to 255."""


class Mark(Protocol):
    """One thing on a page."""

    @property
    def box(self) -> Box:
        """Where it is, in pixels of the page."""

    def paint(self, image: Image.Image) -> None:
        """Put it on an RGB image."""


@dataclass(frozen=True, kw_only=True, slots=True)
class PlacedText:
    """One run of one font, exactly where it will stand: what tests of legibility look at.

    `size` is the em in pixels; `box` is the em box with descenders; `background` is the colour behind it.
    """

    text: str
    language: str
    size: int
    box: Box
    baseline: int
    family: str
    weight: Weight
    colour: str
    background: str
    tabular: bool = False
    ruby: bool = False

    def paint(self, image: Image.Image) -> None:
        """In its colour."""
        at, mask = self.coverage()
        image.paste(rgb(self.colour), at, mask)

    def coverage(self) -> Coverage:
        """Glyphs, shaped by Raqm; tabular digits each in the middle of its cell."""
        font = fonts.font(self.family, self.weight, self.size)
        room = self.size // 2  # glyphs may stand out of their em box
        x, y, width, height = self.box
        mask = Image.new("L", (width + 2 * room, height + 2 * room), 0)
        draw = ImageDraw.Draw(mask)
        baseline = self.baseline - y + room
        if self.tabular:
            for pen, character in self._cells(font):
                draw.text((room + pen, baseline), character, 255, font, "ls")
        else:
            draw.text((room, baseline), self.text, 255, font, "ls")
        return (x - room, y - room), _stepped(mask)

    def _cells(self, font: ImageFont.FreeTypeFont) -> Iterator[tuple[int, str]]:
        cell, pen = digit_width(self.family, self.weight, self.size), 0.0
        for character in self.text:
            width = font.getlength(character)
            room = cell if character in "0123456789" else width
            yield round(pen + (room - width) / 2), character
            pen += room


@dataclass(frozen=True, kw_only=True, slots=True)
class Fill:
    """A rectangle of one colour: a plate, a tab, an edge, a hairline."""

    box: Box
    colour: str
    radius: int = 0

    def paint(self, image: Image.Image) -> None:
        """Straight edges are exact, round corners smooth."""
        x, y, width, height = self.box
        if not self.radius:
            image.paste(rgb(self.colour), (x, y, x + width, y + height))
            return
        at, mask = self.coverage()
        image.paste(rgb(self.colour), at, mask)

    def coverage(self) -> Coverage:
        """All of the box but what its round corners leave free."""
        x, y, width, height = self.box
        return (x, y), _rounded(width, height, min(self.radius, width // 2, height // 2), 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Outline:
    """The edge of a rounded rectangle, its stroke inside the box."""

    box: Box
    colour: str
    stroke: int
    radius: int = 0

    def paint(self, image: Image.Image) -> None:
        """Smooth corners."""
        at, mask = self.coverage()
        image.paste(rgb(self.colour), at, mask)

    def coverage(self) -> Coverage:
        """The stroke alone."""
        x, y, width, height = self.box
        return (x, y), _rounded(width, height, min(self.radius, width // 2, height // 2), self.stroke)


@lru_cache(maxsize=128)
def _rounded(width: int, height: int, radius: int, stroke: int) -> Image.Image:
    """A mask: whole where `stroke` is 0. Only the corners are drawn large."""
    mask = Image.new("L", (width, height), 255)
    if stroke:
        mask.paste(0, (stroke, stroke, width - stroke, height - stroke))
    if radius:
        side = max(radius, stroke)
        corner = Image.new("L", (side * SMOOTH, side * SMOOTH), 0)
        draw = ImageDraw.Draw(corner)
        draw.ellipse((0, 0, 2 * radius * SMOOTH - 1, 2 * radius * SMOOTH - 1), fill=255)
        if side > radius:
            draw.rectangle((radius * SMOOTH, 0, side * SMOOTH, side * SMOOTH), fill=255)
            draw.rectangle((0, radius * SMOOTH, side * SMOOTH, side * SMOOTH), fill=255)
        if stroke and radius > stroke:
            inner = (
                stroke * SMOOTH,
                stroke * SMOOTH,
                (2 * radius - stroke) * SMOOTH - 1,
                (2 * radius - stroke) * SMOOTH - 1,
            )
            draw.ellipse(inner, fill=0)
        small = corner.reduce(SMOOTH)
        flip, turn = Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.FLIP_TOP_BOTTOM
        mask.paste(small, (0, 0))
        mask.paste(small.transpose(flip), (width - side, 0))
        mask.paste(small.transpose(turn), (0, height - side))
        mask.paste(small.transpose(flip).transpose(turn), (width - side, height - side))
    return _stepped(mask)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stencil:
    """One colour through the mask of an icon or an arrow; `draw` makes the mask for a size, and is cached."""

    name: str
    box: Box
    colour: str
    draw: Callable[[int], Image.Image] = field(repr=False, compare=False)

    def paint(self, image: Image.Image) -> None:
        """In its colour."""
        at, mask = self.coverage()
        image.paste(rgb(self.colour), at, mask)

    def coverage(self) -> Coverage:
        """The mask is square, as wide as the box."""
        return self.box[:2], _stepped(self.draw(self.box[2]))


@dataclass(frozen=True, kw_only=True, slots=True)
class Modules:
    """A 二次元コード: rows of 0 and 1, each module a whole number of pixels, its quiet zone inside the box."""

    box: Box
    rows: tuple[str, ...]
    module: int
    ink: str
    paper: str

    def paint(self, image: Image.Image) -> None:
        """Exact squares: never resampled."""
        small = Image.new("RGB", (len(self.rows[0]), len(self.rows)), rgb(self.paper))
        small.putdata([rgb(self.ink if cell == "1" else self.paper) for row in self.rows for cell in row])
        size = (small.width * self.module, small.height * self.module)
        image.paste(small.resize(size, Image.Resampling.NEAREST), self.box[:2])


@dataclass(frozen=True, kw_only=True, slots=True)
class Picture:
    """An uploaded picture, already known to be safe, scaled into its box; `asset` is its SHA-256.

    `open` gives the pixels in exactly the box's size; it is called when the page is painted.
    """

    box: Box
    asset: str
    how: Literal["fit", "fill"]
    open: Callable[[int, int], Image.Image] = field(repr=False, compare=False)

    def paint(self, image: Image.Image) -> None:
        """Put it where it belongs."""
        image.paste(self.open(self.box[2], self.box[3]), self.box[:2])


def bar(box: Box, *, parts: int, filled: int, colour: str, empty: str) -> tuple[Fill, ...]:
    """The still bar of m parts, n of them filled, which tells a page's place in its set."""
    x, y, width, height = box
    gap = max(2, height // 2)
    edges = [round(x + i * (width + gap) / parts) for i in range(parts + 1)]
    return tuple(
        Fill(box=(left, y, right - gap - left, height), colour=colour if i < filled else empty, radius=height // 2)
        for i, (left, right) in enumerate(pairwise(edges))
    )
