"""The pages about people: the list and what is chosen from it, a new account with its slip, leaving and renewing."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.actions import people
from signage.core.guide import Section
from signage.core.offices import Office as Place
from signage.core.people import Grant, Person
from signage.core.texts import Text
from signage.store import people as store
from signage.store.database import writing
from signage.store.rows import save
from signage.web.app import create_app
from tests.core.makers import a_calendar
from tests.staff import PASSWORD, a_person, csrf_token, employ, signed_in
from tests.web.standins import NOW, TOKYO, StandIn, a_desk

MARCH = int(datetime(2027, 3, 2, 10, 0, tzinfo=TOKYO).timestamp()) * 1000
HOURS = a_calendar(id="hours", office="mizuki")
OFFICE = Place(id="mizuki", name=Text.of(ja="瑞木区役所", en="Mizuki Ward Office"), calendar="hours")
SECTION = Section(id="family-register", office="mizuki", name=Text.of(ja="戸籍係", en="Family Register"))
DESK = (Grant(role="editor", office="mizuki", section="family-register"),)


class Office:
    """The pages of an office with one section; an administrator of everything, and one of this office alone."""

    def __init__(self, folder: Path) -> None:
        self.now = NOW
        self.desk = a_desk(folder, StandIn(folder), clock=lambda: self.now)
        self.here = self.desk.installation
        with writing(self.here.db) as under_way:
            for noun, row in (("calendars", HOURS), ("offices", OFFICE), ("sections", SECTION)):
                save(under_way, noun, [row], at=NOW, who="test")
        employ(self.here, [a_person("admin", id="local", office="mizuki", name="庁舎の責任者")])
        self.app = create_app(self.desk)
        self.clients: dict[str, FlaskClient] = {}

    def client(self, name: str = "admin") -> FlaskClient:
        if name not in self.clients:
            self.clients[name] = signed_in(self.app.test_client(), name)
        return self.clients[name]

    def send(self, path: str, *, who: str = "admin", **fields: Any) -> tuple[int, str]:
        """Status and what is said or where to one is led."""
        token = csrf_token(self.client(who).get("/me").text)
        answer = self.client(who).post(path, data={"csrf_token": token, **fields})
        return answer.status_code, answer.headers.get("Location") or answer.text

    def stored(self, name: str) -> Person:
        found = store.person(self.here.db, name)
        assert found is not None
        return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Shared: each test makes people of its own."""
    return Office(tmp_path_factory.mktemp("people"))


def named(page: str) -> list[str]:
    """The user names on the list."""
    return re.findall(r'<th scope="row"><a href="/people/([a-z0-9-]+)">', page)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("role=night", ["night"]),
        ("role=admin", ["admin", "local"]),
        ("role=auditor&q=監査四", ["auditor"]),
        ("q=ＮＩＧＨＴ", ["night"]),
        ("q=nobody", []),
        ("state=ended", []),
        ("role=admin&state=never", ["local"]),
        ("section=family-register", []),
        ("page=99&role=night", ["night"]),
    ],
)
def test_the_list_shows_what_is_asked_for(tmp_path: Path, query: str, found: list[str]) -> None:
    office = Office(tmp_path)

    assert named(office.client().get(f"/people?{query}").text) == found


def test_the_page_nags_for_a_second_administrator_and_a_sealed_code(tmp_path: Path) -> None:
    office = Office(tmp_path)
    before, local = office.client().get("/people").text, office.client("local").get("/people").text
    employ(office.here, [a_person("admin", id="second")])

    code = re.search(r'<p class="typed is-large">([^<]+)</p>', office.send("/people/recovery")[1])

    after = office.client().get("/people").text
    assert "運用責任者が1人しかいません" in before
    assert "復旧コードがありません" in before
    assert "運用責任者が1人しかいません" not in local, "it is not theirs to mend"
    assert "運用責任者が1人しかいません" not in after
    assert "復旧コードがありません" not in after
    assert code is not None
    assert code[1] not in office.client().get("/people/recovery").text, "shown once"
    assert office.client("local").get("/people/recovery").status_code == 403


def test_a_new_person_gets_a_slip_that_opens_the_door_once(office: Office) -> None:
    fields = {
        "id": "Sato ",
        "name": "佐藤 花子",
        "role.0": "editor",
        "place.0": "mizuki/family-register",
        "role.1": "",
    }

    status, page = office.send("/people/new", **fields)

    once = re.findall(r'<dd class="typed">([^<]+)</dd>', page)[2]
    assert status == 200
    assert office.stored("sato").grants == DESK
    client = signed_in(office.app.test_client(), "sato", password=once)
    assert client.get("/").headers["Location"] == "/me/password"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"id": "admin"}, "id"),
        ({"id": "佐藤"}, "id"),
        ({"id": ""}, "id"),
        ({"name": ""}, "name"),
        ({"mail": "x"}, "mail"),
        ({"ends_on": "soon"}, "ends_on"),
        ({"role.0": ""}, "grants"),
        ({"role.0": "king"}, "grants"),
        ({"place.0": "nowhere"}, "grants"),
        ({"role.0": "admin", "place.0": "mizuki/family-register"}, "grants"),
    ],
)
def test_what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost(
    office: Office, changed: dict[str, str], field: str
) -> None:
    fields = {"id": "yamada", "name": "山田 太郎", "role.0": "editor", "place.0": "mizuki", "mail": "y@ward.example"}

    status, page = office.send("/people/new", **{**fields, **changed})

    assert status == 400
    assert f'href="#f-{field}"' in page
    assert f'id="f-{field}-fault"' in page
    assert all(f'value="{(fields | changed)[kept]}"' in page for kept in ("id", "name", "mail"))
    assert store.person(office.here.db, "yamada") is None


