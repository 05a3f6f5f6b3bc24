"""Handing over: all that the next person has to know of an office, as it is now, from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from signage.actions.installation import Installation
from signage.core.calendars import Calendar, CalendarBook
from signage.core.catalogue import Catalogue
from signage.core.guide import Section
from signage.core.instants import local_day
from signage.core.offices import Office
from signage.core.people import Person, is_open
from signage.core.places import place_of
from signage.core.problems import Missing
from signage.core.rights import require_to_look
from signage.core.schedules import Rule
from signage.core.screens import Screen
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.core.unusual_days import Unusual, unusual_days
from signage.core.when import limits_span
from signage.store.catalogue import catalogue
from signage.store.enrolments import enrolments
from signage.store.people import people
from signage.store.proposals import proposals

SOON = timedelta(days=14)
REVIEWED = timedelta(days=30)

Waiting = Literal["waiting", "returned", "draft", "ending", "review"]
"""For approval; sent back; not put up yet; ends within two weeks; to be looked at again within a month."""


@dataclass(frozen=True, kw_only=True)
class ScreenFact:
    """A screen: where, when lit, what usually plays, and how many players feed it."""

    screen: Screen
    place: Text
    lit: Calendar | None
    plays: tuple[Text, ...]
    players: int


@dataclass(frozen=True, kw_only=True)
class RuleFact:
    """A rule: what it plays, and on which screens and groups."""

    rule: Rule
    what: Text
    where: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class OwnerFact:
    """A section: how much of its own is up, what of that ends first, and its usual screens."""

    section: Section
    up: int
    ends_first: Slide | None
    screens: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class PendingFact:
    """Something to be done: what, whose, and by which day."""

    kind: Waiting
    title: Text
    owner: Text
    day: date | None
    slide: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One office as it is on a day."""

    office: Office
    day: date
    screens: tuple[ScreenFact, ...]
    rules: tuple[RuleFact, ...]
    posted: int
    owners: tuple[OwnerFact, ...]
    pending: tuple[PendingFact, ...]
    unusual: tuple[Unusual, ...]
    calendars: dict[str, Text]
    people: tuple[Person, ...]
    sections: dict[str, Text]
    contacts: tuple[Section, ...]


def facts(installation: Installation, held: Catalogue, name: str, *, at: int, by: Person) -> Facts:
    """All about one office. Missing where there is none of that name; Forbidden where it is not theirs to see."""
    office = held.offices.get(name)
    if office is None:
        raise Missing(ja=f"庁舎「{name}」はありません。", en=f'there is no office "{name}".')
    require_to_look(by, name)
    zone = ZoneInfo(office.time_zone)
    return _Gatherer(installation, held, office, local_day(at, zone), at).facts()


def pending(installation: Installation, held: Catalogue, office: Office, *, at: int) -> tuple[PendingFact, ...]:
    """What of one office waits to be done."""
    day = local_day(at, ZoneInfo(office.time_zone))
    return tuple(_Gatherer(installation, held, office, day, at).pending())


def read(installation: Installation) -> Catalogue:
    """What is stored now."""
    return catalogue(installation.db)


