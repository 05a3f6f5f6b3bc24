"""Unusual days: what calendars have out of the ordinary in the coming months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from signage.core.calendars import CalendarBook, Line
from signage.core.texts import Text
from signage.core.when import Limits

AHEAD = timedelta(days=150)
"""So far ahead exceptions are told: what is decided in autumn reaches the fiscal year's end."""

_USUAL_OVER = timedelta(weeks=26)


@dataclass(frozen=True, kw_only=True)
class Unusual:
    """Days on end on which calendars have other hours than that weekday usually has; none: closed."""

    calendars: tuple[str, ...]
    first: date
    last: date
    hours: tuple[tuple[str, str], ...]
    why: Text


def unusual_days(book: CalendarBook, calendars: Iterable[str], today: date) -> tuple[Unusual, ...]:
    """What is out of the ordinary in the coming months, by day; calendars that agree are told together."""
    together: dict[tuple[date, date, object, Text], Unusual] = {}
    for calendar in calendars:
        for one in _of_calendar(book, calendar, today):
            key = one.first, one.last, one.hours, one.why
            known = together.get(key)
            together[key] = one if known is None else replace(known, calendars=(*known.calendars, calendar))
    return tuple(sorted(together.values(), key=lambda one: (one.first, one.last)))


def _of_calendar(book: CalendarBook, calendar: str, today: date) -> list[Unusual]:
    usual = [_usual(book, calendar, today, weekday) for weekday in range(7)]
    found: list[Unusual] = []
    for day in (today + timedelta(days=ahead) for ahead in range(AHEAD.days)):
        told = book.day(calendar, day)
        before = found[-1] if found else None
        if not _is_special(told.line) or (told.hours == usual[day.weekday()] and not _goes_on(before, day)):
            continue
        why = _why(book, calendar, told.line, day)
        if before is not None and _goes_on(before, day) and (before.hours, before.why) == (told.hours, why):
            found[-1] = replace(before, last=day)
        elif told.hours != usual[day.weekday()]:
            found.append(Unusual(calendars=(calendar,), first=day, last=day, hours=told.hours, why=why))
    return found


def _why(book: CalendarBook, calendar: str, line: Line | None, day: date) -> Text:
    """The holiday's own name, where it is one; else the line's."""
    holiday = book.holiday(calendar, day)
    if line is None or (line.holidays and holiday is not None):
        return holiday or Text()
    return line.name


def _is_special(line: Line | None) -> bool:
    """Whether a line is of certain days or of holidays: not one that comes back week by week."""
    return line is not None and (line.dates is not None or line.holidays or line.limits != Limits())


def _goes_on(before: Unusual | None, day: date) -> bool:
    return before is not None and before.last == day - timedelta(days=1)


def _usual(book: CalendarBook, calendar: str, today: date, weekday: int) -> tuple[tuple[str, str], ...]:
    """The hours that a weekday has most often."""
    first = today + timedelta(days=(weekday - today.weekday()) % 7)
    days = (first + timedelta(weeks=week) for week in range(_USUAL_OVER.days // 7))
    return Counter(book.day(calendar, day).hours for day in days).most_common(1)[0][0]
