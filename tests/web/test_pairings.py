"""The pages of pairing: every slip is one clear sentence, nothing typed is lost, no right is nothing at all."""

from __future__ import annotations

import html
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from signage.actions import edits, enrolments, pairings
from signage.actions.answers import Answers
from signage.actions.edits import Edit
from signage.core.instants import DAY, MINUTE
from signage.core.pairings import DELIVERS, WAITS, Pairing
from signage.core.people import Grant, Person
from signage.store import audit
from signage.store.database import writing
from signage.store.enrolments import note_use
from signage.web.app import create_app
from tests.staff import a_person, csrf_token, employ, signed_in
from tests.web.api_office import ADMIN, fill
from tests.web.standins import NOW, a_desk

ELSEWHERE = Person(id="elsewhere", name="他区 花子", grants=(Grant(role="admin", office="other"),))


class Place:
    """An office with the monitors "lobby" and "hall", its administrators, and a clock that the test sets."""

    def __init__(self, folder: Path) -> None:
        self.at = NOW
        ask: Any = Late()
        self.desk = a_desk(folder, ask, clock=lambda: self.at)
        self.here = self.desk.installation
        ask.real = Answers(self.here)
        fill(self.here.db)
        employ(self.here, [ADMIN, a_person("admin", id="second"), ELSEWHERE])
        self.app = create_app(self.desk)
        self.clients: dict[str, FlaskClient] = {}

    def client(self, who: str = "admin") -> FlaskClient:
        """Somebody who has signed in."""
        if who not in self.clients:
            self.clients[who] = signed_in(self.app.test_client(), who)
        return self.clients[who]

    def waiting(self, *, revealed: bool = True) -> Pairing:
        """A player that shows a code."""
        commitment = "" if revealed else "0" * 64
        begun = pairings.begin(
            self.here, commitment=commitment, model="Raspberry Pi 4", address="10.0.0.7", at=self.at
        )
        return begun.pairing


class Late:
    """Answers that are made once there is an installation."""

    real: Answers

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("office"))


@pytest.fixture
def place(office: Place) -> Place:
    """The office with no player, and none that waits."""
    for player in enrolments.in_force(office.here):
        enrolments.revoke(office.here, player.id, at=office.at, by=ADMIN)
    office.here.db.conn.execute("DELETE FROM pairings")
    return office


def hidden(page: str) -> dict[str, list[str]]:
    """What a form sends without being asked."""
    found: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', page):
        if name not in ("csrf_token", "kept"):
            found.setdefault(name, []).append(html.unescape(value))
    return found


def comparing(client: FlaskClient, code: str, screen: str = "lobby") -> str:
    return client.get("/players/pair", query_string={"code": code, "screen": screen}).text


def press(client: FlaskClient, page: str, path: str = "/players/pair") -> TestResponse:
    return client.post(path, data={"csrf_token": csrf_token(page), **hidden(page)})


def told(page: str) -> str:
    """The sentence beside the field, or above the step."""
    found = re.search(r'class="fault"[^>]*>([^<]+)<|banner is-error">.*?<p class="title">([^<]+)<', page, re.DOTALL)
    return html.unescape(found[1] or found[2]) if found else ""


def test_an_admin_types_the_code_picks_the_monitor_and_compares_the_words(place: Place) -> None:
    admin, player = place.client(), place.waiting()

    first = admin.get("/players/pair", query_string={"code": f"{player.code[:3]} {player.code[3:]}"}).text
    second = comparing(admin, player.code)
    answer = press(admin, second)

    words = pairings.words_of(place.here, player, at=NOW)
    (enrolled,) = enrolments.in_force(place.here)
    assert "どのモニターですか" in first
    assert words is not None
    assert "・".join(word.ja for word in words) in second
    assert answer.headers["Location"] == f"/players/connected/{enrolled.id}"
    assert (enrolled.screen, enrolled.who) == ("lobby", "admin")


def test_pairing_again_takes_the_old_player_away_in_the_same_step(place: Place) -> None:
    admin = place.client()
    press(admin, comparing(admin, place.waiting().code))
    (old,) = enrolments.in_force(place.here)

    page = comparing(admin, place.waiting().code)
    press(admin, page)

    (new,) = enrolments.in_force(place.here)
    line = audit.events(place.here.db, begins=0, ends=NOW + DAY)[-1]
    assert "いまの端末は外れます" in page
    assert new.id != old.id
    assert (line.action, line.what, line.detail["replaced"]) == ("pair", "lobby", [old.id])


def test_a_second_press_pairs_no_second_time(place: Place) -> None:
    admin = place.client()
    page = comparing(admin, place.waiting().code)

    first, second = press(admin, page), press(admin, page)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(enrolments.in_force(place.here)) == 1


def test_words_that_the_player_has_not_yet_vouched_for_are_not_shown(place: Place) -> None:
    player = place.waiting(revealed=False)

    page = html.unescape(comparing(place.client(), player.code))

    assert "端末からの返事を待っています" in page
    assert "同じです" not in page
    assert f'content="2; url=/players/pair?code={player.code}&screen=lobby"' in page


@pytest.mark.parametrize(
    ("typed", "sentence", "status"),
    [("12 34", "6桁の数字です", 400), ("000000", "000 000 の表示端末はありません", 404)],
)
def test_a_slip_in_the_code_is_told_beside_it_and_it_stays(
    place: Place, typed: str, sentence: str, status: int
) -> None:
    answer = place.client().get("/players/pair", query_string={"code": typed, "screen": "lobby"})

    assert answer.status_code == status
    assert sentence in told(answer.text)
    assert f'value="{typed}"' in answer.text
    assert "「lobby」に表示端末をつなぎます" in answer.text


