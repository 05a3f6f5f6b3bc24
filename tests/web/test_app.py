"""The application without a browser: doors, headers, languages, problems, health, and what scripts ask for."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

import signage.web
from signage.core.problems import Broken, Busy, Missing, Problem, Refused
from signage.web.app import STATUSES, create_app
from signage.web.words import WORDS
from tests.web.standins import DAY, NOW, Healthy, StandIn

WEB = Path(signage.web.__file__).parent
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True)
class Said:
    ja: str
    en: str


@pytest.fixture
def stand_in(tmp_path: Path) -> StandIn:
    return StandIn(tmp_path)


@pytest.fixture
def client(stand_in: StandIn) -> FlaskClient:
    return create_app(stand_in, clock=lambda: NOW).test_client()


def ask(client: FlaskClient, path: str, *, peer: str = "127.0.0.1", **headers: str) -> Any:
    named = {name.replace("_", "-"): value for name, value in {"Host": "localhost:8080", **headers}.items()}
    return client.get(path, headers=named, environ_base={"REMOTE_ADDR": peer})


@pytest.mark.parametrize(
    "path", ["/", "/screens/lobby-1f/view", "/screens.json", "/player/shows.js", "/static/pages.css"]
)
@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("192.168.1.20", {}),
        ("::ffff:192.168.1.20", {}),
        ("127.0.0.1", {"Host": "signage.ward.example"}),
        ("127.0.0.1", {"Host": "127.0.0.1.evil.example:8080"}),
        ("127.0.0.1", {"Host": "localhost.evil.example"}),
        ("127.0.0.1", {"Host": ""}),
        ("127.0.0.1", {"X_Forwarded_For": "192.168.1.20"}),
        ("127.0.0.1", {"Forwarded": "for=192.168.1.20"}),
    ],
)
def test_the_pages_refuse_whoever_is_not_on_the_server_itself(
    client: FlaskClient, path: str, peer: str, headers: dict[str, str]
) -> None:
    answer = ask(client, path, peer=peer, **headers)

    assert answer.status_code == 403
    assert answer.text.strip().count("\n") == 0
    assert "サーバー自身のブラウザーでだけ" in answer.text


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:8080", "[::1]:8080", "127.8.9.1"])
@pytest.mark.parametrize("peer", ["127.0.0.1", "::1"])
def test_a_browser_on_the_server_itself_comes_in(client: FlaskClient, host: str, peer: str) -> None:
    assert ask(client, "/", peer=peer, Host=host).status_code == 200


@pytest.mark.parametrize("path", ["/", "/screens/lobby-1f/view", "/screens/lobby-1f/manifest.json", "/nowhere"])
def test_every_answer_keeps_to_itself(client: FlaskClient, path: str) -> None:
    headers = ask(client, path).headers

    assert "default-src 'none'; script-src 'self'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] in {"no-store", "no-cache"}


def test_no_page_has_a_script_or_style_or_address_of_others_in_it(client: FlaskClient) -> None:
    for path in ("/", "/screens/lobby-1f/view"):
        text = ask(client, path).text
        assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon[a-z]+=|https?://", text)


def test_the_language_is_the_readers(client: FlaskClient) -> None:
    assert 'lang="ja"' in ask(client, "/").text
    assert 'lang="ja"' in ask(client, "/", Accept_Language="fr").text
    assert 'lang="en"' in ask(client, "/", Accept_Language="en-GB,en;q=0.9").text
    assert 'lang="ja"' in ask(client, "/?lang=ja", Accept_Language="en").text
    assert 'lang="ja"' in ask(client, "/?lang=xx").text


def test_the_english_pages_have_no_japanese_but_the_way_back(client: FlaskClient) -> None:
    for path in ("/?lang=en", "/screens/hall-2f/view?lang=en", "/nowhere?lang=en"):
        text = ask(client, path).text.replace(">日本語<", "")
        assert not JAPANESE.search(text), JAPANESE.search(text)


def test_every_sentence_of_the_catalogue_is_whole_and_used() -> None:
    sources = [*WEB.glob("templates/*.html"), *WEB.glob("*.py")]
    used = {key for path in sources for key in re.findall(r"""said\(["']([^"']+)["']""", path.read_text("utf-8"))}

    chips = {"saturday", "29 december", "1 april"}
    assert used | chips == set(WORDS)
    for key, words in WORDS.items():
        assert words.ja, key
        assert words.en, key
        assert set(re.findall(r"{\w+}", words.ja)) == set(re.findall(r"{\w+}", words.en)), key


def test_no_sentence_stands_in_a_template() -> None:
    for path in WEB.glob("templates/*.html"):
        assert not JAPANESE.search(path.read_text("utf-8")), path.name


@pytest.mark.parametrize(
    ("problem", "status"), [(Refused, 400), (Missing, 404), (Busy, 503), (Broken, 500), (Problem, 500)]
)
def test_every_problem_has_its_status_and_is_said_in_the_readers_language(
    stand_in: StandIn, problem: type[Problem], status: int
) -> None:
    def refuse(*_: object, **__: object) -> bytes:
        raise problem(ja="こまりました。", en="Trouble.")

    stand_in.manifest = refuse
    client = create_app(stand_in, clock=lambda: NOW).test_client()

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
    told = ask(client, f"/screens.json?at={NOW + DAY}").json

    assert (told["now"], told["at"]) == (NOW, NOW + DAY)
    assert list(told["cards"]) == ["lobby-1f", "lift-1f", "hall-2f", "waiting-3f"]
    assert "11月22日(日) 14:45まで" in told["cards"]["lobby-1f"]


def test_next_is_what_the_change_brings_anew(stand_in: StandIn) -> None:
    lobby = stand_in.screens[0]
    stand_in.screens[0] = replace(lobby, upcoming=[*lobby.on_now, *lobby.upcoming])
    client = create_app(stand_in, clock=lambda: NOW).test_client()

    card = ask(client, "/screens.json").json["cards"]["lobby-1f"]

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
