"""Places: where a section's notices hang, in which zone of each screen, and by which rules they are put there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from hashlib import sha256

from signage.core.catalogue import Catalogue
from signage.core.emergencies import deed_on
from signage.core.guide import Section
from signage.core.layouts import LAYOUTS, MAIN
from signage.core.people import Person
from signage.core.playlists import inline
from signage.core.rights import Deed, Parents, may, parents_among
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.when import limits_span

SIDE = "side"
"""The zone for notices, where a screen's usual layout has one."""

POSTED = "posted-"
"""How the rules begin that put a notice up: everything else was arranged by an admin."""

_LONGEST = 64


def zone_of(screen: Screen) -> str:
    """Where notices hang on a screen."""
    return SIDE if SIDE in LAYOUTS[screen.layout].landscape else MAIN


def usual_screens(held: Catalogue, section: Section) -> tuple[str, ...]:
    """いつもの場所: the section's, or those of the one above it; else all with a zone for notices, else all."""
    rows = {row.id: row for row in held.guide.sections if row.office == section.office}
    above, seen = section, {section.id}
    while not above.screens and above.parent in rows and above.parent not in seen:
        above = rows[above.parent]
        seen.add(above.id)
    named = tuple(screen for screen in above.screens if screen in held.screens)
    here = screens_of(held, section.office)
    return named or tuple(one.id for one in here if zone_of(one) == SIDE) or tuple(one.id for one in here)


def screens_of(held: Catalogue, office: str) -> tuple[Screen, ...]:
    """The screens of an office, in the order of their ids."""
    return tuple(screen for _, screen in sorted(held.screens.items()) if screen.office == office)


def sections_for(held: Catalogue, by: Person, *, at: int) -> tuple[Section, ...]:
    """The sections that there are today for which somebody may post; first the one in which they work."""
    parents = parents_in(held)
    book = Rulebook(held).calendars
    days = {office: book.zone(office) for office in held.offices}
    there = []
    for row in held.guide.sections:
        begins, ends = limits_span(row.limits, days[row.office])
        if begins <= at < ends and may(by, "post", office=row.office, section=row.id, parents=parents):
            there.append(row)
    return tuple(sorted(there, key=lambda row: row.id != by.section))


def parents_in(held: Catalogue) -> Parents:
    """Each section's parent."""
    return parents_among(held.guide.sections)


def may_in(held: Catalogue, by: Person) -> Callable[[Slide], bool]:
    """Whether somebody may change a slide; asked of thousands of them, which few sections own."""
    parents = parents_in(held)

    @cache
    def held_to(deed: Deed, office: str, section: str | None) -> bool:
        return may(by, deed, office=office, section=section, parents=parents)

    def may_change(slide: Slide) -> bool:
        deed, section = deed_on(slide)
        return held_to(deed, slide.office, section)

    return may_change


def posting_rules(held: Catalogue, slide: Slide, screens: Iterable[str], *, at: int) -> tuple[Rule, ...]:
    """The rules that let a slide join the round of these screens: one for each zone in which notices hang there."""
    by_zone: defaultdict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(screens):
        by_zone[zone_of(held.screens[name])].append(name)
    return tuple(
        Rule(
            id=_rule_id(slide.id, zone),
            office=slide.office,
            screens=tuple(names),
            slide=slide.id,
            zone=zone,
            each_round=True,
            changed_at=at,
        )
        for zone, names in sorted(by_zone.items())
    )


def posted_by(held: Catalogue, slide: str) -> tuple[Rule, ...]:
    """The rules by which a slide was put up from its own page."""
    return tuple(rule for rule in held.rules.values() if rule.slide == slide and rule.id.startswith(POSTED))


def reaching(held: Catalogue) -> Mapping[str, tuple[Rule, ...]]:
    """For each slide the rules that play it, by itself or in a playlist."""
    found: defaultdict[str, dict[str, Rule]] = defaultdict(dict)
    entries = {name: [slide for slide, _ in inline(name, held)] for name in held.playlists}
    for rule in held.rules.values():
        for slide in entries.get(rule.playlist or "", [rule.slide] if rule.slide is not None else []):
            found[slide][rule.id] = rule
    return {slide: tuple(rules.values()) for slide, rules in found.items()}


def screens_reached(held: Catalogue, rules: Iterable[Rule]) -> tuple[str, ...]:
    """The screens of which these rules speak, by themselves or by a group."""
    rules = tuple(rules)
    named = {screen for rule in rules for screen in rule.screens}
    groups = {group for rule in rules for group in rule.groups}
    if groups:
        named |= {name for name, screen in held.screens.items() if not groups.isdisjoint(screen.groups)}
    return tuple(sorted(named & held.screens.keys()))


def _rule_id(slide: str, zone: str) -> str:
    tail = "" if zone == MAIN else f"-{zone}"
    name = f"{POSTED}{slide}{tail}"
    return name if len(name) <= _LONGEST else f"{POSTED}{sha256(slide.encode()).hexdigest()[:32]}{tail}"
