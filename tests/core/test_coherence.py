"""What must not be kept: an edit that takes the last thing away which a screen could show without a network."""

from __future__ import annotations

from typing import Any

import pytest

from signage.core.coherence import mistakes
from signage.core.guide import Building, Floor, Section
from signage.core.nouns import NOUNS
from signage.core.slides import Slide
from signage.core.texts import Text
from tests.core.makers import OFFICE, a_catalogue, a_playlist, a_slide

NAME = Text.of(ja="本庁舎", en="Main")
PLACES: dict[str, tuple[Any, ...]] = {
    "buildings": (Building(id="main", office=OFFICE, name=NAME),),
    "floors": (Floor(id="1f", office=OFFICE, building="main", label="1F", order=1),),
    "sections": (Section(id="koho", office=OFFICE, name=NAME),),
}


def told(*slides: Slide) -> list[tuple[str, str]]:
    """What is wrong with a lobby whose fallback shows the guide and another slide, where these are as given."""
    held = a_catalogue(slides=slides, playlists=[a_playlist("always", "g", "a")])
    rows = {noun: tuple(getattr(held, noun, {}).values()) for noun in NOUNS if noun not in vars(held.guide)}
    found = mistakes({**dict.fromkeys(NOUNS, ()), **rows, **PLACES})
    return [(finding.row.id, finding.ja) for finding in found if finding.path == ("fallback",)]


def test_a_fallback_may_lose_a_slide_but_not_its_last() -> None:
    gone = {"state": "withdrawn"}

    assert told(a_slide("a", **gone)) == []
    ((screen, sentence),) = told(a_slide("a", **gone), a_slide("g", **gone))
    assert screen == "lobby"
    assert "モニター「lobby」" in sentence
    assert "一つは入れておいてください" in sentence


@pytest.mark.parametrize("within", ["/2027-03-31", "2027-04-01/"])
def test_what_begins_or_ends_one_day_is_not_enough(within: str) -> None:
    assert told(a_slide("a", state="draft"), a_slide("g", within=within)) != []
