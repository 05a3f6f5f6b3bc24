"""Whether a counter is open: 受付中, 混雑, 休止, 受付終了, 本日休み, and when it opens again today.

By its hours, and by what its section said of it, which may end by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from signage.core.calendars import CalendarBook
from signage.core.guide import Counter
from signage.core.instants import days, local, local_day, midnight
from signage.core.spans import Span, Spans
from signage.core.when import Limits, limits_span

State = Literal["open", "busy", "paused", "before", "closed", "holiday"]
"""受付中, 混雑, 休止, 「8:45から」 (closed now, opens later today), 受付終了, 本日休み."""

Said = Literal["normal", "paused", "busy", "temporary", "closed"]
"""What a section may say of a counter; `guide.Counter.state`."""

_SAID: Mapping[Said, State] = {"paused": "paused", "busy": "busy", "closed": "closed"}
"""What is told instead of "open"."""

_MILDEST: tuple[State, ...] = ("open", "busy", "before", "paused", "closed", "holiday")


@dataclass(frozen=True, kw_only=True)
class CounterState:
    """What a counter's lamp says. `opens` is the local time ("13:00") of a counter that opens later today."""

    state: State
    opens: str | None = None


def said_at(counter: Counter, at: int, zone: ZoneInfo) -> Said:
    """What its section says of a counter at an instant: outside `state_since` to `state_until` it is "normal"."""
    begins, ends = said_span(counter, zone)
    return counter.state if begins <= at < ends else "normal"


def said_until(counter: Counter, zone: ZoneInfo) -> int:
    """The instant from which what was said of a counter holds no more; EVER if it does not end by itself."""
    return said_span(counter, zone)[1]


def said_span(counter: Counter, zone: ZoneInfo) -> Span:
    """From when until when what was said of a counter holds; ±EVER where that is open."""
    return limits_span(Limits(begins=counter.state_since, ends=counter.state_until), zone)


def state_at(counter: Counter, *, at: int, calendar: str, book: CalendarBook) -> CounterState:
    """By the counter's calendar (or the office's, `calendar`), and by what the section said of it.

    What opens later today says from when, unless it will still be paused or closed by hand then.
    """
    hours, zone = counter.calendar or calendar, book.zone(counter.office)
    opening = at if book.is_open(hours, at) else _opens_later(hours, at, book)
    said = None if opening is None else _SAID.get(said_at(counter, opening, zone))
    if said is None or (said == "busy" and opening != at):
        return hours_state(hours, at, book)
    return CounterState(state=said)


def hours_state(calendar: str, at: int, book: CalendarBook) -> CounterState:
    """By the calendar alone."""
    if book.is_open(calendar, at):
        return CounterState(state="open")
    later = _opens_later(calendar, at, book)
    if later is not None:
        opening = local(later, book.zone_of(calendar))
        return CounterState(state="before", opens=f"{opening.hour}:{opening.minute:02}")
    return CounterState(state="closed" if _today(calendar, at, book) else "holiday")


def _today(calendar: str, at: int, book: CalendarBook) -> Spans:
    """When a calendar is open on the local day of an instant."""
    zone = book.zone_of(calendar)
    today = local_day(at, zone)
    return book.open_spans(calendar, midnight(today, zone), midnight(today + timedelta(days=1), zone))


def _opens_later(calendar: str, at: int, book: CalendarBook) -> int | None:
    """When a calendar next opens on the same day."""
    return min((begins for begins, _ in _today(calendar, at, book) if begins > at), default=None)


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
    """What several counters of one section say as one: open if any of them is. None where there are none.

    The mildest, as the overview answers whether it is worth going there; which of the counters is paused, its own row
    on its floor says.
    """
    found = sorted(states, key=lambda one: (_MILDEST.index(one.state), _minutes(one.opens)))
    return found[0] if found else None


def _minutes(clock: str | None) -> int:
    if clock is None:
        return 0
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)
