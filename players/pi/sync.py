"""Sync: ask for the head, check it, load what it needs, put it in force, prune, load the rest; for ever."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

from players.pi.ahead import Plans
from players.pi.cache import Cache
from players.pi.clock import Clock
from players.pi.documents import MANIFEST_BYTES, Head, Manifest, head_of
from players.pi.enrolment import Enrolment
from players.pi.kept import (
    HEAD_TYPE,
    Kept,
    SignedHead,
    keep_in_force,
    keep_newest,
    keys_of,
    read_manifest,
    servers_of,
)
from players.pi.live import Lives
from players.pi.loading import Loader, Want
from players.pi.polling import Poll, Servers, Signed
from players.pi.problems import DiskFull, Problem, Refused
from players.pi.progress import Progress
from players.pi.stage import OnAir, Stage, Waiting
from players.pi.straight import Trust
from players.pi.verify import Introducer
from signage.core.shows import with_live

_HEAD_BYTES = 256 << 10
_UNENROLLED_POLL_MS = 1_000
"""Until the first head: a screen that was just paired is looked at."""

_LOOK_MS = {True: 60_000, False: 2_000}
"""How often this machine's own clocks are looked at, where the time is known and where it is not."""
_TIMELESS = "nobody vouches for the time (a stick gives none): only the fallback is shown"
_log = logging.getLogger("signage.player")


