"""The watchdog: tells systemd that the player is up, and that it still shows."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Mapping


class Watchdog:
    """Speaks the sd_notify protocol: datagrams to the socket that systemd names. Silent where there is none."""

    def __init__(self, environment: Mapping[str, str] = os.environ) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        self._every_s = int(environment.get("WATCHDOG_USEC", "0") or 0) / 2_000_000
        self._next = 0.0

    def ready(self) -> None:
        """The first picture is on the glass."""
        self._say("READY=1")

    def alive(self) -> None:
        """The loop that shows came round once more."""
        now = time.monotonic()
        if self._every_s and now >= self._next:
            self._next = now + self._every_s
            self._say("WATCHDOG=1")

    def _say(self, what: str) -> None:
        if not self._address:
            return
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
            line.sendto(what.encode(), self._address)
