"""Compile: a catalogue and a local day become manifests, one for all screens of one shape under the same rules."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from signage.core.catalogue import Catalogue
from signage.core.instants import HOUR, SECOND, local_day, midnight
from signage.core.manifests import canonical, manifest
from signage.core.problems import Problem
from signage.core.rulebook import Rulebook
from signage.core.spans import span_at
from signage.core.timeline import Segment, timeline
from signage.publish.frames import Frames
from signage.publish.studio import Undrawable

DAYS_AHEAD = 8
"""How far a player without a network still knows what to show (DESIGN, idea 4)."""

URGENT = frozenset({"interrupt", "emergency"})

_SPREAD_S = HOUR // SECOND


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be compiled once for all of `screens`: which span, and `key`, of all that it depends on."""

    key: str
    screens: tuple[str, ...]
    day: str
    """The local day on which it begins."""
    begins: int
    ends: int
    extends_at: int
    """When the next day is to be added: the local midnight and up to an hour, so that not all come at once."""
    urgent: bool

    @property
    def memo(self) -> tuple[str, int]:
        """What its manifest may be remembered by."""
        return self.key, self.begins


@dataclass(frozen=True, kw_only=True)
class Compiled:
    """A manifest: its canonical bytes and their SHA-256, the assets that it names, and when what goes on air."""

    name: str
    data: bytes
    assets: frozenset[str]
    parts: frozenset[str]
    """The items that live files replace."""
    ends: int
    on_air: tuple[tuple[int, str], ...]
    """Each segment's beginning, and in words what it shows."""


class Planner:
    """One catalogue made ready: which plans there are, and the manifest of each."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.rulebook = Rulebook(catalogue)
        self._told = _told_of(catalogue)

    def plans(self, screens: Iterable[str], at: int) -> tuple[tuple[Plan, ...], dict[str, Problem]]:
        """The plans for these screens at an instant, the urgent ones first, and what is wrong with the others."""
        alike: dict[object, list[str]] = {}
        problems: dict[str, Problem] = {}
        for screen in screens:
            try:
                alike.setdefault(self.rulebook.plan_key(screen), []).append(screen)
            except Problem as problem:
                problems[screen] = problem
        plans = [self._plan(key, sorted(names), at) for key, names in alike.items()]
        return tuple(sorted(plans, key=lambda plan: (not plan.urgent, plan.screens))), problems

    def plan_of_day(self, screen: str, at: int, *, days: int = 1) -> Plan:
        """One screen's plan from the midnight before an instant, for a look or a stick. Missing: no such screen."""
        plan = self._plan(self.rulebook.plan_key(screen), [screen], at)
        begins, ends = self._days(screen, at, days)
        return replace(plan, day=local_day(begins, self._zone(screen)).isoformat(), begins=begins, ends=ends)

    def _plan(self, plan_key: object, screens: list[str], at: int) -> Plan:
        key = sha256(f"{plan_key!r} {self._told}".encode()).hexdigest()
        spread = int(key[:8], 16) % _SPREAD_S * SECOND
        begins, ends = self._days(screens[0], at - spread, DAYS_AHEAD)
        _, tomorrow = self._days(screens[0], at - spread, 1)
        return Plan(
            key=key,
            screens=tuple(screens),
            day=local_day(begins, self._zone(screens[0])).isoformat(),
            begins=begins,
            ends=ends,
            extends_at=tomorrow + spread,
            urgent=self._is_urgent(screens[0], at),
        )

    def _days(self, screen: str, at: int, days: int) -> tuple[int, int]:
        """From the midnight before an instant where the screen hangs, to another midnight `days` later."""
        zone = self._zone(screen)
        today = local_day(at, zone)
        return midnight(today, zone), midnight(today + timedelta(days=days), zone)

    def _zone(self, screen: str) -> ZoneInfo:
        return self.rulebook.calendars.zone(self.rulebook.screen(screen).office)

    def _is_urgent(self, screen: str, at: int) -> bool:
        """An emergency or an interrupt takes over there at this instant."""
        rules = self.rulebook.rules(self.rulebook.screen(screen))
        return any(
            rule.level in URGENT
            and rule.every_minutes is None
            and span_at(self.rulebook.windows(rule, at, at + SECOND), at) is not None
            for rule in rules
        )


def compiled(plan: Plan, rulebook: Rulebook, frames: Frames) -> Compiled:
    """The manifest of a plan. Undrawable where a slide cannot be drawn, Refused where the rules make no loop."""
    screen = rulebook.screen(plan.screens[0])
    pictures = frames.on(screen)
    line = timeline(rulebook, screen.id, pictures, plan.begins, plan.ends)
    data = canonical(
        manifest(
            line,
            width=screen.width,
            height=screen.height,
            rotation=screen.rotation,
            items=pictures.items,
            assets=pictures.assets,
            volume=screen.volume_percent,
        )
    )
    return Compiled(
        name=sha256(data).hexdigest(),
        data=data,
        assets=frozenset(pictures.assets),
        parts=frozenset(part.item for item in pictures.items.values() for part in item.parts),
        ends=plan.ends,
        on_air=tuple((segment.begins, _told(segment)) for segment in line.segments),
    )


def without_broken(plan: Plan, catalogue: Catalogue, broken: Undrawable, frames: Frames) -> Compiled:
    """The manifest as it is without the slides that cannot be drawn, for where no good one is left to stand."""
    while True:
        slide = replace(catalogue.slides[broken.slide], state="withdrawn")
        catalogue = replace(catalogue, slides={**catalogue.slides, slide.id: slide})
        try:
            return compiled(plan, Rulebook(catalogue), frames)
        except Undrawable as another:
            broken = another


def _told_of(catalogue: Catalogue) -> str:
    """What pictures tell beside their slides, by last change: the floor guide, and the calendars of its counters."""
    rows: list[Any] = [*catalogue.calendars.values(), *catalogue.offices.values()]
    for noun in vars(catalogue.guide).values():
        rows += noun
    return sha256(repr([(type(row).__name__, row.id, row.changed_at) for row in rows]).encode()).hexdigest()


def _told(segment: Segment) -> str:
    if not segment.lit:
        return "dark"
    return ", ".join(f"{zone.zone}={zone.loop_name}" for zone in segment.zones)
