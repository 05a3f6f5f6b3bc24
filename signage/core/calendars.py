"""Calendars: an ordered list of lines; the last line that matches a day decides its hours."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from signage.core.formats import CalendarId, Dates, Hours, Id, OfficeId
from signage.core.instants import DAY, local_day, midnight
from signage.core.problems import Missing, Refused
from signage.core.spans import Span, Spans, clip, complement, span_at, union
from signage.core.texts import Text
from signage.core.when import Limits, hours_on, limits_span, on_day

if TYPE_CHECKING:
    from signage.core.catalogue import Catalogue

_InDates = Callable[[date], bool]

REMEMBERED = 10_000
"""Answers kept at a time: a server that runs for years does not grow."""

_REACH = timedelta(days=2)
"""How many days back hours may have begun that are not over: one, or two where a zone once left out a day."""


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
    office: OfficeId
    name: Text
    base: CalendarId | None = None
    lines: tuple[Line, ...] = ()
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Day:
    """What a calendar says of one day: its hours (none: closed), and the line that decided (None: no line did)."""

    hours: tuple[tuple[str, str], ...] = ()
    line: Line | None = None


class CalendarBook:
    """All calendars of a catalogue, ready to be asked; what was asked once is remembered."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lines: dict[str, tuple[tuple[Line, _InDates], ...]] = {}
        self._days: dict[tuple[str, date], Day] = {}
        self._hours: dict[tuple[str, date], Spans] = {}
        self._open: dict[tuple[str, int, int], Spans] = {}
        self.runs: dict[Hashable, Span] = {}
        """The last window that was followed back to where it began, by what it belongs to."""

    def zone(self, office: str) -> ZoneInfo:
        """The time zone of an office."""
        return ZoneInfo(self._catalogue.offices[office].time_zone)

    def zone_of(self, calendar: str) -> ZoneInfo:
        """The time zone in which a calendar's hours are meant: its office's."""
        return self.zone(self._calendar(calendar).office)

    def holiday(self, calendar: str, day: date) -> Text | None:
        """The name of the public holiday which that day is where the calendar is used."""
        return self._catalogue.holidays.get(self._calendar(calendar).office, {}).get(day)

    def day(self, calendar: str, day: date) -> Day:
        """What the last matching line says of a day; a day that no line matches is closed."""
        found = self._days.get((calendar, day))
        if found is None:
            lines = self._lines.get(calendar) or self._prepared(calendar)
            line = next((line for line, dates in lines if self._matches(calendar, line, dates, day)), None)
            found = self._days[calendar, day] = Day(hours=line.hours if line else (), line=line)
        return found

    def hours(self, calendar: str, day: date) -> Spans:
        """The opening hours that start on a day, as instants."""
        found = self._hours.get((calendar, day))
        if found is None:
            zone = self.zone_of(calendar)
            found = union(hours_on(day, hours, zone) for hours in self.day(calendar, day).hours)
            self._hours[calendar, day] = found
        return found

    def open_spans(self, calendar: str, begins: int, ends: int) -> Spans:
        """When it is open, cut to [begins, ends); open day and night is one span."""
        found = self._open.get((calendar, begins, ends))
        if found is None:
            zone = self.zone_of(calendar)
            day, last = local_day(begins, zone) - _REACH, local_day(ends, zone)
            hours: list[Span] = []
            while day <= last:
                hours += self.hours(calendar, day)
                day += timedelta(days=1)
            if len(self._open) > REMEMBERED:
                self._open.clear()
            found = self._open[calendar, begins, ends] = clip(union(hours), begins, ends)
        return found

    def closed_spans(self, calendar: str, begins: int, ends: int) -> Spans:
        """When it is not open, cut to [begins, ends)."""
        return complement(self.open_spans(calendar, begins, ends), begins, ends)

    def before(
        self, calendar: str, what: Literal["before-opening", "before-closing"], ms: int, begins: int, ends: int
    ) -> Spans:
        """The last `ms` of each closed, or of each open, span; those that meet [begins, ends), uncut."""
        asked = self.closed_spans if what == "before-opening" else self.open_spans
        reach = asked(calendar, begins - ms - DAY, ends + ms + DAY)
        lasts = ((max(low, high - ms), high) for low, high in reach if high < ends + ms + DAY)
        return tuple((low, high) for low, high in lasts if low < ends and begins < high)

    def is_open(self, calendar: str, at: int) -> bool:
        """Whether it is open at an instant."""
        return self._opened_on(calendar, at) is not None

    def edges(self, calendar: str, begins: int, ends: int) -> tuple[int, ...]:
        """The instants in (begins, ends) at which it opens or closes."""
        spans = self.open_spans(calendar, begins, ends)
        return tuple(edge for span in spans for edge in span if begins < edge < ends)

    def deciding(self, calendar: str, at: int) -> Line | None:
        """The line that decides an instant: of the day whose hours it lies in, or else of its local day."""
        opened = self._opened_on(calendar, at)
        return self.day(calendar, opened or local_day(at, self.zone_of(calendar))).line

    def _opened_on(self, calendar: str, at: int) -> date | None:
        """The day whose hours an instant lies in."""
        day = local_day(at, self.zone_of(calendar))
        lately = (day - timedelta(days=back) for back in range(_REACH.days + 1))
        return next((day for day in lately if span_at(self.hours(calendar, day), at)), None)

    def _calendar(self, calendar: str) -> Calendar:
        try:
            return self._catalogue.calendars[calendar]
        except KeyError:
            raise Missing(
                ja=f"カレンダー「{calendar}」がありません。", en=f'There is no calendar "{calendar}".'
            ) from None

    def bases(self, calendar: str) -> tuple[str, ...]:
        """A calendar, the one that it is based on, and so on. Refused where that goes round, by the names."""
        chain = [calendar]
        while (base := self._calendar(chain[-1]).base) is not None:
            chain.append(base)
            if base in chain[:-1]:
                names = " → ".join(chain)
                raise Refused(
                    ja=f"カレンダーの元が循環しています: {names}。どれかの「base」を外してください。",
                    en=f'Calendars are based on each other: {names}. Remove the "base" of one of them.',
                )
        return tuple(chain)

    def _prepared(self, calendar: str) -> tuple[tuple[Line, _InDates], ...]:
        """The lines of a calendar, its base's first, turned round: the last is tried first."""
        lines = (line for name in self.bases(calendar) for line in reversed(self._calendar(name).lines))
        self._lines[calendar] = tuple((line, in_dates(line.dates)) for line in lines)
        return self._lines[calendar]

    def _matches(self, calendar: str, line: Line, dates: _InDates, day: date) -> bool:
        """Whether a line speaks of a day. Its limits hold for a day whose first instant lies in them."""
        if not (on_day(day, line.weekdays, line.nth) and dates(day)):
            return False
        if line.holidays and self.holiday(calendar, day) is None:
            return False
        if line.limits == _NO_LIMITS:
            return True
        zone = self.zone_of(calendar)
        begins, ends = limits_span(line.limits, zone)
        return begins <= midnight(day, zone) < ends


_NO_LIMITS = Limits()


def in_dates(dates: str | None) -> _InDates:
    """A test of whether a day lies in `2026-12-29`, `2026-12-29..2027-01-03` or, every year, `12-29..01-03`."""
    if dates is None:
        return lambda day: True
    low, _, high = dates.partition("..")
    high = high or low
    if len(low) > len("12-29"):
        return lambda day: low <= day.isoformat() <= high
    if low <= high:
        return lambda day: low <= day.isoformat()[5:] <= high
    return lambda day: day.isoformat()[5:] >= low or day.isoformat()[5:] <= high
