"""The one publisher: compiles what changed, draws what is missing, and writes the tree; urgent things first."""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from time import perf_counter
from typing import Self

from signage.config import Settings
from signage.core.heads import Command
from signage.core.problems import Problem
from signage.core.shows import instant_of
from signage.publish import ahead, crew, keys, watching
from signage.publish.compile import Compiled, Plan, Planner
from signage.publish.fence import fenced
from signage.publish.frames import Frames
from signage.publish.heads import Common, Heads, is_gone
from signage.publish.live import Shapes
from signage.publish.lock import locked
from signage.publish.press import Press
from signage.publish.studio import Studio
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.addresses import servers
from signage.store.archive import archive
from signage.store.catalogue import catalogue
from signage.store.commands import Command as Raised
from signage.store.commands import open_commands
from signage.store.database import change_number, open_database, writing
from signage.store.enrolments import Enrolment, enrolments
from signage.store.files import Files
from signage.store.publications import failed, publication, published

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Published:
    """What one publication did: the tree now holds everything up to `change`, but for the problems.

    Not `whole` where something newer was stored meanwhile: that may be urgent, and is to be published next.
    """

    at: int
    change: int
    whole: bool
    heads: int
    manifests: int
    drawn: int
    problems: tuple[Problem, ...]
    took_ms: float = 0.0


