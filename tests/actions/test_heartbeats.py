"""Keeping reports: one transaction for all that come together, none lost, none told to be kept that is not."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from signage.actions import installation
from signage.actions.heartbeats import Beats
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.heartbeats import Heartbeat
from signage.core.problems import Busy
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.enrolments import enrol
from tests.core.reports import a_beat
from tests.store.makers import fill

NOW = 1_795_322_700_000


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    settings = Settings(data=tmp_path / "data")
    installation.create(settings, at=NOW)
    opened = installation.opened(settings)
    fill(opened.db)
    return opened


def players(here: Installation, count: int) -> list[str]:
    with writing(here.db) as under_way:
        return [enrol(under_way, "lobby", at=NOW).id for _ in range(count)]


def at_once(hear: Callable[[str, Heartbeat], None], reports: list[tuple[str, Heartbeat]]) -> Counter[str]:
    """Each report from a thread of its own, all in the same moment; how it went for each."""
    ready = threading.Barrier(len(reports))

    def one(player: str, beat: Heartbeat) -> str:
        ready.wait()
        try:
            hear(player, beat)
        except Busy:
            return "again"
        return "kept"

    with ThreadPoolExecutor(len(reports)) as threads:
        return Counter(threads.map(lambda report: one(*report), reports))


def commits(here: Installation) -> int:
    """Changes whenever another connection has committed."""
    return int(here.db.conn.execute("PRAGMA data_version").fetchone()[0])


def test_reports_that_come_together_are_one_transaction(here: Installation) -> None:
    beats, before = Beats(here, gathered_s=0.3), commits(here)
    reports = [(player, a_beat()) for player in players(here, 16)]

    went = at_once(lambda player, beat: beats.hear(player, beat, at=NOW), reports)

    assert went == {"kept": 16}
    assert commits(here) == before + 1
    assert heartbeats.count_all(here.db) == 16


def test_whoever_finds_no_seat_comes_again_and_nothing_is_lost_or_counted_twice(here: Installation) -> None:
    beats = Beats(here, seats=4, gathered_s=0.1)
    reports = [(player, a_beat()) for player in players(here, 12)]

    first = at_once(lambda player, beat: beats.hear(player, beat, at=NOW), reports)
    for player, beat in [*reports, *reports]:
        Beats(here, gathered_s=0).hear(player, beat, at=NOW)

    assert first["kept"] >= 4
    assert first["again"] == beats.refused > 0
    assert {player: heartbeats.count(here.db, player) for player, _ in reports} == dict.fromkeys(dict(reports), 1)


def test_where_the_disk_is_full_nobody_of_a_batch_is_told_that_it_is_kept(here: Installation) -> None:
    beats, names = Beats(here, gathered_s=0.2), players(here, 6)
    large = [(name, a_beat(errors=["誤" * 200] * 5, items=["x" * 200] * 64)) for name in names]
    pages = here.db.conn.execute("PRAGMA page_count").fetchone()[0]

    def hear(player: str, beat: Heartbeat) -> None:
        here.db.conn.execute(f"PRAGMA max_page_count = {pages}")
        beats.hear(player, beat, at=NOW)

    full = at_once(hear, large)
    room = at_once(lambda player, beat: Beats(here).hear(player, beat, at=NOW), large)

    assert (full, room) == ({"again": 6}, {"kept": 6})
    assert heartbeats.count_all(here.db) == 6


def test_a_report_that_two_workers_hear_counts_once(here: Installation) -> None:
    (player,), beat = players(here, 1), a_beat()
    workers = [Beats(Installation(settings=here.settings)) for _ in range(2)]

    with ThreadPoolExecutor(len(workers)) as threads:
        list(threads.map(lambda worker: worker.hear(player, beat, at=NOW), workers))

    assert heartbeats.count(here.db, player) == 1