def test_roles_are_added_and_taken_off_as_rows(office: Office) -> None:
    employ(office.here, [Person(id="rows", name="行", grants=DESK)])
    page = office.client().get("/people/rows").text
    fields = {"seen": re.search(r'name="seen" value="(\d+)"', page)[1], "name": "行"}  # type: ignore[index]

    added = {"role.0": "editor", "place.0": "mizuki/family-register", "role.1": "night", "place.1": ""}
    assert office.send("/people/rows", **fields, **added)[0] == 302
    both = office.stored("rows").grants
    fields["seen"] = str(office.stored("rows").changed_at)
    office.send("/people/rows", **fields, **{**added, "role.0": ""})

    assert both == (*DESK, Grant(role="night"))
    assert office.stored("rows").grants == (Grant(role="night"),)
    assert office.send("/people/rows", **{**fields, "seen": "1"}, **added)[0] == 400, "somebody else was faster"


def test_an_administrator_of_one_office_cannot_reach_beyond_it(office: Office) -> None:
    employ(office.here, [Person(id="mixed", name="兼務", grants=(*DESK, Grant(role="auditor")))])
    page = office.client("local").get("/people").text
    new = {"id": "sneak", "name": "影", "role.0": "admin", "place.0": ""}

    assert "admin" not in named(page)
    assert office.client("local").get("/people/admin").status_code == 404
    assert office.send("/people/new", who="local", **new)[0] == 400
    assert office.send("/people/admin/password", who="local")[0] == 404
    assert office.send("/people/mixed/password", who="local")[0] == 403
    assert office.send("/people/mixed/close", who="local")[0] == 403
    assert (
        office.send("/people/mixed/leave", who="local", successor="local", ends_on="2027-03-31", sure="yes")[0] == 403
    )
    assert "すべての庁舎の運用責任者だけです" in office.client("local").get("/people/mixed").text
    assert '<option value=""' in office.client().get("/people/new").text.partition('name="place.0"')[2][:200]
    assert (
        '<option value=""' not in office.client("local").get("/people/new").text.partition('name="place.0"')[2][:200]
    )


def test_one_press_each_gives_a_password_signs_out_and_closes(office: Office) -> None:
    employ(office.here, [Person(id="presses", name="押す", grants=DESK)])
    client = signed_in(office.app.test_client(), "presses")

    assert "仮のパスワード" in office.send("/people/presses/password")[1]
    assert client.get("/me").status_code == 302
    assert office.send("/people/presses/sessions")[0] == 302
    assert office.send("/people/presses/close")[0] == 302
    assert office.stored("presses").closed
    assert office.send("/people/presses/reopen")[0] == 302
    assert not office.stored("presses").closed


def test_the_last_administrator_is_not_closed(tmp_path: Path) -> None:
    office = Office(tmp_path)

    office.send("/people/admin/close")

    assert "最後の運用責任者です" in office.client().get("/people/admin").text
    assert not office.stored("admin").closed


def test_leaving_says_what_goes_over_before_it_does(office: Office) -> None:
    employ(
        office.here,
        [Person(id="leaver", name="去る人", grants=DESK), a_person("viewer", id="heir", name="継ぐ人")],
    )
    chosen = {"successor": "heir", "ends_on": "2027-03-31"}

    looked = office.send("/people/leaver/leave", look="yes", **chosen)[1]
    untouched = office.stored("heir").grants
    nobody = office.send("/people/leaver/leave", look="yes", successor="", ends_on="2027-03-31")[1]
    status, place = office.send("/people/leaver/leave", sure="yes", **chosen)

    assert "継ぐ人 さんに引き継ぎます" in looked
    assert "役割 1件" in looked
    assert untouched == (Grant(role="viewer"),)
    assert "引き継ぐ人を選んでください" in nobody
    assert (status, place) == (302, "/people/heir")
    assert office.stored("heir").grants == (Grant(role="viewer"), *DESK)
    assert office.stored("leaver").ends_on == "2027-03-31"


def test_renewing_is_offered_in_march_alone(tmp_path: Path) -> None:
    office = Office(tmp_path)
    employ(office.here, [Person(id=name, name=name, grants=DESK, ends_on="2027-03-31") for name in ("stays", "goes")])

    early = office.client().get("/people/renewals").text
    refused = office.send("/people/renewals", person=["stays"])
    office.now = MARCH
    office.clients.clear()
    ready = office.client().get("/people/renewals").text
    office.send("/people/renewals", person=["stays"])

    assert "3月1日から4月30日まで" in early
    assert 'type="checkbox"' not in early
    assert refused[0] == 302
    assert ready.count('type="checkbox"') == 2
    assert office.stored("stays").ends_on == "2028-03-31"
    assert office.stored("goes").ends_on == "2027-03-31"
    assert "年度末の更新の時期です" in office.client().get("/people").text


def test_whoever_shares_an_account_changes_nothing_of_it_but_its_language(office: Office) -> None:
    employ(office.here, [Person(id="desk", name="戸籍係", shared=True, grants=DESK)])
    client = office.app.test_client()
    token = csrf_token(client.get("/sign-in").text)
    client.post("/sign-in", data={"csrf_token": token, "name": "desk", "password": PASSWORD, "operator": "佐藤"})

    client.post("/me", data={"csrf_token": csrf_token(client.get("/me").text), "name": "ほか", "language": "ja"})

    whose = office.stored("desk")
    assert (whose.name, whose.language, whose.operator) == ("戸籍係", "ja", "")
    assert people.accounts(office.here, at=NOW, by=a_person("admin"))
