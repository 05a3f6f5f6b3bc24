"""Heartbeats: what players report is kept by one transaction for all that come within a twentieth of a second.

Whoever comes first waits for others, keeps what all of them brought, and tells them; no thread but theirs is needed.
A report is answered once it is kept. Only so many wait at once, so that polls always find a thread.
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field

from signage.actions.installation import Installation
from signage.core.heartbeats import Heartbeat, Picture
from signage.core.problems import Broken, Busy, Problem
from signage.store import heartbeats
from signage.store.database import writing
from signage.store.enrolments import Enrolment, by_token
from signage.store.heartbeats import Heard

GATHERED_S = 0.05
"""So long a transaction waits for more of them: at most twenty a second, whatever the number of players."""

SEATS = 64
"""Reports that may wait at once, two seconds of 2,000 players' where the disk is slow. The server has so many threads
more than pages and downloads need: a poll always finds one."""


@dataclass(slots=True)
class _Batch:
    """Reports that are kept together or not at all; `problem` is why they were not."""

    heard: list[Heard] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)
    is_kept: bool = False
    problem: Problem | None = None


class Beats:
    """The one way in which a process keeps reports. Safe to share between threads."""

    def __init__(self, installation: Installation, *, seats: int = SEATS, gathered_s: float = GATHERED_S) -> None:
        self._installation, self._gathered_s = installation, gathered_s
        self.refused = 0
        """Reports that were not kept, and will come again."""
        self._seats = threading.BoundedSemaphore(seats)
        self._lock, self._at_it = threading.Lock(), threading.Lock()
        self._gathering: _Batch | None = None

    def player(self, token: str) -> Enrolment | None:
        """Whose token it is; one that was revoked is nobody's."""
        return by_token(self._installation.db, token)

    def hear(self, enrolment: str, beat: Heartbeat, picture: Picture | None = None, *, at: int) -> None:
        """Keep a report; it is on the disk when this returns. Busy where it is not, and should be sent again."""
        if not self._seats.acquire(blocking=False):
            raise self._not_kept(None)
        try:
            self._hear(Heard(enrolment=enrolment, beat=beat, picture=picture, at=at))
        finally:
            self._seats.release()

    def _hear(self, one: Heard) -> None:
        with self._lock:
            batch, leads = self._gathering, self._gathering is None
            if batch is None:
                batch = self._gathering = _Batch()
            batch.heard.append(one)
        if leads:
            time.sleep(self._gathered_s)
            self._keep(batch)
        batch.ended.wait()
        if not batch.is_kept:
            raise self._not_kept(batch.problem) from batch.problem

    def _keep(self, batch: _Batch) -> None:
        """One transaction after the other: while one is written to the disk the next one gathers."""
        with self._at_it:
            with self._lock:
                self._gathering = None
            try:
                with writing(self._installation.db) as under_way:
                    heartbeats.record(under_way, batch.heard)
                batch.is_kept = True
            except (Busy, Broken) as problem:
                batch.problem = problem
            finally:
                batch.ended.set()

    def _not_kept(self, why: Problem | None) -> Busy:
        """A full disk is no fault of the report: it is to be sent again."""
        with self._lock:
            self.refused += 1
        return Busy(
            ja="報告を保存できませんでした。" + ("少し待ってもう一度送ってください。" if why is None else why.ja),
            en="the report was not kept; " + ("send it again in a moment." if why is None else why.en),
        )
