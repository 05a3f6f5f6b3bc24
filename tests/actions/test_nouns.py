"""What uses a row, and the ids that nobody types."""

from __future__ import annotations

from pathlib import Path

import pytest

from signage.actions.demo import sample
from signage.actions.installation import create, opened
from signage.actions.load import load
from signage.actions.nouns import fresh_id, one, rows_of, uses
from signage.config import Settings
from signage.core.catalogue import Catalogue
from signage.core.nouns import NOUNS
from signage.core.problems import Missing
from signage.core.texts import Text
from signage.store.catalogue import catalogue

NOW = 1_795_311_720_000


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    settings = Settings(data=Path(tmp_path_factory.mktemp("nouns")) / "data")
    create(settings, at=NOW)
    load(opened(settings), sample(), at=NOW, who="test")
    return catalogue(opened(settings).db)


def named(held: Catalogue, noun: str, name: str) -> set[tuple[str, str]]:
    return {(use.noun, use.row.id) for use in uses(held, noun, name)}


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


def test_an_id_comes_from_the_english_name_or_from_a_number() -> None:
    assert fresh_id("screens", Text.of(ja="玄関", en="1F Entrance Lobby!"), []) == "1f-entrance-lobby"
    assert fresh_id("screens", Text.of(ja="玄関", en="Lobby"), ["lobby"]) == "lobby-1"
    assert fresh_id("playlists", Text.of(ja="春"), ["playlist-1"]) == "playlist-2"
    assert fresh_id("groups", Text.of(ja="春", en="春"), []) == "group-1"


def test_a_row_that_is_not_there_is_said_so(held: Catalogue) -> None:
    with pytest.raises(Missing):
        one(held, "screens", "nowhere")
