"""Metrics: what an operator's monitor should know of a server, as families of numbers with few labels.

No label is a screen's id, a name or anything else that somebody typed: there are as many series tomorrow as today.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal, get_args

import signage
from signage.actions import encryption, fleet
from signage.actions.enrolments import in_force
from signage.actions.installation import Installation
from signage.core.fleet_words import State
from signage.core.problems import Problem
from signage.publish.certificates import ends_at
from signage.publish.vitals import LIVE_BOUNDS_S, Vitals, vitals
from signage.store import commands, heartbeats
from signage.store.database import FILE, change_number
from signage.store.publications import publication

Kind = Literal["gauge", "counter", "histogram"]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One number; `suffix` is what a histogram's series have behind the family's name."""

    value: float
    labels: Mapping[str, str]
    suffix: str = ""


@dataclass(frozen=True, kw_only=True)
class Family:
    """What one name counts, and its series."""

    name: str
    kind: Kind
    help: str
    samples: tuple[Sample, ...]


def metrics(
    installation: Installation, *, at: int, answered: Mapping[tuple[str, str], int], refused: int
) -> Iterator[Family]:
    """Every family. `answered`: this worker's answers below /v1/, by what was asked for and the class of the status;
    `refused`: reports that it could not keep."""
    yield _one("signage_build_info", "The version that runs.", 1, version=signage.__version__)
    yield from _fleet(installation, at)
    yield from _publishing(installation)
    yield Family(
        name="signage_answers_total",
        kind="counter",
        help="Answers of this worker below /v1/, by what was asked for and the class of the status.",
        samples=tuple(
            Sample(value=answered.get((what, status), 0), labels={"what": what, "status": f"{status}xx"})
            for what in ("head", "live", "asset")
            for status in "2345"
        ),
    )
    yield _one("signage_heartbeats_refused_total", "Reports this worker could not keep.", refused, kind="counter")
    yield from _disk(installation)
    yield from _certificate(installation, at)
    told = vitals(installation.data)
    if told is not None:
        yield from _vitals(told)


def _fleet(installation: Installation, at: int) -> Iterator[Family]:
    found = Counter(standing.state for standing in fleet.standings(installation, at).values())
    yield Family(
        name="signage_screens",
        kind="gauge",
        help="Screens by how their player stands.",
        samples=tuple(Sample(value=found[state], labels={"state": state}) for state in get_args(State)),
    )
    yield _one("signage_players", "Enrolments in force.", len(in_force(installation)))
    heard = heartbeats.count_all(installation.db)
    yield _one("signage_heartbeats_total", "Reports kept, each once, by whichever worker.", heard, kind="counter")
    waiting = len(commands.open_commands(installation.db, at))
    yield _one("signage_commands_open", "Commands that players have not done yet.", waiting)


def _publishing(installation: Installation) -> Iterator[Family]:
    reached, change = publication(installation.db), change_number(installation.db)
    yield _one("signage_changes_waiting", "Changes that are not on air yet.", max(0, change - reached.change))
    yield _one("signage_published_timestamp_seconds", "When a change was put on air last.", reached.at / 1000)
    failing = reached.error_en is not None
    yield _one("signage_publisher_failing", "1 where the last publication had a problem: see /healthz.", failing)


def _disk(installation: Installation) -> Iterator[Family]:
    free = shutil.disk_usage(installation.data).free
    yield _one("signage_disk_free_bytes", "Free space where the data folder is.", free)
    files = (installation.data / f"{FILE}{suffix}" for suffix in ("", "-wal"))
    size = sum(path.stat().st_size for path in files if path.exists())
    yield _one("signage_database_bytes", "The database with its write-ahead log.", size)


def _certificate(installation: Installation, at: int) -> Iterator[Family]:
    """Only where this server encrypts by itself."""
    if installation.settings.tls:
        try:
            ends = ends_at(encryption.shown(installation.settings, at=at)) / 1000
        except Problem:
            ends = 0  # nobody can read it: as bad as ended
        yield _one("signage_certificate_ends_timestamp_seconds", "When the server's certificate ends.", ends)


def _vitals(told: Vitals) -> Iterator[Family]:
    yield _one("signage_publisher_told_timestamp_seconds", "When the publisher told of itself last.", told.at / 1000)
    yield _one("signage_publisher_began_timestamp_seconds", "When its process began.", told.began_at / 1000)
    yield _one("signage_publisher_busy", "1 while it publishes.", told.busy)
    yield _one("signage_publications_total", "Publications.", told.published, kind="counter")
    yield _one("signage_publications_failed_total", "Those with a problem.", told.failed, kind="counter")
    yield _one("signage_publication_seconds_total", "Time that they took.", told.publish_s, kind="counter")
    yield _one("signage_heads_written_total", "Heads written.", told.heads, kind="counter")
    yield _one("signage_pictures_drawn_total", "Contents that had to be drawn.", told.drawn, kind="counter")
    below = zip((*map(str, LIVE_BOUNDS_S), "+Inf"), accumulate(told.live), strict=True)
    yield Family(
        name="signage_live_write_seconds",
        kind="histogram",
        help="How long writing the live files took.",
        samples=(
            *(Sample(value=count, labels={"le": bound}, suffix="_bucket") for bound, count in below),
            Sample(value=told.live_s, labels={}, suffix="_sum"),
            Sample(value=sum(told.live), labels={}, suffix="_count"),
        ),
    )


def _one(name: str, help_: str, value: float, *, kind: Kind = "gauge", **labels: str) -> Family:
    return Family(name=name, kind=kind, help=help_, samples=(Sample(value=value, labels=labels),))
