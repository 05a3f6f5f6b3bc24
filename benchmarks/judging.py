"""Judging: what it costs to hold the reports of 2,000 players, each with its picture, against what is published."""

from __future__ import annotations

import secrets
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from benchmarks.table import Row
from signage.actions.fleet import Fleet
from signage.actions.installation import Installation
from signage.core.heartbeats import EVERY_MS, heartbeat_of, picture_of
from signage.core.instants import SECOND
from signage.publish.publisher import Publisher
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.heartbeats import Heard
from tests.publish.makers import NOW, Card, Place, a_screen
from tests.simulated_player import SimulatedPlayer

PLAYERS = 2_000
LOOK_S = 10
REPORT_MS, CORE = 3.0, 0.15
"""Promised: CPU of one report with its picture, and the share of one core that all of them take."""


def rows() -> list[Row]:
    """A look at which all have reported, and one with no news."""
    names = [f"s{number}" for number in range(PLAYERS)]
    with tempfile.TemporaryDirectory() as folder:
        place = Place(Path(folder), *(a_screen(name, groups=("all",), width=1920, height=1080) for name in names))
        players = place.enrol(*names)
        with Publisher(place.settings, kinds={"card": Card()}) as publisher:
            publisher.publish(at=NOW)
        player = SimulatedPlayer(place.data, players[0])
        player.poll()
        report, fleet = player.report(NOW), Fleet(Installation(settings=place.settings))
        heard = [(one, {**report, "id": secrets.token_hex(16)}) for one in players]
        with writing(place.db) as under_way:
            heartbeats.record(
                under_way,
                [
                    Heard(enrolment=one.id, beat=heartbeat_of(said), picture=picture_of(said), at=NOW)
                    for one, said in heard
                ],
            )
        fresh_s = _took(lambda: fleet.look(NOW + SECOND))
        quiet_s = _took(lambda: fleet.look(NOW + 2 * SECOND))
        place.close()
    report_ms = (fresh_s - quiet_s) / PLAYERS * 1_000
    core = quiet_s / LOOK_S + PLAYERS * report_ms / EVERY_MS
    return [
        Row(
            name="judge one report with its picture",
            value=report_ms,
            unit="ms CPU",
            bar=f"≤ {REPORT_MS:g} ms",
            ok=report_ms <= REPORT_MS,
        ),
        Row(
            name=f"judge {PLAYERS:,} players",
            value=core,
            unit="of one core",
            bar=f"≤ {CORE:g}",
            ok=core <= CORE,
        ),
    ]


def _took(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began