def test_an_expired_code_says_so_and_not_that_there_is_none(place: Place) -> None:
    player = place.waiting()
    admin = place.client()
    place.at = NOW + WAITS

    sentence = told(admin.get("/players/pair", query_string={"code": player.code}).text)
    place.at = NOW

    assert "期限が切れました" in sentence


def test_who_comes_second_is_told_who_was_first_and_where(place: Place) -> None:
    first, second, player = place.client(), place.client("second"), place.waiting()
    page = comparing(second, player.code, "hall")
    press(first, comparing(first, player.code))

    answer = press(second, page)

    assert answer.status_code == 409
    assert "もう admin さんが「lobby」につなぎました" in told(answer.text)
    assert [one.screen for one in enrolments.in_force(place.here)] == ["lobby"]


def test_two_players_for_one_monitor_at_once_ask_the_second_admin_again(place: Place) -> None:
    first, second = place.client(), place.client("second")
    page = comparing(second, place.waiting().code)
    press(first, comparing(first, place.waiting().code))

    refused = press(second, page)
    accepted = press(second, refused.text)

    assert refused.status_code == 409
    assert "たった今 admin さんが別の表示端末をつなぎました" in told(refused.text)
    assert accepted.status_code == 302
    assert [one.who for one in enrolments.in_force(place.here)] == ["second"]


def test_a_monitor_that_was_deleted_meanwhile_is_told_and_another_can_be_picked(place: Place) -> None:
    admin, player = place.client(), place.waiting()
    spare = replace(place.desk.held.screens["hall"], id="spare")
    kept(place, Edit(saves={"screens": (spare,)}))
    page = comparing(admin, player.code, "spare")
    kept(place, Edit(removes=(("screens", "spare"),)))

    answer = press(admin, page)

    assert answer.status_code == 404
    assert "ほかの人が削除しました" in told(answer.text)
    assert "どのモニターですか" in answer.text


def kept(place: Place, edit: Edit) -> None:
    edits.keep(place.here, edit, at=NOW, by=ADMIN, action="edit", what="spare")


def test_words_that_differ_end_it_and_nothing_is_enrolled(place: Place) -> None:
    admin, player = place.client(), place.waiting()
    page = comparing(admin, player.code)

    press(admin, page, "/players/pair/refuse")
    after = admin.get("/players/pair", query_string={"code": player.code}).text

    assert enrolments.in_force(place.here) == ()
    assert "つながずにやめました" in after
    assert "admin さんがやめました" in told(after)


def test_other_words_than_those_of_now_are_not_accepted(place: Place) -> None:
    admin, player = place.client(), place.waiting()
    page = comparing(admin, player.code)

    answer = admin.post(
        "/players/pair", data={"csrf_token": csrf_token(page), **hidden(page), "word": ["りんご", "とけい"]}
    )

    assert answer.status_code == 409
    assert "確認の言葉が変わりました" in told(answer.text)
    assert enrolments.in_force(place.here) == ()


def test_an_admin_of_another_office_is_offered_no_monitor_and_may_not_name_one(place: Place) -> None:
    other, player = place.client("elsewhere"), place.waiting()
    page = comparing(place.client(), player.code)

    offered = other.get("/players/pair", query_string={"code": player.code, "screen": "lobby"}).text
    form = {"csrf_token": csrf_token(offered), **hidden(page)}

    assert "モニターがまだありません" in offered
    assert other.post("/players/pair", data=form).status_code == 403
    assert enrolments.in_force(place.here) == ()


def test_whoever_guesses_codes_is_slowed(place: Place) -> None:
    admin = place.client("second")

    statuses = [admin.get("/players/pair", query_string={"code": f"{code:06}"}).status_code for code in range(21)]

    assert statuses == [404] * 20 + [429]


def test_a_session_that_ended_comes_back_to_the_page_with_the_code(place: Place) -> None:
    stranger = place.app.test_client()

    answer = stranger.get("/players/pair?code=123456")

    assert answer.headers["Location"] == "/sign-in?next=/players/pair?code%3D123456"


def test_the_page_waits_until_the_player_is_heard_and_says_where_it_never_came(place: Place) -> None:
    admin = place.client()
    path = press(admin, comparing(admin, place.waiting().code)).headers["Location"]
    (player,) = enrolments.in_force(place.here)

    waits = admin.get(path).text
    place.at = NOW + DELIVERS
    lost = admin.get(f"{path}/now.json").get_json()
    place.at = NOW + MINUTE
    with writing(place.here.db) as under_way:
        note_use(under_way, player.id, at=place.at)
    heard = admin.get(f"{path}/now.json").get_json()
    place.at = NOW

    assert "受け取りに来るのを待っています" in waits
    assert (lost["done"], "受け取りに来ませんでした" in lost["html"]) == (True, True)
    assert (heard["done"], "つながりました" in heard["html"]) == (False, True)


def test_a_player_is_revoked_in_two_clicks(place: Place) -> None:
    admin = place.client()
    press(admin, comparing(admin, place.waiting().code))
    (player,) = enrolments.in_force(place.here)

    asked = admin.get(f"/players/{player.id}/revoke").text
    after = admin.post(
        f"/players/{player.id}/revoke", data={"csrf_token": csrf_token(asked)}, follow_redirects=True
    ).text

    assert "取り消しますか" in asked
    assert "登録を取り消しました" in after
    assert enrolments.in_force(place.here) == ()


def test_the_list_names_monitors_without_a_player_first(place: Place) -> None:
    admin = place.client()
    press(admin, comparing(admin, place.waiting().code))

    page = admin.get("/players").text

    assert page.index("/players/pair?screen=hall") < page.index("/players/pair?screen=lobby")
