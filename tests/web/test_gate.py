"""The gate: sessions that idle end, what was typed survives signing in again; what is taken away is gone."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from signage.actions import people
from signage.core.instants import HOUR, MINUTE
from signage.core.people import Grant
from signage.web import gate
from signage.web.app import create_app
from tests.staff import PASSWORD, a_person, csrf_token, signed_in
from tests.web.standins import NOW, StandIn, a_desk

ADMIN = a_person("admin")
OURS = {"Sec-Fetch-Site": "same-origin"}
"""What a browser says of a form that one of our own pages sends."""


class Office:
    """The pages, and a clock that is moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.desk = a_desk(folder, StandIn(folder), clock=lambda: self.now)
        self.app = create_app(self.desk)

    def signed_in(self, name: str) -> FlaskClient:
        return signed_in(self.app.test_client(), name)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None
    return html.unescape(found[1])


def test_a_route_that_does_not_say_who_may_use_it_is_found_at_the_start() -> None:
    app = Flask("one")
    app.add_url_rule("/", "bare", lambda: "")

    with pytest.raises(RuntimeError, match="bare"):
        gate.entry_of(app, "bare")


def test_thirty_idle_minutes_end_a_session_and_every_page_begins_them_anew(office: Office) -> None:
    client = office.signed_in("editor")

    for _ in range(3):
        office.now += 29 * MINUTE
        assert client.get("/me").status_code == 200
    office.now += 30 * MINUTE + 1

    assert client.get("/me").headers["Location"] == "/sign-in?next=/me&ended=1"
    assert "30分間操作がなかった" in client.get("/sign-in?next=/me&ended=1").text


def test_twelve_hours_end_a_session_whatever_is_done(office: Office) -> None:
    client = office.signed_in("editor")
    begun, token = office.now, csrf_token(client.get("/me").text)

    while office.now < begun + 12 * HOUR - 20 * MINUTE:
        office.now += 20 * MINUTE
        last = client.post("/me/awake", headers={"X-CSRFToken": token, "Sec-Fetch-Dest": "empty"})
    client.post("/me/sessions", headers={"X-CSRFToken": token})
    still = client.get("/me").status_code
    office.now = begun + 12 * HOUR + 1

    assert last.json == {"awake_for_s": 20 * 60}
    assert still == 200
    assert client.get("/me").headers["Location"] == "/sign-in?next=/me&ended=1"
    assert "12時間" in client.get("/sign-in?next=/me&ended=1").text


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Dest": "empty"}, {"Signage-Background": "1"}])
def test_what_a_script_asks_by_itself_keeps_nobody_awake(office: Office, headers: dict[str, str]) -> None:
    client = office.signed_in("editor")

    for _ in range(3):
        office.now += 14 * MINUTE
        last = client.get("/screens.json", headers=headers)

    assert (last.status_code, last.mimetype) == (401, "text/plain")
    assert client.get("/me").status_code == 302


def test_one_press_keeps_a_session_awake(office: Office) -> None:
    client = office.signed_in("editor")
    token = csrf_token(client.get("/me").text)

    for _ in range(3):
        office.now += 28 * MINUTE
        answer = client.post("/me/awake", headers={"X-CSRFToken": token, "Sec-Fetch-Dest": "empty"})

    assert answer.json == {"awake_for_s": 1800}
    assert client.get("/me").status_code == 200


def test_a_page_says_how_long_its_session_lasts(office: Office) -> None:
    client = office.signed_in("editor")
    office.now += 9_000

    assert 'data-for-s="1791"' in client.get("/me").text


def test_a_form_survives_the_end_of_a_session(office: Office) -> None:
    client = office.signed_in("admin")
    token = csrf_token(client.get("/me").text)
    office.now += 31 * MINUTE

    refused = client.post("/me", data={"csrf_token": token, "name": '<b>"総務"</b>', "language": "en"}, headers=OURS)
    form = {name: hidden(refused.text, name) for name in ("csrf_token", "kept", "next")}
    resumed = client.post("/sign-in", data={**form, "name": "admin", "password": PASSWORD})
    again = {name: hidden(resumed.text, name) for name in ("csrf_token", "name", "language")}
    done = client.post("/me", data=again)

    assert (refused.status_code, resumed.status_code, done.status_code) == (401, 200, 302)
    assert "入力した内容は残っています" in refused.text
    assert again["name"] == '<b>"総務"</b>'
    assert "&lt;b&gt;" in client.get("/me").text


