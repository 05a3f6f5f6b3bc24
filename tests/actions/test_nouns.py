"""What uses a row, and the ids that nobody types."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signage.actions.demo import sample
from signage.actions.edits import seen
from signage.actions.installation import Installation, create, opened
from signage.actions.load import load
from signage.actions.nouns import Change, archive, fresh_id, one, rows_of, save, uses
from signage.config import Settings
from signage.core.catalogue import Catalogue
from signage.core.nouns import NOUNS
from signage.core.people import Grant, Person
from signage.core.problems import Conflict, Forbidden, Missing
from signage.core.texts import Text
from signage.store.catalogue import catalogue

NOW = 1_795_311_720_000


ADMIN = Person(id="soumu", name="総務", grants=(Grant(role="admin"),))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    settings = Settings(data=tmp_path_factory.mktemp("nouns") / "data")
    create(settings, at=NOW)
    load(opened(settings), sample(), at=NOW, who="test")
    return opened(settings)


@pytest.fixture(scope="module")
def held(office: Installation) -> Catalogue:
    return catalogue(office.db)


def named(held: Catalogue, noun: str, name: str) -> set[tuple[str, str]]:
    return {(use.noun, use.row.id) for use in uses(held, noun, name)}


def version(office: Installation, group: str) -> int:
    return seen(office, ("groups", group))["groups", group]


def test_what_uses_a_row_is_found_wherever_it_is_named(held: Catalogue) -> None:
    assert ("playlists", "standing") in named(held, "playlists", "house")
    assert ("rules", "lobby-today") in named(held, "playlists", "today")
    assert ("screens", "lobby-1f") in named(held, "calendars", "lobby-lit")
    assert ("calendars", "saturday-hours") in named(held, "calendars", "office-hours")
    assert ("sections", "family-register") in named(held, "screens", "lobby-1f")
    assert ("floors", "main-1f") in named(held, "buildings", "main")


def test_the_directions_of_a_screen_are_its_own_and_no_use_of_it(held: Catalogue) -> None:
    assert "directions" not in {noun for noun, _ in named(held, "screens", "lobby-1f")}
    assert "directions" in {noun for noun, _ in named(held, "facilities", "exit-front")}


def test_no_row_is_said_to_be_used_that_is_not_named_anywhere(held: Catalogue) -> None:
    for noun in NOUNS:
        for row in rows_of(held, noun):
            found = uses(held, noun, row.id) if noun in ("groups", "areas") else ()
            assert all(f"'{row.id}'" in repr(use.row) for use in found)


def test_an_id_comes_from_the_english_name_or_from_a_number(office: Installation) -> None:
    lobby = Text.of(ja="玄関", en="1F Entrance Lobby!")

    assert fresh_id(office, "screens", lobby) == "1f-entrance-lobby"
    assert fresh_id(office, "screens", Text.of(ja="玄関", en="lobby 1f")) == "lobby-1f-1", "that one there is"
    assert fresh_id(office, "playlists", Text.of(ja="春")) == "playlist-1"
    assert fresh_id(office, "groups", Text.of(ja="春", en="春")) == "group-1"


def test_an_id_that_was_put_away_is_not_given_again(office: Installation, held: Catalogue) -> None:
    spring = replace(held.groups["all"], id="spring")
    save(office, Change(noun="groups", row=spring), at=NOW, by=ADMIN)
    archive(office, catalogue(office.db), "groups", "spring", seen=version(office, "spring"), at=NOW, by=ADMIN)

    assert fresh_id(office, "groups", Text.of(ja="春", en="Spring")) == "spring-1"


def test_what_another_has_changed_meanwhile_is_not_put_away_unseen(office: Installation, held: Catalogue) -> None:
    summer = replace(held.groups["all"], id="summer")
    save(office, Change(noun="groups", row=summer), at=NOW, by=ADMIN)
    before = version(office, "summer")
    save(office, Change(noun="groups", row=replace(summer, name=Text.of(ja="夏"))), at=NOW, by=ADMIN)

    with pytest.raises(Conflict):
        archive(office, catalogue(office.db), "groups", "summer", seen=before, at=NOW, by=ADMIN)

    assert "summer" in catalogue(office.db).groups


def test_a_row_that_is_not_there_is_said_so(held: Catalogue) -> None:
    with pytest.raises(Missing):
        one(held, "screens", "nowhere")


def test_nobody_takes_a_row_over_from_an_office_that_they_do_not_run(office: Installation, held: Catalogue) -> None:
    other = Person(id="other", name="支所", grants=(Grant(role="admin", office="other"),))
    taken = replace(held.groups["all"], office="other")

    with pytest.raises(Forbidden):
        save(office, Change(noun="groups", row=taken), at=NOW, by=other)
    with pytest.raises(Forbidden):
        archive(office, held, "groups", "all", seen=version(office, "all"), at=NOW, by=other)

    assert catalogue(office.db).groups["all"].office == "mizuki"