class Publisher:
    """Holds `publish.lock` from entering to leaving, and belongs to the thread that entered it."""

    def __init__(
        self,
        settings: Settings,
        *,
        kinds: Mapping[str, Kind] = KINDS,
        called_off: Callable[[], bool] = lambda: False,
    ) -> None:
        """`called_off` is asked before each drawing: True ends a publication early, as something newer does."""
        self.data, self._called_off = settings.data, called_off
        self._settings, self._kinds = settings, kinds
        self.shapes: Shapes = {}
        """The boards that what is published shows."""
        self.tree, self.files = Tree(self.data), Files(self.data / "assets")
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
        self.press = Press(self.studio, self.data, with_crew=self._kinds is KINDS)
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
            fenced("clearing what was wrong last time", self._clear)
            self.heads.refuse_a_clock_behind(at)
            done = fenced("publishing", lambda: self._publish(at))
        except Problem as problem:
            self._tell(problem)
            raise
        done = replace(done, took_ms=(perf_counter() - began) * 1000)
        if done.heads:
            log.info(
                "published change=%d heads=%d manifests=%d drawn=%d problems=%d took_ms=%.0f",
                *(done.change, done.heads, done.manifests, done.drawn, len(done.problems), done.took_ms),
            )
        return done

    def due(self, at: int) -> int | None:
        """The next instant at which something goes on air, is to be extended, or ends in a head."""
        edges = [plan.extends_at for plan in self._plans] + [command.until for command in self._commands]
        for plan in self._plans:
            if (made := self.press.made(plan)) is not None:
                edges += [begins for begins, _ in made.on_air]
        return min((edge for edge in edges if edge > at), default=None)

    def goes_on_air(self, after: int, until: int) -> list[tuple[tuple[str, ...], str]]:
        """Which screens begin to show what in (after, until], as words for the log."""
        found = []
        for plan in self._plans:
            made = self.press.made(plan)
            told = [words for begins, words in made.on_air if after < begins <= until] if made else []
            found += [(plan.screens, words) for words in told[-1:]]
        return found

    def draw_ahead(self, *, at: int, stop: Callable[[], bool]) -> None:
        """What somebody may need in a hurry, until there is something to publish."""
        if self._ready is not None:
            change, planner, _ = self._ready
            orders = ahead.orders(planner.rulebook.catalogue, self._plans, self.studio, at=at)
            crew.draw(self.data, orders, at=at, stop=lambda: stop() or self._is_superseded(change), least=1)

    def _clear(self) -> None:
        """What is noted in the store as wrong is of the last attempt; while another is under way nothing is noted."""
        told = publication(self.db)
        if told.error_ja is not None:
            with writing(self.db) as under_way:
                published(under_way, told.change, at=told.at)

    def _tell(self, problem: Problem) -> None:
        """Into the store, for /healthz of another process; as far as that can be written."""

        def told() -> None:
            with writing(self.db) as under_way:
                failed(under_way, problem)

        with suppress(Problem):
            fenced("noting a problem", told)

    def look_again(self) -> None:
        """After a sweep: what is in the tree is looked up, and what was asked of kinds is asked again."""
        self._here = {path.name for path in self.tree.assets()}
        self._ready, self._archived = None, {}

    def _publish(self, at: int) -> Published:
        change = change_number(self.db)  # first of all: what comes while the rest is read is published next
        ring = keys.read(self.data)
        planner, frames = self._read(change)
        every = enrolments(self.db)
        players = [player for player in every if not is_gone(player, at)]
        plans, wrong = planner.plans(sorted({player.screen for player in players}), at)
        common = self._common(ring, at)
        in_force = self._standing(players)
        watched = {player.screen: self.heads.live(player.head_key) for player in players}
        heads, manifests, drawn, whole = 0, 0, self.press.drawn, True
        waves = self._waves(plans)
        for wave in waves:
            whole = self.press.run(wave, planner, frames, at=at, superseded=lambda: self._is_superseded(change))
            made = [one for plan in wave for one in self._manifests(plan, frames, in_force, at)]
            manifests += self._put(made)
            whose = in_force.keys() if wave is waves[-1] else in_force.keys() & set(wave[0].screens)
            ready = [player for player in players if player.screen in whose]
            watched |= watching.watched(wave, self.press, ring, poll_ms=self._settings.live_poll_ms)
            heads += self.heads.write(ready, in_force, replace(common, live=watched), ring, at=at)
            if not whole:
                break
        self.studio.keep(at=at)
        self.heads.retire(every, at=at)
        self.press.keep_only(plans)
        self._plans, self.shapes = plans, watching.shapes(plans, self.press)
        problems = (*wrong.values(), *(stuck for plan in plans if (stuck := self.press.stuck(plan)) is not None))
        self._record(in_force, problems, change if whole else None, at)
        return Published(
            at=at,
            change=change,
            whole=whole,
            heads=heads,
            manifests=manifests,
            drawn=self.press.drawn - drawn,
            problems=problems,
        )

    def _is_superseded(self, change: int) -> bool:
        return self._called_off() or change_number(self.db) != change

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
            told = Command(id=raised.id, do=raised.do, until=raised.until, text=raised.text)
            commands.setdefault(raised.enrolment, []).append(told)
        return Common(
            keys=ring.accepted(at),
            servers=servers(self.db, self._settings.addresses),
            poll_ms=self._settings.poll_ms,
            commands=commands,
        )

    def _standing(self, players: Iterable[Enrolment]) -> dict[str, str]:
        """The manifest that each screen shows by the tree: the last good one, until there is a newer."""
        found = ((player.screen, self.heads.manifest(player.head_key)) for player in players)
        return {screen: manifest for screen, manifest in found if manifest is not None}

    def _waves(self, plans: Sequence[Plan]) -> list[list[Plan]]:
        """What an emergency or an interrupt changed comes first: each is on air before the next is drawn."""
        first = [plan for plan in plans if plan.urgent and not self.press.knows(plan)]
        rest = [plan for plan in plans if plan not in first]
        return [*([plan] for plan in first), rest]

    def _manifests(self, plan: Plan, frames: Frames, in_force: dict[str, str], at: int) -> list[Compiled]:
        """What a plan's screens show from now on. Where a slide cannot be drawn the last good manifest stays.

        Where none is left there is one without the slide; so too where an emergency or an interrupt has something to
        say: that waits for no other slide.
        """
        made, screens = self.press.made(plan), plan.screens
        if made is None and self.press.stuck(plan) is not None:
            screens = tuple(one for one in screens if plan.urgent or not self._holds(in_force.get(one), at))
            made = self.press.makeshift(plan, frames) if screens else None
        if made is None:
            return []
        in_force |= dict.fromkeys(screens, made.name)
        return [made]

    def _holds(self, manifest: str | None, at: int) -> bool:
        """A manifest of the tree is there and not yet over."""
        if manifest is None or not self.tree.asset(manifest).exists():
            return False
        return at < instant_of(json.loads(self.tree.asset(manifest).read_bytes())["valid"]["until"])

    def _put(self, made: Iterable[Compiled]) -> int:
        """Assets and manifests into the tree, where they are not yet; how many manifests that were."""
        missing = {one.name: one for one in made if not self._here.issuperset({one.name, *one.assets})}
        fresh = [one for one in missing.values() if one.name not in self._here]
        for one in missing.values():
            for asset in one.assets - self._here:
                self.tree.put_asset(asset, self.files.path(asset))
            if one.name not in self._here:
                self.tree.put_manifest(one.name, one.data)
            self._here |= {one.name, *one.assets}
        return len(fresh)

    def _keep(self, manifests: Iterable[str]) -> None:
        """For the archive: in the content store, by a link to what the tree has on disk by now or as a copy."""
        for name in manifests:
            source, target = self.tree.asset(name), self.files.path(name)
            if source.exists() and not target.exists():
                target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                try:
                    os.link(source, target)
                except OSError:
                    self.files.put(source.read_bytes())

    def _record(self, in_force: dict[str, str], problems: Sequence[Problem], change: int | None, at: int) -> None:
        """What took force on which screen, how far this publisher has come (None: not yet there), what stopped it."""
        days = {screen: plan.day for plan in self._plans for screen in plan.screens}
        by_day: dict[str, dict[str, str]] = {}
        for screen, manifest in in_force.items():
            if self._archived.get(screen) != manifest:
                by_day.setdefault(days.get(screen, ""), {})[screen] = manifest
        self._keep({manifest for manifests in by_day.values() for manifest in manifests.values()})
        with writing(self.db) as under_way:
            for day, manifests in by_day.items():
                archive(under_way, manifests, at=at, day=day)
            if change is not None:
                published(under_way, change, at=at)
            if problems:
                failed(under_way, problems[0], others=len(problems) - 1)
        self._archived = dict(in_force)
