"""Commands: what a head asks a player to do once; each is acknowledged in a report before it counts as done."""

from __future__ import annotations

import logging
import os
import sys
import time
from collections.abc import Callable

from players.pi.documents import Command
from players.pi.kept import Done
from players.pi.reports import Order

IDENTIFY_S = 20.0
"""How long a player shows who it is: enough to walk along a row of monitors."""

_log = logging.getLogger("signage.player")


class Commands:
    """Carries out commands on the thread that shows."""

    def __init__(
        self,
        *,
        done: Done,
        acknowledge: Callable[[Order], None],
        wake: Callable[[], None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._done, self._acknowledge, self._wake, self._seconds = done, acknowledge, wake, seconds
        self._in_hand: set[str] = set()
        self._name, self._until = "", 0.0
        self.restart = False

    @property
    def identifies(self) -> str:
        """The name that is to be shown now; "" for none."""
        return self._name if self._seconds() < self._until else ""

    def no_longer_identify(self) -> None:
        """Something more urgent is to be shown."""
        self._until = 0.0

    def obey(self, command: Command, *, at: int) -> None:
        """Do it unless it was done or is too late, and acknowledge it, even if it is not understood."""
        if at >= command.until or command.id in self._in_hand or self._done.has(_name(command)):
            return
        self._in_hand.add(command.id)
        _log.info("command %s: %s", command.id, command.do)
        if command.do == "identify":
            self._name, self._until = command.text or "?", self._seconds() + IDENTIFY_S
            self._wake()
        known = command.do in {"screenshot", "identify", "restart"}
        self._acknowledge(
            Order(
                id=command.id,
                outcome="done" if known else "not understood",
                screenshot=command.do == "screenshot",
                then=lambda safe: self._acknowledged(command, at=at, safe=safe),
            )
        )

    def _acknowledged(self, command: Command, *, at: int, safe: bool) -> None:
        """From now on it is done, though the power fail at once. A restart that could not be kept is left undone:
        it would be done at every start."""
        once = self._done.first_time(_name(command), until=command.until, at=at, durable=command.do == "restart")
        if command.do != "restart":
            return
        if safe and once:
            self.restart = True
            self._wake()
        else:
            self._acknowledge(Order(id=command.id, outcome="failed: the card cannot be written"))


def begin_again() -> None:
    """Replace this process by a fresh one with the same arguments. Does not return."""
    os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])  # noqa: S606 - this very program, no shell


def _name(command: Command) -> str:
    return f"command {command.id}"
