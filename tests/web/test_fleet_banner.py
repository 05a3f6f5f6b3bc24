"""The band above every page: administrators of an office see that its screens need them; nobody else is bothered."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

from signage.actions.doctor import examine
from signage.core.instants import HOUR, MINUTE
from signage.store import standings
from signage.store.database import writing
from signage.store.standings import Stood
from tests.actions.small_office import NOW
from tests.web.fleet_reports import a_player
from tests.web.test_fleet import Place

BAND = 'class="fleet-trouble"'


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return Place(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="module")
def admin(place: Place) -> FlaskClient:
    return place.client()


def stands(place: Place, *, since: int, why: Any = "silent", **more: Any) -> None:
    """The hall's player stands so."""
    with writing(place.here.db) as under_way:
        under_way.db.conn.execute("DELETE FROM standings")
        one = {"screen": "hall", "enrolment": "p", "looked_at": NOW, "lit_since": NOW - HOUR, "troubled_since": since}
        standings.keep(under_way, [Stood(**{**one, "why": why, "since": since, **more})])


def test_an_administrator_reads_which_screen_it_is_on_every_page_but_the_wall(
    place: Place, admin: FlaskClient
) -> None:
    stands(place, since=NOW - 10 * MINUTE)

    assert "モニター「ホール」を確認してください。" in admin.get("/").text
    assert BAND in admin.get("/slides").text
    assert BAND not in admin.get("/screens").text


@pytest.mark.parametrize("name", ["editor", "stranger"])
def test_whoever_cannot_mend_it_is_not_bothered(place: Place, name: str) -> None:
    stands(place, since=NOW - 10 * MINUTE)

    assert BAND not in place.client(name).get("/").text


@pytest.mark.parametrize(
    "so", [{"since": NOW - MINUTE}, {"since": NOW - HOUR, "lit_since": None}, {"since": NOW, "troubled_since": None}]
)
def test_what_may_pass_by_itself_what_is_dark_and_what_is_well_bother_nobody(
    place: Place, admin: FlaskClient, so: Any
) -> None:
    stands(place, **so)

    assert BAND not in admin.get("/").text


def test_the_doctor_names_the_screen_and_says_what_to_do(place: Place) -> None:
    player = a_player(place.here, "hall", at=NOW)
    stands(place, since=NOW - HOUR, enrolment=player)

    (found,) = (one for one in examine(place.here.settings, at=NOW) if one.ja.startswith("ホール"))

    assert not found.ok
    assert found.ja.endswith("電源とLANケーブルを確認してください。")
    assert found.en.startswith("Hall (hall): ")
