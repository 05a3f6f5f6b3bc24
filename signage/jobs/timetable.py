"""The timetable: the next boundary, the sweep, clock jumps; telling people, counting who came, the certificate.

Everything in it follows from what is stored; nothing of it is kept.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import monotonic

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

log = logging.getLogger(__name__)

CLOCK_LOOKED_AT_S = 5
"""APScheduler sleeps by the monotonic clock: after the wall clock was set forward, a date job would come late."""

JUMP_MS = 1_000

NOTED_EVERY_S = 5
"""How old the publisher's own figures may be in /metrics: monitors ask every 15 s and seldomer."""

TOLD_EVERY_S = 10
"""Where people are told of what waits for them."""

FIRST_SWEEP_S = 600
"""After a start: later than what a start has to do, long before a server that is off at night is off again."""

COUNTED_EVERY_S = 3_600
"""How often queues are counted: a page that asks has little left to count, and yesterday is part of what is usual."""

FIRST_COUNT_S = 60

RENEWED_EVERY_S = 600
"""How often it is seen whether the certificate is due: addresses of this machine may change at any time."""

LOOKED_EVERY_S = 10
"""How often it is judged what hangs in the lobby: a wrong player is known long before two minutes are over."""

_ALWAYS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 8, "replace_existing": True}
"""None is lost for coming late (CHOICES), nor because the one before has only just returned."""


class Timetable:
    """Jobs in APScheduler's own threads. What they do is handed in, and returns quickly."""

    def __init__(
        self,
        *,
        clock: Callable[[], int],
        boundary: Callable[[], None],
        sweep: Callable[[], None],
        count: Callable[[], None] = lambda: None,
        renew: Callable[[], None] = lambda: None,
        look: Callable[[], None] = lambda: None,
        note: Callable[[], None] = lambda: None,
        tell: Callable[[], None] | None = None,
    ) -> None:
        self._tell, self._count, self._renew, self._look, self._note = tell, count, renew, look, note
        self._clock, self._boundary, self._sweep = clock, boundary, sweep
        self._scheduler = BackgroundScheduler(timezone=UTC, daemon=True)
        self._offset = self._ahead()

    def start(self) -> None:
        """Begin. The first boundary comes with `arm`."""
        started = datetime.now(UTC)
        first_sweep, first_count = (started + timedelta(seconds=after) for after in (FIRST_SWEEP_S, FIRST_COUNT_S))
        every = [
            ("look at the clock", self.look_at_the_clock, IntervalTrigger(seconds=CLOCK_LOOKED_AT_S)),
            ("note how it is", self._note, IntervalTrigger(seconds=NOTED_EVERY_S)),
            ("sweep", self._sweep, IntervalTrigger(hours=24, start_date=first_sweep)),
            ("count", self._count, IntervalTrigger(seconds=COUNTED_EVERY_S, start_date=first_count)),
            ("renew the certificate", self._renew, IntervalTrigger(seconds=RENEWED_EVERY_S)),
            ("look at the players", self._look, IntervalTrigger(seconds=LOOKED_EVERY_S)),
        ]
        if self._tell is not None:
            every.append(("tell people", self._tell, IntervalTrigger(seconds=TOLD_EVERY_S)))
        for name, work, trigger in every:
            self._scheduler.add_job(work, trigger, id=name, **_ALWAYS)
        logging.getLogger("apscheduler").setLevel(logging.WARNING)  # it tells of every job that it runs
        self._scheduler.start()

    def stop(self) -> None:
        """End, after what is under way.

        APScheduler 3.11 raises in its thread where it is shut down between running a date job and removing it.
        Removing all jobs waits for that, and a paused scheduler begins no other.
        """
        self._scheduler.pause()
        self._scheduler.remove_all_jobs()
        self._scheduler.shutdown(wait=True)

    def arm(self, due: int | None) -> None:
        """Set the one date job to the next boundary of any screen; None: there is none."""
        if due is None:
            return
        wait = timedelta(milliseconds=max(0, due - self._clock()))
        self._scheduler.add_job(self._boundary, DateTrigger(datetime.now(UTC) + wait), id="boundary", **_ALWAYS)

    def jobs(self) -> dict[str, datetime | None]:
        """When each job comes next."""
        return {job.id: job.next_run_time for job in self._scheduler.get_jobs()}

    def look_at_the_clock(self) -> None:
        """Wake the publisher where the wall clock and the one that never jumps have parted since last time."""
        ahead = self._ahead()
        if abs(ahead - self._offset) > JUMP_MS:
            log.warning("the clock jumped by_ms=%d", ahead - self._offset)
            self._boundary()
        self._offset = ahead

    def _ahead(self) -> int:
        """How far the wall clock is ahead of the one that never jumps."""
        return self._clock() - round(monotonic() * 1_000)
