"""Pairing over HTTP, as a player asks for it: a code, a wait, and the enrolment until it is used."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import TestResponse

from signage.actions import enrolments, installation, pairings
from signage.config import Settings
from signage.core.instants import DAY, MINUTE
from signage.core.pairings import DELIVERS, MOST_WAIT, MOST_WAIT_AT_ONE_ADDRESS, SILENT_AFTER, WAITS
from signage.publish import keys
from signage.publish.signing import base64url
from signage.store import audit
from signage.store.database import writing
from signage.store.enrolments import note_use
from signage.web.app import create_app
from signage.web.desk import Desk
from tests.vectors.pairing import words
from tests.web.api_office import ADMIN, fill
from tests.web.standins import NOW, StandIn

NONCE = "0123456789abcdef" * 2
COMMITMENT = hashlib.sha256(bytes.fromhex(NONCE)).hexdigest()


class Place:
    """The office for programs, players before it, and a clock that the test sets."""

    def __init__(self, folder: Path) -> None:
        self.at = NOW
        settings = Settings(data=folder / "data")
        installation.create(settings, at=NOW)
        self.here = installation.opened(settings)
        fill(self.here.db)
        ask: Any = StandIn(folder)
        desk = Desk(installation=self.here, ask=ask, clock=lambda: self.at)
        self.client = create_app(desk).test_client()

    def post(self, address: str = "10.0.0.1", **document: str) -> TestResponse:
        return self.client.post("/api/v1/pairings", json=document, environ_overrides={"REMOTE_ADDR": address})

    def begun(self, address: str = "10.0.0.1") -> dict[str, Any]:
        answer = self.post(address, commitment=COMMITMENT, model="Raspberry Pi 4")
        assert answer.status_code == 201, answer.text
        told: dict[str, Any] = answer.get_json()
        return told

    def ask(self, begun: dict[str, Any], nonce: str = NONCE) -> TestResponse:
        return self.client.get(
            f"/api/v1/pairings/{begun['pairing_id']}", query_string={"nonce": nonce} if nonce else {}
        )

    def paired(self, begun: dict[str, Any], screen: str = "lobby") -> None:
        waiting = pairings.typed(self.here, begun["code"], at=self.at)
        seen = pairings.words_of(self.here, waiting, at=self.at) or ()
        pairings.confirm(
            self.here,
            begun["code"],
            screen,
            seen=tuple(word.ja for word in seen),
            replaces=tuple(one.id for one in pairings.feeding(self.here, screen)),
            at=self.at,
            by=ADMIN,
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("office"))


@pytest.fixture
def place(office: Place) -> Place:
    """The office as if nobody had been there, each time a day later: so nothing of the test before is left."""
    office.at += DAY
    for player in enrolments.in_force(office.here):
        enrolments.revoke(office.here, player.id, at=office.at, by=ADMIN)
    return office


def test_a_player_is_told_a_code_and_the_keys_and_nobody_may_keep_the_answer(place: Place) -> None:
    answer = place.post(commitment=COMMITMENT, model="Raspberry Pi 4")

    told, ring = answer.get_json(), keys.read(place.here.data)
    assert answer.headers["Cache-Control"] == "no-store"
    assert len(told["pairing_id"]) == 32
    assert told["code"].isdigit()
    assert told["public_key"] == base64url(ring.active(place.at).public)
    assert told["recovery_key"] == base64url(ring.recovery)


def test_the_page_tells_the_words_that_the_player_works_out_once_it_has_revealed_its_bytes(place: Place) -> None:
    begun = place.begun()
    before = pairings.words_of(place.here, pairings.typed(place.here, begun["code"], at=place.at), at=place.at)

    place.ask(begun)

    after = pairings.words_of(place.here, pairings.typed(place.here, begun["code"], at=place.at), at=place.at)
    told = {name: begun[name] for name in ("public_key", "recovery_key", "authority", "code")}
    assert before is None
    assert [list(word) for word in after or ()] == words(**told, nonce=NONCE)


def test_the_enrolment_is_repeated_until_its_token_is_used(place: Place) -> None:
    begun = place.begun()
    waiting = place.ask(begun)
    place.paired(begun)

    first, second = place.ask(begun), place.ask(begun)

    given = first.get_json()
    (player,) = enrolments.in_force(place.here)
    assert waiting.get_json() == {"state": "waiting"}
    assert first.data == second.data
    assert first.headers["Cache-Control"] == "no-store"
    assert (given["state"], given["screen"], given["name"]) == ("paired", "lobby", "lobby")
    assert (given["head_key"], given["public_key"]) == (player.head_key, begun["public_key"])
    with writing(place.here.db) as under_way:
        note_use(under_way, player.id, at=place.at)
    assert place.ask(begun).status_code == 404


def test_the_token_is_in_no_log_and_after_ten_minutes_in_no_database(place: Place) -> None:
    begun = place.begun()
    place.ask(begun)
    place.paired(begun)
    token = place.ask(begun).get_json()["token"]

    pairings.sweep(place.here, at=place.at + DELIVERS)

    told = [str(event) for event in audit.events(place.here.db, begins=0, ends=place.at + MINUTE)]
    assert any("pair" in line for line in told)
    assert not any(token in line or begun["pairing_id"] in line for line in told)
    assert "\n".join(place.here.db.conn.iterdump()).count(token) == 0


def test_what_was_not_committed_to_ends_the_pairing(place: Place) -> None:
    begun = place.begun()

    answer = place.ask(begun, nonce="00" * 16)

    assert answer.status_code == 400
    assert place.ask(begun).status_code == 404


def test_a_player_that_commits_itself_to_nothing_is_paired_with_no_bytes(place: Place) -> None:
    begun = place.client.post("/api/v1/pairings").get_json()

    seen = pairings.words_of(place.here, pairings.typed(place.here, begun["code"], at=place.at), at=place.at)

    told = {name: begun[name] for name in ("public_key", "recovery_key", "authority", "code")}
    assert [list(word) for word in seen or ()] == words(**told, nonce="")
    assert place.ask(begun, nonce="").get_json() == {"state": "waiting"}


def test_whom_an_admin_refuses_is_told_so_and_gets_nothing(place: Place) -> None:
    begun = place.begun()

    pairings.refuse(place.here, begun["code"], at=place.at, by=ADMIN)

    assert place.ask(begun).get_json() == {"state": "refused"}
    assert enrolments.in_force(place.here) == ()


def test_twenty_wait_and_the_next_is_asked_to_come_again(place: Place) -> None:
    codes = {place.begun(f"10.0.1.{number}")["code"] for number in range(MOST_WAIT)}

    answer = place.post("10.0.2.1")

    assert len(codes) == MOST_WAIT
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")


def test_who_does_not_ask_for_two_minutes_makes_room(place: Place) -> None:
    first = place.begun()
    for number in range(MOST_WAIT - 1):
        place.begun(f"10.0.1.{number}")
    place.at += SILENT_AFTER

    answer = place.post("10.0.2.1")

    assert answer.status_code == 201
    assert place.ask(first).status_code == 404


def test_one_address_has_ten_places_and_is_slowed_and_the_others_are_not(place: Place) -> None:
    statuses = [place.post("10.0.3.1").status_code for _ in range(35)]

    assert set(statuses) == {201, 503, 429}
    assert statuses.count(201) == MOST_WAIT_AT_ONE_ADDRESS
    assert place.post("10.0.3.2").status_code == 201


def test_a_code_ends_after_half_an_hour_and_its_player_begins_anew(place: Place) -> None:
    begun = place.begun()
    place.at += WAITS

    answer = place.ask(begun)

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("sent", "path"),
    [({"commitment": "short"}, "commitment"), ({"model": "x" * 81}, "model"), ({"screen": "lobby"}, "screen")],
)
def test_what_is_no_request_for_a_code_is_refused_by_its_field(place: Place, sent: dict[str, str], path: str) -> None:
    answer = place.post(**sent)

    assert (answer.status_code, answer.get_json()["path"]) == (400, path)
