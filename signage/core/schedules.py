"""Schedule rules: this playlist, on these screens, at these times, at this level, in a zone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from signage.core.formats import Between, GroupId, Id, OfficeId, PlaylistId, ScreenId, SlideId
from signage.core.layouts import LAYOUTS, MAIN
from signage.core.when import When

Level = Literal["base", "normal", "interrupt", "emergency"]

LEVELS: Mapping[Level, int] = {"base": 0, "normal": 1, "interrupt": 2, "emergency": 3}
"""The highest open level is what plays."""

JOINED_LEVELS: frozenset[Level] = frozenset({"base", "normal"})
"""The levels whose loops are joined by rules that say `each_round`; a higher one has the zone for itself."""

EMERGENCY_HOURS = 8
"""An emergency ends by itself after this, unless it says otherwise (DESIGN)."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """One 放映スケジュール. It plays `playlist`, or else `slide`; on `screens` and on every screen of `groups`."""

    id: Id
    office: OfficeId
    screens: tuple[ScreenId, ...] = ()
    groups: tuple[GroupId, ...] = ()
    playlist: PlaylistId | None = None
    slide: SlideId | None = None
    level: Level = "normal"
    when: When = When()
    weight: Annotated[int, Between(1, 100)] = 1
    zone: str = MAIN
    layout: str | None = None
    every_minutes: Annotated[int, Between(1, 1_440)] | None = None
    """Only at level interrupt: not instead of what plays, but one item of it every so many minutes."""
    each_round: bool = False
    """Only at level normal or base: not instead of what plays there, but every slide of it once each round."""
    changed_at: int = 0


@dataclass(frozen=True, kw_only=True)
class Playing:
    """What plays in one zone: the equal rules of the highest open level, what joins them, what is inserted among all.

    Where nothing but joining rules is open they play alone: at level base, with no `rules`.
    """

    level: Level
    rules: tuple[Rule, ...]
    joined: tuple[Rule, ...] = ()
    inserts: tuple[Rule, ...]

    @property
    def everyone(self) -> tuple[Rule, ...]:
        """All rules of which something is seen."""
        return (*self.rules, *self.joined, *self.inserts)


@dataclass(frozen=True, kw_only=True)
class Resolved:
    """What open rules come to on one screen. `by` is the rule that set the layout; None: the screen's own.

    `zones` are those of the layout that are not empty. `wakes`: an interrupt or
    emergency plays, so that the screen is lit whatever its calendar says.
    """

    layout: str
    by: Rule | None
    zones: Mapping[str, Playing]
    wakes: bool


def resolve(rules: Iterable[Rule], *, layout: str) -> Resolved:
    """Which of the open rules play, and where; `layout` is the screen's own.

    A rule that is inserted every N minutes takes nothing over: it sets no layout, wakes no screen, stays out of
    emergencies, and shows nothing where nothing else plays. Nor does one that joins each round, which stays out of
    interrupts too, and plays alone where nothing else does.
    """
    ordered = sorted(rules, key=lambda rule: rule.id)
    takers = [rule for rule in ordered if rule.every_minutes is None and not rule.each_round]
    by = max((rule for rule in takers if rule.layout is not None), key=_height, default=None)
    layout = by.layout if by is not None and by.layout is not None else layout
    zones: dict[str, Playing] = {}
    for zone in LAYOUTS[layout].landscape:
        there = [rule for rule in takers if rule.zone == zone]
        joining = tuple(rule for rule in ordered if rule.each_round and rule.zone == zone)
        if not there and not joining:
            continue
        level = max(there, key=_height).level if there else "base"
        inserts = tuple(rule for rule in ordered if rule.every_minutes is not None and rule.zone == zone)
        zones[zone] = Playing(
            level=level,
            rules=tuple(rule for rule in there if rule.level == level),
            joined=joining if level in JOINED_LEVELS else (),
            inserts=inserts if level != "emergency" else (),
        )
    wakes = any(LEVELS[playing.level] >= LEVELS["interrupt"] for playing in zones.values())
    return Resolved(layout=layout, by=by, zones=zones, wakes=wakes)


def _height(rule: Rule) -> int:
    return LEVELS[rule.level]
