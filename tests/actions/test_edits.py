"""Edits: checked as a whole, kept whole or not at all, compared with what was seen, and undone whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from signage.actions.edits import Edit, keep, seen, undo
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.config import Settings
from signage.core.people import Person
from signage.core.problems import Conflict, Missing, Refused
from signage.core.slides import Slide
from signage.core.texts import Text
from signage.store import audit
from signage.store.database import change_number, writing
from signage.store.enrolments import enrol, revoke
from signage.store.rows import stored
from tests.actions.small_office import NOW
from tests.journeys.tiny_office import an_office
from tests.staff import a_person

ADMIN = a_person("admin")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """An office with one slide."""
    installation = Installation(settings=Settings(data=tmp_path / "data"))
    load(installation, [an_office(tmp_path / "office")], at=NOW, who="test")
    return installation


def the_slide(here: Installation) -> Slide:
    (slide,) = stored(here.db, "slides")
    assert isinstance(slide, Slide)
    return slide


def renamed(here: Installation, name: str, **more: object) -> Edit:
    slide = replace(the_slide(here), name=Text.of(ja=name))
    return Edit(saves={"slides": (slide,)}, **more)  # type: ignore[arg-type]


def kept(here: Installation, edit: Edit, *, by: Person = ADMIN, at: int = NOW + 1) -> int | None:
    return keep(here, edit, at=at, by=by, action="edit-slide", what="welcome").number


def test_an_edit_is_kept_with_its_line_in_the_log_and_raises_the_change_number(here: Installation) -> None:
    before = change_number(here.db)

    number = kept(here, renamed(here, "いらっしゃいませ"))

    assert the_slide(here).name == Text.of(ja="いらっしゃいませ")
    assert number is not None
    event = audit.event(here.db, number)
    assert event is not None
    assert (event.who, event.action, event.what) == ("admin", "edit-slide", "welcome")
    assert change_number(here.db) == before + 1


def test_an_edit_that_changes_nothing_leaves_no_line(here: Installation) -> None:
    before = change_number(here.db)

    number = kept(here, Edit(saves={"slides": (the_slide(here),)}))

    assert number is None
    assert change_number(here.db) == before


def test_undo_puts_every_row_back_and_can_be_undone_itself(here: Installation) -> None:
    first = the_slide(here).name.best("ja")
    other = replace(the_slide(here), id="second", name=Text.of(ja="二つめ"))
    both = Edit(saves={"slides": (replace(the_slide(here), name=Text.of(ja="改めた")), other)})
    number = kept(here, both)
    assert number is not None

    undone = undo(here, number, at=NOW + 2, by=ADMIN).number
    after_undo = {slide.id: slide.name.best("ja") for slide in stored(here.db, "slides")}
    assert undone is not None
    undo(here, undone, at=NOW + 3, by=ADMIN)

    assert after_undo == {"welcome": first}
    assert {slide.id for slide in stored(here.db, "slides")} == {"welcome", "second"}


def test_undo_overwrites_nothing_that_came_after(here: Installation) -> None:
    number = kept(here, renamed(here, "一度め"))
    kept(here, renamed(here, "二度め"), at=NOW + 2)
    assert number is not None

    with pytest.raises(Conflict):
        undo(here, number, at=NOW + 3, by=ADMIN)

    assert the_slide(here).name == Text.of(ja="二度め")


def test_only_an_administrator_undoes_what_somebody_else_did(here: Installation) -> None:
    number = kept(here, renamed(here, "総務の変更"))
    assert number is not None

    for other in (a_person("editor"), a_person("admin", office="elsewhere", id="other")):
        with pytest.raises(Refused):
            undo(here, number, at=NOW + 2, by=other)

    assert the_slide(here).name == Text.of(ja="総務の変更")
    undo(here, number, at=NOW + 2, by=a_person("admin", office="ume", id="own"))
    assert the_slide(here).name != Text.of(ja="総務の変更")


def test_there_is_nothing_to_undo_in_a_line_that_changed_no_rows(here: Installation) -> None:
    with pytest.raises(Missing):
        undo(here, 10_000, at=NOW, by=ADMIN)


def test_who_saves_second_without_having_seen_the_first_is_told_and_overwrites_nothing(here: Installation) -> None:
    based_on = seen(here, ("slides", "welcome"))
    kept(here, renamed(here, "先の人", based_on=based_on))

    with pytest.raises(Conflict):
        kept(here, renamed(here, "後の人", based_on=based_on), at=NOW + 2)

    assert the_slide(here).name == Text.of(ja="先の人")


@pytest.mark.parametrize(
    "edit",
    [
        lambda here: Edit(removes=(("slides", "welcome"),)),
        lambda here: Edit(removes=(("calendars", "hours"),)),
        lambda here: Edit(saves={"slides": (replace(the_slide(here), owner="nobody"),)}),
        lambda here: Edit(saves={"slides": (replace(the_slide(here), fields={"title": "", "colour": "red"}),)}),
        lambda here: Edit(saves={"slides": (replace(the_slide(here), fields={"counter": "nowhere"}),)}),
    ],
)
def test_what_would_leave_the_whole_in_disorder_is_refused_and_nothing_of_it_is_kept(
    here: Installation, edit: object
) -> None:
    before = change_number(here.db)

    with pytest.raises(Refused):
        kept(here, edit(here))  # type: ignore[operator]

    assert change_number(here.db) == before
    assert the_slide(here).id == "welcome"


@pytest.mark.parametrize("country", ["ZZ", "Japan", "<b>"])
def test_an_office_whose_holidays_nobody_knows_is_refused(here: Installation, country: str) -> None:
    (office,) = stored(here.db, "offices")

    with pytest.raises(Refused):
        kept(here, Edit(saves={"offices": (replace(office, country=country),)}))

    assert stored(here.db, "offices") == (office,)


def test_a_screen_that_has_or_had_a_player_is_not_taken_away(here: Installation) -> None:
    with writing(here.db) as under_way:
        enrolled = enrol(under_way, "hall", at=NOW)
    for revoked in (False, True):
        if revoked:
            with writing(here.db) as under_way:
                revoke(under_way, enrolled.id, at=NOW + 1)

        with pytest.raises(Refused, match="has, or had, a player"):
            kept(here, Edit(removes=(("screens", "hall"),)))

    assert "hall" in {screen.id for screen in stored(here.db, "screens")}