class _Gatherer:
    """One office, one day."""

    def __init__(self, installation: Installation, held: Catalogue, office: Office, day: date, at: int) -> None:
        self._db, self._held, self._office, self._day, self._at = installation.db, held, office, day, at
        self._zone = ZoneInfo(office.time_zone)
        sections = [one for one in held.guide.sections if one.office == office.id]
        self._sections = {section.id: section for section in sections}
        self._slides = [slide for slide in held.slides.values() if self._is_here(slide)]
        self._rules = [rule for rule in held.rules.values() if rule.office == office.id]

    def facts(self) -> Facts:
        office, held = self._office, self._held
        calendars = {one.id: one.name for one in held.calendars.values() if one.office == office.id}
        told = [rule for rule in self._rules if not rule.each_round and self._still(rule)]
        return Facts(
            office=office,
            day=self._day,
            screens=tuple(self._screens()),
            rules=tuple(self._rule(rule) for rule in told),
            posted=sum(rule.each_round for rule in self._rules),
            owners=tuple(self._owners()),
            pending=tuple(self.pending()),
            unusual=unusual_days(CalendarBook(held), self._hours(), self._day),
            calendars=calendars,
            people=tuple(one for one in people(self._db) if is_open(one, self._day) and self._works_here(one)),
            sections={section.id: section.name for section in self._sections.values()},
            contacts=tuple(section for section in self._sections.values() if section.tel is not None),
        )

    def _screens(self) -> Iterator[ScreenFact]:
        fed = [one.screen for one in enrolments(self._db) if one.revoked_at is None]
        for screen in self._held.screens.values():
            if screen.office == self._office.id:
                yield ScreenFact(
                    screen=screen,
                    place=place_of(screen, self._held.guide),
                    lit=self._held.calendars.get(screen.power or ""),
                    plays=tuple(dict.fromkeys(self._what(rule) for rule in self._usual(screen))),
                    players=fed.count(screen.id),
                )

    def _usual(self, screen: Screen) -> Iterator[Rule]:
        """What plays there without being an exception."""
        for rule in self._rules:
            there = screen.id in rule.screens or any(group in rule.groups for group in screen.groups)
            if there and rule.level in ("base", "normal") and not rule.each_round and self._still(rule):
                yield rule

    def _still(self, rule: Rule) -> bool:
        return limits_span(rule.when.limits, self._zone)[1] > self._at

    def _rule(self, rule: Rule) -> RuleFact:
        held = self._held
        names = [held.screens[name].name for name in rule.screens if name in held.screens]
        names += [held.groups[name].name for name in rule.groups if name in held.groups]
        return RuleFact(rule=rule, what=self._what(rule), where=tuple(names))

    def _what(self, rule: Rule) -> Text:
        if rule.playlist is not None:
            return self._held.playlists[rule.playlist].name
        return self._held.slides[rule.slide].name if rule.slide is not None else Text()

    def _owners(self) -> Iterator[OwnerFact]:
        for section in self._sections.values():
            up = [slide for slide in self._slides if slide.owner == section.id and slide.state == "published"]
            ending = sorted(
                (slide for slide in up if slide.limits.ends is not None), key=lambda one: one.limits.ends or ""
            )
            names = [self._held.screens[name].name for name in section.screens if name in self._held.screens]
            if up or names:
                first = ending[0] if ending else None
                yield OwnerFact(section=section, up=len(up), ends_first=first, screens=tuple(names))

    def _is_here(self, slide: Slide) -> bool:
        """Whether a slide is of this office and has not ended."""
        return slide.office == self._office.id and limits_span(slide.limits, self._zone)[1] > self._at

    def pending(self) -> Iterator[PendingFact]:
        for one in proposals(self._db, states=["waiting", "returned"]):
            if one.matter.office == self._office.id:
                kind: Waiting = "waiting" if one.state == "waiting" else "returned"
                since, owner = local_day(one.changed_at, self._zone), self._name(one.matter.section)
                yield PendingFact(kind=kind, title=one.matter.title, owner=owner, day=since, slide=one.what)
        dated = [(self._day_of(slide), slide) for slide in self._slides]
        for (todo, day), slide in sorted(dated, key=lambda one: (one[0][1] or date.max, one[1].id)):
            if todo is not None:
                yield PendingFact(kind=todo, title=slide.name, owner=self._name(slide.owner), day=day, slide=slide.id)

    def _day_of(self, slide: Slide) -> tuple[Waiting | None, date | None]:
        """What is to be done with a slide, and by when."""
        if slide.state == "draft":
            return "draft", None
        if slide.state != "published":
            return None, None
        if slide.limits.ends is not None:
            day = date.fromisoformat(slide.limits.ends[:10])
            return ("ending" if day <= self._day + SOON else None), day
        if slide.review_on is not None:
            day = date.fromisoformat(slide.review_on)
            return ("review" if day <= self._day + REVIEWED else None), day
        return None, None

    def _name(self, section: str) -> Text:
        return self._sections[section].name if section in self._sections else Text()

    def _hours(self) -> list[str]:
        """The calendars by which people come: the office's, and those of its counters."""
        own = (counter.calendar for counter in self._held.guide.counters if counter.office == self._office.id)
        return list(dict.fromkeys([self._office.calendar, *(name for name in own if name is not None)]))

    def _works_here(self, person: Person) -> bool:
        return any(grant.office in (None, self._office.id) for grant in person.grants)
