"""Serving: the publisher at its post: woken by a change, a new key, an instant that has come, or somebody's call."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from math import inf
from time import monotonic

from signage.config import Settings
from signage.core.problems import Broken, Busy, Problem
from signage.publish import keys
from signage.publish.fence import fenced
from signage.publish.live import Shapes
from signage.publish.publisher import Published, Publisher
from signage.publish.sweep import Swept, sweep
from signage.render.kinds import KINDS, Kind
from signage.store.database import change_number, open_database
from signage.store.publications import publication

log = logging.getLogger(__name__)

Clock = Callable[[], int]
"""The time now, in milliseconds since the epoch: read only here and by whoever starts it."""

LOOK_S = 0.2
"""How soon a change that another process made is seen (DESIGN, section 4)."""

RETRY_S = 30.0
"""After a disk that was full, or a clock that was wrong: how soon it is tried again, then after twice as long."""

RETRY_MOST_S = 900.0

AHEAD_AFTER_S = 20.0
"""Nothing was to be published for so long: now what may be needed in a hurry is drawn ahead."""

STUCK_S = 2.0
"""A publisher that has tried by then, has failed and says why, is not waited for."""


@dataclass(frozen=True, kw_only=True)
class State:
    """How the publisher is doing, for /healthz and the timetable.

    `due` is the next instant that it waits for; `shapes` are the boards that what is published shows.
    """

    at_post: bool = False
    last: Published | None = None
    problem: Problem | None = None
    due: int | None = None
    shapes: Shapes = field(default_factory=dict)


class Post:
    """One publisher in a thread of its own: `run` it there, `wake` it and look at its `state` from anywhere."""

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        kinds: Mapping[str, Kind] = KINDS,
        after: Callable[[State], None] = lambda state: None,
    ) -> None:
        self._settings, self._clock, self._kinds, self._after = settings, clock, kinds, after
        self._called = threading.Event()
        self._wanted = False
        self._looked = 0
        self._sweep_wanted = False
        self._stopping = False
        self.busy = False
        """A publication is under way."""
        self.state = State()

    def wake(self) -> None:
        """Publish what differs now: an instant has come, or the clock was set."""
        self._wanted = True
        self._called.set()

    def sweep(self) -> None:
        """Sweep the tree, the archive and the files as soon as nothing is being published."""
        self._sweep_wanted = True
        self._called.set()

    def stop(self) -> None:
        """Leave the post after what is under way."""
        self._stopping = True
        self._called.set()

    def run(self) -> None:
        """Stay until `stop`; where somebody else holds the lock, take over when they let go."""
        self._wanted = True
        while not self._stopping:
            try:
                fenced("at the publisher's post", self._take)
            except Problem as problem:
                self._told(State(problem=problem))
                self._called.wait(LOOK_S if problem.again else RETRY_S)
                self._called.clear()
        self._told(State(last=self.state.last))

    def _take(self) -> None:
        publisher = Publisher(self._settings, kinds=self._kinds, called_off=lambda: self._stopping)
        with publisher:
            self._stay(publisher)

    def _stay(self, publisher: Publisher) -> None:
        seen: tuple[int, int] | None = None
        pause_s, retry_at = RETRY_S, 0.0
        ahead_at = monotonic() + AHEAD_AFTER_S
        while not self._stopping:
            now = (change_number(publisher.db), _key_file(publisher))
            again = self.state.problem is not None and monotonic() >= retry_at
            if again:
                publisher.press.try_again()
            if now != seen or self._wanted or again:
                pause_s = min(2 * pause_s, RETRY_MOST_S) if again else RETRY_S
                self._wanted, seen, self.busy = False, now, True
                self._publish(publisher)
                self.busy = False
                retry_at, ahead_at = monotonic() + pause_s, monotonic() + AHEAD_AFTER_S
            elif monotonic() >= ahead_at:
                ahead_at = inf
                self._draw_ahead(publisher)
            if self._sweep_wanted:
                self._sweep_wanted = False
                self._swept(publisher)
            self._called.wait(LOOK_S)
            self._called.clear()

    def _publish(self, publisher: Publisher) -> None:
        at = self._clock()
        for screens, words in publisher.goes_on_air(self._looked, at):
            log.info("on air screens=%s %s", ",".join(screens), words)
        self._looked = at
        try:
            done = publisher.publish(at=at)
        except Problem as problem:
            log.warning("not published: %s", problem)
            self._at_post(publisher, self.state.last, problem, at)
        else:
            first = done.problems[0] if done.problems else None
            if str(first) != str(self.state.problem):
                for found in done.problems:
                    log.warning("left out: %s", found)
            self._at_post(publisher, done, first, at)

    def _at_post(self, publisher: Publisher, last: Published | None, problem: Problem | None, at: int) -> None:
        self._told(State(at_post=True, last=last, problem=problem, due=publisher.due(at), shapes=publisher.shapes))

    def _draw_ahead(self, publisher: Publisher) -> None:
        try:
            fenced("drawing ahead", lambda: publisher.draw_ahead(at=self._clock(), stop=self._called.is_set))
        except Problem as problem:
            log.warning("not drawn ahead: %s", problem)

    def _swept(self, publisher: Publisher) -> None:
        try:
            swept: Swept = fenced("sweeping", lambda: sweep(publisher, self._settings, at=self._clock()))
            log.info("swept tree=%d files=%d archive=%d", swept.tree, swept.files, swept.archive)
            self._wanted = self._wanted or swept.damaged > 0
        except Problem as problem:
            log.warning("not swept: %s", problem)

    def _told(self, state: State) -> None:
        self.state = state
        self._after(state)


def publish_or_wait(
    settings: Settings,
    *,
    change: int,
    clock: Clock,
    timeout_s: float = 120.0,
    kinds: Mapping[str, Kind] = KINDS,
) -> Published | None:
    """Publish, or wait until the publisher that runs already has reached a change; what was done, if done here.

    Broken, with its sentence, where that publisher was stopped by a problem; Busy where it takes too long.
    """
    began = monotonic()
    db = open_database(settings.data)
    pause = threading.Event()
    try:
        while (waited := monotonic() - began) < timeout_s:
            try:
                with Publisher(settings, kinds=kinds) as publisher:
                    while not (done := publisher.publish(at=clock())).whole:
                        pass
                    return done
            except Busy:
                reached = publication(db)
            if reached.change >= change:
                return None
            if reached.error_ja is not None and reached.error_en is not None and waited > STUCK_S:
                raise Broken(ja=reached.error_ja, en=reached.error_en)
            pause.wait(LOOK_S / 4)
    finally:
        db.close()
    raise Busy(
        ja="掲載の処理がまだ終わりません。サーバーの /healthz を見てください。内容は保存されています。",
        en="publishing has not finished yet; look at the server's /healthz. What was entered is stored.",
    )


def _key_file(publisher: Publisher) -> int:
    """Changes when a key is rotated by another process."""
    try:
        return keys.path(publisher.data).stat().st_mtime_ns
    except FileNotFoundError:
        return 0
