"""Preview: what a screen shows at any instant, unsigned: archived, or compiled for that day from today's data.

What is archived is read; compiling draws, and is done where nobody waits for a poll (previews.py).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from signage.core.problems import Missing
from signage.core.shows import instant_of
from signage.publish.compile import Compiled, Planner, compiled, without_broken
from signage.publish.frames import Frames
from signage.publish.studio import Studio, Undrawable
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.archive import manifest_at
from signage.store.catalogue import catalogue
from signage.store.database import Database, change_number, open_database
from signage.store.files import Files

REMEMBERED = 64
"""Manifests: a slider over a week on every screen of an office."""


class Preview:
    """Belongs to one thread, as its database does. What it draws, the publisher need not draw again."""

    def __init__(self, data: Path, *, kinds: Mapping[str, Kind] = KINDS) -> None:
        self._db = open_database(data)
        self._studio = Studio(self._db, Files(data / "assets"), kinds=kinds)
        self._ready: tuple[int, Planner, Frames] | None = None
        self._made: dict[tuple[str, int], Compiled] = {}

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def compiled(self, screen: str, *, at: int, days: int = 1) -> Compiled:
        """The plan for some days from the midnight before an instant, by what is stored now; its frames are drawn.

        Missing where there is no such screen. Where a slide cannot be drawn, it is as if that were withdrawn.
        """
        planner, frames = self._current()
        plan = planner.plan_of_day(screen, at, days=days)
        key = f"{plan.key} {plan.ends}", plan.begins
        if key not in self._made:
            try:
                made = compiled(plan, planner.rulebook, frames)
            except Undrawable as problem:
                made = without_broken(plan, frames.catalogue, problem, frames)
            self._studio.keep(at=at)
            if len(self._made) >= REMEMBERED:
                self._made.pop(next(iter(self._made)))
            self._made[key] = made
        return self._made[key]

    def _current(self) -> tuple[Planner, Frames]:
        change = change_number(self._db)
        if self._ready is None or self._ready[0] != change:
            held = catalogue(self._db)
            self._studio.forget()
            self._ready = change, Planner(held), Frames(held, self._studio)
        return self._ready[1], self._ready[2]


def archived(db: Database, data: Path, screen: str, *, at: int) -> bytes | None:
    """The manifest that was, is or will be in force on a screen at an instant; None where none covers that."""
    files, name = Files(data / "assets"), manifest_at(db, screen, at)
    if name is None or not files.has(name):
        return None
    manifest = files.read(name)
    valid = json.loads(manifest)["valid"]
    return manifest if instant_of(valid["from"]) <= at < instant_of(valid["until"]) else None


def asset(data: Path, name: str) -> Path:
    """Where the bytes of an asset are: in the content store, or still in the tree. Missing where in neither."""
    for path in (Files(data / "assets").path(name), Tree(data).asset(name)):
        if path.is_file():
            return path
    raise Missing(ja=f"素材 {name[:12]}… はありません。", en=f"there is no asset {name[:12]}….")
