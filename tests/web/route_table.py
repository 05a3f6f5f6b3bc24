"""The table of routes: who may use which; and the sample office behind them, with a client for each of the people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from signage.actions.answers import Answers
from signage.actions.demo import sample
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.core.people import Role
from signage.web.app import create_app
from tests.staff import a_person, csrf_token, employ, signed_in
from tests.web.standins import NOW, StandIn, a_desk

WHO = {
    "all": "stranger viewer editor approver admin auditor night",
    "signed in": "viewer editor approver admin auditor night",
    "look": "viewer editor approver admin auditor",
    "post": "editor approver admin",
    "counter": "editor approver admin",
    "guide": "editor approver admin",
    "approve": "approver admin",
    "override": "admin night",
    "audit": "auditor admin",
    "schedule": "admin",
    "settings": "admin",
    "people": "admin",
    "bearer": "",
}
"""As DOMAIN says: who is let through for each. `bearer`: programs with a token, whom tests/web/api tries."""

ROUTES = {
    "all": "health.healthz player player_page.page player_page.worker player_signs.code player_signs.words "
    "recovery.begin recovery.recover screens.asset screens.live screens.manifest "
    "screens.view sign_in.code sign_in.enter sign_in.form static trust.authority trust.how",
    "signed in": "home.home me.awake me.change me.choose me.end_sessions me.picture me.settings "
    "sign_in.choose_password sign_in.leave",
    "look": "answers.show approvals.one approvals.sights fleet.now_json fleet.one fleet.order fleet.picture "
    "fleet_sheet.as_pdf fleet_sheet.sheet "
    "handover.as_pdf handover.today handover.whole "
    "history.archive history.recent history.versions papers.a4 papers.glass papers.glass_of papers.guide "
    "papers.list_all papers.text queue_sources.shelf queue_statistics.as_csv queue_statistics.shelf "
    "schedules.chosen schedules.month schedules.shelf schedules.week "
    "players.index screens.screens_json screens.wall slides.going slides.going_json slides.history slides.one "
    "slides.shelf undo.undo uploads.large uploads.small",
    "post": "approvals.drop approvals.inbox approvals.seen_afterwards history.put_back history.restore "
    "slide_forms.edit slide_forms.new slide_forms.put_up slide_forms.save slide_forms.try_out "
    "slides.ask_withdraw slides.band slides.put_back slides.withdraw uploads.shelf uploads.take",
    "counter": "counters.say counters.tiles counters.wall queues.choose queues.console queues.console_now "
    "queues.console_press queues.ready queues.ready_now queues.ready_press",
    "guide": "guide.back guide.check guide.csv guide.first guide.keep guide.paste guide.pasted guide.pictures "
    "guide.row guide.tab plans.back plans.check plans.keep plans.pictures plans.plan",
    "approve": "approvals.decide approvals.send_back approvals.try_out",
    "override": "overrides.end overrides.extend overrides.first overrides.look overrides.messages overrides.picture "
    "overrides.show",
    "audit": "audit.as_csv audit.lines",
    "schedule": "rules.archive rules.edit rules.new rules.try_it",
    "settings": "pairings.confirm pairings.connected pairings.connected_now pairings.pair pairings.refuse "
    "fleet.restart players.ask_revoke players.revoke "
    "keys.announce keys.move keys.recover keys.recovery keys.rotate keys.shelf "
    "keys.take_back "
    "layouts.shelf nouns.archive nouns.edit nouns.new nouns.shelf queue_setup.board "
    "tokens.create tokens.index tokens.revoke",
    "people": "leaving.hand_over leaving.leave leaving.renew leaving.renewals people.close "
    "people.drop_second_factor people.end_sessions people.index people.new people.one people.password "
    "people.reopen recovery.code recovery.make",
    "bearer": "api.archive_slide api.ask_pairing api.begin_pairing api.call_number api.change_slide "
    "api.hear_heartbeat api.list_slides api.nothing api.openapi api.post_slide api.press_key api.read_queue "
    "api.read_slide api.tell_event api.tell_waiting metrics.index",
}
"""A new route needs its place here; what it says itself must be the same."""

ROLES: tuple[Role, ...] = ("viewer", "editor", "approver", "admin", "auditor", "night")
PEOPLE = ("stranger", *ROLES)

VALUES = {
    "asset": "0" * 64,
    "counter": "family-register",
    "filename": "tokens.css",
    "name": "spare",
    "noun": "sections",
    "number": 1,
    "office": "mizuki",
    "screen": "lobby-1f",
    "sha": "0" * 64,
    "slide": "year-end",
}
"""Plausible values for what addresses ask for; a page may well answer that there is no such thing."""


class Asked:
    """Answers of the sample office, but for what would have to be drawn first: that is the stand-in's."""

    def __init__(self, folder: Path) -> None:
        self.stand_in = StandIn(folder)
        self.real: Answers

    def snapshot(self, screen: str, **_: int) -> bytes:
        """Seconds of drawing that say nothing of rights."""
        return b"a picture"

    def __getattr__(self, name: str) -> Any:
        drawn = {"health", "live_files", "manifest", "picture"}
        return getattr(self.stand_in if name in drawn else self.real, name)


@dataclass(frozen=True, kw_only=True)
class Table:
    """The application, and a client for each of the people."""

    app: Flask
    installation: Installation
    clients: dict[str, FlaskClient]
    tokens: dict[str, str]

    def path(self, rule: Rule) -> str:
        """An address that the rule fits."""
        built = rule.build({name: VALUES.get(name, 1) for name in rule.arguments})
        assert built is not None
        return built[1]

    def ask(self, who: str, rule: Rule, method: str) -> tuple[int, str]:
        """The status, and where to one is sent or what is said."""
        answer = self.clients[who].open(
            self.path(rule), method=method, data={"csrf_token": self.tokens[who]} if method == "POST" else None
        )
        said = answer.headers.get("Location") or (answer.text if answer.status_code >= 300 else "")
        answer.close()
        return answer.status_code, said


def opened(folder: Path) -> Table:
    """The sample office, as it is loaded; everybody may act for all of it."""
    ask = Asked(folder)
    desk = a_desk(folder, ask)
    ask.real = Answers(desk.installation)
    load(desk.installation, sample(), at=NOW, who="test")
    employ(desk.installation, [a_person("viewer", id="spare")])
    app = create_app(desk)
    clients = {who: app.test_client() for who in PEOPLE}
    tokens = {"stranger": csrf_token(clients["stranger"].get("/sign-in").text)}
    for who in ROLES:
        tokens[who] = csrf_token(signed_in(clients[who], who).get("/me").text)
    return Table(app=app, installation=desk.installation, clients=clients, tokens=tokens)


def rows() -> dict[str, str]:
    """Endpoint by endpoint, what the table says."""
    return {endpoint: right for right, endpoints in ROUTES.items() for endpoint in endpoints.split()}


def asked(app: Flask) -> Iterator[tuple[Rule, str]]:
    """Every route with every method; signing out comes last."""
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: rule.endpoint in ("sign_in.leave", "me.end_sessions"))
    for rule in rules:
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method
