"""Schedules as the pages tell them: the blocks are what explains itself so, and a rule is tried before it is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from signage.actions import edits
from signage.actions.demo import sample
from signage.actions.installation import Installation, create, opened
from signage.actions.load import load
from signage.actions.schedules import blocks, reached, remove_rule, save_rule, try_rule, try_without
from signage.config import Settings
from signage.core.explain import explain
from signage.core.instants import DAY, HOUR, MINUTE, midnight
from signage.core.people import Grant, Person
from signage.core.problems import Conflict, Forbidden, Refused
from signage.core.rulebook import Rulebook
from signage.core.schedules import Rule
from signage.core.when import Limits, When
from signage.store.catalogue import catalogue
from signage.store.rows import stored

TOKYO = ZoneInfo("Asia/Tokyo")
MONDAY = midnight(date(2026, 11, 23), TOKYO)
NOON = MONDAY - DAY + 12 * HOUR
ADMIN = Person(id="soumu", name="総務", grants=(Grant(role="admin"),))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    settings = Settings(data=tmp_path_factory.mktemp("schedules") / "data")
    create(settings, at=NOON)
    here = opened(settings)
    load(here, sample(), at=NOON, who="test")
    return here


@pytest.fixture(scope="module")
def book(office: Installation) -> Rulebook:
    return Rulebook(catalogue(office.db))


def a_rule(**more: object) -> Rule:
    usual = {"id": "tried", "office": "mizuki", "screens": ("lobby-1f",), "playlist": "letters", "zone": "side"}
    return Rule(**{**usual, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize("screen", ["lobby-1f", "lift-2f", "hall-4k", "waiting-1f"])
def test_what_a_block_says_is_what_the_schedule_explains_at_every_instant_of_it(book: Rulebook, screen: str) -> None:
    found = blocks(book, screen, MONDAY, MONDAY + 7 * DAY)

    for block in found:
        for at in (block.begins, (block.begins + block.ends) // 2 // MINUTE * MINUTE, block.ends - MINUTE):
            explained = explain(book, screen, at)
            zone = next((one for one in explained.zones if one.zone == block.zone), None)
            winners = sorted(one.rule.id for one in zone.winners) if zone is not None else []
            assert explained.lit == (block.level is not None), (block, at)
            if explained.lit:
                assert sorted(block.everyone) == winners, (block, at)


@pytest.mark.parametrize("screen", ["lobby-1f", "waiting-1f"])
def test_the_blocks_of_a_zone_touch_nowhere_with_the_same_and_never_overlap(book: Rulebook, screen: str) -> None:
    found = blocks(book, screen, MONDAY, MONDAY + 7 * DAY)

    for zone in {block.zone for block in found}:
        lane = [block for block in found if block.zone == zone]
        for one, other in pairwise(lane):
            assert one.ends <= other.begins
            assert one.ends < other.begins or (one.level, one.everyone) != (other.level, other.everyone)
    main = [block for block in found if block.zone == "main"]
    assert (main[0].begins, main[-1].ends) == (MONDAY, MONDAY + 7 * DAY), "the large part is never left out"


def test_an_interrupt_is_said_to_displace_what_it_displaces(book: Rulebook) -> None:
    rule = a_rule(level="interrupt", when=When(times=(("10:00", "11:00"),), weekdays=("tue",)))

    run = try_rule(book, rule, at=NOON)

    (tried,) = run.tried
    effects = {effect.rule: effect for effect in tried.zones["side"]}
    tuesdays = [midnight(date(2026, 11, day), TOKYO) + 10 * HOUR for day in (24,)]
    assert run.plays
    assert tried.screens == ("lobby-1f",)
    assert [span[0] for span in effects["tried"].gains][:1] == tuesdays
    assert "lobby-today" in effects
    assert effects["lobby-today"].loses[0] == (tuesdays[0], tuesdays[0] + HOUR)
    assert effects["lobby-today"].gains == ()


def test_a_rule_that_would_never_be_seen_says_so(book: Rulebook) -> None:
    over = a_rule(when=When(limits=Limits(begins="2025-01-01", ends="2025-01-31")))
    below = a_rule(level="base", zone="strip", when=When(weekdays=("sun",), times=(("3:00", "4:00"),)))

    assert not try_rule(book, over, at=NOON).plays
    assert try_rule(book, over, at=NOON).tried == ()
    assert not try_rule(book, below, at=NOON).plays


def test_screens_under_the_same_rules_are_tried_once(book: Rulebook) -> None:
    held = book.catalogue
    many = {f"copy-{n}": replace(held.screens["lobby-1f"], id=f"copy-{n}", groups=("extra",)) for n in range(40)}
    group = replace(held.groups["all"], id="extra")
    grown = Rulebook(replace(held, screens={**held.screens, **many}, groups={**held.groups, "extra": group}))

    run = try_rule(grown, a_rule(screens=(), groups=("extra",)), at=NOON)

    assert [len(tried.screens) for tried in run.tried] == [40]
    assert run.untried == 0


def test_taking_a_rule_away_tells_what_comes_back(book: Rulebook) -> None:
    run = try_without(book, book.catalogue.rules["lobby-today"], at=NOON)

    effects = {effect.rule: effect for tried in run.tried for effect in tried.zones["side"]}
    assert effects["lobby-today"].loses
    assert not effects["lobby-today"].gains
    assert not run.plays


def test_the_screens_of_a_rule_are_its_own_and_those_of_its_groups(book: Rulebook) -> None:
    found = reached(book.catalogue, a_rule(groups=("daytime",), screens=("waiting-1f",)))

    assert {screen.id for screen in found} == {"lobby-1f", "lift-2f", "hall-4k", "queue-1f", "waiting-1f"}


def test_a_rule_is_kept_by_whoever_may_and_not_over_another_ones_change(office: Installation) -> None:
    editor = Person(id="koseki", name="戸籍", grants=(Grant(role="editor", office="mizuki"),))
    rule = a_rule(id="kept")

    with pytest.raises(Forbidden):
        save_rule(office, rule, seen=0, at=NOON, by=editor)
    assert save_rule(office, rule, seen=0, at=NOON, by=ADMIN).number is not None
    seen = edits.seen(office, ("rules", "kept"))["rules", "kept"]
    with pytest.raises(Conflict):
        save_rule(office, replace(rule, weight=2), seen=0, at=NOON, by=ADMIN)
    with pytest.raises(Refused):
        save_rule(office, a_rule(id="other", playlist="nowhere"), seen=0, at=NOON, by=ADMIN)
    with pytest.raises(Forbidden):
        remove_rule(office, rule, seen=seen, at=NOON, by=editor)
    with pytest.raises(Conflict):
        remove_rule(office, rule, seen=seen - 1, at=NOON, by=ADMIN)
    remove_rule(office, rule, seen=seen, at=NOON, by=ADMIN)
    assert "kept" not in {one.id for one in stored(office.db, "rules")}


def test_an_administrator_of_one_office_schedules_nothing_on_anothers_screens(office: Installation) -> None:
    other = Person(id="other", name="支所", grants=(Grant(role="admin", office="other"),))
    theirs = a_rule(id="theirs", office="other", level="emergency", zone="main")
    stolen = replace(catalogue(office.db).rules["lobby-today"], office="other", screens=(), groups=())

    for rule in (theirs, replace(theirs, screens=(), groups=("all",)), stolen):
        with pytest.raises(Forbidden):
            save_rule(office, rule, seen=0, at=NOON, by=other)
