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
from typing import Literal, Protocol

from PIL import Image, ImageChops, ImageDraw

from signage.render import fonts
from signage.render.fonts import Weight
from signage.render.marks import Coverage, Mark, PlacedText
from signage.render.measuring import digit_width
from signage.render.tokens import mix, rgb

Bits = Literal[2, 4, 8]
Size = tuple[int, int]

FINE = 100_000
"""Up to so many pixels a page has up to fifteen steps at its edges; larger letters need but three."""
MOST_STEPS, FEW_STEPS = 15, 3

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


def packed(marks: Sequence[Inked], size: Size, paper: str) -> bytes:
    """A PNG of these marks on that paper."""
    pieces, slots = _pieces(marks, paper)
    bits, steps = _depth(len(slots), size)
    head = struct.pack(">IIBBBBB", *size, bits, 3, 0, 0, 0)
    body = _packed(pieces, size, bits, steps)
    chunks = ((b"IHDR", head), (b"PLTE", _palette(slots, paper, steps)), (b"IDAT", body), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def painted(marks: Sequence[Inked], size: Size, paper: str) -> Image.Image:
    """The same as pixels."""
    pieces, slots = _pieces(marks, paper)
    _, steps = _depth(len(slots), size)
    plane = _plane(pieces, size, steps)
    plane.putpalette(_palette(slots, paper, steps))
    return plane.convert("RGB")


def _pieces(marks: Sequence[Inked], paper: str) -> tuple[tuple[Piece, ...], tuple[Slot, ...]]:
    """The marks by what they are, and their colours in the order in which those occur."""
    slots: dict[Slot, int] = {}
    pieces = []
    for mark in marks:
        x, y, width, height = mark.box
        plain: dict[str, object] = {"box": (0, 0, width, height), "colour": ""}
        if isinstance(mark, PlacedText):
            slot = slots.setdefault((mark.colour, mark.background), len(slots))
            plain |= {"background": "", "baseline": mark.baseline - y}
        else:
            slot = slots.setdefault((mark.colour, paper), len(slots))
        piece: Inked = replace(mark, **plain)  # type: ignore[type-var]
        pieces.append((piece, slot, x, y))
    return tuple(pieces), tuple(slots)


def _depth(slots: int, size: Size) -> tuple[Bits, int]:
    """Bits a pixel, and steps of each edge."""
    large = size[0] * size[1] > FINE
    if slots * FEW_STEPS < 4 and large:
        return 2, FEW_STEPS
    if slots * FEW_STEPS < 16:
        return 4, FEW_STEPS if large else min(MOST_STEPS, 15 // max(1, slots))
    return 8, FEW_STEPS if large else min(MOST_STEPS, 255 // slots)


@lru_cache(maxsize=256)
def _palette(slots: tuple[Slot, ...], paper: str, steps: int) -> bytes:
    """The paper first, then each slot's steps from faint to full."""
    inks = (mix(on, colour, step / steps) for colour, on in slots for step in range(1, steps + 1))
    return b"".join(bytes(rgb(colour)) for colour in chain((paper,), inks))


@lru_cache(maxsize=256)
def _packed(pieces: tuple[Piece, ...], size: Size, bits: Bits, steps: int) -> bytes:
    """Rows as PNG filters them, each as its difference from the one above: letters have long upright strokes.

    Runs alone are looked for: an eighth of the time of a search for repetitions, and less is written.
    """
    width, height = size
    plane = _plane(pieces, size, steps)
    wide = (width * bits + 7) // 8
    rows = Image.frombytes("L", (wide, height), plane.tobytes("raw", f"P;{bits}" if bits < 8 else "P"))
    filtered = Image.new("L", (wide + 1, height), 2)
    filtered.paste(rows, (1, 0))
    lower = ImageChops.subtract_modulo(rows.crop((0, 1, wide, height)), rows.crop((0, 0, wide, height - 1)))
    filtered.paste(lower, (1, 1))
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    return packer.compress(filtered.tobytes()) + packer.flush()


def _plane(pieces: Sequence[Piece], size: Size, steps: int) -> Image.Image:
    """Which colour of the palette each pixel has."""
    plane = Image.new("P", size, 0)
    for mark, slot, x, y in pieces:
        if isinstance(mark, PlacedText) and mark.tabular:
            _tabular(plane, mark, slot, steps, (x, y))
        else:
            (left, top), values, touched = _stamp(mark, slot, steps)
            plane.paste(values, (x + left, y + top), touched)
    return plane


Stamp = tuple[tuple[int, int], Image.Image, Image.Image]
"""Where it begins, the palette's numbers of its pixels, and which pixels it touches."""


def _tabular(plane: Image.Image, mark: PlacedText, slot: int, steps: int, at: tuple[int, int]) -> None:
    """Digit by digit, each in the middle of its cell: so ten of them are all that is ever drawn."""
    font = fonts.font(mark.family, mark.weight, mark.size)
    cell, pen = digit_width(mark.family, mark.weight, mark.size), 0.0
    for character in mark.text:
        width = font.getlength(character)
        room = cell if character in "0123456789" else width
        (left, top), values, touched = _glyph((mark.family, mark.weight, mark.size), character, slot, steps)
        plane.paste(values, (at[0] + round(pen + (room - width) / 2) + left, at[1] + mark.baseline + top), touched)
        pen += room


@lru_cache(maxsize=2_048)
def _glyph(face: tuple[str, Weight, int], character: str, slot: int, steps: int) -> Stamp:
    """One character, counted from its place on the baseline."""
    size = face[2]
    mask = Image.new("L", (2 * size, 2 * size), 0)
    ImageDraw.Draw(mask).text((size // 2, size), character, 255, fonts.font(*face), "ls")
    return _stamped((-(size // 2), -size), mask, slot, steps)


@lru_cache(maxsize=2_048)
def _stamp(mark: Inked, slot: int, steps: int) -> Stamp:
    return _stamped(*mark.coverage(), slot, steps)


def _stamped(at: tuple[int, int], mask: Image.Image, slot: int, steps: int) -> Stamp:
    """Only what is touched of a mask."""
    levels = [round(cover * steps / 255) for cover in range(256)]
    touched = mask.point([255 if level else 0 for level in levels])
    box = touched.getbbox() or (0, 0, 1, 1)
    values = mask.crop(box).point([slot * steps + level for level in levels])
    return (at[0] + box[0], at[1] + box[1]), Image.frombytes("P", values.size, values.tobytes()), touched.crop(box)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
