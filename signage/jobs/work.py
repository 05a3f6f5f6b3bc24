"""Work: the publisher at its post and the timetable beside it: one half of `signage serve`, all of `signage work`."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from signage.actions.clock import now
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.problems import Problem
from signage.jobs.timetable import Timetable
from signage.publish.fence import fenced
from signage.publish.live import LiveFiles, LiveSource, Named
from signage.publish.serving import Clock, Post, State
from signage.render.kinds import KINDS, Kind

log = logging.getLogger(__name__)


class Work:
    """Started and stopped once. Live files are written only by the process that has the publisher's post."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        kinds: Mapping[str, Kind] = KINDS,
        live: LiveSource | None = None,
    ) -> None:
        self._clock = clock
        self.post = Post(settings, clock=clock, kinds=kinds, live=live, after=self._after)
        self.timetable = Timetable(
            clock=clock,
            boundary=self.post.wake,
            renew=self.call,
            sweep=self.post.sweep,
            tell=_telling(settings, self.post, clock) if settings.notify else None,
        )
        self._live = LiveFiles(settings.data, live) if live is not None else None
        self._live_started = False
        self._boards: frozenset[Named] = frozenset()
        self._thread = threading.Thread(target=self.post.run, name="publisher", daemon=True)

    @property
    def state(self) -> State:
        """How the publisher is doing."""
        return self.post.state

    def start(self) -> None:
        """Take the post, or wait for it."""
        self.timetable.start()
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and leave."""
        self.post.stop()
        self._thread.join()  # first: it arms the timetable
        self.timetable.stop()

    def call(self) -> None:
        """A board has changed: its live file is written now; where a board came or went, heads are told too."""
        if self._live is not None and self._live_started:
            self._written(self._live.write)

    def _after(self, state: State) -> None:
        if state.at_post:
            self.timetable.arm(state.due)
            if self._live is not None and not self._live_started:
                self._live_started = self._written(self._live.start)

    def _written(self, work: Callable[..., frozenset[Named]]) -> bool:
        try:
            boards = fenced("writing live files", lambda: work(at=self._clock()))
        except Problem as problem:
            log.warning("live files not written: %s", problem)
            return False
        if boards != self._boards:
            self._boards = boards
            self.post.wake()
        return True


def _telling(settings: Settings, post: Post, clock: Clock) -> Callable[[], None]:
    """What tells people of what waits for them, in the one process that has the publisher's post."""
    from signage.actions.notify import Teller  # noqa: PLC0415 - 0.13 s, which only those wait who have asked for it

    teller = Teller(Installation(settings=settings))

    def tell() -> None:
        if post.state.at_post:
            teller.tell(at=clock())

    return tell


@contextmanager
def at_work(settings: Settings) -> Iterator[Work]:
    """Publisher and timetable, beside whatever else this process does."""
    working = Work(settings, clock=now)
    working.start()
    try:
        yield working
    finally:
        working.stop()


def work(settings: Settings) -> None:
    """Publisher and timetable alone, until SIGTERM or SIGINT."""
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    with at_work(settings):
        asked_to_stop.wait()
