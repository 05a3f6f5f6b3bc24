"""Overrides: on every screen or a building's, in earnest or as a drill, extended, ended, and ending by themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from signage.actions import history, notices, overrides, sent_slides, slide_lists
from signage.actions.edits import Edit, keep
from signage.actions.installation import Installation
from signage.actions.load import load
from signage.actions.notice_copies import typed_of
from signage.actions.overrides import FREE_TEXT, Call
from signage.actions.slide_lists import Wanted, shelf
from signage.config import Settings
from signage.core.explain import explain
from signage.core.instants import HOUR, MINUTE
from signage.core.people import Person
from signage.core.problems import Forbidden, Missing, Refused
from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from signage.store.catalogue import catalogue
from signage.store.rows import stored
from tests.actions.small_office import NOW, write
from tests.journeys.tiny_office import an_office
from tests.staff import a_person

ADMIN = a_person("admin")
NIGHT = a_person("night")
FIRE = """
office: ume
buildings: [{id: annex, name: 別館}]
floors: [{id: a1, building: annex, label: 1F, order: 1}]
screens:
  - {id: annex-hall, name: 別館, building: annex, floor: a1, diagonal_in: 43, fallback: always}
slides:
  - id: fire
    kind: notice
    name: 火災
    owner: soumu
    review_on: today+90d
    fields: {title: {ja: 火事です, en: Fire}, level: 5}
