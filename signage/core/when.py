"""When: dates, weekdays and times of day, across midnight and clock changes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

from signage.core import formats
from signage.core.formats import Between, CalendarId, Moment
from signage.core.instants import DAY, MINUTE, at_local, local_day, midnight
from signage.core.spans import EVER, Span, Spans, clip, intersect, union

if TYPE_CHECKING:
    from signage.core.calendars import CalendarBook

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

LONG_AGO = 1_577_836_800_000
"""2020-01-01T00:00:00Z. A window that was open then already counts as open since its limits began."""


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
    times: tuple[formats.Span, ...] = ()
    """`("22:00", "06:00")`: local times of day; an end not after its start is on the next day; "24:00" is an end."""
    calendar: CalendarId | None = None
    """The calendar that `during` speaks of; None: the office's."""
    during: Literal["open", "closed", "holidays", "before-opening", "before-closing"] | None = None
    minutes: Annotated[int, Between(1, 720)] = 30
    """How long before opening or closing."""


@lru_cache(maxsize=4_096)
def clock(text: str) -> time:
    """A local time of day as stored: `08:45`. `24:00` is no time but an end."""
    hours, minutes = text.split(":")
    return time(int(hours), int(minutes))


@lru_cache(maxsize=4_096)
def moment(text: str) -> date | datetime:
    """A date, or a local date and time, as stored."""
    return datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)


@lru_cache(maxsize=16_384)
def limits_span(limits: Limits, zone: ZoneInfo) -> Span:
    """From when until when, as instants; ±EVER where there is no limit."""
    begins, ends = -EVER, EVER
    if limits.begins is not None:
        begins = _instant(moment(limits.begins), zone, ends=False)
    if limits.ends is not None:
        typed = moment(limits.ends)
        whole_day = not isinstance(typed, datetime)
        ends = midnight(typed + timedelta(days=1), zone) if whole_day else _instant(typed, zone, ends=True)
    return begins, ends


def _instant(typed: date | datetime, zone: ZoneInfo, *, ends: bool) -> int:
    if isinstance(typed, datetime):
        return at_local(typed.date(), typed.time(), zone, ends=ends)
    return midnight(typed, zone)


def on_day(day: date, weekdays: tuple[str, ...], nth: tuple[int, ...]) -> bool:
    """Whether a day is one of these weekdays (any, if none is named), and the nth of its kind in its month."""
    if weekdays and WEEKDAYS[day.weekday()] not in weekdays:
        return False
    if not nth:
        return True
    last = (day + timedelta(days=7)).month != day.month
    return (day.day + 6) // 7 in nth or (last and -1 in nth)


@lru_cache(maxsize=65_536)
def hours_on(day: date, hours: tuple[str, str], zone: ZoneInfo) -> Span:
    """A stretch of local time that starts on a day; an end not after its start lies on the next day.

    `24:00` is the end of the day, which comes once even where the clock strikes midnight twice.
    """
    begins = at_local(day, clock(hours[0]), zone)
    if hours[1] == "24:00":
        return begins, midnight(day + timedelta(days=1), zone)
    over = clock(hours[1]) <= clock(hours[0])
    return begins, at_local(day + timedelta(days=over), clock(hours[1]), zone, ends=True)


def windows(when: When, begins: int, ends: int, *, zone: ZoneInfo, book: CalendarBook, calendar: str) -> Spans:
    """The windows that are open at some time in [begins, ends), each from where it really began; cut at `ends`.

    `calendar` is what `during` speaks of where `when` names none. Windows that touch are one, so that a rule for
    every weekday has no boundary at midnight. A rule that was always open began at the epoch.
    """
    first, last = limits_span(when.limits, zone)
    first, last = max(first, 0), min(last, ends)
    if last <= max(begins, first):
        return ()
    if not (when.nth or when.times or when.during) and len(set(when.weekdays)) in (0, 7):
        return ((first, last),)
    back, low, run = DAY, max(first, begins), (when, zone.key, calendar)
    spans = _open(when, low, last, zone=zone, book=book, calendar=calendar)
    while spans and spans[0][0] == low > first:
        known = book.runs.get(run)
        if low <= LONG_AGO or (known is not None and known[0] < low <= known[1]):
            since = first if known is None or low <= LONG_AGO else known[0]
            spans = ((since, spans[0][1]), *spans[1:])
            break
        earlier_low = max(first, low - back, LONG_AGO)
        earlier = _open(when, earlier_low, low, zone=zone, book=book, calendar=calendar)
        if not earlier or earlier[-1][1] < low:
            break
        spans = union((earlier[-1], *spans))
        back, low = back * 2, earlier_low
    if spans:
        book.runs[run] = spans[0]
    return spans


def _open(when: When, begins: int, ends: int, *, zone: ZoneInfo, book: CalendarBook, calendar: str) -> Spans:
    """When it is open, its limits aside, cut to [begins, ends)."""
    calendar = when.calendar or calendar
    if when.during in ("before-opening", "before-closing"):
        before = book.before(calendar, when.during, when.minutes * MINUTE, begins, ends)
        if not when.times:
            starts = (span for span in before if on_day(local_day(span[0], zone), when.weekdays, when.nth))
            return clip(union(starts), begins, ends)
    found: list[Span] = []
    day, last = local_day(begins, zone) - timedelta(days=2), local_day(ends, zone)
    while day <= last:
        if on_day(day, when.weekdays, when.nth) and (
            when.during != "holidays" or book.holiday(calendar, day) is not None
        ):
            found += _starting_on(day, when, zone=zone, book=book, calendar=calendar)
        day += timedelta(days=1)
    spans = clip(union(found), begins, ends)
    if when.during == "closed":
        return intersect(spans, book.closed_spans(calendar, begins, ends))
    if when.during == "open" and when.times:
        return intersect(spans, book.open_spans(calendar, begins, ends))
    if when.during in ("before-opening", "before-closing"):
        return intersect(spans, before)
    return spans


def _starting_on(day: date, when: When, *, zone: ZoneInfo, book: CalendarBook, calendar: str) -> Spans:
    """The windows of one day: its times; or, with no times, the calendar's hours, or else the whole local day."""
    if when.times:
        return tuple(hours_on(day, hours, zone) for hours in when.times)
    if when.during == "open":
        return book.hours(calendar, day)
    return ((midnight(day, zone), midnight(day + timedelta(days=1), zone)),)
