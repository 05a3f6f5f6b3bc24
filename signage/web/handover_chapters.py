"""The chapters of the hand-over document: what is stored of an office, told in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from signage.actions.handover import Facts, PendingFact, Waiting
from signage.core.chapters import Chapter, Document, Row
from signage.core.explain_words import LEVEL_NAMES
from signage.core.people import Grant, Person, Role
from signage.core.texts import Text
from signage.core.unusual_days import Unusual
from signage.web import times
from signage.web.row_names import RowNames, edited_at
from signage.web.when_words import rule_words
from signage.web.words import PageLanguage, said

_HOW_TO = (
    "how-to post",
    "how-to take down",
    "how-to counter",
    "how-to guide",
    "how-to approve",
    "how-to override",
    "how-to hours",
    "how-to paper",
    "how-to undo",
    "how-to answer",
    "how-to leave",
)
_DARK = ("dark plan", "dark power", "dark cable", "dark restart", "dark paper")

_ROLES: Mapping[Role, str] = {
    "viewer": "handover role viewer",
    "editor": "handover role editor",
    "approver": "handover role approver",
    "admin": "handover role admin",
    "auditor": "handover role auditor",
    "night": "handover role night",
}
_PENDING: Mapping[Waiting, str] = {
    "waiting": "pending is waiting",
    "returned": "pending is returned",
    "draft": "pending is draft",
    "ending": "pending is ending",
    "review": "pending is review",
}

_PLACES = {
    "post": "put up a notice",
    "on_air": "on air",
    "counters": "counters",
    "guide": "guide table",
    "approvals": "approvals",
    "override": "override",
    "calendars": "calendars",
    "papers": "papers",
    "history": "history",
    "answers": "answers",
    "people": "people",
    "wall": "wall",
}
"""The pages that instructions speak of, by the key of their name in the menu."""


def document(facts: Facts, names: RowNames, language: PageLanguage) -> Document:
    """The whole."""
    telling = _Telling(facts, names, language)
    return Document(
        title=said("handover of", language, office=facts.office.name.best(language)),
        office=facts.office.name.best(language),
        language=language,
        accent=facts.office.accent,
        note=said("handover as of", language, day=times.long_day(facts.day, language)),
        chapters=tuple(telling.chapters()),
    )


class _Telling:
    """One office in one language."""

    def __init__(self, facts: Facts, names: RowNames, language: PageLanguage) -> None:
        self._facts, self._names, self._language = facts, names, language
        self._places = {name: said(key, language) for name, key in _PLACES.items()}

    def chapters(self) -> Iterator[Chapter]:
        """In the order in which somebody new asks."""
        how_to = self._chapter("how-to", "chapter how-to", note=self._say("how-to note"))
        yield replace(how_to, steps=self._steps(_HOW_TO))
        screens = self._chapter("screens", "chapter screens", nothing=self._say("answers no screens"))
        heads = "screens name", "screens place", "screens size", "screens lit", "screens plays", "screens players"
        yield self._table(screens, heads, self._screens())
        yield replace(self._chapter("dark", "chapter dark"), steps=self._steps(_DARK))
        posted = self._say("rules note", count=self._facts.posted) if self._facts.posted else ""
        rules = self._chapter("rules", "chapter rules", note=posted, nothing=self._say("rules none"))
        yield self._table(rules, ("rules what", "rules where", "rules when", "rules level"), self._rules())
        note, nothing = self._say("unusual note"), self._say("unusual none")
        unusual = self._chapter("unusual", "chapter unusual", note=note, nothing=nothing)
        heads_of_days = "unusual day", "unusual hours", "unusual why", "unusual calendar"
        yield self._table(unusual, heads_of_days, self._unusual())
        yield from self._of_people()

    def _of_people(self) -> Iterator[Chapter]:
        """What waits, whose things are, and who is who."""
        pending = self._chapter("pending", "chapter pending", nothing=self._say("pending none"))
        heads = "pending what", "pending state", "pending owner", "pending day"
        yield self._table(pending, heads, self._pending())
        owners = self._chapter("owners", "chapter owners", nothing=self._say("owners none"))
        yield self._table(owners, ("owners section", "owners up", "owners next", "owners usual"), self._owners())
        people = self._chapter("people", "chapter people", nothing=self._say("people none"))
        yield self._table(people, ("people name", "people roles", "people reach", "people ends"), self._people())
        contacts = self._chapter("contacts", "chapter contacts", nothing=self._say("contacts none"))
        yield self._table(contacts, ("contacts who", "contacts how"), self._contacts())

    def _screens(self) -> Iterator[Row]:
        for fact in self._facts.screens:
            screen = fact.screen
            size = self._say(
                "screens size of", inches=f"{screen.diagonal_in:g}", width=screen.width, height=screen.height
            )
            lit = self._best(fact.lit.name) if fact.lit is not None else self._say("screens always")
            players = str(fact.players) if fact.players else self._say("screens no player")
            cells = self._best(screen.name), self._best(fact.place), size, lit, self._list(fact.plays), players
            yield Row(cells=cells, link=edited_at("screens", screen.id))

    def _rules(self) -> Iterator[Row]:
        for fact in self._facts.rules:
            when, level = rule_words(fact.rule, self._names, self._language), self._best(LEVEL_NAMES[fact.rule.level])
            cells = self._best(fact.what), self._list(fact.where), when, level
            yield Row(cells=cells, link=edited_at("rules", fact.rule.id))

    def _unusual(self) -> Iterator[Row]:
        for one in self._facts.unusual:
            names = self._list(tuple(self._facts.calendars[name] for name in one.calendars))
            cells = self._days(one), self._hours(one), self._best(one.why), names
            yield Row(cells=cells, link=edited_at("calendars", one.calendars[0]))

    def _pending(self) -> Iterator[Row]:
        for fact in self._facts.pending:
            cells = (
                self._best(fact.title),
                self._say(_PENDING[fact.kind]),
                self._best(fact.owner),
                self._due(fact),
            )
            yield Row(cells=cells, link=edited_at("slides", fact.slide))

    def _owners(self) -> Iterator[Row]:
        for fact in self._facts.owners:
            ends = ""
            if fact.ends_first is not None and fact.ends_first.limits.ends is not None:
                day = times.day_typed(fact.ends_first.limits.ends, self._language)
                ends = self._say("owners ends", title=self._best(fact.ends_first.name), day=day)
            up = self._say("owners count", count=fact.up)
            cells = self._best(fact.section.name), up, ends, self._list(fact.screens)
            yield Row(cells=cells, link=edited_at("sections", fact.section.id))

    def _people(self) -> Iterator[Row]:
        for person in self._facts.people:
            roles = dict.fromkeys(self._say(_ROLES[grant.role]) for grant in person.grants)
            reach = dict.fromkeys(self._reach(grant) for grant in person.grants)
            ends = times.day_typed(person.ends_on, self._language) if person.ends_on else self._say("people no end")
            cells = person.name, self._joined(roles), self._joined(reach), ends
            yield Row(cells=cells, link=f"/people/{person.id}")

    def _contacts(self) -> Iterator[Row]:
        for section in self._facts.contacts:
            yield Row(cells=(self._best(section.name), section.tel or ""))
        for person in self._facts.people:
            if person.mail is not None and runs(person):
                yield Row(cells=(self._say("contacts admin", name=person.name), person.mail))

    def _reach(self, grant: Grant) -> str:
        if grant.section is not None:
            return self._best(self._facts.sections.get(grant.section, Text())) or grant.section
        return self._say("people whole office" if grant.office is not None else "people everywhere")

    def _due(self, fact: PendingFact) -> str:
        return times.day_typed(fact.day.isoformat(), self._language) if fact.day is not None else ""

    def _days(self, one: Unusual) -> str:
        day: Callable[[date], str] = lambda day: times.day_typed(day.isoformat(), self._language)  # noqa: E731
        return day(one.first) if one.first == one.last else f"{day(one.first)}〜{day(one.last)}"

    def _hours(self, one: Unusual) -> str:
        spans = (f"{begins.removeprefix('0')}–{ends.removeprefix('0')}" for begins, ends in one.hours)
        return ", ".join(spans) or self._say("unusual closed")

    def _chapter(self, name: str, title: str, *, note: str = "", nothing: str = "") -> Chapter:
        return Chapter(name=name, title=self._say(title), note=note, nothing=nothing)

    def _table(self, chapter: Chapter, heads: tuple[str, ...], rows: Iterator[Row]) -> Chapter:
        return replace(chapter, heads=tuple(self._say(head) for head in heads), rows=tuple(rows))

    def _steps(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(self._say(key, **self._places) for key in keys)

    def _say(self, key: str, **values: object) -> str:
        return said(key, self._language, **values)

    def _best(self, text: Text) -> str:
        return text.best(self._language)

    def _list(self, texts: tuple[Text, ...]) -> str:
        return self._joined(dict.fromkeys(self._best(text) for text in texts))

    def _joined(self, words: dict[str, None]) -> str:
        return ("、" if self._language == "ja" else ", ").join(words)


def runs(person: Person) -> bool:
    """Whether somebody is an administrator somewhere: whom one calls."""
    return any(grant.role == "admin" for grant in person.grants)
