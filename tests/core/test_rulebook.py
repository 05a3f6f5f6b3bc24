"""The rulebook: which rules speak of a screen, and what makes two screens' plans one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from signage.core.catalogue import Catalogue, FloorGuide
from signage.core.guide import Direction
from signage.core.problems import Missing
from signage.core.rulebook import Rulebook
from signage.core.texts import Text
from tests.core.makers import (
    OFFICE,
    Pages,
    a_calendar,
    a_catalogue,
    a_line,
    a_playlist,
    a_rule,
    a_screen,
    a_slide,
    at,
    by_id,
    plan,
)


def a_city(**changes: object) -> Catalogue:
    """Two halls of one shape in one group, a lobby, and rules for each of them."""
    rules = (
        a_rule(id="lobby-only", during="open"),
        a_rule(id="halls", screens=(), groups=("halls",), plays="outer"),
        a_rule(id="all", level="base", screens=(), groups=("halls", "lobbies"), plays="always"),
    )
    halls = [a_screen(f"hall-{n}", groups=("halls",)) for n in (1, 2)]
    catalogue = a_catalogue(
        *rules,
        screens=[a_screen(groups=("lobbies",)), *halls],
        playlists=[a_playlist("outer", ">inner"), a_playlist("inner", "a")],
        calendars=[a_calendar(a_line("8:00-18:00"), id="power", base="base"), a_calendar(id="base")],
    )
    return replace(catalogue, **changes)


def test_a_screen_has_the_rules_that_name_it_or_one_of_its_groups_in_order() -> None:
    book = Rulebook(a_city())

    assert [rule.id for rule in book.rules(book.screen("lobby"))] == ["all", "lobby-only"]
    assert [rule.id for rule in book.rules(book.screen("hall-1"))] == ["all", "halls"]


def test_screens_of_one_shape_under_the_same_rules_have_one_plan() -> None:
    city = a_city()
    book, pages = Rulebook(city), Pages()
    day = ("2026-11-24", "2026-11-25")

    assert book.plan_key("hall-1") == book.plan_key("hall-2") != book.plan_key("lobby")
    assert plan(city, *day, pages=pages, screen="hall-1") == plan(city, *day, pages=pages, screen="hall-2")


@pytest.mark.parametrize(
    ("noun", "thing"),
    [
        ("rules", a_rule(id="halls", screens=(), groups=("halls",), plays="outer", changed_at=1)),
        ("playlists", a_playlist("inner", "b", changed_at=1)),
        ("slides", a_slide("a", changed_at=1)),
        ("calendars", replace(a_calendar(), changed_at=1)),
        ("screens", a_screen("hall-1", groups=("halls",), height=2160)),
        ("screens", a_screen("hall-1", groups=("halls",), power="power")),
        ("screens", a_screen("hall-1", groups=("halls", "lobbies"), layout="main-side")),
    ],
)
def test_whatever_a_plan_reaches_changes_its_key(noun: str, thing: object) -> None:
    before = a_city()
    after = replace(before, **{noun: {**getattr(before, noun), thing.id: thing}})  # type: ignore[attr-defined]

    assert Rulebook(after).plan_key("hall-1") != Rulebook(before).plan_key("hall-1")


@pytest.mark.parametrize(
    ("noun", "thing"),
    [
        ("rules", a_rule(id="lobby-only", changed_at=1)),
        ("playlists", a_playlist("notices", "b", changed_at=1)),
        ("slides", a_slide("b", changed_at=1)),
        ("calendars", replace(a_calendar(id="power"), changed_at=1)),
        ("screens", replace(a_screen("hall-1", groups=("halls",)), name=Text.of(ja="別の名前"), changed_at=1)),
    ],
)
def test_what_a_plan_does_not_reach_leaves_its_key(noun: str, thing: object) -> None:
    before = a_city()
    after = replace(before, **{noun: {**getattr(before, noun), thing.id: thing}})  # type: ignore[attr-defined]

    assert Rulebook(after).plan_key("hall-1") == Rulebook(before).plan_key("hall-1")


def test_the_calendar_that_another_stands_on_is_part_of_the_plan() -> None:
    screens = by_id([a_screen("hall-1", groups=("halls",), power="power")])
    before = a_city(screens=screens)
    after = replace(before, calendars={**before.calendars, "base": replace(a_calendar(id="base"), changed_at=1)})

    assert Rulebook(after).plan_key("hall-1") != Rulebook(before).plan_key("hall-1")


def test_a_screens_own_directions_part_it_from_its_twin() -> None:
    row = Direction(id="d", office=OFFICE, screen="hall-1", target="lift", arrow="n")
    book = Rulebook(a_city(guide=FloorGuide(directions=(row,))))

    assert book.plan_key("hall-1") != book.plan_key("hall-2")


def test_what_is_not_there_is_missed_by_name() -> None:
    book = Rulebook(a_city())

    with pytest.raises(Missing, match="cellar"):
        book.screen("cellar")
    with pytest.raises(Missing, match="gone"):
        book.source(slide="gone")


def test_a_source_knows_when_something_of_it_may_be_shown_and_when_it_changed() -> None:
    slides = [
        a_slide("a", within="2026-11-01/2026-11-10", changed_at=5_500),
        a_slide("b", state="draft", changed_at=9_000),
    ]
    book = Rulebook(a_catalogue(slides=slides, playlists=[a_playlist("both", "a", "b", changed_at=2_999)]))

    source = book.source(playlist="both")

    assert source.on_air == ((at("2026-11-01"), at("2026-11-11")),)
    assert source.marks == (2_000, 5_000, at("2026-11-01"), at("2026-11-11"))
