"""Schedule rules: this playlist, on these screens, at these times, at this level, in a zone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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

    id: str
    office: str
    screens: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    playlist: str | None = None
    slide: str | None = None
    level: Level = "normal"
    when: When = When()
    weight: int = 1
    zone: str = MAIN
    layout: str | None = None
    every_minutes: int | None = None
    """Only at level interrupt: not instead of what plays, but one item of it every so many minutes."""
    changed_at: int = 0
