"""Signing in and out: by password, one-time password and second factor; slowly for who guesses; what is one's own."""

from __future__ import annotations

import re
from pathlib import Path

import pyotp
import pytest
from flask.testing import FlaskClient

from signage.actions import people, recovery, second_factor
from signage.core.instants import MINUTE
from signage.core.people import Grant, Person
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.staff import PASSWORD, a_person, csrf_token, employ, signed_in
from tests.web.standins import NOW, StandIn, a_desk

ADMIN = a_person("admin")


class Door:
    """The pages with their clock, and clients who come to them."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.desk: Desk = a_desk(folder, StandIn(folder), clock=lambda: self.now)
        self.app = create_app(self.desk)

    def client(self) -> FlaskClient:
        return self.app.test_client()

    def signed_in(self, name: str) -> FlaskClient:
        return signed_in(self.client(), name)

    def enter(self, client: FlaskClient, **fields: str) -> tuple[int, str]:
        """Status and what is said or where to one is led, after the form for signing in was sent."""
        return sent(client, "/sign-in", "/sign-in", **fields)


def sent(client: FlaskClient, page: str, address: str, **fields: str) -> tuple[int, str]:
    """What comes of a form of a page."""
    token = csrf_token(client.get(page).text)
    answer = client.post(address, data={"csrf_token": token, **fields})
    return answer.status_code, answer.headers.get("Location") or answer.text


@pytest.fixture
def door(tmp_path: Path) -> Door:
    return Door(tmp_path)


def test_the_right_password_leads_to_where_one_wanted_to_go(door: Door) -> None:
    client = door.client()
    asked = client.get("/people?role=night")

    status, place = door.enter(client, name="admin", password=PASSWORD, next="/people?role=night")

    assert asked.headers["Location"] == "/sign-in?next=/people?role%3Dnight"
    assert (status, place) == (302, "/people?role=night")
    assert client.get(place).status_code == 200


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "admin", "password": "wrong-wrong-wrong"},
        {"name": "nobody", "password": PASSWORD},
        {"name": "", "password": ""},
        {"name": "admin' OR '1'='1", "password": "x"},
        {"name": "a" * 100_000, "password": "x" * 100_000},
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(door: Door, fields: dict[str, str]) -> None:
    status, said = door.enter(door.client(), **fields)

    assert status == 401
    assert "利用者名かパスワードが違います" in said


def test_who_guesses_one_name_is_slowed_and_others_from_there_are_not(door: Door) -> None:
    client = door.client()

    statuses = [door.enter(client, name="admin", password=f"guess-number-{n}")[0] for n in range(7)]

    assert statuses == [401] * 5 + [429] * 2
    assert door.enter(client, name="admin", password=PASSWORD)[0] == 429, "even the right one has to wait"
    assert door.enter(door.client(), name="editor", password=PASSWORD)[0] == 302
    elsewhere = door.client()
    elsewhere.environ_base["REMOTE_ADDR"] = "192.168.1.7"
    assert door.enter(elsewhere, name="admin", password=PASSWORD)[0] == 302, "nobody locks somebody else out"


def test_who_tries_many_names_from_one_address_is_slowed(door: Door) -> None:
    client = door.client()

    statuses = [door.enter(client, name=f"name-{n}", password="x")[0] for n in range(31)]

    assert statuses == [401] * 30 + [429]
    assert "何度も送られました" in door.enter(client, name="admin", password=PASSWORD)[1]


def test_those_who_come_in_are_not_counted(door: Door) -> None:
    statuses = {door.enter(door.client(), name="editor", password=PASSWORD)[0] for _ in range(7)}

    assert statuses == {302}


def test_a_proxy_on_this_machine_tells_from_where_somebody_comes_and_nobody_else_does(door: Door) -> None:
    spoofing = door.client()
    spoofing.environ_base["REMOTE_ADDR"] = "192.168.1.7"
    proxied = door.client()

    for n in range(6):
        spoofing.environ_base["HTTP_X_FORWARDED_FOR"] = proxied.environ_base["HTTP_X_FORWARDED_FOR"] = f"10.0.0.{n}"
        last_spoofed = door.enter(spoofing, name="admin", password="guess")[0]
        last_proxied = door.enter(proxied, name="admin", password="guess")[0]

    assert (last_spoofed, last_proxied) == (429, 401)


def test_a_one_time_password_leads_to_ones_own_before_anything_else(door: Door) -> None:
    client = door.client()
    once = people.one_time_password(door.desk.installation, "editor", at=NOW, by=ADMIN)

    door.enter(client, name="editor", password=once)

    assert client.get("/screens").headers["Location"] == "/me/password"
    assert sent(client, "/me/password", "/me/password", password="short", again="short")[0] == 400
    assert sent(client, "/me/password", "/me/password", password="ame-yuki-kaze", again="ame")[0] == 400
    assert sent(client, "/me/password", "/me/password", password="ame-yuki-kaze", again="ame-yuki-kaze")[1] == "/"
    assert client.get("/screens").status_code == 200
    assert door.enter(door.client(), name="editor", password=once)[0] == 401


def test_another_password_of_ones_own_needs_the_present_one_and_ends_other_sessions(door: Door) -> None:
    here, there = door.signed_in("editor"), door.signed_in("editor")
    new = {"password": "ame-yuki-kaze", "again": "ame-yuki-kaze"}

    assert sent(here, "/me/password", "/me/password", current="wrong", **new)[0] == 401
    assert sent(here, "/me/password", "/me/password", current=PASSWORD, **new)[1] == "/"
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 302


def test_a_shared_account_asks_for_a_name_and_tells_strangers_nothing(door: Door) -> None:
    desk = Person(id="desk", name="戸籍係", shared=True, grants=(Grant(role="editor"),))
    employ(door.desk.installation, [desk])
    client = door.client()

    assert "共用" in client.get("/sign-in").text, "everybody is offered the field"
    assert door.enter(client, name="desk", password=PASSWORD)[0] == 401
    assert door.enter(client, name="desk", password=PASSWORD, operator="佐藤 花子")[0] == 302
    assert "desk (佐藤 花子)" in client.get("/me").text


def test_signing_out_ends_every_session_of_a_person_and_keeps_the_language(door: Door) -> None:
    here, there = door.signed_in("editor"), door.signed_in("editor")
    here.get("/screens?lang=en")

    status, place = sent(here, "/me", "/sign-out")

    assert (status, place) == (302, "/sign-in")
    assert "You are signed out" in here.get("/sign-in").text
    assert there.get("/me").status_code == 302


def test_the_second_factor_is_asked_for_after_the_password(door: Door) -> None:
    secret = second_factor.begun()
    app, client = pyotp.TOTP(secret), door.client()
    second_factor.turn_on(door.desk.installation, ADMIN, secret, app.at(NOW // 1000), at=NOW)
    door.now += MINUTE

    status, said = door.enter(client, name="admin", password=PASSWORD, next="/people")

    assert (status, client.get("/people").status_code) == (200, 302), "halfway is not in"
    assert "二段階の確認" in said
    token = csrf_token(said)
    wrong = client.post("/sign-in/code", data={"csrf_token": token, "code": "12"})
    right = client.post(
        "/sign-in/code", data={"csrf_token": token, "code": app.at(door.now // 1000), "next": "/people"}
    )
    assert (wrong.status_code, right.headers["Location"]) == (401, "/people")
    assert client.get("/people").status_code == 200


def test_the_way_between_password_and_code_is_short_and_ends_with_the_password(door: Door) -> None:
    codes = second_factor.print_codes(door.desk.installation, ADMIN, at=NOW)
    late, changed, stranger = door.client(), door.client(), door.client()
    for client in (late, changed):
        door.enter(client, name="admin", password=PASSWORD)
    people.one_time_password(door.desk.installation, "admin", at=NOW, by=ADMIN)

    assert sent(changed, "/sign-in", "/sign-in/code", code=codes[0])[0] == 401
    assert sent(stranger, "/sign-in", "/sign-in/code", code=codes[0])[0] == 401
    door.now += 6 * MINUTE
    assert sent(late, "/sign-in", "/sign-in/code", code=codes[0])[0] == 401


def test_codes_are_guessed_as_slowly_as_passwords(door: Door) -> None:
    second_factor.print_codes(door.desk.installation, ADMIN, at=NOW)
    client = door.client()
    token = csrf_token(door.enter(client, name="admin", password=PASSWORD)[1])

    guesses = [client.post("/sign-in/code", data={"csrf_token": token, "code": f"{n:06}"}) for n in range(7)]

    assert [answer.status_code for answer in guesses] == [401] * 5 + [429] * 2


def test_a_second_factor_is_set_up_with_ones_password_and_the_apps_first_code(door: Door) -> None:
    client = door.signed_in("admin")
    page = client.get("/me/second-factor").text
    picture = client.get("/me/second-factor.svg")
    found = re.search(r'class="typed is-small">([A-Z2-7 ]+)<', page)
    assert found is not None
    code = pyotp.TOTP(found[1].replace(" ", "")).at(NOW // 1000)

    answers = [
        sent(client, "/me/second-factor", "/me/second-factor", do="app", code=code, current=current)
        for current in ("wrong", PASSWORD)
    ]

    assert (picture.mimetype, picture.text[:4]) == ("image/svg+xml", "<svg")
    assert [status for status, _ in answers] == [401, 302]
    assert door.enter(door.client(), name="admin", password=PASSWORD)[0] == 200, "a code is asked for"
    assert sent(client, "/me/second-factor", "/me/second-factor", do="off", current=PASSWORD)[0] == 302
    assert door.enter(door.client(), name="admin", password=PASSWORD)[0] == 302


def test_printed_codes_are_shown_once(door: Door) -> None:
    client = door.signed_in("admin")

    status, page = sent(client, "/me/second-factor", "/me/second-factor", do="print", current=PASSWORD)

    codes = re.findall(r'<li class="typed">([a-z0-9-]+)</li>', page)
    assert (status, len(codes)) == (200, 10)
    inside = door.client()
    said = door.enter(inside, name="admin", password=PASSWORD)[1]
    answer = inside.post("/sign-in/code", data={"csrf_token": csrf_token(said), "code": codes[0]})
    assert answer.status_code == 302


def test_name_and_language_are_ones_own(door: Door) -> None:
    client = door.signed_in("editor")

    status, _ = sent(client, "/me", "/me", name="戸籍 太郎子", language="en")

    assert status == 302
    assert "Your settings were changed" in client.get("/me").text
    assert 'lang="en"' in door.signed_in("editor").get("/me").text
    assert sent(client, "/me", "/me", name="  ", language="")[0] == 400


def test_the_sealed_code_lets_an_administrator_in_again(door: Door) -> None:
    code = recovery.make_code(door.desk.installation, at=NOW, by=ADMIN)
    client = door.client()

    wrong, _ = sent(client, "/sign-in/recover", "/sign-in/recover", code="nonsense")
    _, whom = sent(client, "/sign-in/recover", "/sign-in/recover", code=code)
    status, page = sent(client, "/sign-in/recover", "/sign-in/recover", code=code, person="admin")

    assert (wrong, status) == (401, 200)
    assert "総務 三郎" in whom
    assert "総務 三郎" not in client.get("/sign-in/recover").text, "a stranger learns no name"
    once = re.findall(r'<dd class="typed">([^<]+)</dd>', page)[1]
    assert door.enter(client, name="admin", password=once)[0] == 302
    assert sent(client, "/me/password", "/me/password", password="yuki-ame-hare", again="yuki-ame-hare")[0] == 302
    assert "復旧コードがありません" in client.get("/people").text


def test_the_sealed_code_is_guessed_slowly(door: Door) -> None:
    client = door.client()

    statuses = [sent(client, "/sign-in/recover", "/sign-in/recover", code=f"{n}")[0] for n in range(6)]

    assert statuses == [401] * 5 + [429]
