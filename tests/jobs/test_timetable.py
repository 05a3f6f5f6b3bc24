"""The timetable and the work around it: boundaries, renewals, sweeps and clock jumps, derived at every start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, time

import pytest

from signage.core.instants import written
from signage.jobs.timetable import Timetable
from signage.jobs.work import Work
from tests.publish.boards import Numbers
from tests.publish.makers import Card, Place, a_rule, a_slide

WAIT_S = 10.0


def clock() -> int:
    return int(time() * 1000)


def until(condition: Callable[[], object]) -> None:
    began, pause = monotonic(), threading.Event()
    while not condition():
        assert monotonic() - began < WAIT_S, "it never came"
        pause.wait(0.01)


class Calls:
    """What the timetable asked for, and when."""

    def __init__(self) -> None:
        self.boundaries: list[int] = []
        self.others: list[str] = []

    def timetable(self, *, clock: Callable[[], int] = clock) -> Timetable:
        return Timetable(
            clock=clock,
            boundary=lambda: self.boundaries.append(clock()),
            sweep=lambda: self.others.append("sweep"),
        )


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    place = Place(tmp_path)
    yield place
    place.close()


def test_the_next_boundary_is_woken_for_once_and_not_before():
    calls = Calls()
    timetable = calls.timetable()
    timetable.start()
    due = clock() + 300

    timetable.arm(due)

    until(lambda: calls.boundaries)
    timetable.stop()
    assert len(calls.boundaries) == 1
    assert due <= calls.boundaries[0] < due + 2_000


def test_arming_again_replaces_the_boundary():
    calls = Calls()
    timetable = calls.timetable()
    timetable.start()

    timetable.arm(clock() + 3_600_000)
    timetable.arm(clock() + 100)

    until(lambda: calls.boundaries)
    left = timetable.jobs()
    timetable.stop()
    assert "boundary" not in left


def test_a_boundary_that_has_passed_is_woken_for_at_once():
    calls = Calls()
    timetable = calls.timetable()
    timetable.start()

    timetable.arm(clock() - 86_400_000)

    until(lambda: calls.boundaries)
    timetable.stop()


def test_a_clock_that_was_set_forward_wakes_the_publisher():
    calls, ahead = Calls(), [0]
    timetable = calls.timetable(clock=lambda: clock() + ahead[0])

    timetable.look_at_the_clock()
    still = list(calls.boundaries)
    ahead[0] = 3_600_000
    timetable.look_at_the_clock()
    timetable.look_at_the_clock()

    assert still == []
    assert len(calls.boundaries) == 1


def test_its_jobs_are_made_anew_at_every_start_and_lose_none():
    calls = Calls()
    timetable = calls.timetable()

    timetable.start()
    jobs = timetable.jobs()
    timetable.stop()

    assert set(jobs) == {
        "look at the clock", "note how it is", "sweep", "count", "renew the certificate", "look at the players"
    }  # fmt: skip
    assert all(comes is not None for comes in jobs.values())


def test_work_publishes_what_was_stored_and_waits_for_the_next_boundary(place: Place):
    (player,) = place.enrol()
    work = Work(place.settings, clock=clock, kinds={"card": Card()})

    work.start()
    try:
        until(lambda: work.state.last)
        until(lambda: "boundary" in work.timetable.jobs())
    finally:
        work.stop()

    assert place.head(player)["screen"] == "lobby-1f"


def test_what_goes_on_air_is_logged_at_its_second(place: Place, caplog: pytest.LogCaptureFixture):
    place.enrol()
    starts = clock() // 1_000 * 1_000 + 2_000
    turn = written(starts)
    place.save(a_slide("notice-1", turns=[turn]), a_rule("daily", slide="notice-1"), at=starts - 60_000)
    work = Work(place.settings, clock=clock, kinds={"card": Card()})

    with caplog.at_level("INFO"):
        work.start()
        try:
            until(lambda: [record for record in caplog.records if record.getMessage().startswith("on air")])
            came = clock()
        finally:
            work.stop()

    assert starts <= came < starts + 2_000


def test_a_call_is_in_its_live_file_within_a_moment(place: Place):
    board = Numbers()
    place.save(a_slide("board", kind_is="board"), a_rule("daily", slide="board"), at=clock())
    (player,) = place.enrol()
    work = Work(place.settings, clock=clock, kinds={"card": Card(), "board": board}, live=board)
    work.start()
    try:
        until(lambda: place.live(player))
        before = clock()
        board.call("43")
        until(lambda: any(item["alt"] == "43" for item in place.live(player)["items"].values()))
        took = clock() - before
    finally:
        work.stop()

    assert place.head(player)["live"] == [{"key": place.live(player)["key"], "poll_ms": 500}]
    assert took < WAIT_S * 1_000
