"""One player's page, its picture, what it is told, the wall and the sheet: what they say, and to whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.actions import installation
from signage.actions.answers import Answers
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.heartbeats import Picture
from signage.core.instants import HOUR, MINUTE, SECOND
from signage.store.commands import open_commands
from signage.store.database import writing
from signage.store.enrolments import revoke
from signage.web.app import create_app
from signage.web.desk import Desk
from signage.web.player_facts import lasting, size
from tests.actions.small_office import NOW
from tests.core.reports import a_beat
from tests.journeys.tiny_office import OFFICE, an_office
from tests.staff import a_person, csrf_token, employ, one_of_each, signed_in
from tests.web.fleet_reports import a_picture, a_player, judged, report


class Place:
    """An office of two screens, the people in it, and a client for each who is asked for."""

    def __init__(self, folder: Path) -> None:
        settings = Settings(data=folder / "data")
        installation.create(settings, at=NOW)
        self.here: Installation = installation.opened(settings)
        office = an_office(folder / "office")
        text = OFFICE.replace("playlists:", _ANOTHER + "playlists:", 1)
        (office / "office.yaml").write_text(text, encoding="utf-8")
        load(self.here, [office], at=NOW, who="test")
        employ(self.here, [*one_of_each(office="ume"), a_person("admin", office="elsewhere", id="stranger")])
        ask = Answers(self.here)
        self.app = create_app(Desk(installation=self.here, ask=ask, clock=lambda: NOW))

    def client(self, name: str = "admin") -> FlaskClient:
        return signed_in(self.app.test_client(), name)


_ANOTHER = """  - id: stairs
    building: main
    floor: f1
    office: ume
    name: {ja: 階段, en: Stairs}
    width: 360
    height: 640
    rotation: 90
    diagonal_in: 43
    viewing_distance_m: 1
    scanning_distance_m: 1
    groups: [all]
    fallback: always
"""


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


@pytest.fixture
def player(place: Place) -> str:
    """The hall's, which was heard twelve seconds ago."""
    name, at = a_player(place.here, "hall", at=NOW - HOUR), NOW - 12 * SECOND
    beat = replace(a_beat(), at=at, sent_at=at)
    report(place.here, name, beat, picture=a_picture(at), at=at)
    judged(place.here, "hall", name, "shows", since=at)
    return name


def screens_json(place: Place, query: str) -> Any:
    """What the wall's script is told."""
    return place.client().get(f"/screens.json?{query}").json


def test_the_wall_shows_what_a_player_reports_beside_what_should_be_on(place: Place, player: str) -> None:
    page = place.client().get("/screens").text

    assert f'src="/players/{player}/picture.jpg?which=regular&amp;of=' in page
    assert "10:41 端末から" in page
    assert "2台のうち1台は正常。端末なし 1" in page


def test_the_wall_leads_to_who_is_in_trouble_alone(place: Place, player: str) -> None:
    judged(place.here, "hall", player, "silent", since=NOW - 5 * MINUTE, at=NOW)

    told = screens_json(place, "of=hall,stairs&troubled=1")

    assert told["summary"] == {"sentence": "2台のうち0台は正常。応答なし 1・端末なし 1", "troubled": 2}
    assert "応答なし" in told["cards"]["hall"]
    assert "電源とLANケーブルを確認してください" in told["cards"]["hall"]
    judged(place.here, "hall", player, "shows", since=NOW)
    page = place.client().get("/screens?troubled=1").text
    assert 'data-screen="stairs"' in page
    assert 'data-screen="hall"' not in page


def test_of_another_time_nothing_is_reported(place: Place, player: str) -> None:
    told = screens_json(place, f"of=hall&at={NOW + HOUR}")

    assert told["reports"] == {}
    assert "正常" not in told["cards"]["hall"]


def test_where_there_is_no_player_at_all_the_wall_says_how_one_is_connected(place: Place) -> None:
    assert "表示端末がまだつながっていません" in place.client().get("/screens").text
    assert 'href="/players/pair"' in place.client().get("/screens").text
    assert 'href="/players/pair"' not in place.client("viewer").get("/screens").text


def test_a_players_page_says_in_words_what_it_says_of_itself(place: Place, player: str) -> None:
    beat = replace(a_beat(), at=NOW + 47_000, sent_at=NOW + 47_000, missing=3, throttled=("under-voltage",))
    report(place.here, player, beat, at=NOW)
    judged(place.here, "hall", player, "clock", since=NOW)

    page = place.client().get(f"/players/{player}").text

    for words in (
        "ホールの表示端末",
        "不一致",
        "時計がサーバーの時計とずれています",
        "Raspberry Pi 4",
        "サーバーとの差 47.0秒",
        "受け取り中(あと3件)",
        "電圧が足りない",
        "the disk was full",
        "1日",
    ):
        assert words in page


