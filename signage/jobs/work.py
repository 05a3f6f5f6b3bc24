"""Work: publisher, calls and timetable at their posts: one half of `signage serve`, all of `signage work`."""

from __future__ import annotations

import logging
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock

from signage import logs
from signage.actions import encryption, pairings, queue_statistics
from signage.actions.clock import now
from signage.actions.fleet import Fleet
from signage.actions.installation import Installation
from signage.config import Settings
from signage.core.problems import Problem
from signage.jobs.feeding import Feeding
from signage.jobs.timetable import Timetable
from signage.publish.boards import QueueBoards
from signage.publish.calling import Calling, CallSource
from signage.publish.fence import fenced
from signage.publish.live import LiveFiles
from signage.publish.serving import Clock, Post, State
from signage.publish.site import Site
from signage.publish.speech import Speaking
from signage.publish.vitals import Counting
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
        live: CallSource | None = None,
    ) -> None:
        self._clock = clock
        self.speaking = Speaking(settings.data)
        boards, site = QueueBoards(settings.data, speech=self.speaking), Site(settings.data)
        source = live or boards
        self.counting, self._counted = Counting(settings.data, at=clock()), State().last
        self.post = Post(settings, clock=clock, kinds=kinds, after=self._after)
        self.calling = Calling(
            lambda: LiveFiles(settings.data, source),
            source,
            clock=clock,
            after=lambda at: site.write(boards.days(at), at=at),
            took=self.counting.live_written,
        )
        self.timetable = Timetable(
            clock=clock,
            boundary=self.post.wake,
            sweep=self.post.sweep,
            count=_counting(settings, self.post, clock),
            renew=_renewing(settings, clock),
            look=_looking(settings, self.post, clock),
            note=self._note,
            tell=_telling(settings, self.post, clock) if settings.notify else None,
        )
        self.feeding = Feeding(settings, clock=clock, at_post=lambda: self.post.state.at_post)
        self._thread = threading.Thread(target=self.post.run, name="publisher", daemon=True)

    @property
    def state(self) -> State:
        """How the publisher is doing."""
        return self.post.state

    def start(self) -> None:
        """Take the post, or wait for it."""
        self.timetable.start()
        self.calling.start()
        self.feeding.start()
        self._thread.start()

    def stop(self) -> None:
        """Finish what is under way and leave."""
        self.post.stop()
        self._thread.join()  # first: it arms the timetable
        self.feeding.stop()
        self.calling.stop()
        self.speaking.stop()
        self.timetable.stop()

    def _after(self, state: State) -> None:
        if state.at_post:
            new = state.last if state.last is not self._counted else None
            self.counting.published(new, failing=state.problem is not None)
            self._counted = state.last
            self.timetable.arm(state.due)
        self.calling.show(state.shapes if state.at_post else None)

    def _note(self) -> None:
        if self.post.state.at_post:
            try:
                self.counting.tell(busy=self.post.busy, at=self._clock())
            except OSError as error:
                log.warning("figures not written: %s", error)


def _counting(settings: Settings, post: Post, clock: Clock) -> Callable[[], None]:
    """What counts who came to the queues, and how crowded their hours mostly are."""
    here = Installation(settings=settings)

    def count() -> None:
        if post.state.at_post:
            try:
                fenced("counting queues", lambda: queue_statistics.quieten(here, at=clock()))
            except Problem as problem:
                log.warning("queues not counted: %s", problem)

    return count


def _renewing(settings: Settings, clock: Clock) -> Callable[[], None]:
    """What renews the server's certificate: the web server sees the new file by itself."""

    def renew() -> None:
        try:
            if fenced("renewing the certificate", lambda: encryption.renew(settings, at=clock())):
                log.info("server certificate renewed")
        except Problem as problem:
            log.warning("certificate not renewed: %s", problem)

    return renew


def _looking(settings: Settings, post: Post, clock: Clock) -> Callable[[], None]:
    """What judges the players and forgets who waits no more; a look under way is not joined by another."""
    here, one_at_a_time = Installation(settings=settings), Lock()
    fleet = Fleet(here)

    def look() -> None:
        if post.state.at_post and one_at_a_time.acquire(blocking=False):
            try:
                fenced("looking at the players", lambda: fleet.look(clock()))
                pairings.sweep(here, at=clock())
            except Problem as problem:
                log.warning("players not looked at: %s", problem)
            finally:
                one_at_a_time.release()

    return look


def _telling(settings: Settings, post: Post, clock: Clock) -> Callable[[], None]:
    """What tells people of what waits for them, in the one process that has the publisher's post."""
    from signage.actions.fleet_alarms import FleetAlarms  # noqa: PLC0415 - as below
    from signage.actions.notify import Teller  # noqa: PLC0415 - 0.13 s, which only those wait who have asked for it
    from signage.actions.queue_alarms import Alarms  # noqa: PLC0415 - as above

    here = Installation(settings=settings)
    teller, alarms, fleet = Teller(here), Alarms(here), FleetAlarms(here)

    def tell() -> None:
        if post.state.at_post:
            teller.tell(at=clock())
            alarms.tell(at=clock())
            fleet.tell(at=clock())

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
    logs.begin(settings.log_format)
    asked_to_stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked_to_stop.set())
    with at_work(settings):
        asked_to_stop.wait()
