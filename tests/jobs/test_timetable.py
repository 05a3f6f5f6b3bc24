"""The timetable and the work around it: boundaries, renewals, sweeps and clock jumps, derived at every start."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import monotonic, time

import pytest

from signage.core.instants import written
from signage.core.manifests import AssetFacts
from signage.jobs.timetable import Timetable
from signage.jobs.work import Work
from signage.publish.live import Board, Shown
from signage.publish.signing import read_unverified
from signage.store.files import Files
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
            renew=lambda: self.others.append("renew"),
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

    assert set(jobs) == {"renew live files", "look at the clock", "sweep"}
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


class Source:
    """One board, once it says something."""

    def __init__(self, place: Place, *said: str) -> None:
        self.asset, self.said = Files(place.data / "assets").put(b"42"), list(said)

    def boards(self) -> Iterable[Board]:
        if self.said:
            item = Shown(asset=self.asset, lang="ja", alt=f"{self.said[-1]}番")
            facts = {self.asset: AssetFacts(bytes=2, type="image/webp")}
            screens = ("lobby-1f",)
            yield Board(key="b1" * 16, screens=screens, alive_at=clock(), items={"queue": item}, assets=facts)


def test_a_board_that_comes_is_named_in_the_heads_of_its_screen(place: Place):
    (player,) = place.enrol()
    source = Source(place)
    work = Work(place.settings, clock=clock, kinds={"card": Card()}, live=source)
    work.start()
    try:
        until(lambda: work.state.last)
        none = place.head(player)["live"]
        source.said.append("42")
        work.call()
        until(lambda: place.head(player)["live"])
    finally:
        work.stop()

    assert none == []


def test_a_call_is_in_its_live_file_at_once(place: Place):
    place.enrol()
    source = Source(place, "42")
    path = place.data / "public/v1/live" / f"{'b1' * 16}.jws"
    work = Work(place.settings, clock=clock, kinds={"card": Card()}, live=source)
    work.start()
    try:
        until(path.exists)
        source.said.append("43")
        work.call()
        document = read_unverified(path.read_bytes())
    finally:
        work.stop()

    assert document["items"]["queue"]["alt"] == "43番"
