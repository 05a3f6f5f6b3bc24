"""Commands: who may tell a player what, once while one waits, in the log, and over by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions import commands, installation
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.heads import Deed
from signage.core.instants import MINUTE
from signage.core.problems import Forbidden, Missing
from signage.store import audit
from signage.store.audit import Sieve
from signage.store.commands import commands_to, done, open_commands
from signage.store.database import writing
from signage.store.enrolments import revoke
from signage.web.words.audit import ACTIONS
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.staff import a_person
from tests.web.fleet_reports import a_player

ADMIN, VIEWER = a_person("admin"), a_person("viewer")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    settings = Settings(data=tmp_path / "data")
    installation.create(settings, at=NOW)
    opened = installation.opened(settings)
    load(opened, [an_office(tmp_path / "office")], at=NOW, who="test")
    return opened


@pytest.fixture
def player(here: Installation) -> str:
    return a_player(here, "hall", at=NOW)


@pytest.mark.parametrize(("do", "lasts"), [("screenshot", 2), ("identify", 2), ("restart", 10)])
def test_a_command_waits_in_the_head_until_its_time_is_over(
    here: Installation, player: str, do: Deed, lasts: int
) -> None:
    raised = commands.order(here, player, do, at=NOW, by=ADMIN)

    assert open_commands(here.db, NOW) == (raised,)
    assert raised.until == NOW + lasts * MINUTE
    assert raised.who == "admin"
    assert raised.text == ("ホール" if do == "identify" else "")
    assert commands.state_of(raised, at=raised.until - 1) == "sent"
    assert commands.state_of(raised, at=raised.until) == "expired"


def test_it_is_in_the_log_with_words_for_it(here: Installation, player: str) -> None:
    for do in commands.LOGGED:
        commands.order(here, player, do, at=NOW, by=ADMIN)

    logged = [one for one in audit.all_of(here.db, Sieve(what="hall")) if one.action.startswith("command-")]
    assert {one.action for one in logged} == set(commands.LOGGED.values())
    assert {one.detail["enrolment"] for one in logged} == {player}
    assert set(commands.LOGGED.values()) <= set(ACTIONS)


def test_who_presses_twice_has_told_it_once(here: Installation, player: str) -> None:
    first = commands.order(here, player, "restart", at=NOW, by=ADMIN)

    again = commands.order(here, player, "restart", at=NOW + MINUTE, by=ADMIN)

    assert again == first
    assert len(open_commands(here.db, NOW + MINUTE)) == 1


@pytest.mark.parametrize(("outcome", "state"), [("done", "done"), ("failed: no surface", "failed")])
def test_what_came_of_it_is_told(here: Installation, player: str, outcome: str, state: str) -> None:
    raised = commands.order(here, player, "screenshot", at=NOW, by=ADMIN)
    with writing(here.db) as under_way:
        done(under_way, raised.id, enrolment=player, outcome=outcome, at=NOW + 900)

    told = commands_to(here.db, player, most=1)

    assert [commands.state_of(one, at=NOW + 10 * MINUTE) for one in told] == [state]
    assert commands.order(here, player, "screenshot", at=NOW + 1_000, by=ADMIN).id != raised.id


def test_whoever_may_look_may_have_a_picture_taken_and_nothing_else(here: Installation, player: str) -> None:
    assert commands.order(here, player, "screenshot", at=NOW, by=VIEWER)

    for do in ("identify", "restart"):
        with pytest.raises(Forbidden):
            commands.order(here, player, do, at=NOW, by=VIEWER)


def test_an_administrator_of_another_office_tells_it_nothing(here: Installation, player: str) -> None:
    for do in commands.LOGGED:
        with pytest.raises(Forbidden):
            commands.order(here, player, do, at=NOW, by=a_person("admin", office="elsewhere"))


def test_a_revoked_player_is_told_nothing_more(here: Installation, player: str) -> None:
    with writing(here.db) as under_way:
        revoke(under_way, player, at=NOW)

    with pytest.raises(Missing):
        commands.order(here, player, "restart", at=NOW, by=ADMIN)
