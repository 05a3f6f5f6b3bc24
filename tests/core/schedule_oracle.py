"""The slow oracle: whether a calendar or a rule is open at one instant, asked of the words of DESIGN directly.

It shares no line with signage/core: local times are found by trying every minute, windows by trying every day.
"""

from __future__ import annotations

import calendar as months
from datetime import UTC, date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from signage.core.calendars import Line
from signage.core.catalogue import Catalogue
from signage.core.schedules import Rule
from signage.core.when import Limits, When

WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MINUTE = 60_000


def clock(at: int, zone: ZoneInfo) -> datetime:
    """What the clock on the wall reads, without its zone."""
    return datetime.fromtimestamp(at // 1000, UTC).astimezone(zone).replace(tzinfo=None)


@lru_cache(maxsize=64)
def readings(day: date, zone: ZoneInfo) -> list[tuple[int, datetime]]:
    """Every minute that may have to do with a local day, with what the clock reads then."""
    first = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000) - 15 * 60 * MINUTE
    return [(at, clock(at, zone)) for at in range(first, first + 56 * 60 * MINUTE, MINUTE)]


@cache
def instant(day: date, hhmm: str, zone: ZoneInfo, *, ends: bool) -> int:
    """The instant of a local time: tried minute by minute."""
    hours, minutes = map(int, hhmm.split(":"))
    wanted = datetime.combine(day, time(hours, minutes))
    exact = [at for at, reads in readings(day, zone) if reads == wanted]
    if exact:
        return max(exact) if ends else min(exact)
    return min(at for at, reads in readings(day, zone) if reads > wanted)


def stretch(day: date, hours: tuple[str, str], zone: ZoneInfo) -> tuple[int, int]:
    begins, ends = hours
    if ends == "24:00":
        return instant(day, begins, zone, ends=False), instant(day + timedelta(days=1), "0:00", zone, ends=False)
    over = [int(part) for part in ends.split(":")] <= [int(part) for part in begins.split(":")]
    return instant(day, begins, zone, ends=False), instant(day + timedelta(days=over), ends, zone, ends=True)


def inside(limits: Limits, at: int, zone: ZoneInfo) -> bool:
    """Whether an instant lies within typed limits."""
    if limits.begins is not None:
        day, _, typed = limits.begins.partition("T")
        if at < instant(date.fromisoformat(day), typed or "0:00", zone, ends=False):
            return False
    if limits.ends is not None:
        day, _, typed = limits.ends.partition("T")
        last = date.fromisoformat(day)
        if typed:
            return at < instant(last, typed, zone, ends=True)
        return at < instant(last + timedelta(days=1), "0:00", zone, ends=False)
    return True


def is_day(day: date, weekdays: tuple[str, ...], nth: tuple[int, ...]) -> bool:
    """Whether it is one of the weekdays, and the nth of them in its month: counted off."""
    if weekdays and WEEKDAYS[day.weekday()] not in weekdays:
        return False
    length = months.monthrange(day.year, day.month)[1]
    same = [n for n in range(1, length + 1) if date(day.year, day.month, n).weekday() == day.weekday()]
    return not nth or any(same.index(day.day) == (n - 1 if n > 0 else len(same) + n) for n in nth)


