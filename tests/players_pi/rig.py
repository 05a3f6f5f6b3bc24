"""A player's network side in the test's own hands: its time is ours, and nothing happens but by `settle`."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path

from players.pi.cache import Cache
from players.pi.clock import Clock, boot_ms
from players.pi.documents import Command
from players.pi.kept import kept
from players.pi.stage import OnAir, Waiting
from players.pi.sync import Sync
from signage.core.shows import Shown, what_shows
from tests.players_pi.serving import TreeServer
from tests.players_pi.tree import NOON, Tree


class Recorder:
    """A stage that remembers what it was told."""

    def __init__(self) -> None:
        self.on_air: OnAir | None = None
        self.waiting: Waiting | None = None
        self.commands: tuple[Command, ...] = ()

    def put_on_air(self, on_air: OnAir) -> None:
        self.on_air, self.waiting = on_air, None

    def wait_for(self, waiting: Waiting) -> None:
        self.on_air, self.waiting = None, waiting

    def look_again(self) -> None:
        """Nothing to look at."""

    def obey(self, commands: tuple[Command, ...]) -> None:
        self.commands = commands


class Rig:
    """Clock, cache, Sync and a Recorder. Without `kernel` or `battery`, only the server's `Date` gives time."""

    def __init__(self, folder: Path, tree: Tree, server: TreeServer) -> None:
        self.folder, self.tree, self.server = folder, tree, server
        self.skew = 0
        self.kernel: Callable[[], int | None] = lambda: None
        self.battery: Callable[[], int | None] = lambda: None
        self.enrolment = tree.enrolment(server.url)
        self._began = boot_ms()
        self._sync: Sync | None = None
        self._news = threading.Event()
        server.faults.date = lambda: self.truth() / 1000

    def boot(self) -> int:
        """The player's boot clock, which we may hurry on."""
        return boot_ms() + self.skew

    def truth(self) -> int:
        """What time it really is."""
        return NOON + self.boot() - self._began

    def start(self) -> Rig:
        """Power on: whatever the last run left in the cache is read back."""
        self.cache = Cache(self.folder)
        self.stage = Recorder()
        self.clock = Clock(boot=self.boot, kernel=self._kernel_now, battery=self._battery_now)
        left = kept(self.cache, enrolment=self.enrolment)
        if left.manifest is not None:
            self.stage.put_on_air(OnAir(manifest=left.manifest, published=left.manifest.published))
        self.sync = self._sync = Sync(
            enrolment=self.enrolment,
            cache=self.cache,
            clock=self.clock,
            stage=self.stage,
            kept=left,
            news=self._news.set,
        )
        self.sync.check()
        self.sync.loader.start()
        return self

    def _kernel_now(self) -> int | None:
        return self.kernel()

    def _battery_now(self) -> int | None:
        return self.battery()

    def stop(self) -> None:
        """Power off."""
        if self._sync is not None:
            self._sync.loader.stop()
            self._sync = None

    def settle(self, until: Callable[[], bool], *, limit_s: float = 15) -> None:
        """Let the player work until the condition holds; idle time passes at once."""
        deadline = time.monotonic() + limit_s
        while not until():
            assert time.monotonic() < deadline, (self.stage.waiting, self.sync.problem(), self.server.asked[-5:])
            self._news.clear()
            due = self.sync.step()
            if not until() and not self._news.wait(0.02):
                self.skew += max(0, due - self.boot())

    def polls(self, count: int) -> None:
        """Let the player ask for its head so many times more."""
        goal = self.heads_asked() + count
        self.settle(lambda: self.heads_asked() >= goal)

    def heads_asked(self) -> int:
        return sum("/heads/" in path for path, _, _ in self.server.asked)

    def bring_up(self) -> Rig:
        """Start, and take what is published."""
        self.start()
        self.settle(lambda: self.sync.complete)
        return self

    def shows(self, at: int | None = None) -> Shown:
        """What the player would paint."""
        assert self.stage.on_air is not None
        now = self.clock.now()
        return what_shows(
            self.stage.on_air.published, now.at if at is None else at, trusted=now.trusted, has=self.cache.has
        )

    def in_force(self) -> str | None:
        """The manifest on air."""
        return None if self.stage.on_air is None else self.stage.on_air.manifest.sha256
