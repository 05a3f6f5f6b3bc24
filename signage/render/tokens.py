"""Tokens: every colour and every proportion of what is drawn, in one place (LOOK.md), and what contrast they have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Tone = Literal["calm", "info", "caution", "urgent"]

BODY, SECTION, HEADING, NUMBER = 1.0, 1.25, 2.0, 3.0
"""The typographic scale, in units."""

BESIDE = 0.75
"""English beside Japanese, of its size."""

ROW_GAP, GROUP_GAP = 0.5, 1.5
"""White space between rows and between groups, in units."""

TEXT_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
"""The least contrast of text, and of large text and shapes that carry meaning."""

WHITE, BLACK = "#FFFFFF", "#0C0C0E"


@dataclass(frozen=True, kw_only=True)
class Theme:
    """The colours of one theme. `quiet` is for English beside Japanese and still has 4.5:1 on paper and plate."""

    paper: str
    ink: str
    quiet: str
    hairline: str
    plate: str


THEMES: Mapping[str, Theme] = {
    "light": Theme(paper="#F7F8FA", ink="#1A1A1C", quiet="#55585F", hairline="#C8C8CB", plate="#E9EBEF"),
    "dark": Theme(paper="#10151C", ink="#F2F4F7", quiet="#B3BAC5", hairline="#3A4350", plate="#1E2632"),
}

TONES: Mapping[Tone, str] = {"calm": "#5E7386", "info": "#0B67B2", "caution": "#F6AA00", "urgent": "#D9001B"}
"""The edge of a notice. Red is kept for what must be obeyed."""

LEVELS: Mapping[int, str] = {5: "#0C000C", 4: "#AA00AA", 3: "#FF2800", 2: "#F2E700", 1: "#FFFFFF"}
"""The official colours of the warning levels."""

AREAS = (
    "#FF4B00",
    "#FFF100",
    "#03AF7A",
    "#005AFF",
    "#4DC4FF",
    "#FF8082",
    "#F6AA00",
    "#990099",
    "#804000",
)
"""CUD colour set, version 4: kept apart by common colour-vision types. Always with a mark and a name."""


def rgb(colour: str) -> tuple[int, int, int]:
    """`#RRGGBB` as three numbers from 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


@lru_cache(maxsize=512)
def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """White, soft black or black: the first that can be read there (on level 3 white has only 3.8:1)."""
    return next(ink for ink in (WHITE, BLACK, "#000000") if contrast(ink, colour) >= TEXT_CONTRAST)


@lru_cache(maxsize=512)
def readable(colour: str, on: str, *, ratio: float = TEXT_CONTRAST) -> str:
    """This colour, darkened or lightened in small steps until it has that contrast there."""
    toward = BLACK if luminance(on) > 0.18 else WHITE
    for step in range(21):
        mixed = mix(colour, toward, step / 20)
        if contrast(mixed, on) >= ratio:
            return mixed
    return toward


def mix(one: str, other: str, weight: float) -> str:
    """`one` at weight 0, `other` at weight 1."""
    parts = (round(a + (b - a) * weight) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02X}" for part in parts)
