"""Whether a counter is open: 受付中, 混雑, 休止, 受付終了, 本日休み, and when it opens again today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from signage.core.calendars import CalendarBook
from signage.core.guide import Counter
from signage.core.instants import days, local, local_day, midnight

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
    by_hours = hours_state(counter.calendar or calendar, at, book)
    said: dict[str, State] = {"paused": "paused", "busy": "busy"}
    if by_hours.state == "open" and counter.state in said:
        return CounterState(state=said[counter.state])
    return by_hours


def hours_state(calendar: str, at: int, book: CalendarBook) -> CounterState:
    """By the calendar alone."""
    if book.is_open(calendar, at):
        return CounterState(state="open")
    zone = book.zone_of(calendar)
    today = local_day(at, zone)
    spans = list(book.open_spans(calendar, midnight(today, zone), midnight(today + timedelta(days=1), zone)))
    later = [start for start, _ in spans if start > at]
    if later:
        opening = local(min(later), zone)
        return CounterState(state="before", opens=f"{opening.hour}:{opening.minute:02}")
    return CounterState(state="closed" if spans else "holiday")


def state_edges(calendar: str, begins: int, ends: int, book: CalendarBook) -> Iterator[int]:
    """The instants in [begins, ends) at which the state becomes another: where it opens or closes, and midnights
    that end a day's 「受付終了」 or 「本日休み」.
    """
    zone = book.zone_of(calendar)
    yield from book.edges(calendar, begins - 1, ends)
    for day in days(local_day(begins, zone), local_day(ends, zone)):
        at = midnight(day, zone)
        if begins <= at < ends and hours_state(calendar, at - 1, book) != hours_state(calendar, at, book):
            yield at


def together(states: Iterable[CounterState]) -> CounterState | None:
    """What several counters of one section say as one: open if any of them is. None where there are none."""
    found = sorted(states, key=lambda one: (_MILDEST.index(one.state), _minutes(one.opens)))
    return found[0] if found else None


def _minutes(clock: str | None) -> int:
    if clock is None:
        return 0
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
