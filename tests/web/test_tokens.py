"""The page of tokens: made and shown once, listed without their secret, revoked; by admins, for their own office."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from signage.actions import tokens
from signage.core.people import Grant, Person
from signage.core.problems import Forbidden, Refused
from signage.store.database import writing
from signage.store.people import save_person
from tests.staff import csrf_token, employ, signed_in
from tests.web.api_office import ADMIN, Api
from tests.web.standins import NOW

SECRET = re.compile(r"signage_[0-9a-f]{64}")


@pytest.fixture(scope="module")
def api(tmp_path_factory: pytest.TempPathFactory) -> Api:
    return Api(tmp_path_factory.mktemp("tokens"))


@pytest.fixture(scope="module")
def admin(api: Api) -> FlaskClient:
    return signed_in(api.app.test_client(), "admin")


def test_a_token_is_shown_once_works_and_is_revoked(api: Api, admin: FlaskClient) -> None:
    form = {"csrf_token": csrf_token(admin.get("/tokens").text), "name": "防災システム", "scopes": "slides:read"}

    made = admin.post("/tokens", data={**form, "place": "midori/shimin", "owner": "clerk"}).text

    (secret,) = set(SECRET.findall(made))
    assert api.ask("GET", "/slides", token=secret).status_code == 200
    after = admin.get("/tokens").text
    assert ("防災システム" in after, SECRET.search(after)) == (True, None)
    (mine,) = (one.token for one in tokens.listed(api.here, at=NOW, by=ADMIN) if one.token.name == "防災システム")
    assert (mine.scopes, mine.office, mine.section, mine.person) == (("slides:read",), "midori", "shimin", "clerk")
    told = admin.post(f"/tokens/{mine.id}/revoke", data={"csrf_token": form["csrf_token"]}, follow_redirects=True)
    assert "失効させました" in told.text
    assert api.ask("GET", "/slides", token=secret).status_code == 401


def test_what_was_typed_comes_back_with_one_sentence(api: Api, admin: FlaskClient) -> None:
    form = {
        "csrf_token": csrf_token(admin.get("/tokens").text),
        "name": "消防<b>",
        "place": "midori",
        "owner": "clerk",
    }

    answer = admin.post("/tokens", data=form)

    assert answer.status_code == 400
    assert ("できることを選んでください" in answer.text, 'value="消防&lt;b&gt;"' in answer.text) == (True, True)


def test_an_admin_of_one_office_hands_out_tokens_of_that_office_alone(api: Api) -> None:
    local = Person(id="local", name="支所", grants=(Grant(role="admin", office="midori"),))

    made = tokens.create(api.here, "支所", scopes=["slides:read"], owner="clerk", office="midori", at=NOW, by=local)

    assert made.token in [one.token for one in tokens.listed(api.here, at=NOW, by=local)]
    assert {one.token.office for one in tokens.listed(api.here, at=NOW, by=local)} == {"midori"}
    with pytest.raises(Forbidden):
        tokens.create(api.here, "市", scopes=["slides:read"], owner="clerk", at=NOW, by=local)
    employ(api.here, [Person(id="elsewhere", name="他庁舎", grants=(Grant(role="editor", office="momo"),))])
    with pytest.raises(Refused):
        tokens.create(api.here, "支所", scopes=["slides:read"], owner="elsewhere", office="midori", at=NOW, by=local)


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []},
        {"scopes": ["slides:read", "everything"]},
        {"owner": "nobody"},
        {"office": "nowhere"},
        {"office": "midori", "section": "nowhere"},
        {"section": "shimin"},
    ],
    ids=str,
)
def test_a_token_that_does_not_fit_is_refused(api: Api, wrong: dict[str, object]) -> None:
    wanted: dict[str, object] = {"scopes": ["slides:read"], "owner": "clerk", **wrong}

    with pytest.raises(Refused):
        tokens.create(api.here, "名前", at=NOW, by=ADMIN, **wanted)  # type: ignore[arg-type]


def test_a_token_ends_with_the_account_of_its_owner(tmp_path: Path) -> None:
    api = Api(tmp_path)
    secret = api.made("slides:read", owner="clerk")
    assert api.ask("GET", "/slides", token=secret).status_code == 200

    with writing(api.here.db) as under_way:
        gone = Person(id="clerk", name="戸籍 太郎", ends_on="2026-11-21")
        save_person(under_way, gone, at=NOW, who="test")

    assert api.ask("GET", "/slides", token=secret).status_code == 401
    (listed,) = (one for one in tokens.listed(api.here, at=NOW, by=ADMIN) if one.token.person == "clerk")
    assert not listed.alive
