"""Reports and kills: when a server is ended by force, what it answered is kept, and what comes again counts once."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from signage.actions import installation
from signage.actions.heartbeats import Beats
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.heartbeats import heartbeat_of, picture_of
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.enrolments import enrol
from tests.core.reports import a_picture, a_report
from tests.store.makers import fill

NOW = 1_795_322_700_000

Report = tuple[str, dict[str, Any]]
"""Whose, and what it says."""


def keep_without_end(folder: Path, line: Connection) -> None:
    """What is killed: it keeps what comes in, many at once, and answers each with its id once it is kept."""
    beats = Beats(Installation(settings=Settings(data=folder)), gathered_s=0.01)

    def keep(report: Report) -> str:
        player, document = report
        beats.hear(player, heartbeat_of(document), picture_of(document), at=NOW)
        return str(document["id"])

    with ThreadPoolExecutor(16) as threads:
        while True:
            for kept in threads.map(keep, line.recv()):
                line.send(kept)


class Server:
    """One life of what is killed."""

    def __init__(self, folder: Path) -> None:
        self.line, theirs = multiprocessing.Pipe()
        self.process = multiprocessing.Process(target=keep_without_end, args=(folder, theirs), daemon=True)
        self.process.start()
        theirs.close()

    def sent(self, reports: list[Report], *, dies_after: int | None) -> set[str]:
        """The ids that were answered before the server was killed; None: it lives until all are answered."""
        self.line.send(reports)
        answered: set[str] = set()
        while len(answered) < (len(reports) if dies_after is None else dies_after):
            assert self.line.poll(60), "no answer"
            answered.add(self.line.recv())
        os.kill(self.process.pid or 0, signal.SIGKILL)
        self.process.join()
        self.line.close()
        return answered


def lived_through(folder: Path, *, kills: int, reports: int, seed: int) -> None:
    """Players send oldest first, and again whatever was not answered, to server after server."""
    lot, settings = random.Random(seed), Settings(data=folder)
    installation.create(settings, at=NOW)
    here = installation.opened(settings)
    fill(here.db)
    with writing(here.db) as under_way:
        players = [enrol(under_way, "lobby", at=NOW).id for _ in range(5)]
    here.db.close()
    unsent = [(lot.choice(players), a_report(picture=a_picture())) for _ in range(reports)]
    made = {player: sum(whose == player for whose, _ in unsent) for player in players}

    for _ in range(kills):
        some = unsent[: lot.randint(1, 40)]
        answered = Server(folder).sent(some, dies_after=lot.randint(0, len(some)))
        unsent = [report for report in unsent if report[1]["id"] not in answered]
        known = Installation(settings=settings)
        assert heartbeats.count_all(known.db) >= reports - len(unsent), "an answered report is not kept"
        known.db.close()
    Server(folder).sent(unsent, dies_after=None)

    known = Installation(settings=settings)
    assert {player: heartbeats.count(known.db, player) for player in players} == made
    known.db.close()


def test_a_server_that_is_killed_twice_loses_no_report_and_counts_none_twice(tmp_path: Path) -> None:
    lived_through(tmp_path / "data", kills=2, reports=60, seed=1)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(3))
def test_a_server_that_is_killed_again_and_again_loses_no_report_and_counts_none_twice(
    tmp_path: Path, seed: int
) -> None:
    lived_through(tmp_path / "data", kills=60, reports=1_200, seed=seed)
