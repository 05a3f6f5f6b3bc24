"""The timeline by example: a ward office's days, its year end, an emergency at night, a notice that ends."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from signage.core.instants import HOUR, MINUTE, SECOND
from signage.core.problems import Missing, Refused
from signage.core.schedules import Rule
from signage.core.timeline import Timeline
from tests.core.makers import (
    Pages,
    a_calendar,
    a_catalogue,
    a_line,
    a_playlist,
    a_rule,
    a_screen,
    a_slide,
    at,
    plan,
    segment_at,
    slides_at,
    zone_at,
)

DAY = ("2026-11-24 00:00", "2026-11-25 00:00")
"""A Tuesday."""


def boundaries(planned: Timeline) -> list[int]:
    return [segment.begins for segment in planned.segments]


def test_base_by_night_and_normal_while_open() -> None:
    planned = plan(a_catalogue(a_rule(level="base", id="base", plays="always"), a_rule(during="open")), *DAY)

    assert boundaries(planned) == [at("2026-11-24 00:00"), at("2026-11-24 08:45"), at("2026-11-24 17:00")]
    assert slides_at(planned, at("2026-11-24 08:44:59")) == ["g"]
    assert slides_at(planned, at("2026-11-24 08:45")) == ["a", "b", "c"]
    assert zone_at(planned, at("2026-11-24 10:00")).anchor == at("2026-11-24 08:45")


def test_power_follows_its_calendar_and_dark_is_empty_and_silent() -> None:
    lit = a_calendar(a_line("8:15-17:30", weekdays="mon tue wed thu fri"), id="lit")
    screen = a_screen(power="lit", sound="office")
    planned = plan(a_catalogue(a_rule(), calendars=[lit], screens=[screen]), *DAY)

    night, early, day, evening = planned.segments[:3] + planned.segments[3:4]
    assert (night.lit, night.sound, night.zones) == (False, False, ())
    assert (early.begins, early.lit, early.sound) == (at("2026-11-24 08:15"), True, False)
    assert (day.begins, day.sound) == (at("2026-11-24 08:45"), True)
    assert (evening.begins, evening.ends, evening.lit) == (at("2026-11-24 17:00"), at("2026-11-24 17:30"), True)


def test_an_emergency_lights_a_dark_screen_and_ends_by_itself() -> None:
    dark = a_calendar(id="never")
    alarm = a_rule(id="alarm", level="emergency", layout="whole", changed_at=at("2026-11-24 03:00"))
    planned = plan(a_catalogue(alarm, calendars=[dark], screens=[a_screen(power="never")]), *DAY)

    assert [segment.lit for segment in planned.segments] == [False, True, False]
    assert planned.segments[1].ends == at("2026-11-24 11:00")


def test_an_insert_does_not_light_a_dark_screen() -> None:
    insert = a_rule(id="insert", level="interrupt", every_minutes=5)
    catalogue = a_catalogue(a_rule(), insert, calendars=[a_calendar(id="never")], screens=[a_screen(power="never")])

    assert [segment.lit for segment in plan(catalogue, *DAY).segments] == [False]


def test_where_no_rule_is_open_the_fallback_is_shown_whole() -> None:
    planned = plan(a_catalogue(), *DAY)

    (zone,) = planned.segments[0].zones
    assert (zone.box, zone.anchor, zone.loop[0].item) == ((0, 0, 1920, 1080), 0, "g-plain@1920x1080")
    assert planned.fallback == (zone,)


def test_beneath_an_empty_zone_lies_the_fallback() -> None:
    catalogue = a_catalogue(a_rule(), screens=[a_screen(layout="main-side")])

    zones = plan(catalogue, *DAY).segments[0].zones

    assert [zone.zone for zone in zones] == ["fallback", "main"]
    assert zones[1].box == (0, 0, 1280, 1080)


def test_of_a_fallback_only_what_always_holds_is_shown_and_one_without_that_is_refused_by_name() -> None:
    ends, later = a_slide("ends", within="/2027-03-31"), a_slide("later", within="2027-04-01/")
    mixed, dated = a_playlist("mixed", "ends", "g", "later"), a_playlist("dated", "ends")
    catalogue = a_catalogue(slides=[ends, later], playlists=[mixed, dated], screens=[a_screen(fallback="mixed")])

    assert [turn.slide for turn in plan(catalogue, *DAY).fallback[0].turns] == ["g"]
    with pytest.raises(Refused, match='"dated" of screen "lobby"'):
        plan(replace(catalogue, screens={"lobby": a_screen(fallback="dated")}), *DAY)


def test_an_ended_notice_drops_out_on_the_minute_and_the_loop_begins_anew() -> None:
    slides = [a_slide("b", within="/2026-11-24T10:42"), a_slide("c", state="withdrawn")]
    planned = plan(a_catalogue(a_rule(), slides=slides), *DAY)

    assert slides_at(planned, at("2026-11-24 10:41:59")) == ["a", "b"]
    assert slides_at(planned, at("2026-11-24 10:42")) == ["a"]
    assert zone_at(planned, at("2026-11-24 12:00")).anchor == at("2026-11-24 10:42")


def test_a_rule_whose_slides_have_all_ended_is_not_there() -> None:
    festival = a_rule(id="festival", level="interrupt", plays="festival", layout="main-side")
    slides, playlists = [a_slide("f", within="/2026-11-24T12:00")], [a_playlist("festival", "f")]
    planned = plan(a_catalogue(a_rule(), festival, slides=slides, playlists=playlists), *DAY)

    assert slides_at(planned, at("2026-11-24 11:00")) == ["f"]
    assert slides_at(planned, at("2026-11-24 12:00")) == ["a", "b", "c"]
    assert segment_at(planned, at("2026-11-24 12:00")).zones[0].box == (0, 0, 1920, 1080)


def test_pages_that_change_by_themselves_cut_the_timeline_and_start_the_loop_anew() -> None:
    opens = at("2026-11-24 08:45")
    planned = plan(a_catalogue(a_rule()), *DAY, pages=Pages(turns={"b": (at("2026-11-20 17:00"), opens)}))

    assert boundaries(planned) == [at("2026-11-24 00:00"), opens]
    assert [segment.zones[0].anchor for segment in planned.segments] == [at("2026-11-20 17:00"), opens]
    assert segment_at(planned, opens).zones[0].loop[1].item == "b-v2@1920x1080"


def test_equal_rules_share_and_the_loop_begins_anew_when_one_comes_or_goes() -> None:
    other = a_rule("9:00-12:00", id="other", plays="more")
    planned = plan(a_catalogue(a_rule(), other, slides=[a_slide("m")], playlists=[a_playlist("more", "m")]), *DAY)

    anchors = [(segment.begins, segment.zones[0].anchor) for segment in planned.segments]
    assert anchors == [
        (at("2026-11-24 00:00"), at("2026-11-23 12:00")),
        (at("2026-11-24 09:00"), at("2026-11-24 09:00")),
        (at("2026-11-24 12:00"), at("2026-11-24 12:00")),
    ]
    assert slides_at(planned, at("2026-11-24 10:00")) == ["m", "a", "m", "b", "m", "c"]


def test_an_unchanged_loop_does_not_jump_after_an_emergency_or_an_interrupt() -> None:
    alarm = a_rule("10:00-11:00", id="alarm", level="emergency", plays="always", within="/2026-11-30")
    lunch = a_rule("12:00-13:00", id="lunch", level="interrupt", plays="always")
    planned = plan(a_catalogue(a_rule(during="open"), alarm, lunch), *DAY)

    mains = [zone_at(planned, at(f"2026-11-24 {time}")) for time in ("09:00", "11:30", "15:00")]
    assert {zone.anchor for zone in mains} == {at("2026-11-24 08:45")}
    assert len({zone.loop_name for zone in mains}) == 1


@pytest.mark.parametrize(
    "added",
    [
        {"rules": a_rule("9:00-12:00", id="later", within="2026-12-01/", changed_at=at("2026-11-24 10:00"))},
        {"rules": a_rule(id="low", level="base", changed_at=at("2026-11-24 10:00"))},
        {"slides": a_slide("elsewhere", changed_at=at("2026-11-24 10:00"))},
    ],
)
def test_what_is_not_in_the_loop_does_not_move_it(added: dict[str, object]) -> None:
    catalogue = a_catalogue(a_rule(changed_at=at("2026-11-20 10:00")))
    ((field, thing),) = added.items()
    more = replace(catalogue, **{field: {**getattr(catalogue, field), thing.id: thing}})  # type: ignore[attr-defined]

    assert plan(more, *DAY) == plan(catalogue, *DAY)


def test_a_draft_being_edited_does_not_move_the_loop_and_a_withdrawal_does() -> None:
    edited = at("2026-11-24 10:00")
    draft, withdrawn = (
        plan(a_catalogue(a_rule(), slides=[a_slide("b", state=state, changed_at=edited)]), *DAY)
        for state in ("draft", "withdrawn")
    )

    assert zone_at(draft, edited).anchor == 0
    assert zone_at(withdrawn, edited).anchor == edited


def test_a_change_within_the_span_cuts_it_so_that_no_anchor_lies_ahead() -> None:
    edited = at("2026-11-24 10:00") + 789
    planned = plan(a_catalogue(a_rule(changed_at=edited)), *DAY)

    assert [(s.begins, s.zones[0].anchor) for s in planned.segments] == [
        (at("2026-11-24 00:00"), 0),
        (edited - 789, edited - 789),
    ]


def test_a_rule_that_was_always_open_is_anchored_on_its_own_first_day() -> None:
    planned = plan(a_catalogue(a_rule(within="2026-10-01/")), *DAY)

    assert boundaries(planned) == [at("2026-11-24 00:00")]
    assert planned.segments[0].zones[0].anchor == at("2026-10-01 00:00")


def test_an_insert_comes_every_so_many_minutes() -> None:
    insert = a_rule(id="insert", level="interrupt", plays="always", every_minutes=1)
    planned = plan(a_catalogue(a_rule(), insert), *DAY)

    assert slides_at(planned, at("2026-11-24 10:00")) == ["a", "b", "c", "a", "b", "c", "g"]
    assert zone_at(planned, at("2026-11-24 10:00")).loop_name == "notices+always"


def a_notice(id: str, **given: Any) -> Rule:  # noqa: A002
    """What a clerk posts: one slide, in each round of what the lobby shows."""
    return Rule(id=f"posted-{id}", office="midori", screens=("lobby",), slide=id, each_round=True, **given)


def test_a_posted_notice_is_seen_at_once_and_then_once_a_round_and_drops_out_on_the_minute() -> None:
    posted = at("2026-11-24 10:00") + 300
    notice = a_notice("x", changed_at=posted)
    slides = [a_slide("x", within="/2026-11-24T17:15", changed_at=posted)]
    planned = plan(a_catalogue(a_rule(), notice, slides=slides), *DAY)

    joined = zone_at(planned, at("2026-11-24 12:00"))
    assert [turn.slide for turn in joined.turns] == ["x", "a", "b", "c"]
    assert (joined.rules, joined.joined) == (("rule",), ("posted-x",))
    assert joined.anchor == posted - 300
    assert slides_at(planned, at("2026-11-24 17:14:59")) == ["x", "a", "b", "c"]
    assert slides_at(planned, at("2026-11-24 17:15")) == ["a", "b", "c"]
    assert zone_at(planned, at("2026-11-24 18:00")).anchor == at("2026-11-24 17:15")


def test_several_posted_notices_are_spread_in_the_order_of_their_ids_from_the_newest_on() -> None:
    slides = [a_slide(name) for name in "xyz"]
    old, new = at("2026-11-20 10:00"), at("2026-11-24 11:00")
    notices = (a_notice("x", changed_at=old), a_notice("y", changed_at=new), a_notice("z", changed_at=old))
    planned = plan(a_catalogue(a_rule(), *notices, slides=slides), *DAY)

    assert slides_at(planned, at("2026-11-24 10:59")) == ["x", "a", "y", "b", "z", "c"]
    assert slides_at(planned, at("2026-11-24 11:00")) == ["y", "a", "z", "b", "x", "c"]


def test_inserts_come_into_the_round_that_a_notice_has_joined() -> None:
    insert = a_rule(id="insert", level="interrupt", plays="always", every_minutes=1)
    planned = plan(a_catalogue(a_rule(), a_notice("x"), insert, slides=[a_slide("x")]), *DAY)

    assert slides_at(planned, at("2026-11-24 10:00")) == [*"xabcxag", *"bcxabcg"]


def test_a_notice_stays_out_of_an_interrupt_and_is_alone_where_nothing_else_plays() -> None:
    lunch = a_rule("12:00-13:00", id="lunch", level="interrupt")
    planned = plan(a_catalogue(lunch, a_notice("x"), slides=[a_slide("x")]), *DAY)

    assert slides_at(planned, at("2026-11-24 10:00")) == ["x"]
    assert slides_at(planned, at("2026-11-24 12:30")) == ["a", "b", "c"]
    assert zone_at(planned, at("2026-11-24 13:00")).anchor == zone_at(planned, at("2026-11-24 10:00")).anchor


def test_more_notices_than_a_loop_may_have_are_refused_by_name() -> None:
    many = [a_slide(f"n{n}") for n in range(998)]
    catalogue = a_catalogue(a_rule(), *(a_notice(slide.id) for slide in many), slides=many)

    with pytest.raises(Refused, match="notices\\+n0"):
        plan(catalogue, *DAY)


def test_a_rule_may_play_one_slide_and_a_group_of_screens() -> None:
    rule = Rule(id="one", office="midori", groups=("hall",), slide="c")
    planned = plan(a_catalogue(rule, screens=[a_screen(groups=("hall",))]), *DAY)

    assert slides_at(planned, at("2026-11-24 10:00")) == ["c"]


def test_an_entrys_time_holds_for_each_page() -> None:
    catalogue = a_catalogue(a_rule(), playlists=[a_playlist("notices", "a:12", "b")])

    zone = plan(catalogue, *DAY, pages=Pages(pages={"a": 2})).segments[0].zones[0]

    assert [part.ms for part in zone.loop] == [12_000, 12_000, 10_000]


def test_a_slide_that_cannot_be_drawn_there_is_passed_over() -> None:
    rules = a_rule(), a_rule(id="side", zone="side", plays="solo")
    catalogue = a_catalogue(*rules, playlists=[a_playlist("solo", "b")], screens=[a_screen(layout="main-side")])

    planned = plan(catalogue, *DAY, pages=Pages(pages={"b": 0}))

    assert slides_at(planned, at("2026-11-24 10:00")) == ["a", "c"]
    assert [zone.zone for zone in planned.segments[0].zones] == ["fallback", "main"]


def test_identical_loops_share_a_name_and_different_ones_never_do() -> None:
    wide = a_rule("9:00-12:00", id="wide", level="interrupt")
    turns = Pages(turns={"a": (at("2026-11-24 15:00"),)})
    planned = plan(a_catalogue(a_rule(), wide, slides=[a_slide("b", within="/2026-11-24T18:00")]), *DAY, pages=turns)

    loops = {}
    for segment in planned.segments:
        for zone in segment.zones:
            assert loops.setdefault(zone.loop_name, zone.loop) == zone.loop
    assert len(set(loops.values())) == len(loops) == 3
    assert set(loops) == {"notices", "notices-2", "notices-3"}


def test_more_than_a_thousand_entries_are_refused_by_the_playlists_name() -> None:
    catalogue = a_catalogue(a_rule(plays="long"), playlists=[a_playlist("long", *["a"] * 1001)])

    with pytest.raises(Refused, match='"long"'):
        plan(catalogue, *DAY)


def test_an_unknown_screen_is_missed_by_name() -> None:
    with pytest.raises(Missing, match="cellar"):
        plan(a_catalogue(), *DAY, screen="cellar")


def test_portrait_zones_follow_the_canvas() -> None:
    screen = a_screen(width=1080, height=1920, layout="main-side")
    planned = plan(a_catalogue(a_rule(), a_rule(id="side", zone="side"), screens=[screen]), *DAY)

    assert [zone.box for zone in planned.segments[0].zones] == [(0, 0, 1080, 1280), (0, 1280, 1080, 640)]


def test_a_timeline_may_begin_in_the_middle_of_a_window() -> None:
    planned = plan(a_catalogue(a_rule("22:00-6:00")), "2026-11-24 03:00", "2026-11-24 12:00")

    assert planned.segments[0].zones[0].anchor == at("2026-11-23 22:00")
    assert planned.segments[0].ends - planned.begins == 3 * HOUR
    assert (planned.segments[1].begins % MINUTE, planned.segments[1].zones[0].fade_ms) == (0, 600)
    assert planned.ends % SECOND == 0
