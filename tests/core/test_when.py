"""When, by example: limits, windows over midnight, and windows that are one where they touch."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

import pytest

from signage.core.rulebook import Rulebook
from signage.core.spans import EVER, Spans
from signage.core.texts import Text
from signage.core.when import limits_span
from tests.core.makers import TOKYO, a_catalogue, a_rule, a_span, at, limits

HOLIDAY = {date(2026, 11, 23): Text.of(ja="勤労感謝の日")}


def open_in(first: str, last: str, times: str = "", zone: str = "Asia/Tokyo", **given: object) -> Spans:
    rule = a_rule(times, **given)
    book = Rulebook(a_catalogue(rule, holidays=HOLIDAY, time_zone=zone))
    return book.windows(rule, at(first, zone), at(last, zone))


@pytest.mark.parametrize(
    ("typed", "begins", "ends"),
    [
        ("2026-11-22/2026-11-23", "2026-11-22 00:00", "2026-11-24 00:00"),
        ("2026-11-22T10:42/2026-11-23T09:00", "2026-11-22 10:42", "2026-11-23 09:00"),
        ("2028-02-29/2028-02-29", "2028-02-29 00:00", "2028-03-01 00:00"),
    ],
)
def test_an_end_day_that_is_typed_includes_that_day(typed: str, begins: str, ends: str) -> None:
    assert limits_span(limits(typed), TOKYO) == a_span(begins, ends)


def test_no_limit_is_no_limit() -> None:
    assert limits_span(limits("/"), TOKYO) == (-EVER, EVER)


def test_a_day_with_a_clock_change_has_23_or_25_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    spring, autumn = (limits_span(limits(f"{day}/{day}"), berlin) for day in ("2026-03-29", "2026-10-25"))

    assert (spring[1] - spring[0], autumn[1] - autumn[0]) == (23 * 3_600_000, 25 * 3_600_000)


def test_a_window_over_midnight_belongs_to_the_day_it_starts_on() -> None:
    assert open_in("2026-11-20", "2026-11-25", "22:00-6:00", weekdays="sat") == (
        a_span("2026-11-21 22:00", "2026-11-22 06:00"),
    )


def test_a_window_that_is_open_when_one_begins_to_look_began_before() -> None:
    assert open_in("2026-11-22 03:00", "2026-11-22 12:00", "22:00-6:00") == (
        a_span("2026-11-21 22:00", "2026-11-22 06:00"),
    )


def test_limits_cut_a_window_in_the_middle() -> None:
    found = open_in("2026-11-20", "2026-11-25", "22:00-6:00", within="/2026-11-22T02:00", weekdays="sat sun")

    assert found == (a_span("2026-11-21 22:00", "2026-11-22 02:00"),)


def test_a_rule_for_every_weekday_has_no_boundary_at_midnight() -> None:
    always = open_in("2026-11-22", "2026-11-30", weekdays="mon tue wed thu fri sat sun")
    full_days = open_in("2026-11-22", "2026-11-30", "0:00-24:00", within="2026-10-01/")

    assert always == ((0, at("2026-11-30")),)
    assert full_days == (a_span("2026-10-01", "2026-11-30"),)


def test_workdays_touch_each_other_and_end_on_friday_night() -> None:
    found = open_in("2026-11-25", "2026-12-01", weekdays="mon tue wed thu fri")

    assert found == (a_span("2026-11-23", "2026-11-28"), a_span("2026-11-30", "2026-12-01"))


def test_while_open_is_the_calendars_hours_and_while_closed_the_rest() -> None:
    assert open_in("2026-11-24", "2026-11-25", during="open") == (a_span("2026-11-24 08:45", "2026-11-24 17:00"),)
    assert open_in("2026-11-24", "2026-11-25", during="closed") == (
        a_span("2026-11-23 17:00", "2026-11-24 08:45"),
        a_span("2026-11-24 17:00", "2026-11-25"),
    )


def test_times_and_open_hours_narrow_each_other() -> None:
    assert open_in("2026-11-24", "2026-11-25", "6:00-10:00", during="open") == (
        a_span("2026-11-24 08:45", "2026-11-24 10:00"),
    )


def test_a_weekend_while_closed_is_two_whole_days() -> None:
    assert open_in("2026-11-21", "2026-11-24", weekdays="sat sun", during="closed") == (
        a_span("2026-11-21", "2026-11-23"),
    )


def test_from_half_an_hour_before_closing_and_opening() -> None:
    day = ("2026-11-24", "2026-11-25")

    assert open_in(*day, during="before-closing") == (a_span("2026-11-24 16:30", "2026-11-24 17:00"),)
    assert open_in(*day, during="before-opening", minutes=15) == (a_span("2026-11-24 08:30", "2026-11-24 08:45"),)


def test_on_holidays_means_the_days_on_which_windows_start() -> None:
    assert open_in("2026-11-20", "2026-11-27", during="holidays") == (a_span("2026-11-23", "2026-11-24"),)
    assert open_in("2026-11-20", "2026-11-27", "22:00-2:00", during="holidays") == (
        a_span("2026-11-23 22:00", "2026-11-24 02:00"),
    )


def test_the_hour_that_occurs_twice_is_open_all_of_it() -> None:
    (found,) = open_in("2026-10-25", "2026-10-26", "2:00-3:00", zone="Europe/Berlin")

    assert found[1] - found[0] == 2 * 3_600_000


def test_a_window_in_the_hour_that_is_skipped_does_not_open() -> None:
    assert open_in("2026-03-29", "2026-03-30", "2:10-2:50", zone="Europe/Berlin") == ()


def test_half_an_hour_is_skipped_on_lord_howe_too() -> None:
    (found,) = open_in("2026-10-04", "2026-10-05", "1:30-2:30", zone="Australia/Lord_Howe")

    assert found[1] - found[0] == 30 * 60_000


def test_the_second_and_fourth_saturday() -> None:
    found = open_in("2026-11-01", "2026-12-01", "9:00-12:00", weekdays="sat", nth=(2, 4))

    assert found == (a_span("2026-11-14 09:00", "2026-11-14 12:00"), a_span("2026-11-28 09:00", "2026-11-28 12:00"))


def test_an_emergency_ends_after_eight_hours_unless_it_says_otherwise() -> None:
    called = at("2026-11-22 10:42") + 31_007
    day = ("2026-11-22", "2026-11-24")

    assert open_in(*day, level="emergency", changed_at=called) == ((called - 7, called - 7 + 8 * 3_600_000),)
    assert open_in(*day, level="emergency", within="2026-11-22T22:00/") == (
        a_span("2026-11-22 22:00", "2026-11-23 06:00"),
    )
    assert open_in(*day, level="emergency", within="/2026-11-22T12:00", changed_at=called) == (
        (called - 7, at("2026-11-22 12:00")),
    )
