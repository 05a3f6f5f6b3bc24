"""Calendars by example: the lines that real offices need, and which of them decides."""

from __future__ import annotations

from datetime import date

import pytest

from signage.core.calendars import Calendar, CalendarBook
from signage.core.problems import Missing, Refused
from signage.core.texts import Text
from tests.core.makers import WORKDAYS, a_calendar, a_catalogue, a_line, a_span, at

LABOUR_THANKSGIVING = {date(2026, 11, 23): Text.of(ja="勤労感謝の日")}


def a_book(*lines: object, base: str | None = None, others: tuple[Calendar, ...] = ()) -> CalendarBook:
    calendar = a_calendar(*lines, base=base)  # type: ignore[arg-type]
    return CalendarBook(a_catalogue(calendars=[*others, calendar], holidays=LABOUR_THANKSGIVING))


def ward() -> CalendarBook:
    """DOMAIN's ward office: workdays, Tuesdays longer, second and fourth Saturday even on a holiday, year end."""
    return a_book(
        a_line("8:45-17:00", weekdays=" ".join(WORKDAYS), name="平日"),
        a_line("8:45-19:00", weekdays="tue", name="火曜延長"),
        a_line(holidays=True, name="祝日"),
        a_line("9:00-12:00", weekdays="sat", nth=(2, 4), name="第2・第4土曜"),
        a_line(dates="12-29..01-03", name="年末年始"),
        a_line("9:00-16:00", dates="2027-03-28", name="日曜臨時開庁"),
    )


@pytest.mark.parametrize(
    ("day", "name", "hours"),
    [
        (date(2026, 11, 20), "平日", (("8:45", "17:00"),)),
        (date(2026, 11, 24), "火曜延長", (("8:45", "19:00"),)),
        (date(2026, 11, 23), "祝日", ()),
        (date(2026, 11, 28), "第2・第4土曜", (("9:00", "12:00"),)),
        (date(2026, 12, 29), "年末年始", ()),
        (date(2027, 1, 3), "年末年始", ()),
        (date(2027, 3, 28), "日曜臨時開庁", (("9:00", "16:00"),)),
    ],
)
def test_the_last_matching_line_decides(day: date, name: str, hours: tuple[tuple[str, str], ...]) -> None:
    said = ward().day("office", day)

    assert said.line is not None
    assert said.line.name.get("ja") == name
    assert said.hours == hours


def test_a_day_that_no_line_matches_is_closed() -> None:
    assert ward().day("office", date(2026, 11, 22)).line is None
    assert not ward().is_open("office", at("2026-11-22 10:00"))


def test_a_base_comes_first_and_what_stands_on_it_wins() -> None:
    base = a_calendar(a_line("8:45-17:00", weekdays="mon tue wed thu fri"), a_line(dates="12-29..01-03"), id="all")
    book = a_book(a_line("9:00-12:00", weekdays="sat"), a_line(weekdays="wed"), base="all", others=(base,))

    assert book.is_open("office", at("2026-11-28 10:00"))
    assert not book.is_open("office", at("2026-11-25 10:00"))
    assert book.is_open("all", at("2026-11-25 10:00"))
    assert not book.is_open("office", at("2026-12-29 10:00"))


def test_hours_over_midnight_belong_to_the_day_they_start_on() -> None:
    book = a_book(a_line("22:00-6:00", weekdays="fri"), a_line(dates="2026-11-21"))

    assert book.open_spans("office", *a_span("2026-11-20", "2026-11-23")) == (
        a_span("2026-11-20 22:00", "2026-11-21 06:00"),
    )
    deciding = book.deciding("office", at("2026-11-21 05:00"))
    assert deciding is not None
    assert deciding.weekdays == ("fri",)


def test_a_line_holds_within_its_limits_including_the_last_day() -> None:
    book = a_book(a_line("8:30-17:15"), a_line("9:00-16:30", within="2026-05-01/2026-05-31"))

    assert book.day("office", date(2026, 4, 30)).hours == (("8:30", "17:15"),)
    assert book.day("office", date(2026, 5, 31)).hours == (("9:00", "16:30"),)
    assert book.day("office", date(2026, 6, 1)).hours == (("8:30", "17:15"),)


def test_the_fifth_weekday_and_the_last_are_told_apart() -> None:
    book = a_book(a_line("9:00-12:00", weekdays="sun", nth=(5,)), a_line("13:00-15:00", weekdays="sun", nth=(-1,)))

    assert book.day("office", date(2026, 11, 29)).hours == (("13:00", "15:00"),)
    assert book.day("office", date(2026, 12, 27)).hours == (("13:00", "15:00"),)
    assert book.day("office", date(2026, 11, 22)).hours == ()


def test_every_year_and_one_leap_day() -> None:
    book = a_book(a_line("9:00-12:00", dates="02-29"), a_line("0:00-24:00", dates="2026-12-30..2027-01-02"))

    assert book.is_open("office", at("2028-02-29 11:59"))
    assert not book.is_open("office", at("2028-02-28 11:59"))
    assert book.open_spans("office", *a_span("2026-12-29", "2027-01-05")) == (a_span("2026-12-30", "2027-01-03"),)


def test_lunch_is_closed_and_edges_are_inside_the_span() -> None:
    book = a_book(a_line("8:45-12:00, 13:00-17:00"))

    edges = book.edges("office", *a_span("2026-11-24 08:45", "2026-11-24 17:00"))

    assert edges == a_span("2026-11-24 12:00", "2026-11-24 13:00")


def test_before_opening_and_closing_are_the_last_minutes_of_each_span() -> None:
    book = a_book(a_line("8:45-12:00, 12:10-17:00"))
    day = a_span("2026-11-24", "2026-11-25")

    closing = book.before("office", "before-closing", 30 * 60_000, *day)
    opening = book.before("office", "before-opening", 30 * 60_000, *day)

    assert closing == (a_span("2026-11-24 11:30", "2026-11-24 12:00"), a_span("2026-11-24 16:30", "2026-11-24 17:00"))
    assert opening == (a_span("2026-11-24 08:15", "2026-11-24 08:45"), a_span("2026-11-24 12:00", "2026-11-24 12:10"))


def test_open_day_and_night_has_no_edge_at_midnight() -> None:
    book = a_book(a_line("0:00-24:00"))

    assert book.edges("office", *a_span("2026-11-20", "2026-11-30")) == ()
    assert book.open_spans("office", *a_span("2026-11-20", "2026-11-30")) == (a_span("2026-11-20", "2026-11-30"),)


def test_calendars_that_stand_on_each_other_are_refused_by_name() -> None:
    one, other = a_calendar(base="other", id="one"), a_calendar(base="one", id="other")

    with pytest.raises(Refused, match="one → other → one"):
        a_book(others=(one, other)).day("one", date(2026, 11, 22))


def test_a_calendar_that_is_not_there_is_missed_by_name() -> None:
    with pytest.raises(Missing, match="nowhere"):
        ward().day("nowhere", date(2026, 11, 22))