def test_what_was_kept_is_not_another_persons(office: Office) -> None:
    client = office.signed_in("admin")
    token = csrf_token(client.get("/me").text)
    office.now += 31 * MINUTE
    refused = client.post("/me", data={"csrf_token": token, "name": "総務", "language": ""}, headers=OURS)
    form = {name: hidden(refused.text, name) for name in ("csrf_token", "kept", "next")}

    entered = client.post("/sign-in", data={**form, "name": "editor", "password": PASSWORD})

    assert entered.status_code == 302


@pytest.mark.parametrize(
    ("path", "fields", "headers"),
    [
        ("/me/password", {"current": "old-old-old-old", "password": "new-new-new", "again": "new-new-new"}, OURS),
        ("/me/second-factor", {"do": "off", "current": "old-old-old-old"}, OURS),
        ("/me", {"name": "x" * 300_000}, OURS),
        ("/me", {"name": "x"}, {"Sec-Fetch-Site": "cross-site"}),
        ("/me", {"name": "x"}, {"Origin": "https://elsewhere.example"}),
        ("/me", {"name": "x"}, {}),
    ],
)
def test_secrets_masses_and_what_foreign_pages_send_are_not_kept(
    office: Office, path: str, fields: dict[str, str], headers: dict[str, str]
) -> None:
    client = office.app.test_client()

    refused = client.post(path, data=fields, headers=headers)

    assert refused.status_code == 401
    assert hidden(refused.text, "kept") == ""
    assert "old-old" not in refused.text


def test_a_form_of_a_page_that_was_open_for_long_is_offered_again(office: Office) -> None:
    client = office.signed_in("admin")

    answer = client.post("/me", data={"csrf_token": "of yesterday", "name": "総務", "language": ""}, headers=OURS)
    again = {name: hidden(answer.text, name) for name in ("csrf_token", "name", "language")}

    assert answer.status_code == 400
    assert client.post("/me", data=again).status_code == 302


@pytest.mark.parametrize("kept", ["", "nonsense", "WyIvbWUiLCIiLFtdXQ.aaaa.bbbb"])
def test_what_was_not_sealed_here_is_not_offered(office: Office, kept: str) -> None:
    client = office.app.test_client()
    token = csrf_token(client.get("/sign-in").text)

    entered = client.post("/sign-in", data={"csrf_token": token, "kept": kept, "name": "admin", "password": PASSWORD})

    assert entered.headers["Location"] == "/"


def test_an_account_that_is_closed_or_sent_out_ends_its_sessions_at_once(office: Office) -> None:
    closed, out = office.signed_in("editor"), office.signed_in("viewer")
    people.close(office.desk.installation, "editor", at=NOW, by=ADMIN)
    people.end_sessions(office.desk.installation, "viewer", at=NOW, by=ADMIN)

    assert closed.get("/me").status_code == 302
    assert out.get("/me").status_code == 302


def test_a_role_that_is_taken_away_is_gone_at_the_next_press(office: Office) -> None:
    client = office.signed_in("editor")
    assert client.get("/uploads").status_code == 200
    whose = a_person("editor", grants=(Grant(role="viewer"),))

    people.change(office.desk.installation, whose, seen=0, at=NOW, by=ADMIN)

    assert client.get("/uploads").status_code == 403


def test_scripts_are_told_in_a_sentence_and_people_get_the_form(office: Office) -> None:
    stranger = office.app.test_client()

    script = stranger.get("/screens.json", headers={"Accept": "application/json"})
    posted = stranger.post("/me/awake", headers={"X-CSRFToken": "x"})
    page = stranger.get("/screens")

    assert (script.status_code, posted.status_code, page.status_code) == (401, 401, 302)
    assert script.text.strip().count("\n") == 0
