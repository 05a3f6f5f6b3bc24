"""Calendars: an ordered list of lines; the last line that matches a day decides its hours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from signage.core.formats import Dates, Hours, Id
from signage.core.texts import Text
from signage.core.when import Limits


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a calendar. Every part narrows; all empty matches every day.

    `dates` is `2026-12-29`, `2026-12-29..2027-01-03`, or without years `12-29..01-03` for every year.
    `limits` is the span in which the line itself is in force. `hours` are (from, until) local times; none: closed.
    """

    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    nth: tuple[Literal[1, 2, 3, 4, 5, -1], ...] = ()
    dates: Dates | None = None
    holidays: bool = False
    limits: Limits = Limits()
    hours: Hours = ()
    name: Text = Text()


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """One 開庁日・受付時間. `base` names a calendar whose lines come before its own."""

    id: Id
    office: Id
    name: Text
    base: Id | None = None
    lines: tuple[Line, ...] = ()
    changed_at: int = 0
