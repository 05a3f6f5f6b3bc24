"""Reports: every minute and at every change a player says how it is; what nobody hears waits, each counted once."""

from __future__ import annotations

import base64
import logging
import os
import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from players.pi import machine
from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.enrolment import Enrolment
from players.pi.fence import fenced
from players.pi.outbox import Outbox
from players.pi.problems import Problem
from players.pi.progress import Progress
from players.pi.troubles import Troubles
from players.pi.witness import Glance, Photo, Witness

if TYPE_CHECKING:
    from players.pi.telling import Senders

PATH = "api/v1/heartbeats"
THUMBNAIL, SCREENSHOT = 160, 960
"""The longer side of the picture in every report, and of one that was asked for."""

_MOST_ITEMS = 64
_USELESS = frozenset({400, 413, 422})
"""A report that a server will not take whenever it is sent."""
_log = logging.getLogger("signage.player")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pace:
    """Seconds between two reports: at most, at least, and at least while nobody hears them (only so many are kept).

    Then: before one that nobody took is sent again, doubled each time, up to; and between two of many that waited,
    for a thousand players may have waited for the same server.
    """

    every: float = 60
    least: float = 2
    unheard: float = 20
    first_again: float = 2
    last_again: float = 60
    between: float = 0.1


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """A command that was done (or cannot be) and waits to be acknowledged; `then` is called once that is safe.

    `outcome` may have the picture that was asked for with it.
    """

    id: str
    outcome: str
    screenshot: bool = False
    then: Callable[[bool], None] | None = None


