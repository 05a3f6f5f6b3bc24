"""Screens: places where something is shown, and what their size and distance mean for what can be read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import (
    AreaId,
    Between,
    BuildingId,
    CalendarId,
    FloorId,
    GroupId,
    Id,
    Language,
    OfficeId,
    PlaylistId,
)
from signage.core.texts import Text


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One モニター. `width` × `height` is what a visitor sees, in pixels; `rotation` is applied last, clockwise."""

    id: Id
    office: OfficeId
    name: Text
    width: Annotated[int, Between(64, 16_384)] = 1920
    height: Annotated[int, Between(64, 16_384)] = 1080
    rotation: Literal[0, 90, 180, 270] = 0
    diagonal_in: Annotated[float, Between(3, 500)]
    viewing_distance_m: Annotated[float, Between(0.3, 100)] = 5.0
    scanning_distance_m: Annotated[float, Between(0.1, 30)] = 1.5
    building: BuildingId
    floor: FloorId
    area: AreaId | None = None
    facing: Literal["n", "ne", "e", "se", "s", "sw", "w", "nw"] | None = None
    groups: tuple[GroupId, ...] = ()
    languages: tuple[Language, ...] = ("ja", "en")
    theme: Literal["light", "dark"] = "light"
    layout: str = "whole"
    """The layout where no open rule names one."""
    power: CalendarId | None = None
    """The calendar by which it is lit; None: day and night."""
    sound: CalendarId | None = None
    """The calendar by which cues may sound; None: never (off by default, DOMAIN)."""
    volume_percent: Annotated[int, Between(1, 100)] = 100
    """How loud a player may be at most, of what its amplifier gives."""
    fallback: PlaylistId
    """The playlist for when nothing else may be shown."""
    changed_at: int = 0