class Oracle:
    """One catalogue, to be asked about instants."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._open: dict[tuple[str, int], bool] = {}

    def zone(self, office: str) -> ZoneInfo:
        return ZoneInfo(self.catalogue.offices[office].time_zone)

    def lines(self, calendar_id: str) -> list[Line]:
        calendar = self.catalogue.calendars[calendar_id]
        return [*(self.lines(calendar.base) if calendar.base else []), *calendar.lines]

    def hours(self, calendar_id: str, day: date) -> tuple[tuple[str, str], ...]:
        """The hours of the last line that matches."""
        office = self.catalogue.calendars[calendar_id].office
        decided: tuple[tuple[str, str], ...] = ()
        for line in self.lines(calendar_id):
            zone = self.zone(office)
            matches = (
                is_day(day, line.weekdays, line.nth)
                and (not line.dates or self.in_dates(line.dates, day))
                and (not line.holidays or day in self.catalogue.holidays[office])
                and inside(line.limits, instant(day, "0:00", zone, ends=False), zone)
            )
            if matches:
                decided = line.hours
        return decided

    def in_dates(self, dates: str, day: date) -> bool:
        first, _, last = dates.partition("..")
        last = last or first
        if len(first) == 10:
            return date.fromisoformat(first) <= day <= date.fromisoformat(last)
        numbers = [tuple(map(int, text.split("-"))) for text in (first, last)]
        here = (day.month, day.day)
        return numbers[0] <= here <= numbers[1] if numbers[0] <= numbers[1] else not numbers[1] < here < numbers[0]

    def is_open(self, calendar_id: str, at: int) -> bool:
        key = (calendar_id, at)
        if key not in self._open:
            self._open[key] = self._is_open(calendar_id, at)
        return self._open[key]

    def _is_open(self, calendar_id: str, at: int) -> bool:
        zone = self.zone(self.catalogue.calendars[calendar_id].office)
        today = clock(at, zone).date()
        for back in (0, 1, 2):
            day = today - timedelta(days=back)
            for hours in self.hours(calendar_id, day):
                begins, ends = stretch(day, hours, zone)
                if begins <= at < ends:
                    return True
        return False

    def rule_open(self, rule: Rule, at: int) -> bool:
        """Whether a rule's window is open, whatever it shows."""
        zone, when = self.zone(rule.office), rule.when
        calendar = when.calendar or self.catalogue.offices[rule.office].calendar
        if not inside(when.limits, at, zone) or at < 0:
            return False
        if rule.level == "emergency":
            begins = rule.changed_at
            if when.limits.begins is not None:
                day, _, typed = when.limits.begins.partition("T")
                begins = instant(date.fromisoformat(day), typed or "0:00", zone, ends=False)
            if at < begins // 1000 * 1000 or (
                when.limits.ends is None and at >= begins // 1000 * 1000 + 8 * 60 * MINUTE
            ):
                return False
        return self.in_window(when, calendar, zone, at)

    def in_window(self, when: When, calendar: str, zone: ZoneInfo, at: int) -> bool:
        if when.during in ("before-opening", "before-closing"):
            starts = self.before(when, calendar, at)
            if starts is None:
                return False
            if not when.times:
                return is_day(clock(starts, zone).date(), when.weekdays, when.nth)
        if when.during == "closed" and self.is_open(calendar, at):
            return False
        if when.during == "open" and not self.is_open(calendar, at):
            return False
        today = clock(at, zone).date()
        return any(self.day_window(when, calendar, zone, today - timedelta(days=back), at) for back in (0, 1, 2))

    def day_window(self, when: When, calendar: str, zone: ZoneInfo, day: date, at: int) -> bool:
        """Whether a window that starts on that day contains the instant."""
        office = self.catalogue.calendars[calendar].office
        if not is_day(day, when.weekdays, when.nth):
            return False
        if when.during == "holidays" and day not in self.catalogue.holidays[office]:
            return False
        hours = when.times or (self.hours(calendar, day) if when.during == "open" else (("0:00", "24:00"),))
        return any(begins <= at < ends for begins, ends in (stretch(day, pair, zone) for pair in hours))

    def before(self, when: When, calendar: str, at: int) -> int | None:
        """Where the last minutes of an open (or closed) span began that contain the instant, if any do.

        Looked for minute by minute: forward to the span's end, then back from there.
        """
        state = when.during == "before-closing"
        minute = at // MINUTE * MINUTE
        if self.is_open(calendar, minute) != state:
            return None
        ends = next(
            (
                minute + n * MINUTE
                for n in range(1, when.minutes + 1)
                if self.is_open(calendar, minute + n * MINUTE) != state
            ),
            None,
        )
        if ends is None:
            return None
        begins = ends
        while begins > ends - when.minutes * MINUTE and self.is_open(calendar, begins - MINUTE) == state:
            begins -= MINUTE
        return begins
