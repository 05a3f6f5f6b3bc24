"""The demo's day at the counters: it comes by the same ways as a real one, at the speed asked for."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from signage.actions import simulated_past, simulated_rows
from signage.actions.feeds import Feeder
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.actions.queues import Press, press
from signage.actions.simulated_pace import PACES
from signage.actions.simulator import CLERK, Simulator
from signage.core.instants import DAY, MINUTE, SECOND, local, midnight
from signage.core.queue_events import Event
from signage.store import queue_events
from signage.store.rows import stored_by
from tests.actions.small_office import an_installation
from tests.actions.test_sample import SAMPLE

TOKYO = ZoneInfo("Asia/Tokyo")
SUNDAY_EVENING = midnight(date(2026, 11, 22), TOKYO) + 20 * 60 * MINUTE
LOG = "feeds/ticket.log"


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    installation = an_installation(tmp_path)
    load(installation, SAMPLE, at=SUNDAY_EVENING, who="test")
    return installation


def played(here: Installation, *, minutes: int, speed: int, seed: int = 1) -> list[Event]:
    """What came of some minutes, in the order in which it was stored; the log is read beside it each second."""
    day, feeder = Simulator(here, speed=speed, at=SUNDAY_EVENING, seed=seed), Feeder(here)
    day.begin(at=SUNDAY_EVENING)
    for at in range(SUNDAY_EVENING, SUNDAY_EVENING + minutes * MINUTE, SECOND):
        day.step(at=at)
        feeder.read(at=at)
    day.end(at=SUNDAY_EVENING + minutes * MINUTE)
    return list(queue_events.since(here.db, 0))


def test_somebody_is_called_about_every_ten_seconds_at_the_usual_speed(here: Installation) -> None:
    events = played(here, minutes=3, speed=10)

    calls = sum(event.kind == "called" for event in events)
    assert 9 <= calls <= 36, "in three minutes"


def test_a_fast_day_has_everything_in_it_that_a_real_one_has(here: Installation) -> None:
    kinds = Counter(event.kind for event in played(here, minutes=3, speed=60))

    expected = {"issued", "called", "recalled", "held", "resumed", "passed", "cancelled", "served", "ready", "taken"}
    assert expected <= set(kinds)
    assert kinds["taken"] <= kinds["ready"]


def test_the_machines_part_comes_by_its_log_in_its_own_encoding(here: Installation) -> None:
    played(here, minutes=1, speed=60)

    lines = (here.data / LOG).read_bytes().decode("cp932").split("\r\n")
    assert lines[0] == "20261122,20:00,0発券,証明,1"
    assert any(",1呼出,証明," in line for line in lines)
    assert not any(",1呼出,異動," in line for line in lines), "clerks call those"


def test_numbers_are_issued_one_after_the_other_and_nobody_is_called_twice_for_one(here: Installation) -> None:
    events = [event for event in played(here, minutes=1, speed=60) if event.queue == "certificates"]

    issued = [int(event.number) for event in events if event.kind == "issued"]
    called = [event.number for event in events if event.kind == "called"]
    assert issued == list(range(1, len(issued) + 1))
    assert len(called) == len(set(called)) > 5


def test_a_demo_that_is_begun_again_goes_on_where_it_was(here: Installation) -> None:
    played(here, minutes=1, speed=30)
    before = len((here.data / LOG).read_bytes().splitlines())

    Simulator(here, speed=30, at=SUNDAY_EVENING).step(at=SUNDAY_EVENING)

    issued = [line.split(b",")[-1] for line in (here.data / LOG).read_bytes().splitlines() if b",0" in line]
    assert len(set(issued)) == len(issued)
    assert len((here.data / LOG).read_bytes().splitlines()) > before


def test_one_seed_makes_one_day(here: Installation, tmp_path: Path) -> None:
    other = an_installation(tmp_path / "other")
    load(other, SAMPLE, at=SUNDAY_EVENING, who="test")

    one, two, three = (
        played(where, minutes=1, speed=60, seed=seed) for where, seed in ((here, 1), (other, 1), (other, 2))
    )

    assert [(event.kind, event.number) for event in one] == [(event.kind, event.number) for event in two]
    assert len(three) > len(two)


def test_a_counter_at_which_somebody_presses_a_key_is_left_to_them(here: Installation) -> None:
    played(here, minutes=1, speed=10)
    at = SUNDAY_EVENING + MINUTE
    press(here, "insurance", Press(id="mine", do="call", counter="health-insurance", number="700"), at=at, by=CLERK)
    known = {event.id for event in queue_events.since(here.db, 0)}

    day = Simulator(here, speed=60, at=at)
    for later in range(at, at + 2 * MINUTE, SECOND):
        day.step(at=later)

    news = [event for event in queue_events.since(here.db, 0) if event.id not in known]
    assert not [event for event in news if event.counter == "health-insurance"]
    assert [event for event in news if event.counter == "reg-moving"]


def test_a_log_of_another_day_is_taken_away(here: Installation) -> None:
    played(here, minutes=1, speed=10)

    Simulator(here, speed=10, at=SUNDAY_EVENING + 400 * DAY).begin(at=SUNDAY_EVENING + 400 * DAY)

    assert b"20261122" not in (here.data / LOG).read_bytes()


def test_the_demos_queues_are_open_on_a_sunday_evening(here: Installation) -> None:
    before = {name: here.queue_days.said(SUNDAY_EVENING)[name].status for name in PACES}

    simulated_rows.add(here, at=SUNDAY_EVENING)
    played(here, minutes=1, speed=10)

    after = {name: here.queue_days.said(SUNDAY_EVENING + MINUTE)[name].status for name in PACES}
    assert set(before.values()) == {"closed"}
    assert set(after.values()) == {"open"}


def test_sixty_days_have_gone_by_in_a_demo_and_only_once(here: Installation) -> None:
    made = simulated_past.fill(here, at=SUNDAY_EVENING)
    again = simulated_past.fill(here, at=SUNDAY_EVENING)

    events = queue_events.since(here.db, 0)
    hours = {local(event.at, TOKYO).hour for event in events if event.kind == "issued"}
    assert made > 15_000
    assert again == 0
    assert hours <= set(range(8, 19)), "while they were open"
    assert max(event.at for event in events) < midnight(date(2026, 11, 22), TOKYO)


def test_a_counter_of_several_is_paused_for_lunch_and_open_again_when_the_demo_ends(here: Installation) -> None:
    at = midnight(date(2026, 11, 24), TOKYO) + 10 * 60 * MINUTE
    day = Simulator(here, speed=60, at=at)
    day.begin(at=at)

    day.step(at=at + 190 * SECOND)
    at_noon = stored_by(here.db, "counters", ["reg-foreign", "reg-moving"])
    day.end(at=at + 200 * SECOND)

    assert {row.id: row.state for row in at_noon} == {"reg-foreign": "paused", "reg-moving": "normal"}
    assert [row.state for row in stored_by(here.db, "counters", ["reg-foreign"])] == ["normal"]
