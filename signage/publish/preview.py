"""Preview: what a screen shows at any instant, unsigned: archived, or compiled for that day from today's data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from signage.core.problems import Missing
from signage.core.rulebook import Rulebook
from signage.core.shows import instant_of
from signage.publish.compile import Compiled, Planner, compiled, without_broken
from signage.publish.frames import Frames
from signage.publish.studio import Studio, Undrawable
from signage.publish.tree import Tree
from signage.render.kinds import KINDS, Kind
from signage.store.archive import manifest_at
from signage.store.catalogue import catalogue
from signage.store.database import change_number, open_database
from signage.store.files import Files

REMEMBERED = 64
"""Manifests: a slider over a week on every screen of an office."""


class Preview:
    """Belongs to one thread, as its database does. What it draws, the publisher need not draw again."""

    def __init__(self, data: Path, *, kinds: Mapping[str, Kind] = KINDS) -> None:
        self._db, self._files, self._tree = open_database(data), Files(data / "assets"), Tree(data)
        self._studio = Studio(self._db, self._files, kinds=kinds)
        self._ready: tuple[int, Planner, Frames] | None = None
        self._made: dict[tuple[str, int], Compiled] = {}

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def manifest(self, screen: str, *, at: int) -> dict[str, Any]:
        """What was, is or will be in force on a screen at an instant; its assets can be had from `asset`.

        What is archived answers where it covers the instant. Missing where there is no such screen.
        """
        archived = manifest_at(self._db, screen, at)
        if archived is not None and self._files.has(archived):
            document = _parsed(self._files.read(archived))
            if instant_of(document["valid"]["from"]) <= at < instant_of(document["valid"]["until"]):
                return document
        return _parsed(self.compiled(screen, at=at).data)

    def compiled(self, screen: str, *, at: int, days: int = 1) -> Compiled:
        """The plan for some days from the midnight before an instant, by what is stored now; its frames are drawn.

        Where a slide cannot be drawn, it is as if that were withdrawn.
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

    def rulebook(self) -> Rulebook:
        """What is stored now, ready to be asked what plays and why."""
        planner, _ = self._current()
        return planner.rulebook

    def asset(self, name: str) -> Path:
        """Where the bytes of an asset are: in the content store, or still in the tree. Missing where in neither."""
        for path in (self._files.path(name), self._tree.asset(name)):
            if path.is_file():
                return path
        raise Missing(ja=f"素材 {name[:12]}… はありません。", en=f"there is no asset {name[:12]}….")

    def _current(self) -> tuple[Planner, Frames]:
        change = change_number(self._db)
        if self._ready is None or self._ready[0] != change:
            held = catalogue(self._db)
            self._ready = change, Planner(held), Frames(held, self._studio)
        return self._ready[1], self._ready[2]


def _parsed(manifest: bytes) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(manifest)
    return document
