"""Whether a counter is open: 受付中, 混雑, 休止, 受付終了, 本日休み, and when it opens again today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from signage.core.calendars import CalendarBook
from signage.core.guide import Counter
from signage.core.instants import local, local_day, midnight

State = Literal["open", "busy", "paused", "before", "closed", "holiday"]
"""受付中, 混雑, 休止, 「8:45から」 (closed now, opens later today), 受付終了, 本日休み."""

_MILDEST: tuple[State, ...] = ("open", "busy", "before", "paused", "closed", "holiday")


@dataclass(frozen=True, kw_only=True)
class CounterState:
    """What a counter's lamp says. `opens` is the local time ("13:00") of a counter that opens later today."""

    state: State
    opens: str | None = None


def state_at(counter: Counter, *, at: int, calendar: str, book: CalendarBook) -> CounterState:
    """By the counter's calendar (or the office's, `calendar`), and by what the section said of it today."""
    wanted = counter.calendar or calendar
    if book.is_open(wanted, at):
        said: dict[str, State] = {"paused": "paused", "busy": "busy"}
        return CounterState(state=said.get(counter.state, "open"))
    zone = book.zone(counter.office)
    today = local_day(at, zone)
    begins, ends = midnight(today, zone), midnight(today + timedelta(days=1), zone)
    spans = list(book.open_spans(wanted, begins, ends))
    later = [start for start, _ in spans if start > at]
    if later:
        opening = local(min(later), zone)
        return CounterState(state="before", opens=f"{opening.hour}:{opening.minute:02}")
    return CounterState(state="closed" if spans else "holiday")


def together(states: Iterable[CounterState]) -> CounterState | None:
    """What several counters of one section say as one: open if any of them is. None where there are none."""
    found = sorted(states, key=lambda one: (_MILDEST.index(one.state), _minutes(one.opens)))
    return found[0] if found else None


def _minutes(clock: str | None) -> int:
    if clock is None:
        return 0
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
