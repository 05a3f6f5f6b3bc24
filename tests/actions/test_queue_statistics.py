"""Statistics of queues: hours are counted once, late news too; what a period came to, and how hours mostly are."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

import pytest

from signage.actions import queue_statistics
from signage.actions.installation import Installation
from signage.core.instants import HOUR, MINUTE
from signage.core.queue_events import Event
from signage.core.queue_statistics import statistics
from signage.store import queue_events, queue_hours
from signage.store.catalogue import catalogue
from signage.store.database import change_number, writing
from tests.actions.queue_office import a_queue, an_office
from tests.core.makers import TOKYO, at

TUESDAY = date(2026, 11, 24)
NOW = at("2026-11-24 18:00")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return an_office(tmp_path)


def visits(waits: list[int], *, hour: int = 9, day: date = TUESDAY, queue: str = "moving") -> list[Event]:
    """People who come together at an hour and wait so many minutes each."""
    came, found = at(f"{day} {hour:02}:00"), list[Event]()
    for nth, wait in enumerate(waits):
        name, number = f"{queue}-{day}-{hour}-{nth}", f"{hour}{nth:02}"
        found.append(Event(id=f"{name}-i", queue=queue, at=came, kind="issued", number=number))
        found.append(Event(id=f"{name}-c", queue=queue, at=came + wait * MINUTE, kind="called", number=number))
    return found


def happen(here: Installation, events: list[Event]) -> None:
    with writing(here.db) as under_way:
        queue_events.add(under_way, events, source="test", at=NOW)


def period(here: Installation, *, first: date = TUESDAY, last: date = TUESDAY) -> queue_statistics.QueuePeriod:
    (found,) = queue_statistics.of_period(here, [a_queue()], first=first, last=last)
    return found


def test_a_period_tells_who_came_and_how_long_they_waited(here: Installation) -> None:
    happen(here, [*visits([5, 10, 30]), *visits([2], hour=14), *visits([50], day=TUESDAY - timedelta(days=1))])

    found = period(here)

    assert (found.days, found.issued, found.called, found.median_min, found.p90_min) == (1, 4, 4, 5, 30)
    assert [(one.hour, one.issued, one.median_min) for one in found.slots if one.issued] == [(9, 3, 10), (14, 1, 2)]
    assert [one.hour for one in found.slots] == list(range(9, 15)), "without gaps"


def test_what_comes_later_is_counted_with_what_is_known_of_its_day(here: Installation) -> None:
    early, late = visits([5])[:1], visits([5])[1:]
    happen(here, early)
    before = period(here)
    happen(here, late)

    after = period(here)

    assert (before.issued, before.called, before.median_min) == (1, 0, None)
    assert (after.issued, after.called, after.median_min) == (1, 1, 5)


def test_nothing_is_counted_twice(here: Installation) -> None:
    happen(here, visits([5, 6]))

    assert [queue_statistics.count(here), queue_statistics.count(here)] == [4, 0]
    assert period(here).issued == 2


def test_who_counted_less_far_than_somebody_else_keeps_nothing(here: Installation) -> None:
    happen(here, visits([5]))
    since = queue_hours.counted(here.db)
    queue_statistics.count(here)

    with writing(here.db) as under_way:
        queue_hours.keep(under_way, (), days={("moving", TUESDAY)}, since=since, number=1)

    assert period(here).issued == 1


def test_what_was_counted_outlasts_its_events(here: Installation) -> None:
    happen(here, visits([5]))
    queue_statistics.count(here)

    with writing(here.db) as under_way:
        queue_events.forget(under_way, before=NOW)

    assert period(here).issued == 1


def test_counted_by_the_hour_it_comes_to_what_all_events_come_to(
    here: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queue_statistics, "AT_A_TIME", 7)
    told = [one for day in range(9) for one in visits([3 * day, 5, 9], day=TUESDAY - timedelta(days=day))]
    happen(here, told)

    found = period(here, first=TUESDAY - timedelta(days=9))

    assert found.hours == statistics(told, zone=TOKYO).hours


def test_its_csv_opens_in_a_spreadsheet_and_names_nobody(here: Installation) -> None:
    happen(here, visits([5, 10, 30]))

    raw = queue_statistics.as_csv(
        [period(here)],
        headings=[str(n) for n in range(10)],
        name=lambda queue: "=1+1",
        weekdays=list("月火水木金土日"),
    )

    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert raw.startswith(b"\xef\xbb\xbf")
    assert rows[1] == ["'=1+1", "火", "9", "1", "3", "3", "0", "3", "10", "30"]


def test_an_hour_that_is_busier_than_usual_says_so_and_screens_are_drawn_anew_once(here: Installation) -> None:
    for week in range(1, 5):
        day = TUESDAY - timedelta(days=7 * week)
        for hour, wait in {10: 40, 15: 1, **dict.fromkeys((8, 9, 11, 12, 13, 14, 16, 17), 10)}.items():
            happen(here, visits([wait] * 5, hour=hour, day=day))
    before = change_number(here.db)

    queue_statistics.quieten(here, at=NOW)
    first = change_number(here.db)
    queue_statistics.quieten(here, at=NOW + HOUR)

    levels = {one.hour: one.level for one in catalogue(here.db).quiet["moving"] if one.weekday == 1}
    assert (levels[10], levels[14], levels[15]) == ("busy", "some", "free")
    assert all(one.level is None for one in catalogue(here.db).quiet["moving"] if one.weekday == 2), "not known"
    assert (first, change_number(here.db)) == (before + 1, before + 1)


def test_today_is_not_part_of_how_an_hour_mostly_is(here: Installation) -> None:
    for week in range(1, 4):
        happen(here, visits([40] * 9, day=TUESDAY - timedelta(days=7 * week)))
    queue_statistics.quieten(here, at=NOW)
    before = catalogue(here.db).quiet

    happen(here, visits([1] * 50, hour=16))
    queue_statistics.quieten(here, at=NOW)

    assert catalogue(here.db).quiet == before


@pytest.mark.soak
def test_four_hundred_days_are_told_in_well_under_a_second(here: Installation) -> None:
    days = [TUESDAY - timedelta(days=n) for n in range(400)]
    happen(
        here, [one for day in days for hour in range(9, 17) for one in visits(list(range(25)), hour=hour, day=day)]
    )
    queue_statistics.count(here)

    began = perf_counter()
    period(here, first=days[-1])

    assert perf_counter() - began < 1