class Sync:
    """The network side of one player. `step` does what is due and says when to call it again."""

    def __init__(
        self,
        *,
        enrolment: Enrolment,
        cache: Cache,
        clock: Clock,
        stage: Stage,
        kept: Kept,
        news: Callable[[], None],
        tell: Callable[[Progress], None] = lambda progress: None,
    ) -> None:
        """`news` is told that something came; `tell` how far it has come, whenever that changes."""
        self._enrolment, self._cache, self._clock, self._stage = enrolment, cache, clock, stage
        self._newest, self._in_force, self._manifest = kept.newest, kept.in_force, kept.manifest
        self._pending: Manifest | None = None
        self._useless: set[str] = set()
        self._plans = Plans(clock)
        trust = Trust(enrolment.authority)
        self._servers = Servers(servers_of(self._newest, enrolment=self._enrolment), boot=clock.boot, trust=trust)
        self._head = Poll(f"v1/heads/{enrolment.head_key}.jws", typ=HEAD_TYPE, limit=_HEAD_BYTES, clock=clock)
        self._lives = Lives(cache, clock=clock)
        self._unchecked = () if kept.manifest is None else tuple(kept.manifest.assets)
        self._news, self._tell = news, tell
        self._told: object = None
        self._problem: Problem | None = None
        self._logged, self._timeless = "", False
        self._look = clock.boot()
        self.loader = Loader(cache, servers=self._servers.in_turn, boot=clock.boot, trust=trust, news=news)
        cache.reachable = self._reachable

    def step(self) -> int:
        """Do what is due now. The boot clock's reading at which something is due next, if nothing comes before."""
        self._look_at_clock()
        if self._head.due <= self._clock.boot():
            self._ask_for_head()
        self._bring_in_force()
        self._ask_for_live_files()
        self._tell_stage()
        self._load()
        self._tell(self._progress())
        return min([self._head.due, self._look, *self._lives.due()])

    def check(self) -> None:
        """Look whether every file of what was in force is still whole, so that a bad one is back before its turn.

        Takes as long as reading them all: in a thread of its own, beside `step`.
        """
        for asset in self._unchecked:
            if self._cache.has(asset) and not self._cache.check(asset):
                _log.warning("asset %s was corrupted; it is loaded again", asset)
                self._news()

    @property
    def complete(self) -> bool:
        """Whether the newest head is in force and everything it reaches is here."""
        settled = self._newest is not None and self._head.failures == 0 and self._head.due > 0
        return settled and (self._newest_head().revoked or (self._newest is self._in_force and not self._missing()))

    def problem(self) -> Problem | None:
        """Why nothing comes: the head that nobody has, or an asset that failed thrice; None while it goes well."""
        if self._head.failures:
            return self._problem
        if self._newest is not None and self._newest.head.manifest in self._useless:
            return Refused(ja="サーバーの放映予定が壊れています。", en="The manifest of the server cannot be shown.")
        return next((why for times, why in self.loader.failing() if times >= 3), None)

    # The head.

    def _ask_for_head(self) -> None:
        def newest() -> int:
            return 0 if self._newest is None else self._newest.head.sequence

        self._problem = self._head.ask(
            self._servers,
            keys=keys_of(self._newest, enrolment=self._enrolment),
            newest=newest,
            accept=self._accept,
            introducer=Introducer(recovery_key=self._enrolment.recovery_key, newest=newest()),
        )
        self._note(self._problem)
        self._head.again_in(_UNENROLLED_POLL_MS if self._newest is None else self._newest.head.poll_ms)

    def _accept(self, signed: Signed) -> None:
        now, newest = self._clock.now(), None if self._newest is None else self._newest.head
        head = head_of(signed.document, screen=self._enrolment.screen, at=now.at if now.trusted else None)
        if newest is not None and head.sequence < newest.sequence:
            raise Refused(ja="サーバーの答えが古いものです。", en="The server's head is older than the newest known.")
        if newest is not None and (head.sequence, head.manifest) == (newest.sequence, newest.manifest):
            return  # of the same number with another manifest is a stick, for more days, or the server after one
        self._newest = SignedHead(head=head, jws=signed.jws, signer=signed.signer)
        self._pending = None
        self._servers.are(servers_of(self._newest, enrolment=self._enrolment))
        self._kept(keep_newest, self._newest)
        if head.revoked:
            self._forget_everything()

    def _forget_everything(self) -> None:
        _log.warning("this player's enrolment was revoked")
        self._in_force = self._manifest = None
        self._lives.forget()
        self._plans.forget_all_but(None)
        self.loader.want([])
        self._cache.clear()

    # Taking force.

    def _bring_in_force(self) -> None:
        if self._newest is None or self._newest is self._in_force or self._newest.head.revoked:
            self._remember_etag()
            return
        manifest = self._arrived(self._newest.head.manifest)
        if manifest is None:
            return
        if all(self._cache.has(asset) for asset in self._plans.of(manifest).needed):
            self._manifest, self._in_force, self._pending = manifest, self._newest, None
            self._kept(keep_in_force, self._newest)
            self._plans.forget_all_but(manifest)
            self._cache.prune()
            _log.info("head %d is in force", self._newest.head.sequence)
        self._remember_etag()

    def _arrived(self, sha256: str) -> Manifest | None:
        """The manifest of the newest head, if it is here and can be shown."""
        if self._manifest is not None and self._manifest.sha256 == sha256:
            return self._manifest
        if self._pending is None and self._cache.has(sha256) and sha256 not in self._useless:
            self._pending = read_manifest(self._cache, sha256)
            if self._pending is None and self._cache.has(sha256):
                self._useless.add(sha256)
                _log.warning("manifest %s cannot be shown", sha256)
        return self._pending

    def _remember_etag(self) -> None:
        wholly = self._newest is not None and (self._newest.head.revoked or self._newest is self._in_force)
        if wholly and self._head.failures == 0:
            self._head.in_force()

    # Live files.

    def _ask_for_live_files(self) -> None:
        if self._manifest is None or self._newest is None or self._in_force is None:
            return
        polls = {one.key: one.poll_ms for one in (*self._in_force.head.live, *self._newest.head.live)}
        keys, number = keys_of(self._newest, enrolment=self._enrolment), self._newest.head.sequence
        self._lives.ask(polls, self._servers, keys=keys, newest_head=number, beside=self._manifest)

    # Loading.

    def _load(self) -> None:
        urgent: dict[str, int] = {}
        later: dict[str, int] = {}
        if self._pending is not None:
            urgent |= self._plans.of(self._pending).needed
        if self._manifest is not None:
            urgent |= self._lives.lengths(beside=self._manifest)
            plan = self._plans.of(self._manifest)
            urgent |= plan.needed
            later = {sha256: length for sha256, length in plan.order.items() if sha256 not in urgent}
        wants = [Want(sha256, length, urgent=True) for sha256, length in urgent.items()]
        wants += [Want(sha256, length) for sha256, length in later.items()]
        self.loader.want([*self._wanted_manifest(), *wants])

    def _wanted_manifest(self) -> Sequence[Want]:
        if self._newest is None or self._newest.head.revoked:
            return ()
        names = {self._newest.head.manifest} | ({self._manifest.sha256} if self._manifest else set())
        return [Want(name, MANIFEST_BYTES, exact=False, urgent=True) for name in names if not self._cache.has(name)]

    def _missing(self) -> list[str]:
        if self._manifest is None:
            return []
        return [asset for asset in (*self._manifest.assets, self._manifest.sha256) if not self._cache.has(asset)]

    def _progress(self) -> Progress:
        pending = None if self._newest is None or self._newest is self._in_force else self._newest.head.manifest
        plan = self._pending or self._manifest
        return Progress(
            sequence=None if self._in_force is None else self._in_force.head.sequence,
            server=self._servers.good,
            manifest=None if self._manifest is None else self._manifest.sha256,
            pending=pending or None,
            missing=0 if plan is None else sum(not self._cache.has(asset) for asset in plan.assets),
            servers=self._servers.in_turn(),
        )

    def _reachable(self) -> set[str]:
        """What must not be pruned."""
        reach: set[str] = set() if self._newest is None else {self._newest.head.manifest}
        for manifest in (self._manifest, self._pending):
            if manifest is not None:
                reach |= {manifest.sha256, *manifest.assets}
        if (beside := self._manifest) is not None:
            reach |= set(self._lives.lengths(beside=beside))
        return reach

    # What is told.

    def _tell_stage(self) -> None:
        if self._newest is not None:
            self._stage.obey(self._newest.head.commands)
        if self._manifest is None:
            waiting = self._waiting()
            if waiting != self._told:
                self._told = waiting
                self._stage.wait_for(waiting)
            return
        documents = self._lives.documents()
        told = (self._manifest.sha256, documents)
        if told == self._told:
            self._stage.look_again()
            return
        self._told = told
        on_air = OnAir(manifest=self._manifest, published=with_live(self._manifest.published, tuple(documents)))
        self._stage.put_on_air(on_air)

    def _waiting(self) -> Waiting:
        if self._newest is not None and self._newest.head.revoked:
            return Waiting(why="revoked")
        if self._head.failures:
            return Waiting(why="unreachable")
        if self._pending is None:
            return Waiting(why="starting")
        soon = self._plans.of(self._pending).needed
        return Waiting(why="loading", here=sum(map(self._cache.has, soon)), of=len(soon))

    # Small things.

    def _look_at_clock(self) -> None:
        if self._clock.boot() >= self._look:
            self._clock.look(newest=0 if self._newest is None else self._newest.head.sequence)
            self._look = self._clock.boot() + _LOOK_MS[self._clock.now().trusted]
        timeless = self._head.due > 0 and self._manifest is not None and not self._clock.now().trusted
        if timeless != self._timeless:
            self._timeless = timeless
            _log.warning("%s", _TIMELESS if timeless else "the time is known")

    def _newest_head(self) -> Head:
        assert self._newest is not None
        return self._newest.head

    def _kept(self, keep: Callable[..., None], signed: SignedHead) -> None:
        try:
            keep(self._cache, signed, enrolment=self._enrolment)
        except DiskFull as problem:
            self._note(problem)

    def _note(self, problem: Problem | None) -> None:
        """Log a trouble when it begins and when it is over, not while it lasts: cards die of logs."""
        sentence = "" if problem is None else problem.sentence()
        if sentence != self._logged:
            self._logged = sentence
            _log.warning("%s", sentence or "the server answers again")
