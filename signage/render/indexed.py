"""Indexed: pages of few colours as PNG with a palette; the same page in other colours is packed only once.

What a board shows by the second is painted and packed as plain indices: its colours stand in the palette alone. So a
number and the same number in grey cost one packing, which takes a third of the time of lossless WebP.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Literal

from PIL import Image, ImageChops

from signage.render.marks import Coverage, Mark, PlacedText
from signage.render.tokens import mix, rgb

Bits = Literal[2, 4, 8]

FINE = 100_000
"""Up to so many pixels a page of one ink has fifteen steps at its edges; larger letters need but three."""
MOST_STEPS = 15

Slot = tuple[str, str]
"""A colour, and what it stands on: their mixtures are the steps of an edge."""


def packed(marks: Sequence[Mark], size: tuple[int, int], paper: str) -> bytes:
    """A PNG of these marks on that paper."""
    slots = _slots(marks, paper)
    numbers = {slot: number for number, slot in enumerate(slots)}
    bits, steps = _depth(len(slots), size)
    shape = tuple((_colourless(mark), numbers[_slot(mark, paper)]) for mark in marks)
    palette = b"".join(bytes(rgb(colour)) for colour in _palette(slots, paper, steps))
    head = struct.pack(">IIBBBBB", *size, bits, 3, 0, 0, 0)
    body = _packed(shape, size, bits, steps)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        _chunk(name, data) for name, data in ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", body), (b"IEND", b""))
    )


def painted(marks: Sequence[Mark], size: tuple[int, int], paper: str) -> Image.Image:
    """The same as pixels."""
    slots = _slots(marks, paper)
    numbers = {slot: number for number, slot in enumerate(slots)}
    _, steps = _depth(len(slots), size)
    shape = tuple((_colourless(mark), numbers[_slot(mark, paper)]) for mark in marks)
    plane = _plane(shape, size, steps)
    image = Image.frombytes("P", size, plane.tobytes())
    image.putpalette([part for colour in _palette(slots, paper, steps) for part in rgb(colour)])
    return image.convert("RGB")


def _slots(marks: Sequence[Mark], paper: str) -> tuple[Slot, ...]:
    return tuple(dict.fromkeys(_slot(mark, paper) for mark in marks))


def _slot(mark: Mark, paper: str) -> Slot:
    return mark.colour, getattr(mark, "background", paper)  # type: ignore[attr-defined]


def _colourless(mark: Mark) -> Mark:
    plain: Mapping[str, str] = {"colour": "", "background": ""} if isinstance(mark, PlacedText) else {"colour": ""}
    return replace(mark, **plain)  # type: ignore[type-var]


def _depth(slots: int, size: tuple[int, int]) -> tuple[Bits, int]:
    """Bits a pixel, and steps of each edge."""
    if slots <= 1:
        return (4, MOST_STEPS) if size[0] * size[1] <= FINE else (2, 3)
    return (4, MOST_STEPS // slots) if slots <= 5 else (8, min(MOST_STEPS, 255 // slots))


def _palette(slots: Sequence[Slot], paper: str, steps: int) -> list[str]:
    """The paper first, then each slot's steps from faint to full."""
    return [paper, *(mix(on, colour, step / steps) for colour, on in slots for step in range(1, steps + 1))]


@lru_cache(maxsize=512)
def _packed(shape: tuple[tuple[Mark, int], ...], size: tuple[int, int], bits: Bits, steps: int) -> bytes:
    """Rows as PNG filters them, each as its difference from the one above: letters have long upright strokes.

    Runs alone are looked for: an eighth of the time of a search for repetitions, and less is written.
    """
    width, height = size
    plane = Image.frombytes("P", size, _plane(shape, size, steps).tobytes())
    wide = (width * bits + 7) // 8
    rows = Image.frombytes("L", (wide, height), plane.tobytes("raw", f"P;{bits}" if bits < 8 else "P"))
    above = Image.new("L", rows.size, 0)
    above.paste(rows, (0, 1))
    filtered = Image.new("L", (wide + 1, height), 2)
    filtered.paste(ImageChops.subtract_modulo(rows, above), (1, 0))
    packer = zlib.compressobj(6, zlib.DEFLATED, zlib.MAX_WBITS, 9, zlib.Z_RLE)
    return packer.compress(filtered.tobytes()) + packer.flush()


def _plane(shape: Sequence[tuple[Mark, int]], size: tuple[int, int], steps: int) -> Image.Image:
    """Which colour of the palette each pixel has."""
    plane = Image.new("L", size, 0)
    for mark, slot in shape:
        (x, y), mask = _coverage(mark)
        plane.paste(mask.point(_table(steps, slot)), (x, y), mask.point(_touched(steps)))
    return plane


def _coverage(mark: Mark) -> Coverage:
    found: Coverage = mark.coverage()  # type: ignore[attr-defined]
    return found


@lru_cache(maxsize=256)
def _table(steps: int, slot: int) -> bytes:
    return bytes(slot * steps + round(cover * steps / 255) for cover in range(256))


@lru_cache(maxsize=16)
def _touched(steps: int) -> bytes:
    return bytes(255 if round(cover * steps / 255) else 0 for cover in range(256))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
