"""Rows: saved where they changed, remembered as they were, read as a catalogue."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from time import perf_counter

from sqlite_utils import Database

from signage.core.guide import Service
from signage.core.nouns import NOUNS
from signage.core.offices import Holiday
from signage.core.schedules import Rule
from signage.core.texts import Text
from signage.store.catalogue import catalogue
from signage.store.database import change_number, writing
from signage.store.rows import remove, save, stored
from signage.store.versions import versions
from tests.store.makers import a_screen, a_section, a_slide, an_office, fill


def test_the_catalogue_holds_what_was_saved(db: Database) -> None:
    fill(db, at=7)

    held = catalogue(db)

    assert held.offices == {"midori": replace(an_office(), changed_at=7)}
    assert held.screens == {"lobby": replace(a_screen(), changed_at=7)}
    assert held.slides["guide"] == replace(a_slide(), changed_at=7)
    assert [floor.label for floor in held.guide.floors] == ["1F"]


def test_a_row_keeps_the_instant_of_its_last_real_change(db: Database) -> None:
    fill(db, at=1)

    with writing(db) as under_way:
        news = [save(under_way, "slides", [slide], at=2, who="test") for slide in (a_slide(), a_slide("b"))]
    with writing(db) as under_way:
        save(under_way, "slides", [a_slide("b", title="新")], at=3, who="test")

    assert news == [False, True]
    assert {slide.id: slide.changed_at for slide in stored(db, "slides")} == {"guide": 1, "b": 3}


def test_all_rows_of_an_id_are_replaced_together_and_unchanged_ones_keep_their_instant(db: Database) -> None:
    now, then = a_section("市民課", ends="2027-03-31"), a_section("住民課", begins="2027-04-01")
    fill(db)
    for at, rows in ((1, [a_section("市民課")]), (2, [now, then]), (3, [now])):
        with writing(db) as under_way:
            assert save(under_way, "sections", rows, at=at, who="test")

    assert stored(db, "sections") == (replace(now, changed_at=2),)


def test_every_version_is_remembered_with_who_and_when(db: Database) -> None:
    fill(db)
    for at, rows in ((5, [a_section("市民課")]), (6, [a_section("市民課")]), (7, [a_section("住民課")])):
        with writing(db) as under_way:
            save(under_way, "sections", rows, at=at, who=f"clerk-{at}")
    with writing(db) as under_way:
        remove(under_way, "sections", "shimin", at=8, who="admin")

    kept = versions(db, "sections", "shimin")

    assert [(version.at, version.who) for version in kept] == [(5, "clerk-5"), (7, "clerk-7"), (8, "admin")]
    assert [[row.name.best("ja") for row in version.rows] for version in kept] == [["市民課"], ["住民課"], []]


def test_what_is_taken_away_is_gone_and_raises_the_change_number(db: Database) -> None:
    fill(db)
    before = change_number(db)

    with writing(db) as under_way:
        taken = [remove(under_way, "screens", name, at=2, who="test") for name in ("lobby", "lobby")]

    assert taken == [True, False]
    assert change_number(db) == before + 1
    assert catalogue(db).screens == {}


def test_rows_are_read_in_the_order_in_which_they_first_came(db: Database) -> None:
    fill(db)
    with writing(db) as under_way:
        for name in ("b", "a", "c"):
            save(under_way, "slides", [a_slide(name)], at=1, who="test")
        save(under_way, "slides", [a_slide("b", title="later")], at=2, who="test")

    assert [slide.id for slide in stored(db, "slides")] == ["guide", "b", "a", "c"]


def test_every_noun_has_its_table(db: Database) -> None:
    tables = set(db.table_names())

    assert set(NOUNS) <= tables
    assert all(stored(db, noun) == () for noun in NOUNS)


def test_an_office_observes_its_country_s_holidays_and_its_own(db: Database) -> None:
    fill(db)
    own = (
        Holiday(date="2026-10-15", name=Text.of(ja="開庁記念日")),
        Holiday(date="2026-11-23", observed=False),
    )
    with writing(db) as under_way:
        save(under_way, "offices", [replace(an_office(), holidays=own)], at=2, who="test")

    observed = catalogue(db).holidays["midori"]

    assert observed[date(2026, 11, 3)] == Text.of(ja="文化の日", en="Culture Day")
    assert observed[date(2026, 10, 15)].best("en") == "開庁記念日"
    assert date(2026, 11, 23) not in observed
    assert date(2060, 1, 1) in observed


def test_a_thousand_screens_are_read_again_within_50_ms(db: Database) -> None:
    fill(db)
    with writing(db) as under_way:
        for number in range(1_000):
            save(under_way, "screens", [a_screen(f"s{number}")], at=1, who="test")
        for number in range(500):
            rule = Rule(id=f"r{number}", office="midori", screens=(f"s{number}",), playlist="always")
            save(under_way, "rules", [rule], at=1, who="test")
        for number in range(2_000):
            save(under_way, "slides", [a_slide(f"s{number}", title={"ja": "題", "en": "t"})], at=1, who="test")
        for number in range(120):
            save(
                under_way,
                "services",
                [Service(id=f"v{number}", office="midori", name=Text.of(ja="業務"))],
                at=1,
                who="t",
            )
    catalogue(db)

    times = []
    for _ in range(5):
        begun = perf_counter()
        held = catalogue(db)
        times.append(perf_counter() - begun)

    assert len(held.screens) == 1_001
    assert min(times) < 0.05
