"""Indexed: pages of few colours as PNG with a palette; the same page in other colours is packed only once.

What a board shows by the second is painted and packed as plain indices: its colours stand in the palette alone. So a
number and the same number in grey cost one packing, which takes a third of the time of lossless WebP.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from math import ceil
from typing import Literal, Protocol

from PIL import Image, ImageDraw

from signage.render import fonts
from signage.render.fonts import Weight
from signage.render.marks import Coverage, Mark, PlacedText
from signage.render.measuring import digit_width
from signage.render.tokens import mix, rgb

Bits = Literal[2, 4, 8]
Size = tuple[int, int]

STEPS = 3
"""Of an edge, from faint to full: from where visitors stand as smooth as more, and half of the bytes."""
COARSE = 250
"""A mask so many pixels high is of letters so large that one step is enough."""

_LEVEL = 7
"""A sixteenth less than level 6 in the same time; level 8 takes three times as long for another twentieth."""

Slot = tuple[str, str]
"""A colour, and what it stands on: their mixtures are the steps of an edge."""


class Inked(Mark, Protocol):
    """A mark of one colour: what an indexed page consists of."""

    @property
    def colour(self) -> str:
        """Its ink."""

    def coverage(self) -> Coverage:
        """How much of each pixel it covers."""

    def __hash__(self) -> int:
        """Marks are values."""


Piece = tuple[Inked, int, int, int]
"""A mark without its colour and without its place, its slot, and its place."""


def packed(marks: Sequence[Inked], size: Size, paper: str, *, grain: int) -> bytes:
    """A PNG of these marks on that paper. `grain`: squares of so many pixels are drawn as one (dense panels)."""
    pieces, slots = _pieces(marks, paper)
    bits = _depth(len(slots))
    head = struct.pack(">IIBBBBB", *size, bits, 3, 0, 0, 0)
    body = _packed(pieces, size, bits, grain)
    chunks = ((b"IHDR", head), (b"PLTE", _palette(slots, paper)), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def painted(marks: Sequence[Inked], size: Size, paper: str, *, grain: int) -> Image.Image:
    """The same as pixels."""
    pieces, slots = _pieces(marks, paper)
    plane = _plane(pieces, size, grain)
    plane.putpalette(_palette(slots, paper))
    return plane.convert("RGB")


def _pieces(marks: Sequence[Inked], paper: str) -> tuple[tuple[Piece, ...], tuple[Slot, ...]]:
    """The marks by what they are, and their colours in the order in which those occur.

    The paper's colour on an ink is that ink's slot read from its other end.
    """
    slots: dict[Slot, int] = {}
    pieces = []
    for mark in marks:
        x, y, width, height = mark.box
        plain: dict[str, object] = {"box": (0, 0, width, height), "colour": ""}
        background = paper
        if isinstance(mark, PlacedText):
            plain |= {"background": "", "baseline": mark.baseline - y}
            background = mark.background
        turned = slots.get((background, paper)) if mark.colour == paper else None
        slot = slots.setdefault((mark.colour, background), len(slots)) if turned is None else -1 - turned
        piece: Inked = replace(mark, **plain)  # type: ignore[type-var]
        pieces.append((piece, slot, x, y))
    return tuple(pieces), tuple(slots)


def _depth(slots: int) -> Bits:
    """Bits a pixel: the paper, and the steps of each slot."""
    return 2 if slots <= 1 else 4 if slots * STEPS < 16 else 8


@lru_cache(maxsize=256)
def _palette(slots: tuple[Slot, ...], paper: str) -> bytes:
    """The paper first, then each slot's steps from faint to full."""
    inks = (mix(on, colour, step / STEPS) for colour, on in slots for step in range(1, STEPS + 1))
    return b"".join(bytes(rgb(colour)) for colour in chain((paper,), inks))


