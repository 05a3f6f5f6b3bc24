"""Schedules: what each zone of a screen will play, from the timeline; what a rule would change; rules kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from signage.actions.edits import Edit, Kept, keep
from signage.actions.installation import Installation
from signage.core.catalogue import Catalogue
from signage.core.contents import Unpainted
from signage.core.instants import DAY
from signage.core.people import Person
from signage.core.rights import require
from signage.core.rulebook import Rulebook
from signage.core.schedules import Level, Rule
from signage.core.screens import Screen
from signage.core.spans import complement, intersect, union
from signage.core.timeline import FALLBACK, PlannedZone, Timeline, timeline
from signage.store.catalogue import catalogue

TRIED_MS = 14 * DAY
"""How far ahead a new rule is tried."""

MOST_TRIED = 8
"""Kinds of screens on which a rule is tried; screens under the same rules are one kind."""


@dataclass(frozen=True, kw_only=True)
class Block:
    """What one zone plays in [begins, ends). No rules at all: the fallback; `level` None: the screen is dark."""

    zone: str
    begins: int
    ends: int
    level: Level | None
    rules: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    inserts: tuple[str, ...] = ()

    @property
    def everyone(self) -> tuple[str, ...]:
        """All rules of which something is seen."""
        return (*self.rules, *self.joined, *self.inserts)


@dataclass(frozen=True, kw_only=True)
class Effect:
    """One rule on screens of one kind in the time tried: when it would play that it does not now, or no longer."""

    rule: str
    gains: tuple[tuple[int, int], ...]
    loses: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Tried:
    """What a rule would change on screens that are under the same rules, by zone."""

    screens: tuple[str, ...]
    zones: Mapping[str, tuple[Effect, ...]]


@dataclass(frozen=True, kw_only=True)
class DryRun:
    """All of it. `plays` is whether the rule itself would be seen anywhere; `untried` are screens left out."""

    tried: tuple[Tried, ...]
    plays: bool
    untried: int


def blocks(book: Rulebook, screen: str, begins: int, ends: int) -> tuple[Block, ...]:
    """What a screen plays, zone by zone in the order of time; neighbours that do not differ are one.

    Refused where the rules make no loop.
    """
    line = timeline(book, screen, Unpainted(), begins, ends)
    found: dict[str, list[Block]] = {}
    for block in _cut(book, line):
        lane = found.setdefault(block.zone, [])
        if (
            lane
            and lane[-1].ends == block.begins
            and replace(lane[-1], ends=block.ends) == replace(block, begins=lane[-1].begins)
        ):
            lane[-1] = replace(lane[-1], ends=block.ends)
        else:
            lane.append(block)
    return tuple(block for lane in found.values() for block in lane)


def try_rule(book: Rulebook, rule: Rule, *, at: int) -> DryRun:
    """What keeping a rule, new or changed, would change in the next two weeks."""
    return _compared(book, _with(book.catalogue, rule), rule, at)


def try_without(book: Rulebook, rule: Rule, *, at: int) -> DryRun:
    """What taking a rule away would change."""
    rules = {name: one for name, one in book.catalogue.rules.items() if name != rule.id}
    return _compared(book, replace(book.catalogue, rules=rules), rule, at)


def save_rule(installation: Installation, rule: Rule, *, seen: int, at: int, by: Person) -> Kept:
    """Keep a rule. Refused and Conflict as edits say; Forbidden where it plays, or did, at another's office."""
    held = catalogue(installation.db)
    touched = (rule, held.rules.get(rule.id, rule))
    screens = (screen for each in touched for screen in reached(held, each))
    for office in {*(each.office for each in touched), *(screen.office for screen in screens)}:
        require(by, "schedule", office=office)
    edit = Edit(saves={"rules": (rule,)}, based_on={("rules", rule.id): seen})
    return keep(installation, edit, at=at, by=by, action="save-rules", what=rule.id)


def remove_rule(installation: Installation, rule: Rule, *, seen: int, at: int, by: Person) -> Kept:
    """Take a rule away; for thirty days it can be put back. Conflict where it is no longer as it was `seen`."""
    require(by, "schedule", office=rule.office)
    edit = Edit(removes=(("rules", rule.id),), based_on={("rules", rule.id): seen})
    return keep(installation, edit, at=at, by=by, action="archive-rules", what=rule.id)


