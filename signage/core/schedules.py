"""Schedule rules: this playlist, on these screens, at these times, at this level, in a zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import Between, Id
from signage.core.layouts import MAIN
from signage.core.when import When

Level = Literal["base", "normal", "interrupt", "emergency"]

LEVELS: Mapping[Level, int] = {"base": 0, "normal": 1, "interrupt": 2, "emergency": 3}
"""The highest open level is what plays."""

EMERGENCY_HOURS = 8
"""An emergency ends by itself after this, unless it says otherwise (DESIGN)."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One 放映スケジュール. It plays `playlist`, or else `slide`; on `screens` and on every screen of `groups`."""

    id: Id
    office: Id
    screens: tuple[Id, ...] = ()
    groups: tuple[Id, ...] = ()
    playlist: Id | None = None
    slide: Id | None = None
    level: Level = "normal"
    when: When = When()
    weight: Annotated[int, Between(1, 100)] = 1
    zone: str = MAIN
    layout: str | None = None
    every_minutes: Annotated[int, Between(1, 1_440)] | None = None
    """Only at level interrupt: not instead of what plays, but one item of it every so many minutes."""
    changed_at: int = 0