@lru_cache(maxsize=256)
def _packed(pieces: tuple[Piece, ...], size: Size, bits: Bits, grain: int) -> bytes:
    """The rows of the picture, deflated; no filter makes two bits a pixel shorter."""
    width, height = size
    plane = _plane(pieces, size, grain)
    wide = (width * bits + 7) // 8
    rows = Image.new("L", (wide + 1, height), 0)
    data = plane.tobytes("raw", f"P;{bits}" if bits < 8 else "P")
    rows.paste(Image.frombytes("L", (wide, height), data), (1, 0))
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL + 1)
    return packer.compress(rows.tobytes()) + packer.flush()


def _plane(pieces: Sequence[Piece], size: Size, grain: int) -> Image.Image:
    """Which colour of the palette each pixel has; squares of `grain` pixels are alike."""
    plane = Image.new("P", (ceil(size[0] / grain), ceil(size[1] / grain)), 0)
    for mark, slot, x, y in pieces:
        if isinstance(mark, PlacedText) and mark.tabular:
            _tabular(plane, mark, slot, (x, y), grain)
        else:
            (left, top), values, touched = _stamp(mark, slot, grain)
            plane.paste(values, (x // grain + left, y // grain + top), touched)
    if grain == 1:
        return plane
    whole = plane.resize((plane.width * grain, plane.height * grain), Image.Resampling.NEAREST)
    return whole.crop((0, 0, *size))


Stamp = tuple[tuple[int, int], Image.Image, Image.Image]
"""Where it begins, the palette's numbers of its pixels, and which pixels it touches."""


def _tabular(plane: Image.Image, mark: PlacedText, slot: int, at: tuple[int, int], grain: int) -> None:
    """Digit by digit, each in the middle of its cell: so ten of them are all that is ever drawn."""
    font = fonts.font(mark.family, mark.weight, mark.size)
    cell, pen = digit_width(mark.family, mark.weight, mark.size), 0.0
    for character in mark.text:
        width = font.getlength(character)
        room = cell if character in "0123456789" else width
        (left, top), values, touched = _glyph((mark.family, mark.weight, mark.size), character, slot, grain)
        x, y = at[0] + round(pen + (room - width) / 2), at[1] + mark.baseline
        plane.paste(values, (x // grain + left, y // grain + top), touched)
        pen += room


@lru_cache(maxsize=2_048)
def _glyph(face: tuple[str, Weight, int], character: str, slot: int, grain: int) -> Stamp:
    """One character, counted from its place on the baseline."""
    size = face[2]
    mask = Image.new("L", (2 * size, 2 * size), 0)
    ImageDraw.Draw(mask).text((size // 2, size), character, 255, fonts.font(*face), "ls")
    return _stamped((-(size // 2), -size), mask, slot, grain)


@lru_cache(maxsize=2_048)
def _stamp(mark: Inked, slot: int, grain: int) -> Stamp:
    return _stamped(*mark.coverage(), slot, grain)


def _stamped(at: tuple[int, int], mask: Image.Image, slot: int, grain: int) -> Stamp:
    """Only what is touched of a mask. A slot below 0 is counted from its other end, where the paper is."""
    if grain > 1:
        at, mask = (at[0] // grain, at[1] // grain), mask.reduce(grain)
    levels = [round(cover * STEPS / 255) for cover in range(256)]
    if mask.height > COARSE:
        levels = [0 if cover < 80 else STEPS - 1 if cover < 200 else STEPS for cover in range(256)]
    touched = mask.point([255 if level else 0 for level in levels])
    box = touched.getbbox() or (0, 0, 1, 1)
    if slot >= 0:
        numbers = [slot * STEPS + level for level in levels]
    else:
        numbers = [(-1 - slot) * STEPS + STEPS - level if level < STEPS else 0 for level in levels]
    values = mask.crop(box).point(numbers)
    return (at[0] + box[0], at[1] + box[1]), Image.frombytes("P", values.size, values.tobytes()), touched.crop(box)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
