"""The chapters of the hand-over document: what is stored of an office, told in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from signage.actions.handover import Facts, PendingFact
from signage.core.chapters import Chapter, Document, Row
from signage.core.explain_words import LEVEL_NAMES
from signage.core.handover import Unusual, when_words
from signage.core.people import Grant, Person
from signage.core.texts import Text
from signage.web import times
from signage.web.row_names import edited_at
from signage.web.words import PageLanguage, said

_HOW_TO = (
    "post",
    "take down",
    "counter",
    "guide",
    "approve",
    "override",
    "hours",
    "paper",
    "undo",
    "answer",
    "leave",
)
_DARK = ("plan", "power", "cable", "restart", "paper")

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


def document(facts: Facts, language: PageLanguage) -> Document:
    """The whole."""
    telling = _Telling(facts, language)
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

    def __init__(self, facts: Facts, language: PageLanguage) -> None:
        self._facts, self._language = facts, language
        self._places = {name: said(key, language) for name, key in _PLACES.items()}

    def chapters(self) -> Iterator[Chapter]:
        """In the order in which somebody new asks."""
        yield self._steps("how-to", (f"how-to {step}" for step in _HOW_TO), note=self._say("how-to note"))
        yield self._table("screens", ("name", "place", "size", "lit", "plays", "players"), self._screens())
        yield self._steps("dark", (f"dark {step}" for step in _DARK))
        posted = self._say("rules note", count=self._facts.posted) if self._facts.posted else ""
        yield self._table("rules", ("what", "where", "when", "level"), self._rules(), note=posted)
        note = self._say("unusual note")
        yield self._table("unusual", ("day", "hours", "why", "calendar"), self._unusual(), note=note)
        yield self._table("pending", ("what", "state", "owner", "day"), self._pending())
        yield self._table("owners", ("section", "up", "next", "usual"), self._owners())
        yield self._table("people", ("name", "roles", "reach", "ends"), self._people())
        yield self._table("contacts", ("who", "how"), self._contacts())

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
            when, level = self._best(when_words(fact.rule)), self._best(LEVEL_NAMES[fact.rule.level])
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
                self._say(f"pending is {fact.kind}"),
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
            roles = dict.fromkeys(self._say(f"handover role {grant.role}") for grant in person.grants)
            reach = dict.fromkeys(self._reach(grant) for grant in person.grants)
            ends = times.day_typed(person.ends_on, self._language) if person.ends_on else self._say("people no end")
            cells = person.name, self._joined(roles), self._joined(reach), ends
            yield Row(cells=cells, link=f"/people/{person.id}")

    def _contacts(self) -> Iterator[Row]:
        for section in self._facts.contacts:
            yield Row(cells=(self._best(section.name), section.tel or ""))
        for person in self._facts.people:
            if person.mail is not None and _runs(person):
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

    def _table(self, name: str, heads: tuple[str, ...], rows: Iterator[Row], *, note: str = "") -> Chapter:
        return Chapter(
            name=name,
            title=self._say(f"chapter {name}"),
            note=note,
            heads=tuple(self._say(f"{name} {head}") for head in heads),
            rows=tuple(rows),
            nothing=self._say(f"{name} none") if name != "screens" else self._say("answers no screens"),
        )

    def _steps(self, name: str, keys: Iterator[str], *, note: str = "") -> Chapter:
        steps = tuple(self._say(key, **self._places) for key in keys)
        return Chapter(name=name, title=self._say(f"chapter {name}"), note=note, steps=steps)

    def _say(self, key: str, **values: object) -> str:
        return said(key, self._language, **values)

    def _best(self, text: Text) -> str:
        return text.best(self._language)

    def _list(self, texts: tuple[Text, ...]) -> str:
        return self._joined(dict.fromkeys(self._best(text) for text in texts))

    def _joined(self, words: dict[str, None]) -> str:
        return ("、" if self._language == "ja" else ", ").join(words)


def _runs(person: Person) -> bool:
    return any(grant.role == "admin" for grant in person.grants)
