"""Instants: local times that do not exist, or occur twice, and how instants are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.instants import at_local, days, local, local_day, midnight, of_datetime, written
from signage.core.shows import instant_of


def utc(text: str) -> int:
    return instant_of(f"2026-{text}:00Z")


@pytest.mark.parametrize(
    ("zone", "day", "clock", "starts", "ends"),
    [
        ("Asia/Tokyo", date(2026, 11, 22), time(9), "11-22T00:00", "11-22T00:00"),
        ("Europe/Berlin", date(2026, 3, 29), time(2, 30), "03-29T01:00", "03-29T01:00"),
        ("Europe/Berlin", date(2026, 10, 25), time(2, 30), "10-25T00:30", "10-25T01:30"),
        ("America/New_York", date(2026, 3, 8), time(2), "03-08T07:00", "03-08T07:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 15), "10-03T15:30", "10-03T15:30"),
        ("Australia/Lord_Howe", date(2026, 4, 5), time(1, 45), "04-04T14:45", "04-04T15:15"),
        ("Africa/Cairo", date(2026, 4, 24), time(0, 30), "04-23T22:00", "04-23T22:00"),
        ("America/Havana", date(2026, 11, 1), time(0, 30), "11-01T04:30", "11-01T05:30"),
    ],
)
def test_a_skipped_time_is_after_the_gap_and_a_doubled_one_first_or_second(
    zone: str, day: date, clock: time, starts: str, ends: str
) -> None:
    assert at_local(day, clock, ZoneInfo(zone)) == utc(starts)
    assert at_local(day, clock, ZoneInfo(zone), ends=True) == utc(ends)


def test_a_day_whose_midnight_is_skipped_begins_after_the_gap() -> None:
    assert midnight(date(2026, 4, 24), ZoneInfo("Africa/Cairo")) == utc("04-23T22:00")


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_what_is_written_is_read_again(moment: datetime) -> None:
    instant = of_datetime(moment.replace(microsecond=0))

    assert instant_of(written(instant)) == instant
    assert written(instant + 999) == written(instant)


def test_local_days_run_from_midnight_to_midnight() -> None:
    zone = ZoneInfo("Asia/Tokyo")
    begins = midnight(date(2026, 11, 22), zone)

    assert local(begins, zone).isoformat() == "2026-11-22T00:00:00+09:00"
    assert (local_day(begins - 1, zone), local_day(begins, zone)) == (date(2026, 11, 21), date(2026, 11, 22))
    assert days(date(2028, 2, 28), date(2028, 3, 1)) == [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
