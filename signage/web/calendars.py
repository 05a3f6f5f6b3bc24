"""Calendars: the year as a calendar decides it, day by day, with every holiday and exception, and who goes by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from flask import request

from signage.actions.nouns import rows_of
from signage.core.calendars import Calendar, CalendarBook, Day, Line
from signage.core.instants import local_day
from signage.web.form_reading import made
from signage.web.sheets import Beside, Sheet, Too
from signage.web.words import PageLanguage, said

APRIL = 4
"""Months are shown from April: offices plan by fiscal years."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, kw_only=True)
class DayCell:
    """One day: `what` is its hours or that it is closed, `why` the name of the line that decided, or of the holiday.

    `tone` is usual, closed, or special: a day that a date, a holiday or a dated line decided.
    """

    day: date
    what: str
    why: str
    tone: str

    @property
    def told(self) -> str:
        """All of it in one line."""
        return f"{self.what} {self.why}".strip()


@dataclass(frozen=True, kw_only=True)
class Month:
    """A month as weeks from Monday; None: a day of another month."""

    label: str
    weeks: tuple[tuple[DayCell | None, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Neighbouring special days that say the same."""

    begins: date
    ends: date
    told: str


class Year:
    """A fiscal year of one calendar."""

    def __init__(self, book: CalendarBook, calendar: str, first: int, language: PageLanguage) -> None:
        self._book, self._calendar, self._language = book, calendar, language
        self.first = first
        begins, ends = date(first, APRIL, 1), date(first + 1, APRIL, 1)
        self._days = [self._cell(begins + timedelta(days=n)) for n in range((ends - begins).days)]

    def months(self) -> tuple[Month, ...]:
        """The twelve months."""
        by_month = groupby(self._days, key=lambda cell: (cell.day.year, cell.day.month))
        return tuple(self._month(year, month, list(cells)) for (year, month), cells in by_month)

    def exceptions(self) -> tuple[Stretch, ...]:
        """Every day that is not as its weekday is, neighbours together."""
        found: list[Stretch] = []
        for cell in self._days:
            if cell.tone == "usual" or not cell.why:
                continue
            last = found[-1] if found else None
            if last is not None and last.told == cell.told and last.ends == cell.day - timedelta(days=1):
                found[-1] = replace(last, ends=cell.day)
            else:
                found.append(Stretch(begins=cell.day, ends=cell.day, told=cell.told))
        return tuple(found)

    def _month(self, year: int, month: int, cells: list[DayCell]) -> Month:
        slots: list[DayCell | None] = [None] * cells[0].day.weekday() + list(cells)
        slots += [None] * (-len(slots) % 7)
        label = (
            f"{_MONTHS[month - 1]} {year}"
            if self._language == "en"
            else said("calendar month", "ja", year=year, month=month)
        )
        return Month(label=label, weeks=tuple(tuple(slots[at : at + 7]) for at in range(0, len(slots), 7)))

    def _cell(self, day: date) -> DayCell:
        decided = self._book.day(self._calendar, day)
        holiday = self._book.holiday(self._calendar, day)
        special = decided.line is not None and _is_special(decided.line)
        why = decided.line.name.best(self._language) if decided.line is not None and special else ""
        if holiday is not None:
            why = holiday.best(self._language)
        tone = (
            "special"
            if special and decided.hours
            else "holiday"
            if special
            else "usual"
            if decided.hours
            else "closed"
        )
        return DayCell(day=day, what=self._hours(decided), why=why, tone=tone)

    def _hours(self, decided: Day) -> str:
        if not decided.hours:
            return said("calendar closed", self._language)
        spans = (f"{begins.removeprefix('0')}〜{ends.removeprefix('0')}" for begins, ends in decided.hours)
        return said("noun comma", self._language).join(spans)


def _is_special(line: Line) -> bool:
    """Whether a line speaks of dates and not only of weekdays."""
    return bool(line.dates or line.holidays or line.nth or line.limits.begins or line.limits.ends)


def _shown(sheet: Sheet) -> Mapping[str, Any]:
    counters = {row.id: row for row in rows_of(sheet.held, "counters")}
    own = [name for name, row in counters.items() if sheet.row is not None and row.calendar == sheet.row.id]
    chosen = own if sheet.posted is None else sheet.posted.getlist("counters")
    options = [(name, sheet.names.of("counters", name)) for name in counters]
    shown: dict[str, Any] = {
        "counters": sorted(options, key=lambda option: option[0] not in own),
        "chosen": chosen,
    }
    name = sheet.row.id if sheet.row is not None else "new"
    tried = made(Calendar, {**sheet.plain, "id": name}, sheet.language).value
    if tried is not None and (tried.base is None or tried.base in sheet.held.calendars) and tried.base != name:
        book = CalendarBook(replace(sheet.held, calendars={**sheet.held.calendars, name: tried}))
        today = local_day(sheet.at, book.zone(tried.office))
        this = today.year - (today.month < APRIL)
        asked = request.args.get("year", this, type=int)
        shown["year"] = Year(book, name, asked if abs(asked - this) <= 10 else this, sheet.language)
    return shown


def _too(sheet: Sheet, row: Any) -> Too:  # noqa: ANN401 — a Calendar
    """Counters that go by it from now on, and those that go by the office's hours again."""
    assert sheet.posted is not None, "only what was sent is saved"
    wanted = set(sheet.posted.getlist("counters"))
    rows = rows_of(sheet.held, "counters")
    changed = {one.id for one in rows if (one.id in wanted) != (one.calendar == row.id)}
    moved = (
        replace(one, calendar=row.id if one.id in wanted else None if one.calendar == row.id else one.calendar)
        for one in rows
        if one.id in changed
    )
    return Too(saves={"counters": tuple(moved)} if changed else {})


BESIDE = Beside(shown=_shown, too=_too)
