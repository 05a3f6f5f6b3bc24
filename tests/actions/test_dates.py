"""Relative dates, as an office's calendar on the wall has them."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from signage.actions.dates import readings
from signage.core.formats import DATES, DAY, MOMENT, Format
from signage.core.instants import midnight
from signage.core.problems import Refused
from tests.actions.small_office import NOW

TOKYO = ZoneInfo("Asia/Tokyo")
DAYS = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def read(typed: str, form: Format = MOMENT, *, at: int = NOW) -> object:
    return form.parse(readings(at, TOKYO)[form](typed))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [  # NOW is Sunday, 22 November 2026, 10:42
        ("today", "2026-11-22"),
        ("today+14d", "2026-12-06"),
        ("today-3d", "2026-11-19"),
        ("today+1w-1d", "2026-11-28"),
        ("monday", "2026-11-16"),
        ("sunday", "2026-11-22"),
        ("monday+1w", "2026-11-23"),
        ("april-1", "2027-04-01"),
        ("november-22", "2026-11-22"),
        ("november-21", "2027-11-21"),
        ("april-1-1d", "2027-03-31"),
        ("february-29", "2028-02-29"),
        ("today+3d 14:00", "2026-11-25T14:00"),
        ("monday T9:30", "2026-11-16T09:30"),
        ("december-28T17:15", "2026-12-28T17:15"),
        ("now", "2026-11-22T10:42"),
        ("now+90m", "2026-11-22T12:12"),
        ("now+1d+2h", "2026-11-23T12:42"),
        ("Today", "2026-11-22"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24T10:00", "2026-12-24T10:00"),
    ],
)
def test_a_relative_date_becomes_a_plain_one(typed: str, meant: str) -> None:
    assert read(typed) == meant


def test_both_ends_of_a_range_may_be_relative() -> None:
    assert read("today..today+6d", DATES) == "2026-11-22..2026-11-28"
    assert read("12-29..01-03", DATES) == "12-29..01-03"


@pytest.mark.parametrize(
    "typed",
    ["today+2", "today+2x", "today+8h", "now 10:00", "february-30", "june-31", "todays", "yesterday", "today 25:00"],
)
def test_what_cannot_be_read_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read(typed)


@pytest.mark.parametrize("typed", ["now", "now+1h", "today 10:00"])
def test_a_day_has_no_time_of_day(typed: str) -> None:
    with pytest.raises(Refused, match="has a time of day"):
        read(typed, DAY)


@given(DAYS, st.integers(-999, 999))
def test_counting_days_is_counting_days(day: date, days: int) -> None:
    at = midnight(day, TOKYO)

    assert read(f"today{days:+}d", DAY, at=at) == str(day + timedelta(days=days))


@given(DAYS, st.sampled_from(["monday", "thursday", "sunday"]))
def test_a_weekday_is_that_of_this_week(day: date, weekday: str) -> None:
    found = date.fromisoformat(str(read(weekday, DAY, at=midnight(day, TOKYO))))

    assert f"{found:%A}".lower() == weekday
    assert found.isocalendar()[:2] == day.isocalendar()[:2]


@given(DAYS, DAYS)
def test_the_next_such_day_is_the_first_that_is_not_past(day: date, like: date) -> None:
    typed = f"{like:%B}-{like.day}".lower()

    found = date.fromisoformat(str(read(typed, DAY, at=midnight(day, TOKYO))))

    assert (found.month, found.day) == (like.month, like.day)
    assert found >= day
    assert not any(
        (day + timedelta(days=n)).timetuple()[1:3] == found.timetuple()[1:3] for n in range((found - day).days)
    )
