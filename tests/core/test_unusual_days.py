"""Unusual days: which days are out of the ordinary, and which only come back month by month."""

from __future__ import annotations

from datetime import date

from signage.core.calendars import Calendar, CalendarBook, Line
from signage.core.catalogue import Catalogue
from signage.core.offices import Office
from signage.core.texts import Text
from signage.core.unusual_days import unusual_days

SUNDAY = date(2026, 11, 22)


def a_book(*lines: Line) -> CalendarBook:
    """Two calendars, the second based on the first; weekdays, second Saturdays, and these lines."""
    usual = (
        Line(weekdays=("mon", "tue", "wed", "thu", "fri"), hours=(("08:45", "17:00"),)),
        Line(weekdays=("sat",), nth=(2,), hours=(("09:00", "12:00"),)),
    )
    hours = Calendar(id="hours", office="ume", name=Text.of(ja="開庁"), lines=(*usual, *lines))
    desk = Calendar(id="desk", office="ume", name=Text.of(ja="窓口"), base="hours")
    office = Office(id="ume", name=Text.of(ja="梅区役所"), calendar="hours")
    labour = {date(2026, 11, 23): Text.of(ja="勤労感謝の日")}
    return CalendarBook(
        Catalogue(offices={"ume": office}, calendars={"hours": hours, "desk": desk}, holidays={"ume": labour})
    )


def test_days_on_end_are_one_line_and_calendars_that_agree_are_told_together() -> None:
    book = a_book(Line(dates="12-29..01-03", name=Text.of(ja="年末年始")))

    (closed,) = unusual_days(book, ["hours", "desk"], SUNDAY)

    assert (closed.first, closed.last, closed.hours) == (date(2026, 12, 29), date(2027, 1, 3), ())
    assert closed.calendars == ("hours", "desk")
    assert closed.why == Text.of(ja="年末年始")


def test_a_holiday_is_told_by_its_own_name() -> None:
    book = a_book(Line(holidays=True, name=Text.of(ja="祝日")))

    (holiday,) = unusual_days(book, ["hours"], SUNDAY)

    assert (holiday.first, holiday.why) == (date(2026, 11, 23), Text.of(ja="勤労感謝の日"))


def test_what_comes_back_month_by_month_is_ordinary() -> None:
    assert unusual_days(a_book(), ["hours"], SUNDAY) == ()


def test_an_extra_sunday_is_told_with_its_hours() -> None:
    book = a_book(Line(dates="2027-03-28", hours=(("09:00", "13:00"),), name=Text.of(ja="日曜開庁")))

    (extra,) = unusual_days(book, ["hours"], SUNDAY)

    assert (extra.first, extra.hours) == (date(2027, 3, 28), (("09:00", "13:00"),))