def test_a_player_that_was_never_heard_has_a_page_too(place: Place) -> None:
    name = a_player(place.here, "stairs", at=NOW)

    page = place.client().get(f"/players/{name}").text

    assert "まだ届いていません" in page
    assert place.client().get(f"/players/{name}/picture.jpg").status_code == 404


def test_its_picture_is_ours_turned_upright_and_stays_at_its_address(place: Place, player: str) -> None:
    stairs = a_player(place.here, "stairs", at=NOW)
    report(place.here, stairs, replace(a_beat(), at=NOW, sent_at=NOW), picture=a_picture(NOW), at=NOW)

    answer = place.client("viewer").get(f"/players/{stairs}/picture.jpg?which=regular&of={NOW}")

    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in answer.headers["Cache-Control"]
    begins = answer.data.index(b"\xff\xc0")
    height, width = (int.from_bytes(answer.data[begins + at : begins + at + 2], "big") for at in (5, 7))
    assert (width, height) == (90, 160)


def test_what_is_no_picture_never_reaches_a_browser(place: Place, player: str) -> None:
    bad = Picture(at=NOW, width=160, height=90, jpeg=b"\xff\xd8\xff<script>alert(1)</script>")
    report(place.here, player, replace(a_beat(), at=NOW, sent_at=NOW), picture=bad, at=NOW)

    answer = place.client().get(f"/players/{player}/picture.jpg")

    assert answer.status_code == 400
    assert b"script>alert" not in answer.data


def test_who_may_only_look_has_a_picture_taken_and_no_other_button(place: Place, player: str) -> None:
    viewer = place.client("viewer")
    page = viewer.get(f"/players/{player}").text
    sent = {"do": "screenshot", "csrf_token": csrf_token(page)}

    assert viewer.post(f"/players/{player}/orders", data=sent).status_code == 302
    assert viewer.post(f"/players/{player}/orders", data={**sent, "do": "restart"}).status_code == 403
    assert viewer.post(f"/players/{player}/orders", data={**sent, "do": "format"}).status_code == 400
    assert [one.do for one in open_commands(place.here.db, NOW)] == ["screenshot"]
    assert all(words in viewer.get(f"/players/{player}").text for words in ("送信済み", "閲覧 花子"))
    assert not any(words in page for words in ("名前を映す", "再起動する", "登録を取り消す"))


def test_an_administrator_restarts_it_with_a_second_click(place: Place, player: str) -> None:
    admin = place.client()
    asked = admin.get(f"/players/{player}/restart").text

    answer = admin.post(
        f"/players/{player}/orders",
        data={"do": "restart", "csrf_token": csrf_token(asked)},
        follow_redirects=True,
    )

    assert "ホールの表示端末を再起動しますか" in asked
    assert "再起動するよう端末に送りました" in answer.text
    assert [one.do for one in open_commands(place.here.db, NOW)] == ["restart"]


def test_another_offices_administrator_sees_nothing_of_it(place: Place, player: str) -> None:
    stranger = place.client("stranger")

    for path in ("", "/now.json", "/picture.jpg", "/restart"):
        assert stranger.get(f"/players/{player}{path}").status_code == 403
    wall = stranger.get("/screens").text
    assert "/screens/hall/view" in wall, "what hangs in the lobby is for everybody"
    assert not any(words in wall for words in (player, "正常", "端末なし"))


def test_a_revoked_player_has_no_page_any_more(place: Place, player: str) -> None:
    with writing(place.here.db) as under_way:
        revoke(under_way, player, at=NOW)

    assert place.client().get(f"/players/{player}").status_code == 404


def test_of_two_players_of_a_screen_list_and_sheet_name_the_one_that_was_judged(place: Place, player: str) -> None:
    newer = a_player(place.here, "hall", at=NOW)
    judged(place.here, "hall", player, "picture", since=NOW)
    client = place.client()

    pages = client.get("/players").text, client.get("/players/sheet").text

    assert (player in pages[1], newer in pages[1]) == (True, False)
    rows = [row for row in pages[0].split("<tr") if f"/players/{player}" in row or f"/players/{newer}" in row]
    assert [("不一致" in row, f"/players/{player}" in row) for row in rows] == [(True, True), (False, False)]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_sheet_has_all_that_one_needs_when_nothing_answers(place: Place, player: str, language: str) -> None:
    page = place.client().get(f"/players/sheet?lang={language}").text

    for words in ("ホール" if language == "ja" else "Hall", player[:8], "Raspberry Pi 4", "総務 三郎", "—"):
        assert words in page


def test_a_time_that_has_passed_and_a_size_are_told_in_two_units() -> None:
    assert lasting(3 * 24 * HOUR + 4 * HOUR + 59 * MINUTE, "ja") == "3日4時間"
    assert lasting(59 * SECOND, "ja") == "59秒"
    assert lasting(HOUR + 3 * MINUTE, "en") == "1 h 3 min"
    assert lasting(0, "ja") == "0秒"
    assert (size(420_000_000), size(13_300_000_000)) == ("400 MB", "12.4 GB")
