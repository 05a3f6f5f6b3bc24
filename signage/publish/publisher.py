"""The one publisher: compiles what changed, draws what is missing, and writes the tree; urgent things first."""

from __future__ import annotations

import fcntl
import json
import logging
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter
from typing import IO, Self

from signage.config import Settings
from signage.core.heads import Command, Watched
from signage.core.problems import Busy, Problem
from signage.core.shows import instant_of
from signage.publish import keys
from signage.publish.compile import Compiled, Plan, Planner, compiled, without_broken
from signage.publish.fence import fenced
from signage.publish.frames import Frames
from signage.publish.heads import Common, Heads, is_gone
from signage.publish.live import LiveSource
from signage.publish.studio import Studio, Undrawable
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.archive import archive
from signage.store.catalogue import catalogue
from signage.store.commands import Command as Raised
from signage.store.commands import open_commands
from signage.store.database import change_number, open_database, writing
from signage.store.enrolments import Enrolment, enrolments
from signage.store.files import Files
from signage.store.publications import failed, published

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Published:
    """What one publication did. `change` is the number up to which the tree now holds everything but the problems."""

    at: int
    change: int
    heads: int
    manifests: int
    drawn: int
    problems: tuple[Problem, ...]
    took_ms: float = 0.0


class Publisher:
    """Holds `publish.lock` from entering to leaving, and belongs to the thread that entered it."""

    def __init__(
        self, settings: Settings, *, kinds: Mapping[str, Kind] = KINDS, live: LiveSource | None = None
    ) -> None:
        self.data = settings.data
        self._settings, self._kinds, self._live = settings, kinds, live
        self.tree, self.files = Tree(self.data), Files(self.data / "assets")
        self._memo: dict[tuple[str, int], Compiled] = {}
        self._stuck: dict[tuple[str, int], Problem] = {}
        self._plans: tuple[Plan, ...] = ()
        self._commands: tuple[Raised, ...] = ()
        self._archived: dict[str, str] = {}
        self._ready: tuple[int, Planner, Frames] | None = None

    def __enter__(self) -> Self:
        """Busy where another process, or thread, publishes from this data folder."""
        self._lock = locked(self.data)
        try:
            self.tree.prepare()
            self.tree.drop_damaged()
            self.db = open_database(self.data)
        except BaseException:
            self._lock.close()
            raise
        self.studio = Studio(self.db, self.files, kinds=self._kinds)
        self.heads = Heads(self.tree)
        self._here = {path.name for path in self.tree.assets()}
        return self

    def __exit__(self, *_: object) -> None:
        self.db.close()
        self._lock.close()

    def publish(self, *, at: int) -> Published:
        """Bring the tree to what is stored now. A slide that cannot be drawn stops only the screens that show it.

        Broken where the clock, the keys or the disk are not as they must be; then the tree stays as it was.
        """
        began = perf_counter()
        try:
            self.heads.refuse_a_clock_behind(at)
            done = fenced("publishing", lambda: self._publish(at))
        except Problem as problem:
            with writing(self.db) as under_way:
                failed(under_way, problem)
            raise
        done = replace(done, took_ms=(perf_counter() - began) * 1000)
        if done.heads or done.problems:
            log.info(
                "published change=%d heads=%d manifests=%d drawn=%d problems=%d took_ms=%.0f",
                *(done.change, done.heads, done.manifests, done.drawn, len(done.problems), done.took_ms),
            )
        return done

    def due(self, at: int) -> int | None:
        """The next instant at which something goes on air, is to be extended, or ends in a head."""
        edges = [plan.extends_at for plan in self._plans] + [command.until for command in self._commands]
        for plan in self._plans:
            if (made := self._memo.get(plan.memo)) is not None:
                edges += [begins for begins, _ in made.on_air]
        return min((edge for edge in edges if edge > at), default=None)

    def goes_on_air(self, after: int, until: int) -> list[tuple[tuple[str, ...], str]]:
        """Which screens begin to show what in (after, until], as words for the log."""
        found = []
        for plan in self._plans:
            made = self._memo.get(plan.memo)
            told = [words for begins, words in made.on_air if after < begins <= until] if made else []
            found += [(plan.screens, words) for words in told[-1:]]
        return found

    def try_again(self) -> None:
        """What could not be compiled is tried at the next publication, though nothing changed: the disk was full."""
        self._stuck = {}

    def look_again(self) -> None:
        """After a sweep: what is in the tree is looked up, and what was asked of kinds is asked again."""
        self._here = {path.name for path in self.tree.assets()}
        self._ready = None

    # --- one publication ---

    def _publish(self, at: int) -> Published:
        change = change_number(
            self.db
        )  # before all else is read: what comes meanwhile is published again, not missed
        ring = keys.read(self.data)
        planner, frames = self._read(change)
        every = enrolments(self.db)
        players = [player for player in every if not is_gone(player, at)]
        plans, wrong = planner.plans(sorted({player.screen for player in players}), at)
        common = self._common(ring, at)
        run = _Run(in_force=self._standing(players))
        for wave in self._waves(plans):
            self._compile(wave, planner, frames, run, at)
            run.drawn += self.studio.keep(at=at)
            run.manifests += self._put(run.made.values())
            ready = [player for player in players if player.screen in run.in_force]
            run.heads += self.heads.write(ready, run.in_force, common, ring, at=at)
        self.heads.retire(every, at=at)
        self._plans, self._memo, self._stuck = plans, run.made, run.stuck
        problems = (*wrong.values(), *run.stuck.values())
        self._record(run, problems, change, at)
        return Published(
            at=at,
            change=change,
            heads=run.heads,
            manifests=run.manifests,
            drawn=run.drawn,
            problems=problems,
        )

    def _read(self, change: int) -> tuple[Planner, Frames]:
        """The catalogue made ready, as long as nothing was changed."""
        if self._ready is None or self._ready[0] != change:
            held = catalogue(self.db)
            frames = Frames(held, self.studio) if self._ready is None else self._ready[2].next(held)
            self._ready = change, Planner(held), frames
        return self._ready[1], self._ready[2]

    def _common(self, ring: keys.KeyRing, at: int) -> Common:
        self._commands = open_commands(self.db, at)
        commands: dict[str, list[Command]] = {}
        for raised in self._commands:
            told = Command(id=raised.id, do=raised.do, until=raised.until)
            commands.setdefault(raised.enrolment, []).append(told)
        live: dict[str, list[Watched]] = {}
        for board in self._live.boards() if self._live is not None else ():
            for screen in board.screens:
                live.setdefault(screen, []).append(Watched(key=board.key, poll_ms=self._settings.live_poll_ms))
        return Common(
            keys=ring.accepted(at),
            servers=self._settings.addresses,
            poll_ms=self._settings.poll_ms,
            live=live,
            commands=commands,
        )

    def _standing(self, players: Iterable[Enrolment]) -> dict[str, str]:
        """The manifest that each screen shows by the tree: the last good one, until there is a newer."""
        found = ((player.screen, self.heads.manifest(player.head_key)) for player in players)
        return {screen: manifest for screen, manifest in found if manifest is not None}

    def _waves(self, plans: Sequence[Plan]) -> list[list[Plan]]:
        """What an emergency or an interrupt changed comes first and is on air before the rest is even looked at."""
        first = [plan for plan in plans if plan.urgent and plan.memo not in self._memo]
        rest = [plan for plan in plans if plan not in first]
        return [first, rest] if first else [rest]

    def _compile(self, plans: Iterable[Plan], planner: Planner, frames: Frames, run: _Run, at: int) -> None:
        """Each plan's manifest, from memory where nothing that it depends on has changed."""
        for plan in plans:
            if plan.memo in self._stuck:
                run.stuck[plan.memo] = self._stuck[plan.memo]
                continue
            try:
                made = self._memo.get(plan.memo) or _fenced_compile(plan, planner, frames)
            except Undrawable as problem:
                run.stuck[plan.memo] = problem
                self._make_do(plan, problem, frames, run, at)
            except Problem as problem:
                run.stuck[plan.memo] = problem
            else:
                run.made[plan.memo] = made
                run.in_force |= dict.fromkeys(plan.screens, made.name)
            run.days |= dict.fromkeys(plan.screens, plan.day)

    def _make_do(self, plan: Plan, problem: Undrawable, frames: Frames, run: _Run, at: int) -> None:
        """Where a slide cannot be drawn the last good manifest stays; where none is left, one without the slide.

        So too where an emergency or an interrupt has something to say: that waits for no other slide.
        """
        lost = [one for one in plan.screens if plan.urgent or not self._holds(run.in_force.get(one), at)]
        if lost:
            try:
                made = without_broken(plan, frames.catalogue, problem, frames)
            except Problem as another:
                run.stuck[plan.memo] = another
                return
            self._put([made])
            run.in_force |= dict.fromkeys(lost, made.name)

    def _holds(self, manifest: str | None, at: int) -> bool:
        """A manifest of the tree is there and not yet over."""
        if manifest is None or not self.tree.asset(manifest).exists():
            return False
        return at < instant_of(json.loads(self.tree.asset(manifest).read_bytes())["valid"]["until"])

    def _put(self, made: Iterable[Compiled]) -> int:
        """Assets and manifests into the tree, where they are not yet; how many manifests that were."""
        missing = {one.name: one for one in made if not self._here.issuperset({one.name, *one.assets})}
        fresh = [one for one in missing.values() if one.name not in self._here]
        self.files.put_many(one.data for one in fresh)
        for one in missing.values():
            for asset in one.assets - self._here:
                self.tree.put_asset(asset, self.files.path(asset))
            self.tree.put_manifest(one.name, self.files.path(one.name))
            self._here |= {one.name, *one.assets}
        return len(fresh)

    def _record(self, run: _Run, problems: Sequence[Problem], change: int, at: int) -> None:
        """How far this publisher has come, what stopped it, and what took force on which screen."""
        by_day: dict[str, dict[str, str]] = {}
        for screen, manifest in run.in_force.items():
            if self._archived.get(screen) != manifest:
                by_day.setdefault(run.days.get(screen, ""), {})[screen] = manifest
        with writing(self.db) as under_way:
            for day, manifests in by_day.items():
                archive(under_way, manifests, at=at, day=day)
            published(under_way, change, at=at)
            if problems:
                failed(under_way, problems[0])
        self._archived = dict(run.in_force)


@dataclass(slots=True, kw_only=True)
class _Run:
    """One publication under way."""

    in_force: dict[str, str]
    made: dict[tuple[str, int], Compiled] = field(default_factory=dict)
    stuck: dict[tuple[str, int], Problem] = field(default_factory=dict)
    days: dict[str, str] = field(default_factory=dict)
    heads: int = 0
    manifests: int = 0
    drawn: int = 0


def _fenced_compile(plan: Plan, planner: Planner, frames: Frames) -> Compiled:
    return fenced(f"compiling for {plan.screens[0]}", lambda: compiled(plan, planner.rulebook, frames))


def locked(data: Path) -> IO[str]:
    """The lock of the one publisher, held until it is closed. Busy where somebody else has it."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = (data / "publish.lock").open("a")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock.close()
        raise Busy(
            ja="別の signage がこのデータフォルダーで掲載の処理をしています。終わるのを待ってください。",
            en="another signage is publishing from this data folder; wait until it has finished.",
        ) from error
    return lock
