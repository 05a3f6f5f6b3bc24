"""When: dates, weekdays and times of day, across midnight and clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import Between, Id, Moment, Span


@dataclass(frozen=True, kw_only=True)
class Limits:
    """From when until when, as typed: a date, or a local date and time (`2026-11-22T10:42`); None: no limit.

    An end that is a date includes that day; an end with a time does not include that minute.
    """

    begins: Moment | None = None
    ends: Moment | None = None


@dataclass(frozen=True, kw_only=True)
class When:
    """A rule's windows. Every part narrows; all empty means always. A window belongs to the day it starts on."""

    limits: Limits = Limits()
    weekdays: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] = ()
    nth: tuple[Literal[1, 2, 3, 4, 5, -1], ...] = ()
    """Only the nth of those weekdays in its month; -1 is the last."""
    times: tuple[Span, ...] = ()
    """`("22:00", "06:00")`: local times of day; an end not after its start is on the next day; "24:00" is an end."""
    calendar: Id | None = None
    """The calendar that `during` speaks of; None: the office's."""
    during: Literal["open", "closed", "holidays", "before-opening", "before-closing"] | None = None
    minutes: Annotated[int, Between(1, 720)] = 30
    """How long before opening or closing."""