class Reports:
    """Makes and sends reports in a thread of its own. `progress`, `acknowledge` and `news` are for any thread."""

    def __init__(
        self,
        enrolment: Enrolment,
        *,
        cache: Cache,
        clock: Clock,
        witness: Witness,
        troubles: Troubles,
        pace: Pace = Pace(),
    ) -> None:
        self._enrolment, self._cache, self._clock = enrolment, cache, clock
        self._witness, self._troubles, self._pace = witness, troubles, pace
        self._lines: Senders | None = None
        self._outbox = Outbox(cache, enrolment=enrolment.fingerprint)
        self._progress = Progress(servers=enrolment.servers)
        self._orders: list[Order] = []
        self._told: object = None
        self._next, self._not_before = 0.0, 0.0
        self._again, self._failures = 0.0, 0
        self._unheard = ""
        self._wake = threading.Event()
        self._stopping = False
        self._thread = threading.Thread(target=fenced, args=(self._run,), name="reports", daemon=True)
        witness.news = troubles.news = self._wake.set

    def start(self) -> None:
        """Begin, with what the last run left."""
        self._thread.start()

    def stop(self) -> None:
        """End; what was not taken stays for the next time."""
        self._stopping = True
        self._wake.set()
        self._thread.join(timeout=2)

    def progress(self, progress: Progress) -> None:
        """How far the network side has come."""
        if progress != self._progress:
            self._progress = progress
            self._wake.set()

    def acknowledge(self, order: Order) -> None:
        """Say it in a report of its own, at once."""
        self._orders.append(order)
        self._wake.set()

    def servers(self) -> tuple[str, ...]:
        """Who takes reports; a stick does not."""
        return tuple(url for url in self._progress.servers if url.startswith(("http://", "https://")))

    def step(self) -> float:
        """Do what is due. When there is something to do, if nothing happens before (monotonic seconds)."""
        while self._orders:
            self._acknowledge(self._orders[0])
            self._orders.pop(0)
        if self._is_due():
            self._make()
        self._send()
        return self._due()

    @property
    def waiting(self) -> int:
        """How many nobody has taken yet."""
        return len(self._outbox)

    def _run(self) -> None:
        while not self._stopping:
            self._wake.clear()
            self._wake.wait(max(0.0, self.step() - time.monotonic()))

    # When.

    def _is_due(self) -> bool:
        now = time.monotonic()
        return bool(self.servers()) and (
            now >= self._next or (now >= self._not_before and self._news() != self._told)
        )

    def _due(self) -> float:
        """When there is something to do, if nothing happens before (monotonic seconds)."""
        due = [self._next if self._news() == self._told else min(self._next, self._not_before)]
        if not self.servers():
            due = [time.monotonic() + self._pace.every]
        elif len(self._outbox):
            due.append(self._again)
        return min(due)

    def _news(self) -> object:
        """A report is made when this changes."""
        glance, progress = self._witness.glance, self._progress
        return progress.sequence, progress.manifest, glance.state, glance.why, self._troubles.last

    # Making.

    def _make(self) -> None:
        now = time.monotonic()
        self._told = self._news()
        self._next = now + self._pace.every * random.uniform(0.9, 1.1)  # noqa: S311 - jitter, no secret
        self._not_before = now + (self._pace.unheard if self._failures else self._pace.least)
        photo = self._witness.photo(THUMBNAIL, limit_s=2)
        self._outbox.put(self._report(photo), photo=_picture(photo), durable=self._failures > 0)

    def _acknowledge(self, order: Order) -> None:
        """Before it is sent it is on the disk: a command that was done is never done again, nor left unsaid."""
        photo = self._witness.photo(SCREENSHOT, limit_s=30) if order.screenshot else None
        outcome = order.outcome
        if order.screenshot and photo is None:
            outcome = "failed: nothing stood still on the glass for 30 s"
        report = self._report(photo, commands=({"id": order.id, "outcome": outcome, "at": self._at()},))
        safe = True
        if self.servers():
            safe = self._outbox.put({**report, "picture": _picture(photo)}, durable=True)
        if order.then is not None:
            order.then(safe)

    def _at(self) -> str | None:
        now = self._clock.now()
        if not now.trusted:
            return None
        return datetime.fromtimestamp(now.at // 1000, tz=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    def _report(self, photo: Photo | None, *, commands: tuple[Mapping[str, Any], ...] = ()) -> dict[str, Any]:
        """The document, but for what is known only when it is sent."""
        progress = self._progress
        glance: Glance = self._witness.glance if photo is None else photo.glance
        shown_at = self._clock.now().at if photo is None else photo.at
        panel = self._witness.panel
        head = None if progress.sequence is None else {"sequence": progress.sequence, "server": progress.server}
        now = self._clock.now()
        return {
            "version": 1,
            "id": os.urandom(16).hex(),
            "at": self._at(),
            "head": head,
            "manifest": progress.manifest,
            "pending": progress.pending,
            "missing": progress.missing,
            "state": glance.state,
            "why": glance.why,
            "items": list(glance.items[:_MOST_ITEMS]),
            "shown_at_ms": shown_at if now.trusted else None,
            "panel": None if panel is None else {"width": panel[0], "height": panel[1]},
            "uptime_s": self._clock.boot() // 1000,
            "temperature_c": machine.temperature_c(),
            "throttled": list(machine.throttled()),
            "disk_free_bytes": machine.free_bytes(self._cache.folder),
            "cache_bytes": machine.held_bytes(self._cache.folder),
            "clock": {
                "trusted": now.trusted,
                "source": self._clock.source,
                "offset_ms": now.at - time.time_ns() // 1_000_000 if now.trusted else None,
            },
            "versions": machine.versions(),
            "errors": list(self._troubles.last),
            "commands": list(commands),
        }

    # Sending.

    def _send(self) -> None:
        """Send what waits, the oldest first, until it is all taken or somebody does not take it."""
        while not self._stopping and not self._orders and time.monotonic() >= self._again:
            now = self._clock.now()
            report = self._outbox.oldest(now=now.at if now.trusted else None)
            if report is None or not self.servers():
                return
            problem, again_s = self._told_somebody({**report, "sent_at_ms": now.at if now.trusted else None})
            if problem:
                self._failures += 1
                backed_off = min(self._pace.last_again, self._pace.first_again * (1 << min(self._failures - 1, 10)))
                pause = max(backed_off, min(again_s or 0, 600)) * random.uniform(0.75, 1)  # noqa: S311 - jitter
                self._again = time.monotonic() + pause
                self._outbox.hold()
            else:
                self._failures = 0
                self._outbox.taken()
                if len(self._outbox):
                    self._again = time.monotonic() + self._pace.between
            self._note(problem)

    def _told_somebody(self, report: Mapping[str, Any]) -> tuple[str, int | None]:
        """Tell the first server that takes it, or will never. "" or why none did, and when one said to ask again."""
        if self._lines is None:  # only after the first picture: see Network
            from players.pi.straight import Trust  # noqa: PLC0415
            from players.pi.telling import Senders  # noqa: PLC0415

            self._lines = Senders(token=self._enrolment.token, trust=Trust(self._enrolment.authority))
        why, again_s = "", None
        for url in self.servers():
            try:
                reply = self._lines.to(url).post(PATH, report)
            except Problem as problem:
                why = why or problem.sentence()
                continue
            if reply.status == 204:
                return "", None
            if reply.status in _USELESS:
                _log.warning("a report was refused: %s", reply.detail)
                return "", None
            why, again_s = f"{url}: {reply.detail}", reply.again_s
        return why or "?", again_s

    def _note(self, why: str) -> None:
        """Log a trouble when it begins and when it is over, not at every report: cards die of logs."""
        if bool(why) != bool(self._unheard):
            if why:
                _log.warning("reports are not taken: %s", why)
            else:
                _log.info("reports are taken again")
        self._unheard = why


def _picture(photo: Photo | None) -> dict[str, Any] | None:
    if photo is None:
        return None
    return {
        "at_ms": photo.at,
        "width": photo.width,
        "height": photo.height,
        "jpeg": base64.b64encode(photo.jpeg).decode(),
    }
