"""A queue's numbers put on screens in one press: a board of its own, or a row on one that hangs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from signage.actions import edits, queue_setup
from signage.actions.installation import Installation
from signage.actions.queue_setup import Showing, boards_of
from signage.core.problems import Forbidden, Refused
from signage.store.catalogue import catalogue
from tests.actions.guide_office import ADMIN, OPEN, VIEWER
from tests.actions.queue_office import INSURANCE, a_queue, an_office


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return an_office(tmp_path)


@pytest.fixture
def screens(here: Installation) -> tuple[str, ...]:
    return tuple(sorted(catalogue(here.db).screens))


def shown(here: Installation, **wanted: Any) -> int | None:
    return queue_setup.show(here, Showing(**{"queue": "moving", **wanted}), at=OPEN, by=ADMIN).number


def test_a_new_board_hangs_always_on_the_screens_that_were_chosen(
    here: Installation, screens: tuple[str, ...]
) -> None:
    shown(here, screens=screens[:1])

    held = catalogue(here.db)
    (board,) = boards_of(held, a_queue())
    (rule,) = [rule for rule in held.rules.values() if rule.slide == board.id]
    assert (board.kind, board.owner, board.fields) == ("queue-board", "s0", {"queues": ["moving"]})
    assert (rule.screens, rule.zone, rule.level, rule.each_round) == (screens[:1], "main", "normal", False)


def test_beside_the_guide_room_is_made_where_a_screen_has_none(here: Installation, screens: tuple[str, ...]) -> None:
    shown(here, screens=screens[:1], where="side")

    (rule,) = [rule for rule in catalogue(here.db).rules.values() if rule.zone == "side" and rule.slide]
    assert rule.layout in (None, "main-side")


def test_among_the_notices_it_comes_once_a_round(here: Installation, screens: tuple[str, ...]) -> None:
    shown(here, screens=screens[:1], where="round")

    held = catalogue(here.db)
    (board,) = boards_of(held, a_queue())
    assert [rule.each_round for rule in held.rules.values() if rule.slide == board.id] == [True]


def test_another_queue_joins_a_board_that_hangs_and_one_undo_takes_it_back(
    here: Installation, screens: tuple[str, ...]
) -> None:
    shown(here, screens=screens[:1])
    (board,) = boards_of(catalogue(here.db), a_queue())

    number = shown(here, queue=INSURANCE.id, board=board.id)
    again = shown(here, queue=INSURANCE.id, board=board.id)

    assert boards_of(catalogue(here.db), INSURANCE)[0].fields["queues"] == ["moving", "insurance"]
    assert again is None
    assert number is not None
    edits.undo(here, number, at=OPEN, by=ADMIN)
    assert boards_of(catalogue(here.db), INSURANCE) == ()


@pytest.mark.parametrize("wanted", [{}, {"screens": ("nowhere",)}, {"board": "gone"}])
def test_what_cannot_be_shown_is_refused(here: Installation, wanted: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        shown(here, **wanted)


def test_only_an_administrator_puts_it_up(here: Installation, screens: tuple[str, ...]) -> None:
    wanted = Showing(queue="moving", screens=screens)

    with pytest.raises(Forbidden):
        queue_setup.show(here, wanted, at=OPEN, by=VIEWER)