def reached(held: Catalogue, rule: Rule) -> tuple[Screen, ...]:
    """The screens that a rule speaks of, by themselves or by a group."""
    groups = set(rule.groups)
    return tuple(
        screen for screen in held.screens.values() if screen.id in rule.screens or groups.intersection(screen.groups)
    )


def _cut(book: Rulebook, line: Timeline) -> Iterable[Block]:
    """Each segment's zones; a dark one is dark in every zone that there is."""
    names = [zone.zone for segment in line.segments for zone in segment.zones if zone.zone != FALLBACK]
    zones = list(dict.fromkeys(["main", *names]))
    for segment in line.segments:
        there = {zone.zone: zone for zone in segment.zones}
        for name in zones:
            if not segment.lit:
                yield Block(zone=name, begins=segment.begins, ends=segment.ends, level=None)
            elif name in there or name == "main":
                yield _block(book, name, there.get(name), segment.begins, segment.ends)


def _block(book: Rulebook, name: str, zone: PlannedZone | None, begins: int, ends: int) -> Block:
    if zone is None:
        return Block(zone=name, begins=begins, ends=ends, level="base")
    level = book.catalogue.rules[zone.rules[0]].level if zone.rules else "base"
    return Block(
        zone=name,
        begins=begins,
        ends=ends,
        level=level,
        rules=zone.rules,
        joined=zone.joined,
        inserts=zone.inserts,
    )


def _with(held: Catalogue, rule: Rule) -> Catalogue:
    return replace(held, rules={**held.rules, rule.id: rule})


def _compared(book: Rulebook, after: Catalogue, rule: Rule, at: int) -> DryRun:
    later = Rulebook(after)
    screens = {screen.id: screen for screen in reached(book.catalogue, rule)}
    if (before := book.catalogue.rules.get(rule.id)) is not None:
        screens |= {screen.id: screen for screen in reached(book.catalogue, before)}
    alike: dict[object, list[str]] = {}
    for screen in screens.values():
        kind = (book.rules(screen), later.rules(screen), screen.layout, screen.power, screen.office)
        alike.setdefault(kind, []).append(screen.id)
    kinds = list(alike.values())
    tried = []
    plays = False
    begins = at // 60_000 * 60_000
    for names in kinds[:MOST_TRIED]:
        old, new = (blocks(each, names[0], begins, begins + TRIED_MS) for each in (book, later))
        plays = plays or any(rule.id in block.everyone for block in new)
        if zones := _effects(old, new):
            tried.append(Tried(screens=tuple(names), zones=zones))
    return DryRun(tried=tuple(tried), plays=plays, untried=sum(map(len, kinds[MOST_TRIED:])))


def _effects(old: tuple[Block, ...], new: tuple[Block, ...]) -> dict[str, tuple[Effect, ...]]:
    """By zone, each rule that would play at other times than now."""
    found: dict[str, tuple[Effect, ...]] = {}
    for zone in dict.fromkeys(block.zone for block in (*old, *new)):
        before, after = _by_rule(old, zone), _by_rule(new, zone)
        effects = tuple(
            Effect(
                rule=rule,
                gains=_without(after.get(rule, ()), before.get(rule, ())),
                loses=_without(before.get(rule, ()), after.get(rule, ())),
            )
            for rule in dict.fromkeys((*before, *after))
            if before.get(rule) != after.get(rule)
        )
        if effects:
            found[zone] = effects
    return found


def _by_rule(some: tuple[Block, ...], zone: str) -> dict[str, tuple[tuple[int, int], ...]]:
    spans: dict[str, list[tuple[int, int]]] = {}
    for block in some:
        for rule in block.everyone if block.zone == zone else ():
            spans.setdefault(rule, []).append((block.begins, block.ends))
    return {rule: union(own) for rule, own in spans.items()}


def _without(some: tuple[tuple[int, int], ...], others: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """What lies in some and not in the others."""
    if not some:
        return ()
    return intersect(some, complement(others, some[0][0], some[-1][1]))
