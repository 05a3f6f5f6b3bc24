"""「12月29日の10時には、なぜ何も出ないのか」: `signage show` explains the year-end closure, in both languages."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from signage.core.instants import local_day
from tests.journeys.processes import ENGLISH, JAPANESE, signage
from tests.journeys.sample_office import Sample

TOKYO = ZoneInfo("Asia/Tokyo")


def the_next(sample: Sample) -> date:
    """29 December, but not one of the two days on which the sample's screens are lit for a trial."""
    today = local_day(sample.at, TOKYO)
    this_year = date(today.year, 12, 29)
    return this_year if this_year > today + timedelta(days=2) else date(today.year + 1, 12, 29)


def test_show_explains_the_year_end_closure(published_sample: Sample) -> None:
    at = f"{the_next(published_sample)}T10:00"

    english, japanese = (
        signage("show", "lobby-1f", "--at", at, "--data", published_sample.data, env=env).stdout.splitlines()
        for env in (ENGLISH, JAPANESE)
    )

    assert english[0].startswith(
        'Dark: calendar "When the lobby screens are lit", line "New Year holidays"; lit again'
    )
    assert japanese[0].startswith("消灯中: カレンダー「ロビーのモニターの点灯時間」の「年末年始」。次の点灯は")
    assert any('○ guide-always "Floor guide": Would be on air (base)' in line for line in english)
    assert any("○ lobby-today「きょうのお知らせ」: 時間外。次は" in line for line in japanese)


def test_the_screen_that_is_never_dark_shows_the_night_desk_then(published_sample: Sample) -> None:
    answers, at = published_sample.answers, f"{the_next(published_sample)}T10:00"

    said = answers.show("waiting-1f", at=answers.instant("waiting-1f", at, now=published_sample.at), language="en")

    assert said[0].startswith("Lit")
    assert any("● night-desk" in line for line in said)
