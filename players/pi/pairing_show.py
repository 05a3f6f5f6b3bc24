"""The showing side of a pairing: draws what there is to see of it until there is an enrolment, or the end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Mapping
from typing import Any

import pygame

from players.pi.cache import Cache
from players.pi.enrolment import Enrolment
from players.pi.fence import fenced
from players.pi.glass import Glass
from players.pi.machine import model_of_this_machine
from players.pi.paired import forget, keep_paired
from players.pi.pairing import Pairing, Sight
from players.pi.pairing_card import pairing_card
from players.pi.watchdog import Watchdog

_LOOK_S = 0.25


def wait_to_be_paired(server: str, *, cache: Cache, surface: pygame.Surface, watchdog: Watchdog) -> Enrolment | None:
    """Show the screen that waits for pairing. None where the window was closed."""
    forget(cache)
    waiting = _Waiting(server, cache=cache)
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: waiting.close())
    glass = Glass(surface, flip=pygame.display.update)
    threading.Thread(target=fenced, args=(waiting.work,), name="pairing", daemon=True).start()
    while not waiting.is_over:
        waiting.wake.clear()
        sight = waiting.sight
        glass.card(sight, lambda: pairing_card(surface.get_size(), waiting.sight, server=server))
        if waiting.is_new:
            watchdog.ready()
            waiting.is_new = False
        watchdog.alive()
        for event in pygame.event.get():
            if event.type == pygame.QUIT:
                waiting.close()
            elif event.type in {pygame.WINDOWEXPOSED, pygame.WINDOWSIZECHANGED}:
                glass.invalidate()
        waiting.wake.wait(_LOOK_S)
    waiting.pairing.stop()
    return waiting.enrolment


class _Waiting:
    """What the thread of a pairing and the one that shows tell each other."""

    def __init__(self, server: str, *, cache: Cache) -> None:
        self.wake = threading.Event()
        self.sight = Sight()
        self.enrolment: Enrolment | None = None
        self.is_over = False
        self.is_new = True
        self._cache = cache
        self.pairing = Pairing(server, model=model_of_this_machine(), keep=self._keep, tell=self._tell)

    def work(self) -> None:
        """Pair."""
        self.enrolment = self.pairing.run()
        self.close()
        self.wake.set()

    def close(self) -> None:
        """It is over. Touches no lock that the thread which shows may hold: a signal may call it."""
        self.is_over = True

    def _keep(self, given: Mapping[str, Any]) -> None:
        keep_paired(self._cache, given)

    def _tell(self, sight: Sight) -> None:
        self.sight = sight
        self.wake.set()
