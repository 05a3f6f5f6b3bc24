"""Which of several open rules play: levels, zones, layouts, inserts."""

from __future__ import annotations

import pytest

from signage.core.schedules import Level, Playing, Resolved, Rule, resolve
from tests.core.makers import a_rule


def resolved(*rules: Rule, layout: str = "whole") -> Resolved:
    return resolve(rules, layout=layout)


def ids(found: Resolved, zone: str = "main") -> list[str]:
    return [rule.id for rule in found.zones[zone].rules]


def test_the_highest_open_level_plays_and_equals_share() -> None:
    found = resolved(a_rule(id="n2"), a_rule(id="base", level="base"), a_rule(id="n1"))

    assert ids(found) == ["n1", "n2"]
    assert found.zones["main"].level == "normal"
    assert not found.wakes


def test_no_open_rule_leaves_all_zones_empty() -> None:
    assert resolved(layout="main-side") == Resolved(layout="main-side", by=None, zones={}, wakes=False)


def test_each_zone_has_its_own_highest_level() -> None:
    found = resolved(a_rule(id="high", level="interrupt"), a_rule(id="guide", zone="side"), layout="main-side")

    assert (ids(found), ids(found, "side")) == (["high"], ["guide"])


def test_the_highest_rule_that_names_a_layout_sets_it_and_ties_go_by_id() -> None:
    split = a_rule(id="b", layout="main-side")

    assert resolved(split, a_rule(id="a", layout="main-strip")).layout == "main-strip"
    assert resolved(split, a_rule(id="a", level="interrupt")).layout == "main-side"
    assert resolved(split, a_rule(id="z", level="emergency", layout="whole")).by == a_rule(
        id="z", level="emergency", layout="whole"
    )


def test_a_rule_for_a_zone_that_the_layout_lacks_does_not_play() -> None:
    assert resolved(a_rule(zone="side")).zones == {}


def test_an_interrupt_or_emergency_wakes_a_dark_screen() -> None:
    assert resolved(a_rule(level="interrupt")).wakes
    assert resolved(a_rule(level="emergency")).wakes
    assert not resolved(a_rule(level="emergency", zone="side")).wakes


def test_an_insert_joins_what_plays_and_takes_nothing_over() -> None:
    insert = a_rule(id="insert", level="interrupt", every_minutes=5, layout="main-side")

    found = resolved(a_rule(id="normal"), insert)

    assert ids(found) == ["normal"]
    assert found.zones["main"].inserts == (insert,)
    assert (found.layout, found.wakes) == ("whole", False)


def test_an_insert_stays_out_of_emergencies_and_shows_nothing_alone() -> None:
    insert = a_rule(id="insert", level="interrupt", every_minutes=5)

    assert resolved(insert).zones == {}
    assert resolved(insert, a_rule(id="alarm", level="emergency")).zones["main"].inserts == ()
    assert resolved(insert, a_rule(id="now", level="interrupt")).zones["main"].inserts == (insert,)


@pytest.mark.parametrize("level", ["base", "normal"])
def test_what_joins_each_round_takes_nothing_over_at_the_lower_levels(level: Level) -> None:
    posted = a_rule(id="posted", each_round=True)

    found = resolved(a_rule(id="host", level=level), posted, a_rule(id="also", level="base", each_round=True))

    assert (ids(found), found.zones["main"].level) == (["host"], level)
    assert [rule.id for rule in found.zones["main"].joined] == ["also", "posted"]
    assert (found.by, found.wakes) == (None, False)


@pytest.mark.parametrize("level", ["interrupt", "emergency"])
def test_what_joins_each_round_stays_out_of_interrupts_and_emergencies(level: Level) -> None:
    found = resolved(a_rule(id="high", level=level), a_rule(id="posted", each_round=True))

    assert (ids(found), found.zones["main"].joined) == (["high"], ())


def test_what_joins_each_round_plays_alone_where_nothing_else_does_but_in_no_zone_that_is_not_there() -> None:
    posted, side = a_rule(id="posted", each_round=True), a_rule(id="side", zone="side", each_round=True)
    insert = a_rule(id="insert", level="interrupt", every_minutes=5)

    found = resolved(posted, side, insert)

    assert found.zones == {"main": Playing(level="base", rules=(), joined=(posted,), inserts=(insert,))}
    assert not found.wakes
