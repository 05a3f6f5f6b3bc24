"""A reorganisation on a day: what each operation makes of sections and counters, before it and from it on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from signage.core.plans import Line, Place, Plan
from signage.core.problems import Refused
from tests.floor_guide_office import a_counter, a_guide, limits

DAY, EVE = "2027-04-01", "2027-03-31"


def a_plan(*lines: Line) -> Plan:
    held = a_guide()
    plan = Plan("midori", held.sections, held.counters)
    for line in lines:
        plan.take(line)
    return plan


def a_line(operation: Any, *sections: str, **changes: Any) -> Line:
    return Line(**{"date": DAY, "operation": operation, "sections": sections, **changes})


def numbers(plan: Plan, section: str, day: str) -> dict[str, str]:
    """A section's counters on a day: their numbers and floors."""
    held = plan.at("counters", day).values()
    return {one.number: one.floor for one in held if section in one.sections}


def test_who_moves_is_at_the_old_place_until_the_eve_and_at_the_new_one_from_the_day() -> None:
    place = Place(building="main", floor="3f", numbers=("91", "92"))

    plan = a_plan(a_line("移動", "s2", place=place))

    assert numbers(plan, "s2", EVE) == {"5": "1f", "6": "1f"}
    assert numbers(plan, "s2", DAY) == {"91": "3f", "92": "3f"}
    assert {row.area for row in plan.at("counters", DAY).values() if "s2" in row.sections} == {None}


def test_one_counter_of_several_can_move_alone() -> None:
    plan = a_plan(a_line("移動", "s2", counters=("6",), place=Place(building="main", floor="2f")))

    assert numbers(plan, "s2", DAY) == {"5": "1f", "6": "2f"}


def test_who_is_renamed_is_found_by_the_old_name_too() -> None:
    plan = a_plan(a_line("改称", "s2", name="くらし課"))

    before, after = plan.at("sections", EVE)["s2"], plan.at("sections", DAY)["s2"]
    assert (before.name.best("ja"), after.name.best("ja")) == ("戸籍住民課 戸籍係", "くらし課")
    assert after.former == ("戸籍住民課 戸籍係",)


def test_two_become_one_new_section_with_all_their_counters() -> None:
    plan = a_plan(a_line("統合", "s1", "s2", name="市民課"))

    (new,) = {row.id for row in plan.at("sections", DAY).values() if row.name.best("ja") == "市民課"}
    assert set(numbers(plan, new, DAY)) == {"1", "2", "3", "4", "5", "6"}
    assert not {"s1", "s2"} & plan.at("sections", DAY).keys()
    assert {"s1", "s2"} <= plan.at("sections", EVE).keys()
    assert plan.at("sections", DAY)[new].former == ("戸籍住民課 住民異動係", "戸籍住民課 戸籍係")


def test_one_of_two_may_take_the_other_in() -> None:
    name = "戸籍住民課 戸籍係"

    plan = a_plan(a_line("統合", "s1", "s2", name=name))

    assert set(numbers(plan, "s2", DAY)) == {"1", "2", "3", "4", "5", "6"}
    assert plan.at("sections", DAY)["s2"].former == ("戸籍住民課 住民異動係",)


def test_who_is_divided_ends_when_the_last_counter_has_gone() -> None:
    first = a_line("分割", "s2", name="戸籍一係", counters=("5",))
    last = a_line("分割", "s2", name="戸籍二係", counters=("6",))

    half, whole = a_plan(first), a_plan(first, last)

    assert "s2" in half.at("sections", DAY)
    assert "s2" not in whole.at("sections", DAY)
    names = {row.name.best("ja") for row in whole.at("sections", DAY).values()}
    assert {"戸籍一係", "戸籍二係"} <= names


def test_who_is_new_begins_with_its_counters_and_who_ends_takes_them_along() -> None:
    place = Place(building="main", floor="5f", numbers=("69",))

    plan = a_plan(a_line("新設", name="デジタル課", place=place), a_line("廃止", "s2"))

    (new,) = {row.id for row in plan.at("sections", DAY).values() if row.name.best("ja") == "デジタル課"}
    assert numbers(plan, new, DAY) == {"69": "5f"}
    assert numbers(plan, new, EVE) == numbers(plan, "s2", DAY) == {}


def test_visitors_are_told_of_every_line() -> None:
    plan = a_plan(a_line("改称", "s2", name="くらし課"), a_line("廃止", "s3"))

    told = plan.saves()["changes"]
    assert [(one.operation, one.date, one.sections) for one in told] == [
        ("改称", DAY, ("s2",)),
        ("廃止", DAY, ("s3",)),
    ]


def test_what_is_planned_for_later_follows() -> None:
    early = a_counter("1", limits=limits(None, "2027-06-30"))
    late = replace(early, number="2", limits=limits("2027-07-01", None))
    plan = Plan("midori", a_guide().sections, (early, late))

    plan.take(a_line("移動", "s0", place=Place(building="main", floor="4f")))

    assert [(row.number, row.floor, row.limits.begins, row.limits.ends) for row in plan.saves()["counters"]] == [
        ("1", "1f", None, EVE),
        ("1", "4f", DAY, "2027-06-30"),
        ("2", "4f", "2027-07-01", None),
    ]


@pytest.mark.parametrize(
    "line",
    [
        a_line("移動", "s2"),
        a_line("移動", "s2", place=Place(floor="3f", building="main", numbers=("9",))),
        a_line("移動", "s2", counters=("77",), place=Place(floor="3f", building="main")),
        a_line("改称", "s2"),
        a_line("統合", "s2", name="市民課"),
        a_line("分割", "s1", "s2", name="市民課", counters=("5",)),
        a_line("分割", "s2", name="市民課"),
        a_line("新設", name="市民課", place=Place(numbers=("9",))),
    ],
    ids=lambda line: f"{line.operation} {line.sections} {line.name}",
)
def test_a_line_that_says_too_little_or_what_cannot_be_is_refused(line: Line) -> None:
    with pytest.raises(Refused):
        a_plan(line)
