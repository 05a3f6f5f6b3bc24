"""Cmap: which characters a font file has, and which variation sequences; read from the file, as OpenType says.

Pillow does not tell. Only the tables that fonts for these languages carry are read: formats 4, 12 and 14.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from mmap import ACCESS_READ, mmap
from struct import unpack_from

_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3))
"""Platform and encoding of Unicode tables, the widest first."""

_VARIATIONS = (0, 5)


@dataclass(frozen=True)
class Coverage:
    """Ranges of characters, by their first and last; and by selector the bases whose variation is drawn."""

    firsts: tuple[int, ...]
    lasts: tuple[int, ...]
    variations: Mapping[int, frozenset[int]]

    def __contains__(self, character: int) -> bool:
        place = bisect_right(self.firsts, character) - 1
        return place >= 0 and character <= self.lasts[place]


def coverage(path: str, index: int) -> Coverage:
    """What one font of a file, or of a collection, can draw. ValueError where it has no table for Unicode."""
    with _opened(path) as data:
        start = _table(data, index, b"cmap")
        (count,) = unpack_from(">H", data, start + 2)
        records = [unpack_from(">HHI", data, start + 4 + 8 * i) for i in range(count)]
        places = {(platform, encoding): start + offset for platform, encoding, offset in records}
        at = next((places[key] for key in _UNICODE if key in places), None)
        if at is None:
            raise ValueError(f"{path} has no Unicode cmap")
        spans = list(_merged(_spans(data, at)))
        variations = dict(_sequences(data, places[_VARIATIONS])) if _VARIATIONS in places else {}
    return Coverage(tuple(first for first, _ in spans), tuple(last for _, last in spans), variations)


def revision(path: str, index: int) -> int:
    """The font's own revision, 16.16 fixed point."""
    with _opened(path) as data:
        (number,) = unpack_from(">I", data, _table(data, index, b"head") + 4)
    return int(number)


@contextmanager
def _opened(path: str) -> Iterator[mmap]:
    """Mapped, not read: a collection of Noto Sans CJK has 19 MB, of which these tables are a hundredth."""
    with open(path, "rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        yield data


def _table(data: mmap, index: int, tag: bytes) -> int:
    """Where a table begins. ValueError where the font has none."""
    font = unpack_from(">I", data, 12 + 4 * index)[0] if data[:4] == b"ttcf" else 0
    (count,) = unpack_from(">H", data, font + 4)
    for i in range(count):
        name, _, offset, _ = unpack_from(">4sIII", data, font + 12 + 16 * i)
        if name == tag:
            return int(offset)
    raise ValueError(f"no table {tag.decode()}")


def _spans(data: mmap, at: int) -> Iterator[tuple[int, int]]:
    (form,) = unpack_from(">H", data, at)
    if form == 12:
        (count,) = unpack_from(">I", data, at + 12)
        for i in range(count):
            first, last, _ = unpack_from(">III", data, at + 16 + 12 * i)
            yield first, last
    elif form == 4:
        yield from _segments(data, at)
    else:
        raise ValueError(f"cmap format {form}")


def _segments(data: mmap, at: int) -> Iterator[tuple[int, int]]:
    """Format 4: a character inside a segment may still have no glyph."""
    count = unpack_from(">H", data, at + 6)[0] // 2
    lasts = unpack_from(f">{count}H", data, at + 14)
    firsts = unpack_from(f">{count}H", data, at + 16 + 2 * count)
    deltas = unpack_from(f">{count}H", data, at + 16 + 4 * count)
    ranges_at = at + 16 + 6 * count
    for i in range(count):
        place = ranges_at + 2 * i
        (offset,) = unpack_from(">H", data, place)
        for character in range(firsts[i], lasts[i] + 1):
            if character == 0xFFFF:
                continue
            glyph = character
            if offset:
                (glyph,) = unpack_from(">H", data, place + offset + 2 * (character - firsts[i]))
                if glyph == 0:
                    continue
            if (glyph + deltas[i]) & 0xFFFF:
                yield character, character


def _merged(spans: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    held: tuple[int, int] | None = None
    for first, last in sorted(spans):
        if held is not None and first <= held[1] + 1:
            held = held[0], max(held[1], last)
        else:
            if held is not None:
                yield held
            held = first, last
    if held is not None:
        yield held


def _sequences(data: mmap, at: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Format 14: bases that look the same with the selector, and bases that have a glyph of their own."""
    (count,) = unpack_from(">I", data, at + 6)
    for i in range(count):
        record = at + 10 + 11 * i
        selector = int.from_bytes(data[record : record + 3], "big")
        usual, other = unpack_from(">II", data, record + 3)
        bases: set[int] = set()
        if usual:
            for j in range(unpack_from(">I", data, at + usual)[0]):
                place = at + usual + 4 + 4 * j
                first = int.from_bytes(data[place : place + 3], "big")
                bases.update(range(first, first + data[place + 3] + 1))
        if other:
            for j in range(unpack_from(">I", data, at + other)[0]):
                place = at + other + 4 + 5 * j
                bases.add(int.from_bytes(data[place : place + 3], "big"))
        yield selector, frozenset(bases)