"""


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    """An office with two buildings, a screen in each, and one prepared message."""
    installation = Installation(settings=Settings(data=tmp_path / "data"))
    folder = write(an_office(tmp_path / "office"), {"fire.yaml": FIRE})
    load(installation, [folder], at=NOW, who="test")
    return installation


def a_call(**more: object) -> Call:
    return Call(**{"office": "ume", "message": "fire", "drill": False, **more})  # type: ignore[arg-type]


def shown(here: Installation, screen: str, at: int) -> list[str]:
    """The rules that play there."""
    told = explain(Rulebook(catalogue(here.db)), screen, at)
    return [judged.rule.id for zone in told.zones for judged in zone.winners]


def test_it_is_on_every_screen_at_once_and_ends_by_itself_after_eight_hours(here: Installation) -> None:
    overrides.show(here, a_call(), at=NOW, by=NIGHT)

    assert shown(here, "hall", NOW) == shown(here, "annex-hall", NOW) == ["override-ume"]
    assert shown(here, "hall", NOW + 8 * HOUR - MINUTE) == ["override-ume"]
    assert shown(here, "hall", NOW + 8 * HOUR + 2 * MINUTE) == ["base"]
    assert overrides.active(here, at=NOW + 9 * HOUR) == ()


def test_one_building_is_told_and_the_other_is_not(here: Installation) -> None:
    overrides.show(here, a_call(building="annex"), at=NOW, by=NIGHT)

    assert shown(here, "annex-hall", NOW) == ["override-ume"]
    assert shown(here, "hall", NOW) == ["base"]


def test_a_drill_says_so_and_the_prepared_message_stays_as_it_was(here: Installation) -> None:
    overrides.show(here, a_call(drill=True), at=NOW, by=NIGHT)

    (active,) = overrides.active(here, at=NOW)
    slides = {slide.id: slide for slide in stored(here.db, "slides")}
    assert active.drill
    assert slides["override-ume"].fields["drill"] is True
    assert "drill" not in slides["fire"].fields


def test_another_message_takes_the_place_of_the_one_that_is_on(here: Installation) -> None:
    overrides.show(here, a_call(drill=True), at=NOW, by=NIGHT)

    overrides.show(here, a_call(message=FREE_TEXT, title=Text.of(ja="停電です")), at=NOW + MINUTE, by=NIGHT)

    (active,) = overrides.active(here, at=NOW + MINUTE)
    assert (active.drill, active.slide.name) == (False, Text.of(ja="停電です"))


def test_it_is_extended_from_now_and_ended_by_a_press(here: Installation) -> None:
    overrides.show(here, a_call(hours=1), at=NOW, by=NIGHT)

    overrides.extend(here, "ume", hours=3, at=NOW + 30 * MINUTE, by=NIGHT)
    (active,) = overrides.active(here, at=NOW + 2 * HOUR)
    overrides.end(here, "ume", at=NOW + 2 * HOUR, by=NIGHT)

    assert active.until == NOW + 3 * HOUR + 31 * MINUTE
    assert overrides.active(here, at=NOW + 2 * HOUR) == ()
    assert shown(here, "hall", NOW + 2 * HOUR) == ["base"]


@pytest.mark.parametrize(
    ("call", "problem"),
    [
        (a_call(message="nothing"), Missing),
        (a_call(message="welcome"), Missing),
        (a_call(building="nowhere"), Refused),
        (a_call(hours=0), Refused),
        (a_call(hours=1000), Refused),
        (a_call(message=FREE_TEXT), Refused),
    ],
)
def test_what_cannot_be_shown_is_refused_and_nothing_changes(
    here: Installation, call: Call, problem: type[Exception]
) -> None:
    with pytest.raises(problem):
        overrides.show(here, call, at=NOW, by=NIGHT)

    assert overrides.active(here, at=NOW) == ()


@pytest.mark.parametrize(
    "who", [a_person("editor"), a_person("approver"), a_person("auditor"), a_person("admin", office="other")]
)
def test_only_who_may_do_so_shows_extends_or_ends_it(here: Installation, who: Person) -> None:
    overrides.show(here, a_call(), at=NOW, by=NIGHT)

    for deed in (
        lambda: overrides.staged(catalogue(here.db), a_call(), at=NOW, by=who),
        lambda: overrides.show(here, a_call(), at=NOW, by=who),
        lambda: overrides.extend(here, "ume", hours=1, at=NOW, by=who),
        lambda: overrides.end(here, "ume", at=NOW, by=who),
    ):
        with pytest.raises(Forbidden):
            deed()

    assert len(overrides.active(here, at=NOW)) == 1


@pytest.mark.parametrize("state", ["published", "withdrawn"])
def test_what_an_alarm_will_say_is_worded_by_administrators_alone(
    here: Installation, state: Literal["published", "withdrawn"]
) -> None:
    (fire,) = overrides.prepared(catalogue(here.db), "ume")
    keep(here, Edit(saves={"slides": (replace(fire, state=state),)}), at=NOW, by=ADMIN, action="edit", what="fire")
    first = history.versions_of(here, "slides", "fire", by=ADMIN).found[-1].number
    held = catalogue(here.db)
    typed = replace(typed_of(held.slides["fire"], (), writer="0" * 12), slide="fire", title_ja="何でもありません")

    for who in (a_person("editor", office="ume", section="soumu"), a_person("approver"), NIGHT):
        for deed in (
            lambda who=who: notices.put_up(here, typed, at=NOW, by=who),
            lambda who=who: notices.set_band(here, "fire", "中止", at=NOW, by=who),
            lambda who=who: notices.withdraw(here, "fire", at=NOW, by=who),
            lambda who=who: notices.put_back(here, "fire", at=NOW, by=who),
            lambda who=who: sent_slides.archive(here, "fire", at=NOW, by=who),
            lambda who=who: history.restore(here, "slides", "fire", first, at=NOW, by=who),
        ):
            with pytest.raises((Forbidden, Missing)):
                deed()
        assert not slide_lists.listed(here, held, held.slides["fire"], at=NOW, by=who).mine

    assert catalogue(here.db).slides["fire"] == held.slides["fire"]
    assert slide_lists.listed(here, held, held.slides["fire"], at=NOW, by=ADMIN).mine
    assert notices.set_band(here, "fire", "中止", at=NOW, by=ADMIN).number is not None


def test_a_message_that_was_withdrawn_is_offered_no_more(here: Installation) -> None:
    before = overrides.prepared(catalogue(here.db), "ume")
    withdrawn = replace(before[0], state="withdrawn")
    keep(here, Edit(saves={"slides": (withdrawn,)}), at=NOW, by=a_person("admin"), action="withdraw", what="fire")

    assert [slide.id for slide in before] == ["fire"]
    assert overrides.prepared(catalogue(here.db), "ume") == ()


def test_what_is_on_air_as_an_override_is_ended_there_and_nowhere_else(here: Installation) -> None:
    overrides.show(here, a_call(), at=NOW, by=NIGHT)

    listed = shelf(here, Wanted(standing="all"), at=NOW, by=a_person("admin"))
    with pytest.raises(Refused):
        notices.withdraw(here, "override-ume", at=NOW, by=a_person("admin"))

    assert "override-ume" not in [one.slide.id for one in listed.listed]
    assert len(overrides.active(here, at=NOW)) == 1
