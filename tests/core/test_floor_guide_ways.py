"""Ways: arrows from where a screen hangs, and round a lift that is out of order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from signage.core.calendars import CalendarBook
from signage.core.catalogue import FloorGuide
from signage.core.floor_guide import FacilityRow, FloorRow, GuideAt, guide_at
from signage.core.floor_guide_ways import Way
from tests import floor_guide_office as office
from tests.core.test_floor_guide import at, counters


def told(rows: FloorGuide, local: str = "2026-11-24 10:00", **rest: Any) -> GuideAt:
    catalogue = office.a_catalogue(rows)
    return guide_at(catalogue, catalogue.screens["lobby"], at=at(local), book=CalendarBook(catalogue), **rest)


def pointing(**arrows: str) -> FloorGuide:
    """The sample guide with these directions alone."""
    rows = (office.a_direction(target.replace("_", "-"), arrow) for target, arrow in arrows.items())
    return office.a_guide(directions=tuple(rows))


def floor(guide: GuideAt, id_: str) -> FloorRow:
    return next(row for row in guide.floors if row.id == id_)


def facility(guide: GuideAt, id_: str, on: str = "1f") -> FacilityRow:
    return next(row for row in floor(guide, on).facilities if row.id == id_)


def broken(rows: FloorGuide, *ids: str, until: str = "2026-11-25") -> FloorGuide:
    out = office.limits("2026-11-24", until)
    return replace(
        rows, facilities=tuple(replace(f, out_of_order=out) if f.id in ids else f for f in rows.facilities)
    )


def test_a_counter_s_own_arrow_comes_before_its_area_s() -> None:
    guide = told(pointing(c1f_1="ne", n="w"))

    assert counters(guide)["c1f-1"].way == Way(arrow="ne")
    assert counters(guide)["c1f-2"].way == Way(arrow="w")


def test_without_an_area_the_floor_and_then_the_building_say_where() -> None:
    assert counters(told(pointing(**{"1f": "n", "main": "s"})))["c1f-1"].way == Way(arrow="n")
    assert counters(told(pointing(main="s")))["c1f-1"].way == Way(arrow="s")
    assert counters(told(pointing()))["c1f-1"].way is None


def test_another_floor_is_reached_by_a_lift_that_stops_there() -> None:
    guide = told(office.a_guide())

    assert floor(guide, "6f").way == Way(arrow="w", means="lift", facility="lift-n")
    assert floor(guide, "3f").way == Way(arrow="w", means="lift", facility="lift-n")


def test_a_counter_upstairs_is_reached_by_the_lift_in_its_own_wing() -> None:
    guide = told(office.a_guide())

    assert counters(guide)["c3f-60"].way == Way(arrow="e", means="lift", facility="lift-s")
    assert counters(guide)["c3f-50"].way == Way(arrow="w", means="lift", facility="lift-n")


def test_a_lift_out_of_order_is_flagged_and_another_is_taken() -> None:
    guide = told(broken(office.a_guide(), "lift-n"))

    assert facility(guide, "lift-n").broken
    assert facility(guide, "lift-n").until == "2026-11-25"
    assert floor(guide, "3f").way == Way(arrow="e", means="lift", facility="lift-s")


def test_where_no_lift_goes_there_are_the_stairs() -> None:
    guide = told(broken(office.a_guide(), "lift-n", "lift-s"))

    assert floor(guide, "3f").way == Way(arrow="n", means="stairs", facility="stairs")
    assert floor(told(broken(office.a_guide(), "lift-n")), "6f").way == Way(
        arrow="n", means="stairs", facility="stairs"
    )


def test_the_lift_is_taken_again_when_it_works() -> None:
    rows = broken(office.a_guide(), "lift-n")

    assert floor(told(rows, "2026-11-25 23:59"), "6f").way == Way(arrow="n", means="stairs", facility="stairs")
    assert floor(told(rows, "2026-11-26 00:00"), "6f").way == Way(arrow="w", means="lift", facility="lift-n")


def test_the_fallback_knows_of_no_repairs() -> None:
    guide = told(broken(office.a_guide(), "lift-n"), plain=True)

    assert not facility(guide, "lift-n").broken
    assert floor(guide, "6f").way == Way(arrow="w", means="lift", facility="lift-n")


def test_a_floor_without_lift_or_sign_is_simply_up_or_down() -> None:
    assert floor(told(pointing()), "3f").way == Way(arrow="up")
    down = replace(pointing(), floors=tuple(replace(f, order=-f.order) for f in pointing().floors))
    assert floor(told(down), "3f").way == Way(arrow="down")


def test_a_lift_that_is_in_the_floor_s_own_list_counts() -> None:
    rows = office.a_guide()
    floors = tuple(replace(f, lifts=("lift-s",)) if f.id == "6f" else f for f in rows.floors)

    guide = told(replace(broken(rows, "lift-n"), floors=floors))

    assert floor(guide, "6f").way == Way(arrow="e", means="lift", facility="lift-s")


def test_the_annexe_lies_where_its_building_does() -> None:
    guide = told(office.a_guide())

    assert floor(guide, "a2").way == Way(arrow="s")
    assert counters(guide)["c" + "a2-5-A"].way == Way(arrow="s")


def test_facilities_have_arrows_on_this_floor_only() -> None:
    guide = told(office.a_guide())

    assert facility(guide, "aed").way == Way(arrow="w")
    assert facility(guide, "toilet-1").way == Way(arrow="e")
    assert facility(guide, "toilet-1", on="2f").way == Way(arrow="e")
    assert facility(guide, "nursing", on="2f").way is None


def test_another_screen_s_directions_are_not_taken() -> None:
    rows = office.a_guide(directions=(office.a_direction("n", "w", screen="hall"),))

    assert counters(told(rows))["c1f-1"].way is None


def test_a_direction_holds_within_its_limits() -> None:
    works = office.a_direction("n", "e", limits=office.limits("2026-11-24", "2026-11-24"))
    rows = office.a_guide(directions=(works,))

    assert counters(told(rows, "2026-11-24 10:00"))["c1f-1"].way == Way(arrow="e")
    assert counters(told(rows, "2026-11-25 10:00"))["c1f-1"].way is None
