"""How long people waited, by weekday and hour, and when it is quiet."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, timedelta

from signage.core.queue_events import Event, EventKind
from signage.core.queue_statistics import Hour, minutes_open, quiet_times, statistics
from tests.core.makers import TOKYO, a_span, at
from tests.core.queue_makers import happened

MINUTE = 60_000
TUESDAYS = [date(2026, 11, 3) + timedelta(days=7 * week) for week in range(4)]


def event(name: str, moment: int, kind: EventKind, number: str) -> Event:
    return Event(id=name, queue="residents", at=moment, kind=kind, number=number, counter="c1")


def visits(day: date, hour: int, waits: Iterable[int]) -> list[Event]:
    """Visitors of one hour, who come together and wait so many minutes each; numbers are not used twice in a day."""
    found: list[Event] = []
    for which, wait in enumerate(waits):
        number, came = f"{hour}{which:02}", at(f"{day} {hour:02}:00")
        name = f"{day}-{number}"
        found += [event(f"{name}-i", came, "issued", number)]
        found += [event(f"{name}-c", came + wait * MINUTE, "called", number)]
    return found


def hour(hours: Iterable[Hour], weekday: int, of_day: int) -> Hour:
    (found,) = [one for one in hours if (one.weekday, one.hour) == (weekday, of_day)]
    return found


def test_a_wait_is_counted_from_issue_to_first_call_in_the_hour_of_issue() -> None:
    told = happened(
        "9:50 issued 1", "10:20 called 1 c1", "10:25 recalled 1", "9:55 issued 2", "10:00 called 2 c1",
        "10:01 held 2", "10:30 resumed 2", "10:40 called 2 c1", "9:58 issued 3", "10:10 cancelled 3",
    )  # fmt: skip

    found = statistics(told, zone=TOKYO)

    nine, ten = hour(found.hours, 1, 9), hour(found.hours, 1, 10)
    assert (nine.issued, nine.called, nine.measured, nine.median_min, nine.p90_min) == (3, 0, 2, 5, 30)
    assert (ten.issued, ten.called, ten.cancelled, ten.median_min) == (0, 2, 1, None)
    assert found.first == found.last == date(2026, 11, 24)


def test_tickets_whose_issue_was_lost_are_called_and_not_measured() -> None:
    told = happened("9:00 called 7 c1", "9:10 issued 8", "9:12 called 8 c1", "15:00 called 8 c1")

    found = statistics(told, zone=TOKYO)

    assert sum(one.called for one in found.hours) == 3
    assert sum(one.measured for one in found.hours) == 1


def test_what_was_undone_or_told_twice_is_not_counted() -> None:
    told = happened("9:00 issued 1", "9:05 called 1 c1", "9:06 undone =2", "9:20 called 1 c1")

    found = hour(statistics([*told, *told], zone=TOKYO).hours, 1, 9)

    assert (found.issued, found.called, found.median_min) == (1, 1, 20)


def test_a_day_belongs_to_the_office_and_not_to_greenwich() -> None:
    told = happened("0:10 issued 1", "23:50 issued 2")

    found = statistics(told, zone=TOKYO).hours

    assert [(one.weekday, one.hour, one.days) for one in found] == [(1, 0, 1), (1, 23, 1)]


def test_the_median_and_the_ninetieth_percentile_are_waits_that_somebody_had() -> None:
    told = [one for day in TUESDAYS for one in visits(day, 9, range(1, 11))]

    found = hour(statistics(told, zone=TOKYO).hours, 1, 9)

    assert (found.days, found.issued, found.median_min, found.p90_min) == (4, 40, 5, 9)


def test_hours_are_quiet_or_crowded_against_what_is_usual_there() -> None:
    waits = {9: 10, 10: 40, 11: 22, 12: 20, 13: 20, 14: 12}
    told = [one for day in TUESDAYS for of_day, wait in waits.items() for one in visits(day, of_day, [wait] * 3)]
    open_hours = {1: minutes_open((a_span("2026-11-24 08:45", "2026-11-24 15:00"),), TOKYO)}

    found = quiet_times(statistics(told, zone=TOKYO), "residents", open_hours)

    levels = {one.hour: one.level for one in found}
    assert levels == {8: "free", 9: "free", 10: "busy", 11: "some", 12: "some", 13: "some", 14: "free"}


def test_short_waits_are_never_crowded() -> None:
    waits = {9: 1, 10: 4, 11: 2}
    told = [one for day in TUESDAYS for of_day, wait in waits.items() for one in visits(day, of_day, [wait] * 3)]

    found = quiet_times(statistics(told, zone=TOKYO), "residents", {1: {9: 60, 10: 60, 11: 60}})

    assert "busy" not in {one.level for one in found}


def test_where_no_issue_is_known_calls_in_the_open_minutes_are_compared() -> None:
    told = [
        one
        for day in TUESDAYS
        for of_day, count in {8: 3, 9: 12, 10: 30, 11: 12, 12: 3}.items()
        for one in visits(day, of_day, [0] * count)
        if one.kind == "called"
    ]

    found = quiet_times(statistics(told, zone=TOKYO), "residents", {1: {8: 15, 9: 60, 10: 60, 11: 60, 12: 60}})

    assert [one.level for one in found] == ["some", "some", "busy", "some", "free"]


def test_of_fewer_than_three_days_nothing_is_said() -> None:
    told = [one for day in TUESDAYS[:2] for one in visits(day, 9, [10] * 3)]

    found = quiet_times(statistics(told, zone=TOKYO), "residents", {1: {9: 60}, 2: {9: 60}})

    assert [(one.weekday, one.level) for one in found] == [(1, None), (2, None)]
    assert quiet_times(statistics((), zone=TOKYO), "residents", {0: {9: 60}})[0].level is None


def test_a_day_on_which_nobody_came_is_no_day_of_data() -> None:
    told = happened("9:00 counter c1 =closed", "9:00 waiting =0")

    assert statistics(told, zone=TOKYO).first is None


def test_the_order_in_which_it_was_told_changes_nothing() -> None:
    told = [one for day in TUESDAYS for one in visits(day, 9, range(1, 11))]
    mixed = random.Random(4).sample(told, len(told))

    assert statistics(mixed, zone=TOKYO) == statistics(told, zone=TOKYO)
