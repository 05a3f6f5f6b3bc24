"""The glass of a player, held against its plan: whether the picture that it sent shows what should be there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from signage.actions.installation import Installation
from signage.core.fleet import Plan, about, plan_of
from signage.core.instants import MINUTE, SECOND
from signage.core.problems import Missing, Refused
from signage.core.screens import Screen
from signage.core.shows import Placed, what_shows
from signage.publish.preview import asset
from signage.publish.tree import Tree
from signage.render.likeness import Thumbnails, resembles
from signage.render.received import received
from signage.store import heartbeats
from signage.store.archive import is_archived
from signage.store.commands import commands_to
from signage.store.heartbeats import Newest, Picture
from signage.store.player_pictures import Taken, taken

MOST_DECODED = 60
"""Assets that one look decodes, 20 ms each: after a start with 2,000 players it takes some looks to see them all."""

KEPT_PLANS = 256
"""Of manifests, those that were asked last: screens of one shape under the same rules share one."""

LARGEST_PLAN = 16 * 1024 * 1024
"""Bytes of a manifest: far more than a week of the busiest screen."""

SHOWN_FOR_MS = 25 * SECOND
"""So long a player shows who it is after it was told to (identify), and takes a picture of that too."""

CLOSE_LOOK_MS = 10 * MINUTE
"""So long what a large picture betrayed holds against small ones, which cannot see it."""


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What was found of one player's newest picture. `betrayed_at`: when a large one was not what it should be."""

    taken: Taken
    resembles: bool | None
    betrayed_at: int | None = None


class Glasses:
    """Looks at each picture once. Belongs to one thread."""

    def __init__(self, installation: Installation) -> None:
        self._here, self._tree = installation, Tree(installation.data)
        self._thumbnails = Thumbnails(lambda sha: asset(installation.data, sha).read_bytes())
        self._seen: dict[str, Seen] = {}
        self._plans: dict[str, Plan | None] = {}
        self._on_air: frozenset[str] = frozenset()
        self._newest: Mapping[str, Taken] = {}
        self._live: tuple[int, frozenset[str]] = -1, frozenset()
        self._most = 0

    def begin(self, on_air: frozenset[str]) -> None:
        """A look at all of them begins. `on_air`: the manifests that heads name now."""
        if on_air != self._on_air:
            self._on_air = on_air
            self._plans = {name: plan for name, plan in self._plans.items() if plan is not None}
        found: dict[str, Taken] = {}
        for one in taken(self._here.db):
            if one.enrolment not in found or one.made_at >= found[one.enrolment].made_at:
                found[one.enrolment] = one
        self._newest, self._most = found, self._thumbnails.decoded + MOST_DECODED
        self._seen = {enrolment: seen for enrolment, seen in self._seen.items() if enrolment in found}

    def resembles(self, newest: Newest, screen: Screen) -> bool | None:
        """Whether a player's newest picture shows what its own plan says; None where nobody can tell."""
        there, before = self._newest.get(newest.enrolment), self._seen.get(newest.enrolment)
        if there is None:
            return None
        if before is not None and before.taken == there:
            return before.resembles
        if there.made_at != newest.made_at or self._thumbnails.decoded >= self._most:
            return None if before is None else before.resembles  # it belongs to another report, or its turn comes
        seen = self._looked(there, newest, screen, before)
        self._seen[newest.enrolment] = seen
        return seen.resembles

    def _looked(self, there: Taken, newest: Newest, screen: Screen, before: Seen | None) -> Seen:
        sent = heartbeats.picture(self._here.db, there.enrolment, there.which)
        plan = self.plan(newest.beat.manifest, screen=screen.id)
        if sent is None or plan is None or self._shows_who_it_is(sent):
            return Seen(taken=there, resembles=None)
        found = self._compared(sent, plan, screen)
        if there.which == "screenshot":
            return Seen(taken=there, resembles=found, betrayed_at=None if found else there.heard_at)
        betrayed_at = None if before is None else before.betrayed_at
        if betrayed_at is not None and there.heard_at - betrayed_at < CLOSE_LOOK_MS:
            return Seen(taken=there, resembles=False, betrayed_at=betrayed_at)
        return Seen(taken=there, resembles=found)

    def _compared(self, sent: Picture, plan: Plan, screen: Screen) -> bool | None:
        try:
            picture = received(sent.jpeg, rotation=screen.rotation)
        except Refused:
            return False
        tried: list[tuple[Placed, ...]] = []
        for moment in about(sent.taken_at):
            still = what_shows(plan.published, moment).still
            if still in tried:
                continue
            tried.append(still)
            known = [one for one in still if not self._is_live(one, plan)]
            hidden = [one.box for one in still if self._is_live(one, plan)]
            try:
                if resembles(picture, known, canvas=plan.canvas, thumbnails=self._thumbnails, hidden=hidden):
                    return True
            except Missing:
                return None
        return False

    def _is_live(self, one: Placed, plan: Plan) -> bool:
        """What changes by the second: parts, and what live files replace."""
        return one.item_id not in plan.looped or one.item_id in self._live_items()

    def _live_items(self) -> frozenset[str]:
        stamp = stamp_of(self._tree.root / "live")
        if stamp != self._live[0]:
            self._live = stamp, frozenset(item for file in self._tree.live().values() for item in file["items"])
        return self._live[1]

    def _shows_who_it_is(self, sent: Picture) -> bool:
        return any(
            one.do == "identify" and one.raised_at <= sent.received_at <= one.until + SHOWN_FOR_MS
            for one in commands_to(self._here.db, sent.enrolment, most=4)
        )

    def plan(self, manifest: str | None, *, screen: str) -> Plan | None:
        """A manifest made ready to be asked; None where that is not known, or was never one of this screen.

        A player names what it likes: what no head named is not even opened. Immutable, so read once.
        """
        if manifest is None or not (manifest in self._on_air or is_archived(self._here.db, screen, manifest)):
            return None
        found = self._plans.pop(manifest) if manifest in self._plans else self._read(manifest)
        self._plans[manifest] = found
        while len(self._plans) > KEPT_PLANS:
            del self._plans[next(iter(self._plans))]
        return found

    def _read(self, manifest: str) -> Plan | None:
        try:
            path = asset(self._here.data, manifest)
            return plan_of(json.loads(path.read_bytes())) if path.stat().st_size <= LARGEST_PLAN else None
        except (Missing, KeyError, TypeError, IndexError, ValueError, AttributeError):
            return None


def stamp_of(folder: Path) -> int:
    """Another where a file was put into the folder or taken away."""
    return folder.stat().st_mtime_ns if folder.is_dir() else 0
