"""A day's log with every trap gives, at every minute, the board that a slow, obvious clerk keeps."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import monotonic

import pytest

from signage.actions.feeds import Feeder
from signage.actions.installation import Installation
from signage.core.instants import MINUTE, SECOND
from signage.core.queue_events import Event
from signage.jobs.feeding import Feeding
from signage.publish.queue_days import QueueDays
from signage.store import queue_events
from signage.store.database import writing
from tests.actions.feed_office import CERTIFICATES, INSURANCE, MOVING, an_office, log_of
from tests.actions.queue_office import a_queue
from tests.core.makers import at
from tests.jobs.ticket_day import LAST_MINUTE, OPENS, QUEUES, Day, Machine, a_day, board

MIDNIGHT = at("2026-11-24 00:00")
IDS = {"住民異動": MOVING.id, "国保": INSURANCE.id, "証明": CERTIFICATES.id}


def a_counted_office(folder: Path) -> Installation:
    """The office with queues whose numbers go as far as the machine's."""
    queues = [
        a_queue(IDS[name], feed="tickets", code=name, first=first, last=last)
        for name, (first, last, _) in QUEUES.items()
    ]
    here = an_office(folder, queues=queues)
    here.db.conn.execute("PRAGMA synchronous = OFF")  # power does not fail here
    return here


def correct(here: Installation, day: Day, minute: int) -> None:
    """A clerk corrects how many wait, in the middle of a minute."""
    for when, queue, count in day.corrected:
        if when == minute:
            instant = MIDNIGHT + minute * MINUTE + 30 * SECOND
            event = Event(
                id=f"clerk-{instant}-{queue}", queue=IDS[queue], at=instant, kind="waiting", detail=str(count)
            )
            with writing(here.db) as under_way:
                queue_events.add(under_way, [event], source="console:test", at=instant)


def shown(days: QueueDays, instant: int) -> dict[str, tuple[list[str], int | None]]:
    """What the boards say, as the clerk would."""
    told = days.said(instant)
    return {name: ([call.number for call in told[queue].calls], told[queue].waiting) for name, queue in IDS.items()}


def kept(day: Day, minute: int) -> dict[str, tuple[list[str], int | None]]:
    """What the clerk keeps; a board says the last sixty calls."""
    boards = {name: board(day, name, minute) for name in QUEUES}
    return {name: (calls[:60], waiting) for name, (calls, waiting) in boards.items()}


def test_at_every_minute_the_board_is_the_one_that_a_clerk_keeps(tmp_path: Path) -> None:
    here, random = a_counted_office(tmp_path), Random(20261124)
    day, feeder, days = a_day(random), Feeder(here), QueueDays(here.db)
    machine = Machine(log_of(here), day, random)
    machine.begin()

    wrong = []
    for minute in range(OPENS, LAST_MINUTE + 2):
        begins = MIDNIGHT + minute * MINUTE
        for second, _ in enumerate(machine.minute(minute)):
            if second % 4 == 0:
                feeder.read(at=begins + second * SECOND)
        correct(here, day, minute)
        feeder.read(at=begins + 58 * SECOND)
        feeder.read(at=begins + 59 * SECOND)
        if shown(days, begins + 59 * SECOND) != kept(day, minute):
            wrong.append(f"{minute // 60}:{minute % 60:02}")

    assert len(day.told) > 1_000
    assert wrong == []


@pytest.mark.soak
def test_the_same_at_a_hundred_times_the_speed_while_a_thread_reads(tmp_path: Path) -> None:
    here, random = a_counted_office(tmp_path), Random(43)
    day, begun, opens = a_day(random), monotonic(), MIDNIGHT + OPENS * MINUTE
    machine = Machine(log_of(here), day, random, whole_halves=False)
    machine.begin()

    def clock() -> int:
        return opens + round((monotonic() - begun) * 100 * SECOND)

    feeding = Feeding(here.settings, clock=clock, at_post=lambda: True)
    days, wrong = QueueDays(here.db), []
    feeding.start()
    try:
        for minute in range(OPENS, LAST_MINUTE + 2):
            wait_until(lambda minute=minute: clock() >= MIDNIGHT + minute * MINUTE, for_s=60)
            for _ in machine.minute(minute):
                pass
            correct(here, day, minute)
            if not wait_until(lambda minute=minute: shown(days, clock()) == kept(day, minute), for_s=5):
                wrong.append(f"{minute // 60}:{minute % 60:02}")
    finally:
        feeding.stop()

    assert wrong == []


def wait_until(so: Callable[[], bool], *, for_s: float) -> bool:
    """Whether it came to be so in time."""
    ends, pause = monotonic() + for_s, threading.Event()
    while not (found := so()) and monotonic() < ends:
        pause.wait(0.02)
    return found
