"""Screens: places where something is shown, and what their size and distance mean for what can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One モニター. `width` × `height` is what a visitor sees, in pixels; `rotation` is applied last, clockwise."""

    id: str
    office: str
    name: Text
    width: int = 1920
    height: int = 1080
    rotation: Literal[0, 90, 180, 270] = 0
    diagonal_in: float
    viewing_distance_m: float = 5.0
    scanning_distance_m: float = 1.5
    building: str
    floor: str
    area: str | None = None
    facing: Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"] | None = None
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("ja", "en")
    theme: Literal["light", "dark"] = "light"
    layout: str = "whole"
    """The layout where no open rule names one."""
    power: str | None = None
    """The calendar by which it is lit; None: day and night."""
    sound: str | None = None
    """The calendar by which cues may sound; None: never (off by default, DOMAIN)."""
    fallback: str
    """The playlist for when nothing else may be shown."""
    changed_at: int = 0
