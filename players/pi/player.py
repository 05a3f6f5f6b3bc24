"""The player put together: what runs from the first picture to the end, and what syncs once."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.commands import Commands, begin_again
from players.pi.cues import Cues
from players.pi.documents import Command
from players.pi.enrolment import Enrolment
from players.pi.glass import Glass
from players.pi.kept import Done, Kept, kept
from players.pi.keypad import Keypad
from players.pi.memory import return_large_blocks
from players.pi.network import Network
from players.pi.paired import paired
from players.pi.panel import panel
from players.pi.pictures import Pictures
from players.pi.reports import Reports
from players.pi.show import Ended, Show
from players.pi.stage import OnAir, Waiting
from players.pi.troubles import Troubles
from players.pi.watchdog import Watchdog
from players.pi.witness import Witness

if TYPE_CHECKING:
    from players.pi.sync import Sync

_SWITCH_S = 0.001
"""How long another thread may keep this one waiting: a frame of a fade has 16 ms."""


def play(enrolment: Enrolment, *, folder: Path, window: tuple[int, int] | None) -> None:
    """Show, from the cache at once and with the network from then on, until the window is closed."""
    with _opened(folder, window, title=enrolment.screen) as (cache, surface):
        ended = _play(enrolment, cache=cache, surface=surface, watchdog=Watchdog())
    if ended == "again":
        begin_again()


def play_paired(server: str, *, folder: Path, window: tuple[int, int] | None) -> None:
    """Wait to be paired, unless that was done before; then as `play`, until the enrolment is revoked; and anew."""
    ended: Ended = "revoked"
    with _opened(folder, window, title="signage-player") as (cache, surface):
        watchdog = Watchdog()
        enrolment = paired(cache, server=server)
        while ended == "revoked":
            if enrolment is None:
                from players.pi.pairing_show import wait_to_be_paired  # noqa: PLC0415 - only where it is needed

                enrolment = wait_to_be_paired(server, cache=cache, surface=surface, watchdog=watchdog)
            if enrolment is None:
                return
            ended = _play(enrolment, cache=cache, surface=surface, watchdog=watchdog, pairs=True)
            enrolment = None
    if ended == "again":
        begin_again()


@contextlib.contextmanager
def _opened(folder: Path, window: tuple[int, int] | None, *, title: str) -> Iterator[tuple[Cache, pygame.Surface]]:
    return_large_blocks()
    sys.setswitchinterval(_SWITCH_S)
    cache = Cache(folder)
    with cache.alone(), panel(window=window, title=title) as surface:
        yield cache, surface


def _play(
    enrolment: Enrolment, *, cache: Cache, surface: pygame.Surface, watchdog: Watchdog, pairs: bool = False
) -> Ended:
    left = kept(cache, enrolment=enrolment)
    clock, done = Clock(cache=cache), Done(cache)
    clock.look(newest=0 if left.newest is None else left.newest.head.sequence)
    to_show, to_network = threading.Event(), threading.Event()
    pictures = Pictures(cache, like=surface, news=to_show.set, lost=to_network.set)
    cues = Cues(cache, done=done)
    witness, troubles = Witness(wake=to_show.set), Troubles()
    reports = Reports(enrolment, cache=cache, clock=clock, witness=witness, troubles=troubles)
    show = Show(
        glass=Glass(surface, flip=pygame.display.update),
        pictures=pictures,
        clock=clock,
        cues=cues,
        commands=Commands(done=done, acknowledge=reports.acknowledge, wake=to_show.set),
        witness=witness,
        screen=enrolment.name or enrolment.screen,
        server=enrolment.server,
        wake=to_show,
        pairs=pairs,
    )

    def sync() -> Sync:
        from players.pi.sync import Sync  # noqa: PLC0415 - only after the first picture: see Network

        return Sync(
            enrolment=enrolment,
            cache=cache,
            clock=clock,
            stage=show,
            kept=left,
            news=to_network.set,
            tell=reports.progress,
        )

    network = Network(sync, boot=clock.boot, wake=to_network)
    with (
        _showing(left, show, pictures=pictures, cues=cues, watchdog=watchdog),
        troubles.listening(),
        _number_pad(enrolment, reports, cache=cache, clock=clock, show=show),
        _connected(network, reports),
    ):
        return show.run(watchdog)


@contextlib.contextmanager
def _showing(left: Kept, show: Show, *, pictures: Pictures, cues: Cues, watchdog: Watchdog) -> Iterator[None]:
    """The first picture is on the panel; in the end nothing touches SDL any more."""
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: show.stop())
    pictures.start()
    try:
        _begin_with(left, show)
        show.begin()
        watchdog.ready()
        yield
    finally:
        pictures.stop()
        cues.end()


@contextlib.contextmanager
def _connected(network: Network, reports: Reports) -> Iterator[None]:
    """What the player loads and says."""
    network.start()
    reports.start()
    try:
        yield
    finally:
        network.stop()
        reports.stop()


@contextlib.contextmanager
def _number_pad(enrolment: Enrolment, reports: Reports, *, cache: Cache, clock: Clock, show: Show) -> Iterator[None]:
    """Keys of a number pad become presses, where the enrolment says at which counter it stands."""
    if enrolment.keypad is None:
        yield
        return
    from players.pi.presses import Presses  # noqa: PLC0415 - only after the first picture: see Network
    from players.pi.straight import Trust  # noqa: PLC0415

    trust = Trust(enrolment.authority)
    presses = Presses(enrolment.keypad, cache=cache, servers=reports.servers, now=clock.now, trust=trust)
    presses.start()
    show.heed(Keypad(presses.press))
    try:
        yield
    finally:
        presses.stop()


def _begin_with(left: Kept, show: Show) -> None:
    if left.newest is not None and left.newest.head.revoked:
        show.wait_for(Waiting(why="revoked"))
    elif left.manifest is not None:
        show.put_on_air(OnAir(manifest=left.manifest, published=left.manifest.published))


class _NoStage:
    """Nobody watches."""

    def put_on_air(self, on_air: OnAir) -> None:
        """Nothing to do."""

    def wait_for(self, waiting: Waiting) -> None:
        """Nothing to do."""

    def look_again(self) -> None:
        """Nothing to do."""

    def obey(self, commands: tuple[Command, ...]) -> None:
        """Nothing to do."""


def sync_once(enrolment: Enrolment, *, folder: Path) -> None:
    """Load everything that the newest head reaches, put it in force, and end; the Problem why that cannot be."""
    from players.pi.sync import Sync  # noqa: PLC0415 - a player that shows imports it later

    cache = Cache(folder)
    with cache.alone():
        clock, wake = Clock(cache=cache), threading.Event()
        sync = Sync(
            enrolment=enrolment,
            cache=cache,
            clock=clock,
            stage=_NoStage(),
            kept=kept(cache, enrolment=enrolment),
            news=wake.set,
        )
        sync.check()
        sync.loader.start()
        try:
            while not sync.complete:
                wake.clear()
                due = sync.step()
                if (problem := sync.problem()) is not None:
                    raise problem
                if not sync.complete:
                    wake.wait(max(0, due - clock.boot()) / 1000)
        finally:
            sync.loader.stop()
