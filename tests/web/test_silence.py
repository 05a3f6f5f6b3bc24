"""Silence: a player that stops asking is told of, with what to do; one that was never heard here is not."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions import installation
from signage.actions.load import load
from signage.config import Settings
from signage.store.database import writing
from signage.store.enrolments import enrol, revoke
from signage.web.desk import Desk
from signage.web.silence import silent_since
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.web.standins import StandIn


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An office whose one screen has a player; polls come every five seconds."""
    settings = Settings(data=tmp_path / "data", poll_ms=5_000)
    installation.create(settings, at=NOW)
    here = installation.opened(settings)
    load(here, [an_office(tmp_path / "office")], at=NOW, who="test")
    with writing(here.db) as under_way:
        player = enrol(under_way, "hall", at=NOW)
    return Desk(installation=here, ask=StandIn(tmp_path), clock=lambda: NOW, heard={player.head_key: NOW / 1000})


@pytest.mark.parametrize(("after_ms", "silent"), [(0, {}), (20_000, {}), (20_001, {"hall": NOW})])
def test_a_player_that_missed_four_polls_is_silent_since_the_last(
    desk: Desk, after_ms: int, silent: dict[str, int]
) -> None:
    assert silent_since(desk, now=NOW + after_ms) == silent


def test_a_player_that_was_never_heard_here_may_be_fed_by_others(desk: Desk) -> None:
    assert silent_since(replace(desk, heard={}), now=NOW + 3_600_000) == {}


def test_a_player_whose_right_was_taken_away_is_not_missed(desk: Desk) -> None:
    (player,) = desk.heard
    with writing(desk.installation.db) as under_way:
        (name,) = under_way.db.conn.execute("SELECT id FROM enrolments WHERE head_key = ?", (player,)).fetchone()
        revoke(under_way, name, at=NOW)

    assert silent_since(desk, now=NOW + 3_600_000) == {}
