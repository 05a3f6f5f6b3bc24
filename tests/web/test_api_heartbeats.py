"""The API for players' reports: kept before it is answered, once each, and a token that can do nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from signage.core.heartbeats import LARGEST
from signage.store import heartbeats
from signage.store.database import change_number, writing
from signage.store.enrolments import Enrolment, enrol, revoke
from signage.web.api import REPORTS
from signage.web.api.heartbeats import HEARTBEAT
from tests.core.reports import a_picture, a_report
from tests.web import route_table
from tests.web.api_office import Api
from tests.web.standins import NOW

ELSEWHERE = {"REMOTE_ADDR": "192.0.2.7"}
"""Not this machine, which may read /metrics."""


@pytest.fixture
def api(tmp_path: Path) -> Api:
    return Api(tmp_path)


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Api, str]:
    """One office for many requests that change nothing, and the token of a player."""
    api = Api(tmp_path_factory.mktemp("unchanged"))
    return api, token_of(player(api))


def player(api: Api) -> Enrolment:
    """A new player of a screen."""
    with writing(api.here.db) as under_way:
        return enrol(under_way, "lobby", at=NOW)


def token_of(enrolment: Enrolment) -> str:
    assert enrolment.token is not None
    return enrolment.token


def report(api: Api, token: str, document: Any) -> Any:
    return api.ask("POST", "/heartbeats", document, token=token)


def test_a_report_is_kept_when_it_is_answered_and_sent_again_it_is_the_same_one(api: Api) -> None:
    enrolment, document = player(api), a_report(picture=a_picture())

    answers = [report(api, token_of(enrolment), document) for _ in range(3)]

    kept = heartbeats.newest(api.here.db)[enrolment.id]
    assert [(one.status_code, one.data, one.content_type) for one in answers] == [(204, b"", None)] * 3
    assert (kept.beat.id, kept.received_at, kept.count) == (document["id"], NOW, 1)
    assert heartbeats.picture(api.here.db, enrolment.id, "regular") is not None


@pytest.mark.parametrize(
    ("wrong", "path", "told"),
    [
        ({"id": "x"}, "id", "0-9a-f"),
        ({"uptime_s": "long"}, "uptime_s", "whole number"),
        ({"temperature_c": 5_000.0}, "temperature_c", "-273 to 1000"),
        ({"state": "fine"}, "state", "showing"),
        ({"clock": {"trusted": True}}, "clock.source", "missing"),
        ({"at": "2026-99-99T00:00:00Z"}, None, "docs/api.md"),
        ({"errors": ["x"] * 6}, "errors", "at most 5"),
        ({"picture": a_picture(jpeg=b"GIF89a")}, None, "docs/api.md"),
    ],
)
def test_what_is_no_report_is_refused_with_the_way_to_the_value(
    unchanged: tuple[Api, str], wrong: dict[str, Any], path: str | None, told: str
) -> None:
    api, token = unchanged

    answer = report(api, token, a_report(**wrong))

    assert (answer.status_code, answer.mimetype) == (400, "application/problem+json")
    assert (answer.json.get("path"), told in answer.json["detail"]) == (path, True)
    assert heartbeats.newest(api.here.db) == {}


@pytest.mark.parametrize(
    ("body", "status"),
    [(b"{", 400), (b"[]", 400), (b"null", 400), (b"\xff", 400), (b'{"a":' * 2_000, 400), (b" " * (LARGEST + 1), 413)],
)
def test_what_is_no_document_is_refused(unchanged: tuple[Api, str], body: bytes, status: int) -> None:
    api, token = unchanged

    answer = report(api, token, body)

    assert answer.status_code == status


def test_a_revoked_players_reports_are_taken_no_more(api: Api) -> None:
    enrolment = player(api)
    first = report(api, token_of(enrolment), a_report())
    with writing(api.here.db) as under_way:
        revoke(under_way, enrolment.id, at=NOW)

    later = report(api, token_of(enrolment), a_report())

    assert (first.status_code, later.status_code) == (204, 401)
    assert later.headers["WWW-Authenticate"] == "Bearer"
    assert heartbeats.count(api.here.db, enrolment.id) == 1


@pytest.mark.parametrize("token", ["", "x", "signage_" + "0" * 64, "0" * 64])
def test_nobody_else_reports(api: Api, token: str) -> None:
    answers = [report(api, token or " ", a_report()), report(api, api.token, a_report())]

    assert [one.status_code for one in answers] == [401, 401]


def test_with_a_players_token_nothing_else_can_be_asked(tmp_path: Path) -> None:
    table = route_table.opened(tmp_path)
    with writing(table.installation.db) as under_way:
        token = token_of(enrol(under_way, "lobby-1f", at=NOW))
    before, let_in, kinds = change_number(table.installation.db), [], route_table.rows()
    client = table.app.test_client()
    own = {"api.hear_heartbeat", "api.openapi", "api.ask_pairing", "api.begin_pairing"}

    for rule, method in route_table.asked(table.app):
        if kinds.get(rule.endpoint, "all") != "all" and rule.endpoint not in own:
            headers = {"Authorization": f"Bearer {token}"}
            answer = client.open(table.path(rule), method=method, headers=headers, environ_base=ELSEWHERE)
            if answer.status_code not in (302, 303, 400, 401, 404, 405, 429):
                let_in.append((rule.endpoint, answer.status_code))

    assert let_in == []
    assert change_number(table.installation.db) == before


def test_a_player_reports_of_itself_alone(api: Api) -> None:
    mine, other = player(api), player(api)
    report(api, token_of(other), a_report(id="a" * 32, uptime_s=1))

    report(api, token_of(mine), a_report(id="a" * 32, uptime_s=2, screen="hall", enrolment=other.id))

    kept = heartbeats.newest(api.here.db)
    assert (kept[other.id].beat.uptime_s, kept[mine.id].beat.uptime_s) == (1, 2)


def test_a_player_that_floods_is_asked_to_wait_and_another_is_not(unchanged: tuple[Api, str]) -> None:
    api, _ = unchanged
    flooding, other = api.player(), api.player()

    statuses = Counter(report(api, flooding, {}).status_code for _ in range(REPORTS.amount + 5))

    assert statuses == {400: REPORTS.amount, 429: 5}
    assert report(api, other, {}).status_code == 400


def test_a_full_disk_is_no_fault_of_the_report_which_is_to_come_again(api: Api) -> None:
    enrolment, document = player(api), a_report(picture=a_picture(jpeg=b"\xff\xd8\xff" + b"x" * 200_000))
    report(api, token_of(enrolment), a_report())
    db = api.here.db
    (pages,) = db.conn.execute("PRAGMA page_count").fetchone()
    db.conn.execute(f"PRAGMA max_page_count = {pages}")

    full = report(api, token_of(enrolment), document)
    db.conn.execute("PRAGMA max_page_count = 1000000")
    again = report(api, token_of(enrolment), document)

    assert (full.status_code, again.status_code) == (503, 204)
    assert int(full.headers["Retry-After"]) > 0
    assert "not kept" in full.json["detail"]
    assert heartbeats.count(db, enrolment.id) == 2


@pytest.mark.parametrize("document", [a_report(), a_report(picture=a_picture(), at=None, head=None, commands=[])])
def test_the_described_shape_is_a_schema_that_real_reports_fit(document: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(HEARTBEAT)

    Draft202012Validator(HEARTBEAT).validate(document)
