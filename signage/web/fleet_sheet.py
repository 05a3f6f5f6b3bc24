"""The printed sheet of all devices of an office: for the folder in the cupboard, true when the network is down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from zoneinfo import ZoneInfo

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from signage.actions import encryption, handover
from signage.actions.enrolments import in_force
from signage.actions.handover import Facts, ScreenFact
from signage.core.chapters import Chapter, Document, Row
from signage.core.instants import local_day
from signage.core.problems import Missing
from signage.publish.papers import Order
from signage.store import heartbeats
from signage.store.enrolments import Enrolment
from signage.web import chrome, gate, standings, times
from signage.web.desk import Desk
from signage.web.handover_chapters import runs
from signage.web.papers import sent
from signage.web.words import PageLanguage, said

_HEADS = (
    "sheet screen",
    "player place",
    "sheet player",
    "player server",
    "player since",
    "sheet number",
    "player standing",
)
_STEPS = ("sheet step power", "sheet step restart", "sheet step replace", "sheet step call")


def fleet_sheet_pages(desk: Desk) -> Blueprint:
    """`/players/sheet`: told anew at every look."""
    pages = Blueprint("fleet_sheet", __name__, url_prefix="/players")

    def told() -> tuple[str, Document]:
        own, now = chrome.own_office(desk), desk.clock()
        office = request.args.get("office") or (own.id if own is not None else "")
        facts = handover.facts(desk.installation, desk.held, office, at=now, by=gate.person())
        return office, _Sheet(desk, facts, now=now, language=g.language).document()

    @pages.get("/sheet")
    @gate.needs("look")
    def sheet() -> ResponseReturnValue:
        office, document = told()
        return render_template("fleet/sheet.html", document=document, office=office)

    @pages.get("/sheet.pdf")
    @gate.needs("look")
    def as_pdf() -> ResponseReturnValue:
        order = Order(paper="document", document=asdict(told()[1]))
        return sent(desk.ask.paper(order, at=desk.clock()), "application/pdf", "players.pdf")

    return pages


class _Sheet:
    """The devices of one office, in one language."""

    def __init__(self, desk: Desk, facts: Facts, *, now: int, language: PageLanguage) -> None:
        self._settings, self._facts, self._now, self._language = desk.installation.settings, facts, now, language
        self._zone = ZoneInfo(facts.office.time_zone)
        self._players: Mapping[str, Enrolment] = {one.id: one for one in in_force(desk.installation)}
        self._newest = heartbeats.newest(desk.installation.db)
        self._found = standings.standings(desk, now=now)

    def document(self) -> Document:
        """All of it, on one sheet where it can be."""
        office = self._facts.office
        return Document(
            title=self._say("sheet of players"),
            office=office.name.best(self._language),
            language=self._language,
            accent=office.accent,
            note=self._say("sheet as of", time=times.long_moment(self._to_the_minute(), self._zone, self._language)),
            landscape=True,
            chapters=tuple(self._chapters()),
        )

    def _chapters(self) -> Iterator[Chapter]:
        yield Chapter(
            name="devices",
            title=self._say("sheet devices"),
            heads=tuple(self._say(head) for head in _HEADS),
            rows=tuple(self._device(fact) for fact in self._facts.screens),
            nothing=self._say("no screens"),
        )
        yield Chapter(name="server", title=self._say("sheet server"), heads=self._pair(), rows=tuple(self._server()))
        yield Chapter(
            name="trouble",
            title=self._say("player trouble"),
            steps=tuple(self._say(step) for step in _STEPS),
        )
        yield Chapter(name="call", title=self._say("sheet call"), heads=self._pair(), rows=tuple(self._whom()))

    def _device(self, fact: ScreenFact) -> Row:
        screen, standing = fact.screen, self._found.get(fact.screen.id)
        player = None if standing is None else self._players.get(standing.enrolment or "")
        name, place = screen.name.best(self._language), fact.place.best(self._language)
        state = standings.word(standing.state, self._language) if standing is not None else ""
        if player is None:
            return Row(cells=(name, place, "—", "—", "—", "—", state), link=f"/screens/{screen.id}/settings")
        day = times.day_typed(local_day(player.enrolled_at, self._zone).isoformat(), self._language)
        cells = name, place, self._device_words(player), self._asked(player), day, player.id[:8], state
        return Row(cells=cells, link=f"/players/{player.id}")

    def _device_words(self, player: Enrolment) -> str:
        newest = self._newest.get(player.id)
        versions = () if newest is None else (newest.beat.versions.model, newest.beat.versions.player)
        return " ".join(part for part in versions if part) or "—"

    def _asked(self, player: Enrolment) -> str:
        newest = self._newest.get(player.id)
        return (newest.beat.server if newest is not None else "") or self._settings.addresses[0]

    def _server(self) -> Iterator[Row]:
        yield Row(cells=(self._say("sheet address"), "\n".join(self._settings.addresses)))
        try:
            yield Row(cells=(self._say("sheet fingerprint"), encryption.fingerprint(self._settings)))
            yield Row(cells=(self._say("trust thumbprint"), encryption.thumbprint(self._settings)))
        except Missing:
            yield Row(cells=(self._say("sheet fingerprint"), self._say("sheet no certificate")))

    def _whom(self) -> Iterator[Row]:
        """Administrators, where they sit; and room for whom nobody has typed in here."""
        telephones = {section.id: section.tel for section in self._facts.contacts}
        for person in self._facts.people:
            if runs(person):
                ways = (telephones.get(person.section or ""), person.mail)
                yield Row(
                    cells=(self._say("contacts admin", name=person.name), "\n".join(way for way in ways if way))
                )
        yield Row(cells=(self._say("sheet keeper"), ""))

    def _pair(self) -> tuple[str, str]:
        return self._say("sheet what"), self._say("sheet is")

    def _to_the_minute(self) -> int:
        return self._now // 60_000 * 60_000

    def _say(self, key: str, **values: object) -> str:
        return said(key, self._language, **values)
