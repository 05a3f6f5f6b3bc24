"""Reading: how large words must be, how long they must stay, and how large a 二次元コード must be."""

from __future__ import annotations

from bisect import bisect_left
from math import ceil, hypot
from typing import Final

from signage.core.screens import Screen

MM_PER_INCH = 25.4

_HEIGHTS: Final = ((2.0, 9.0), (4.0, 20.0), (5.0, 20.0), (10.0, 40.0), (20.0, 80.0), (30.0, 120.0))
"""Height of a Japanese character in mm by viewing distance in m (barrier-free signage guideline, DOMAIN)."""

GLYPH_EM = 0.95
"""「木」 is 0.95 em high in BIZ UDPGothic (measured, DOMAIN)."""

_JAPANESE_A_SECOND = 4
_WORDS_A_SECOND = 2.5
_READ_AT_LEAST_MS = 5_000


def character_mm(distance_m: float) -> float:
    """The least height of a Japanese character, mm; linear between the guideline's steps and beyond its last."""
    if distance_m <= _HEIGHTS[0][0]:
        return _HEIGHTS[0][1]
    index = min(bisect_left([distance for distance, _ in _HEIGHTS], distance_m), len(_HEIGHTS) - 1)
    (near, low), (far, high) = _HEIGHTS[index - 1], _HEIGHTS[index]
    return low + (high - low) * (distance_m - near) / (far - near)


def px_per_mm(*, diagonal_in: float, width_px: int, height_px: int) -> float:
    """Pixels per millimetre of a panel with square pixels."""
    return hypot(width_px, height_px) / (diagonal_in * MM_PER_INCH)


def minimum_em_px(screen: Screen) -> int:
    """The smallest em for Japanese on a screen: 34 px on 55″ at 1080p from 5 m (DOMAIN's table)."""
    scale = px_per_mm(diagonal_in=screen.diagonal_in, width_px=screen.width, height_px=screen.height)
    return ceil(character_mm(screen.viewing_distance_m) * scale / GLYPH_EM)


def minimum_code_px(screen: Screen) -> int:
    """The least side of a 二次元コード: a tenth of the scanning distance; 237 px on 55″ at 1080p from 1.5 m."""
    scale = px_per_mm(diagonal_in=screen.diagonal_in, width_px=screen.width, height_px=screen.height)
    return ceil(screen.scanning_distance_m * 100 * scale)


def reading_ms(text: str, language: str) -> int:
    """How long words to be read stay: 3 s, and characters ÷ 4 or words ÷ 2.5 seconds; at least 5 s (DOMAIN)."""
    if language.split("-", maxsplit=1)[0] in {"ja", "zh"}:
        seconds = 3 + sum(not character.isspace() for character in text) / _JAPANESE_A_SECOND
    else:
        seconds = 3 + len(text.split()) / _WORDS_A_SECOND
    return max(_READ_AT_LEAST_MS, ceil(seconds * 10) * 100)


def searching_ms(rows: int) -> int:
    """How long a list to be searched stays: 6 s, and 0.3 s a row (DOMAIN)."""
    return 6_000 + 300 * rows
