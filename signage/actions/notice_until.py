"""Until when: today, this week, the end of the month or of the fiscal year, as days of an office's calendar."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal, get_args

from signage.core.calendars import CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.instants import local_day

Until = Literal["last", "today", "week", "month", "year", "date", "standing"]
"""`last`: the last day that the notice itself tells; `standing`: a request that stays, and is looked at again."""

UNTIL: tuple[Until, ...] = get_args(Until)

REVIEW = timedelta(days=180)
"""How long a standing request stays before somebody looks at it again."""

SUNDAY, MARCH = 6, 3


def today_at(held: Catalogue, office: str, at: int) -> date:
    """The day on the calendar of an office."""
    return local_day(at, CalendarBook(held).zone(office))


def last_day(until: Until, today: date, *, held: Catalogue, office: str) -> date | None:
    """The day that one of the fixed choices means; None for those that name their day elsewhere."""
    if until == "today":
        return today
    if until == "week":
        return _end_of_week(today, held, office)
    if until == "month":
        return today.replace(day=monthrange(today.year, today.month)[1])
    if until == "year":
        return date(today.year + (today.month > MARCH), MARCH, 31)
    return None


def _end_of_week(today: date, held: Catalogue, office: str) -> date:
    """The last day until Sunday on which the office is open; Sunday where it is not open any more."""
    book, calendar = CalendarBook(held), held.offices[office].calendar
    sunday = today + timedelta(days=SUNDAY - today.weekday())
    days = [sunday - timedelta(days=back) for back in range((sunday - today).days + 1)]
    return next((day for day in days if book.hours(calendar, day)), sunday)
