"""The application without a browser: doors, headers, languages, problems, health, and what scripts ask for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.core.problems import Broken, Busy, Missing, Problem, Refused
from signage.web.app import create_app
from signage.web.statuses import STATUSES
from tests.staff import NAMES, signed_in
from tests.web.standins import DAY, NOW, Healthy, StandIn, a_desk

EVERY = "lobby-1f,lift-1f,hall-2f,waiting-3f"
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Said:
    ja: str
    en: str


@pytest.fixture
def stand_in(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path)


def served(stand_in: StandIn) -> FlaskClient:
    """A client whose administrator is signed in."""
    return signed_in(create_app(a_desk(stand_in.folder, stand_in)).test_client(), "admin")


@pytest.fixture
def client(stand_in: StandIn) -> FlaskClient:
    return served(stand_in)


def ask(client: FlaskClient, path: str, *, peer: str = "127.0.0.1", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in {"Host": "localhost:8080", **headers}.items()}
    return client.get(path, headers=named, environ_base={"REMOTE_ADDR": peer})


@pytest.mark.parametrize(
    "path", ["/screens", "/screens/lobby-1f/view", "/screens/lobby-1f/manifest.json", "/nowhere"]
)
def test_every_answer_keeps_to_itself(client: FlaskClient, path: str) -> None:
    headers = ask(client, path).headers

    assert "default-src 'none'; script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] in {"no-store", "no-cache"}


def test_no_page_has_a_script_or_style_or_address_of_others_in_it(client: FlaskClient) -> None:
    for path in ("/screens", "/screens/lobby-1f/view"):
        text = ask(client, path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|https?://", text)


def test_the_language_is_the_readers(client: FlaskClient) -> None:
    assert 'lang="ja"' in ask(client, "/screens").text
    assert 'lang="ja"' in ask(client, "/screens", Accept_Language="fr").text
    assert 'lang="en"' in ask(client, "/screens", Accept_Language="en-GB,en;q=0.9").text
    assert 'lang="ja"' in ask(client, "/screens?lang=xx").text
    assert 'lang="en"' in ask(client, "/screens?lang=en").text
    assert 'lang="en"' in ask(client, "/screens").text, "what somebody has chosen is remembered"
    assert 'lang="ja"' in ask(client, "/screens?lang=ja", Accept_Language="en").text


def test_the_english_pages_have_no_japanese_but_the_way_back(client: FlaskClient) -> None:
    for path in ("/screens?lang=en", "/screens/hall-2f/view?lang=en", "/nowhere?lang=en"):
        text = ask(client, path).text.replace(">日本語<", "").replace(NAMES["admin"], "")
        assert not JAPANESE.search(text), JAPANESE.search(text)


@pytest.mark.parametrize(
    ("problem", "status"), [(Refused, 400), (Missing, 404), (Busy, 503), (Broken, 500), (Problem, 500)]
)
def test_every_problem_has_its_status_and_is_said_in_the_readers_language(
    stand_in: StandIn, problem: type[Problem], status: int
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise problem(ja="こまりました。", en="Trouble.")

    stand_in.manifest = refuse
    client = served(stand_in)

    japanese = ask(client, "/screens/lobby-1f/manifest.json")
    english = ask(client, "/screens/lobby-1f/manifest.json?lang=en", Accept="text/html")

    assert problem in STATUSES
    assert (japanese.status_code, japanese.text, japanese.mimetype) == (status, "こまりました。\n", "text/plain")
    assert (english.status_code, english.mimetype) == (status, "text/html")
    assert "Trouble." in english.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/screens/nobody/view", 404),
        ("/screens/nobody/manifest.json", 404),
        ("/screens/lobby-1f/view?at=yesterday", 400),
        ("/screens/lobby-1f/manifest.json?at=25:00", 400),
        ("/screens.json?at=yesterday", 400),
        ("/screens.json?at=99999999999999999999", 400),
        ("/screens/lobby-1f/assets/" + "0" * 64, 404),
        ("/screens/lobby-1f/assets/" + "0" * 63 + "g", 404),
        ("/screens/lobby-1f/assets/..%2f..%2fsecret", 404),
        ("/player/..%2f__init__.py", 404),
        ("/player/../pi/__init__.py", 404),
        ("/nowhere", 404),
    ],
)
def test_nonsense_is_refused_with_one_sentence(client: FlaskClient, path: str, status: int) -> None:
    answer = ask(client, path)

    assert answer.status_code == status
    assert answer.text.strip().count("\n") == 0


def test_a_manifest_is_asked_for_conditionally_and_tells_the_servers_time(client: FlaskClient) -> None:
    first = ask(client, "/screens/lobby-1f/manifest.json")
    again = ask(client, "/screens/lobby-1f/manifest.json", If_None_Match=first.headers["ETag"])

    assert json.loads(first.text)["version"] == 1
    assert first.mimetype == "application/json"
    assert first.headers["Signage-Now"] == str(NOW)
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Signage-Now"] == str(NOW)


def test_cards_are_told_by_screen_for_the_instant_that_is_asked(client: FlaskClient) -> None:
    told = ask(client, f"/screens.json?at={NOW + DAY}&of={EVERY}").json

    assert (told["now"], told["at"]) == (NOW, NOW + DAY)
    assert list(told["cards"]) == ["lobby-1f", "lift-1f", "hall-2f", "waiting-3f"]
    assert "11月22日(日) 14:45まで" in told["cards"]["lobby-1f"]


def test_next_is_what_the_change_brings_anew(stand_in: StandIn) -> None:
    lobby = stand_in.screens[0]
    stand_in.screens[0] = replace(lobby, upcoming=[*lobby.on_now, *lobby.upcoming])
    client = served(stand_in)

    card = ask(client, f"/screens.json?of={EVERY}").json["cards"]["lobby-1f"]

    assert card.count("年末年始の窓口と戸籍届") == 1
    assert "マイナンバーカード休日交付" in card
    assert "14:45から" in card


def test_a_picture_may_be_kept_and_has_its_type(client: FlaskClient) -> None:
    plan = json.loads(ask(client, "/screens/lobby-1f/manifest.json").text)
    asset = plan["items"]["page-0"]["asset"]

    answer = ask(client, f"/screens/lobby-1f/assets/{asset}")
    answer.close()

    assert (answer.status_code, answer.mimetype) == (200, "image/png")
    assert "immutable" in answer.headers["Cache-Control"]


def test_health_is_200_or_503_with_what_is_wrong_and_open_to_an_operators_monitor(
    stand_in: StandIn, client: FlaskClient
) -> None:
    well = ask(client, "/healthz", peer="192.168.1.20", Host="signage.ward.example")
    stand_in.health_now = Healthy(
        ok=False, problems=[Said("ディスクが満杯です。", "The disk is full.")], details={"n": 1}
    )
    ill = ask(client, "/healthz", peer="192.168.1.20")

    assert (well.status_code, well.json) == (200, {"ok": True, "problems": [], "details": {}})
    assert ill.status_code == 503
    assert ill.json["problems"] == [{"ja": "ディスクが満杯です。", "en": "The disk is full."}]
