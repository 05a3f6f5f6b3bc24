"""A player's reports in the test's own hands: nothing on the glass but what we say, and time that we wind."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.enrolment import Enrolment
from players.pi.outbox import FOLDER
from players.pi.progress import Progress
from players.pi.reports import Order, Pace, Reports
from players.pi.troubles import Troubles
from players.pi.witness import Photo, Witness
from tests.players_pi.tree import NOON

HASTE = Pace(every=0.01, least=0, unheard=0, first_again=0.001, last_again=0.001, between=0)


class Still(Witness):
    """Sees one picture, at once."""

    def photo(self, longest: int, *, limit_s: float) -> Photo | None:
        """As Witness says."""
        return Photo(glance=self.glance, at=NOON, width=longest, height=longest * 9 // 16, jpeg=b"\xff\xd8 a picture")


class Reporter:
    """Reports on a cache of ours; `made` has the id of each that was put into the outbox, as soon as it was."""

    def __init__(
        self, folder: Path, enrolment: Enrolment, *, time: Callable[[], int | None] = lambda: NOON, pace: Pace = HASTE
    ) -> None:
        self.folder, self.enrolment = folder, enrolment
        self.boot = 50_000
        self.clock = Clock(boot=lambda: self.boot, kernel=time, battery=lambda: None)
        self.clock.look(newest=0)
        self.witness, self.troubles = Still(wake=lambda: None), Troubles()
        self.reports = Reports(
            enrolment,
            cache=Cache(folder),
            clock=self.clock,
            witness=self.witness,
            troubles=self.troubles,
            pace=pace,
        )

    def steps(self, until: Callable[[], bool]) -> None:
        """Let it work until the condition holds."""
        for _ in range(4000):
            if until():
                return
            self.reports.step()
        raise AssertionError((self.reports.waiting, self.troubles.last))

    def another(self, number: int) -> None:
        """Something changes, so that there is something to say; all that can be sent is."""
        self.reports.progress(Progress(sequence=number, server="x", servers=self.enrolment.servers))
        self.reports.step()

    def command(self, name: str) -> list[bool]:
        """A command was done; what `then` was told."""
        told: list[bool] = []
        self.reports.acknowledge(Order(id=name, outcome="done", then=told.append))
        self.reports.step()
        return told

    def files(self) -> list[str]:
        """What waits on the disk."""
        return sorted(file.name for file in (self.folder / FOLDER).iterdir())


def killed_at(step: int, work: Callable[[Callable[[str], None]], None]) -> tuple[bool, list[str]]:
    """Do `work` in a process that the power fails at its `step`th dealing with disk or network.

    Whether it came to its end before that, and the lines that it had noted until then.
    """
    heard, told = os.pipe()
    if (child := os.fork()) == 0:
        status = 1
        try:
            os.close(heard)
            _fail_at(step)
            work(lambda line: os.write(told, f"{line}\n".encode()) and None)
            status = 0
        finally:
            os._exit(status)
    os.close(told)
    with os.fdopen(heard, encoding="ascii") as lines:
        noted = lines.read().split()
    _, state = os.waitpid(child, 0)
    assert os.WIFSIGNALED(state) or os.WEXITSTATUS(state) == 0, "it broke"
    return not os.WIFSIGNALED(state), noted


_DEALINGS = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "socket.connect", "socket.__new__"})


def _fail_at(step: int) -> None:
    """Kill this process at a step: the interpreter tells of each before it is taken."""
    left = [step]

    def hear(event: str, _: object) -> None:
        if event in _DEALINGS:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), 9)

    sys.addaudithook(hear)
