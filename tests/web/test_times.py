"""How the pages write times, and which instants are one click away."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from signage.web.times import moment, one_click_away, short_moment, week_of

TOKYO, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("America/New_York")


def at(text: str, zone: ZoneInfo = TOKYO) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


def written(instant: int, zone: ZoneInfo = TOKYO) -> str:
    return datetime.fromtimestamp(instant / 1000, zone).strftime("%Y-%m-%dT%H:%M")


def test_a_moment_is_written_as_its_readers_write_it() -> None:
    assert moment(at("2026-11-22T09:05"), TOKYO, "ja") == "11月22日(日) 9:05"
    assert moment(at("2026-11-22T09:05"), TOKYO, "en") == "Sun 22 Nov, 9:05"


def test_on_the_same_day_the_time_is_enough() -> None:
    seen_at = at("2026-11-22T08:00")

    assert short_moment(at("2026-11-22T17:15"), TOKYO, "ja", seen_at=seen_at) == "17:15"
    assert short_moment(at("2026-11-24T08:30"), TOKYO, "ja", seen_at=seen_at) == "11月24日(火) 8:30"


@pytest.mark.parametrize(
    ("now", "saturday"),
    [
        ("2026-11-22T13:45", "2026-11-28T10:00"),
        ("2026-11-28T09:59", "2026-11-28T10:00"),
        ("2026-11-28T10:00", "2026-12-05T10:00"),
        ("2026-12-29T00:00", "2027-01-02T10:00"),
    ],
)
def test_saturday_is_the_next_one_at_ten(now: str, saturday: str) -> None:
    assert written(one_click_away(at(now), TOKYO)["saturday"]) == saturday


@pytest.mark.parametrize(
    ("now", "year_end", "april"),
    [
        ("2026-11-22T13:45", "2026-12-29T10:00", "2027-04-01T10:00"),
        ("2026-12-29T09:00", "2026-12-29T10:00", "2027-04-01T10:00"),
        ("2026-12-31T09:00", "2027-12-29T10:00", "2027-04-01T10:00"),
        ("2027-04-01T12:00", "2027-12-29T10:00", "2028-04-01T10:00"),
    ],
)
def test_the_year_end_and_april_are_the_next_ones(now: str, year_end: str, april: str) -> None:
    found = one_click_away(at(now), TOKYO)

    assert written(found["29 december"]) == year_end
    assert written(found["1 april"]) == april


def test_a_week_begins_at_local_midnight_also_on_the_day_of_a_clock_change() -> None:
    assert written(week_of(at("2026-11-22T00:00"), TOKYO)) == "2026-11-22T00:00"
    assert written(week_of(at("2026-11-01T12:00", NEW_YORK), NEW_YORK), NEW_YORK) == "2026-11-01T00:00"
