"""The clock: believed only where something in this boot vouches for it, and it never steps within an item."""

from __future__ import annotations

import ctypes
import itertools
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from players.pi.cache import Cache
from players.pi.clock import Clock, battery_ms, kernel_ms
from signage.core.shows import instant_of
from tests.players_pi.rig import Rig
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import DAY, NOON, Tree


class Boot:
    """A boot clock that we wind."""

    def __init__(self) -> None:
        self.ms = 50_000

    def __call__(self) -> int:
        return self.ms


def a_clock(
    boot: Boot,
    *,
    kernel: Callable[[], int | None] = lambda: None,
    battery: int | None = None,
    cache: Cache | None = None,
) -> Clock:
    return Clock(boot=boot, kernel=kernel, battery=lambda: battery, cache=cache)


@pytest.mark.parametrize("says", ["1970-01-01T00:10:00Z", "2040-05-05T00:00:00Z", "2026-11-19T02:00:00Z"])
def test_a_wrong_system_clock_is_never_believed_and_the_server_sets_it_right(
    rig: Rig, tree: Tree, server: TreeServer, says: str
) -> None:
    tree.head(tree.rotation(1, 2))
    rig.battery = lambda: instant_of(says)
    server.faults.date = None
    rig.bring_up()
    assert rig.shows().fallback == (says[:4] != "2026" or instant_of(says) < tree.sequence)

    server.faults.date = lambda: rig.truth() / 1000
    tree.head(tree.rotation(1, 2))
    rig.settle(lambda: rig.clock.now().trusted)

    assert not rig.shows().fallback
    assert abs(rig.clock.now().at - rig.truth()) < 1000


def test_kernel_synchronisation_is_believed_before_everything_else() -> None:
    boot = Boot()
    clock = a_clock(boot, kernel=lambda: NOON + boot.ms, battery=NOON - DAY)

    clock.look(newest=NOON - DAY)
    clock.heard(date=NOON + DAY, sent=boot.ms, received=boot.ms, newest=0)
    boot.ms += 1000

    assert clock.now().trusted
    assert clock.now().at == NOON + boot.ms


@pytest.mark.parametrize(
    ("battery", "believed"),
    [
        (NOON, True),
        (NOON - DAY, False),
        (0, False),
        (NOON + 300 * DAY, True),
        (instant_of("2040-01-01T00:00:00Z"), False),
    ],
)
def test_a_battery_clock_is_believed_from_the_newest_head_to_a_year_after(battery: int, believed: bool) -> None:
    clock = a_clock(Boot(), battery=battery)

    clock.look(newest=NOON - 3_600_000)

    assert clock.now().trusted is believed


def test_without_any_head_a_battery_clock_has_nothing_to_be_measured_against() -> None:
    clock = a_clock(Boot(), battery=NOON)

    clock.look(newest=0)

    assert not clock.now().trusted


def test_a_date_whose_next_second_is_before_the_newest_head_is_not_believed() -> None:
    boot = Boot()
    clock = a_clock(boot)

    clock.heard(date=NOON, sent=boot.ms, received=boot.ms, newest=NOON + 1001)
    assert not clock.now().trusted
    clock.heard(date=NOON, sent=boot.ms, received=boot.ms, newest=NOON + 1000)

    assert clock.now().trusted


def test_a_date_that_a_cache_between_has_kept_is_not_believed(rig: Rig, tree: Tree, server: TreeServer) -> None:
    server.faults.age = True
    tree.head(tree.rotation(1))

    rig.bring_up()

    assert not rig.clock.now().trusted
    assert rig.shows().fallback


def test_answers_narrow_the_time_down_to_what_the_line_allows() -> None:
    boot = Boot()
    clock = a_clock(boot)

    for _ in range(60):
        truth = NOON + boot.ms + 377
        clock.heard(date=truth // 1000 * 1000, sent=boot.ms - 5, received=boot.ms + 5, newest=0)
        boot.ms += 4_987
        clock.now()

    assert abs(clock.now().at - (NOON + boot.ms + 377)) < 60


def test_a_small_correction_is_glided_to_and_time_never_goes_backwards() -> None:
    boot, late = Boot(), [0]
    clock = a_clock(boot, kernel=lambda: NOON + boot.ms + late[0])
    clock.look(newest=0)
    late[0] = -400

    clock.look(newest=0)
    readings = []
    for _ in range(1000):
        boot.ms += 10
        readings.append(clock.now().at)

    assert all(0 <= after - before <= 10 for before, after in itertools.pairwise(readings))
    assert readings[-1] == NOON + boot.ms - 400


def test_a_large_correction_waits_for_a_boundary() -> None:
    boot, late = Boot(), [0]
    clock = a_clock(boot, kernel=lambda: NOON + boot.ms + late[0])
    clock.look(newest=0)
    late[0] = 3 * DAY

    clock.look(newest=0)
    boot.ms += 100
    before = clock.now().at
    clock.at_boundary()

    assert before == NOON + boot.ms
    assert clock.now().at == NOON + boot.ms + 3 * DAY


def test_a_restart_in_the_same_boot_keeps_the_time_it_had(tmp_path: Path) -> None:
    boot, cache = Boot(), Cache(tmp_path)
    a_clock(boot, cache=cache).heard(date=NOON, sent=boot.ms, received=boot.ms, newest=0)
    boot.ms += 7000

    again = a_clock(boot, cache=cache).now()

    assert again.trusted
    assert abs(again.at - (NOON + 7500)) <= 1


def test_another_boot_does_not_inherit_the_time(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.write("clock.json", b'{"boot": "another", "offset_ms": 1795312800000}')

    assert not a_clock(Boot(), cache=cache).now().trusted


def test_a_board_without_a_battery_clock_has_none(tmp_path: Path) -> None:
    fact = tmp_path / "since_epoch"
    assert battery_ms(fact) is None
    fact.write_text("1795312800\n")

    assert battery_ms(fact) == NOON + 500


def test_the_kernel_is_asked_for_its_own_time_and_believed_only_where_it_is_synchronised() -> None:
    timex = ctypes.create_string_buffer(512)
    state = ctypes.CDLL(None).adjtimex(timex)

    says = kernel_ms()

    assert (says is None) == (state >= 5)
    status, seconds, _ = struct.unpack_from("@40xi24x4xqq", timex)
    assert abs(seconds - time.time()) < 2
    assert says is None or abs(says - time.time() * 1000) < 1000
    assert status >= 0
