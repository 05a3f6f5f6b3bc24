"""Measuring: how far characters move the pen, remembered."""

from __future__ import annotations

from functools import lru_cache

from signage.render import fonts
from signage.render.fonts import Weight


@lru_cache(maxsize=65_536)
def advance(cluster: str, language: str, weight: Weight, size: int) -> float:
    """How far one character, or a few, move the pen."""
    return sum(fonts.font(run.family, weight, size).getlength(run.text) for run in fonts.runs(cluster, language))


@lru_cache(maxsize=512)
def digit_width(family: str, weight: Weight, size: int) -> float:
    """The widest of the ten digits: the cell in which each stands where figures are tabular."""
    font = fonts.font(family, weight, size)
    return max(font.getlength(digit) for digit in "0123456789")
