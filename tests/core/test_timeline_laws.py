"""Laws of the timeline: held to a slow oracle at any instant, whatever the rules, and to itself from day to day."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.instants import DAY, HOUR, MINUTE, SECOND, written
from signage.core.manifests import AssetFacts, Item, manifest
from signage.core.playlists import Part
from signage.core.shows import published, what_shows
from signage.core.timeline import Timeline
from tests.core.schedule_cases import BEGINS, DAYS, Case, Slow, cases


def asked(planned: Timeline) -> list[int]:
    """Every 20 minutes, and the seconds about each boundary."""
    edges = [segment.begins for segment in planned.segments]
    near = {edge + n * SECOND for edge in edges for n in (-1, 0, 1)}
    return sorted(
        t for t in {*range(planned.begins, planned.ends, 20 * MINUTE), *near} if planned.begins <= t < planned.ends
    )


@settings(max_examples=50, deadline=None)
@given(cases())
def test_what_plays_is_what_the_oracle_says(case: Case) -> None:
    slow, planned = Slow(case), case.planned(BEGINS, BEGINS + DAYS * DAY)
    segments = iter(planned.segments)
    segment = next(segments)

    for now in asked(planned):
        while now >= segment.ends:
            segment = next(segments)
        lit, zones = slow.playing(now)
        assert segment.lit == lit, written(now)
        assert segment.sound == (lit and slow.sound(now))
        shown = {zone.zone: {turn.slide for turn in zone.turns} for zone in segment.zones if zone.zone != "fallback"}
        wanted = {
            name: {slide for rule in zone.everyone for slide, _ in slow.visible(rule, now)}
            for name, zone in zones.items()
        }
        assert shown == (wanted if lit else {}), written(now)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_segments_touch_cover_the_span_and_differ_and_none_is_black(case: Case) -> None:
    planned = case.planned(BEGINS, BEGINS + DAYS * DAY)

    assert planned.segments[0].begins == planned.begins
    assert planned.segments[-1].ends == planned.ends
    for one, other in pairwise(planned.segments):
        assert one.ends == other.begins
        assert replace(one, begins=0, ends=0) != replace(other, begins=0, ends=0)
    for segment in planned.segments:
        covered = {zone.zone for zone in segment.zones}
        assert bool(segment.zones) == segment.lit
        assert (
            not segment.lit or "fallback" in covered or sum(z.box[2] * z.box[3] for z in segment.zones) == 1920 * 1080
        )
        assert segment.begins % SECOND == 0
        assert all(zone.anchor % SECOND == 0 and 0 <= zone.anchor <= segment.begins for zone in segment.zones)
        assert all(part.ms >= 1_000 and len(zone.loop) <= 1_000 for zone in segment.zones for part in zone.loop)


def looks(planned: Timeline, now: int) -> Any:
    """All that a player is told of an instant, but for the loops' names."""
    segment = next(segment for segment in planned.segments if segment.begins <= now < segment.ends)
    zones = [(zone.zone, zone.box, zone.loop, zone.anchor, zone.fade_ms) for zone in segment.zones]
    return segment.lit, segment.sound, zones


@settings(max_examples=50, deadline=None)
@given(cases(), st.integers(1, DAYS * 24 - 1))
def test_a_timeline_compiled_later_says_the_same(case: Case, hours: int) -> None:
    earlier = case.planned(BEGINS, BEGINS + DAYS * DAY)
    later = case.planned(BEGINS + hours * HOUR, BEGINS + (DAYS + 1) * DAY)

    for now in (t for t in {*asked(earlier), *asked(later)} if later.begins <= t < earlier.ends):
        assert looks(earlier, now) == looks(later, now), written(now)


@settings(max_examples=50, deadline=None)
@given(cases())
def test_a_changed_loop_begins_anew_and_nothing_else_does(case: Case) -> None:
    planned = case.planned(BEGINS, BEGINS + DAYS * DAY)
    slow = Slow(case)
    last: dict[Any, tuple[Any, int]] = {}

    for segment in (segment for segment in planned.segments if segment.lit):
        _, zones = slow.playing(segment.begins)
        for zone in (zone for zone in segment.zones if zone.zone != "fallback"):
            place = zone.zone, zone.box, zones[zone.zone].level
            loop, anchor = last.get(place, (zone.loop, zone.anchor))
            assert zone.anchor >= anchor
            assert loop == zone.loop or zone.anchor > anchor, written(segment.begins)
            last[place] = zone.loop, zone.anchor


@settings(max_examples=50, deadline=None)
@given(cases())
def test_what_joins_is_once_in_each_round_and_changes_no_other_order(case: Case) -> None:
    planned, slow = case.planned(BEGINS, BEGINS + DAYS * DAY), Slow(case)
    without = replace(
        case,
        catalogue=replace(case.catalogue, rules={r.id: r for r in case.catalogue.rules.values() if not r.each_round}),
    ).planned(BEGINS, BEGINS + DAYS * DAY)

    for segment in planned.segments:
        for zone in (zone for zone in segment.zones if zone.joined and not zone.inserts):
            rules = [case.catalogue.rules[rule] for rule in zone.joined]
            guests = [slide for rule in rules for slide, _ in slow.visible(rule, segment.begins)]
            bare = next(s for s in without.segments if s.begins <= segment.begins < s.ends).zones
            hosts = [turn.slide for one in bare if one.zone == zone.zone for turn in one.turns if zone.rules]
            start = zone.joined.index(min(zone.joined))
            assert [*zone.joined[start:], *zone.joined[:start]] == sorted(zone.joined)
            assert is_mixed([turn.slide for turn in zone.turns], guests, hosts), written(segment.begins)


def is_mixed(whole: list[str], one: list[str], other: list[str]) -> bool:
    """Whether a row is two rows pushed into each other, each in its own order: by trying every way."""
    ways = {0}
    for place, name in enumerate(whole):
        ways = {taken + 1 for taken in ways if taken < len(one) and one[taken] == name} | {
            taken for taken in ways if place - taken < len(other) and other[place - taken] == name
        }
    return len(one) + len(other) == len(whole) and len(one) in ways


@settings(max_examples=50, deadline=None)
@given(cases())
def test_an_emergency_moves_no_other_loop(case: Case) -> None:
    without = replace(
        case,
        catalogue=replace(
            case.catalogue,
            rules={rule.id: rule for rule in case.catalogue.rules.values() if rule.level != "emergency"},
        ),
    )
    calm, all_rules = (one.planned(BEGINS, BEGINS + DAYS * DAY) for one in (without, case))

    slow = Slow(case)
    for now in asked(all_rules):
        _, zones = slow.playing(now)
        levels = {zone.level for zone in zones.values()}
        emergencies = [
            r for r in case.catalogue.rules.values() if r.level == "emergency" and slow.oracle.rule_open(r, now)
        ]
        if not emergencies and "emergency" not in levels:
            assert looks(all_rules, now) == looks(calm, now)


@settings(max_examples=50, deadline=None)
@given(cases(), st.lists(st.integers(0, DAYS * DAY // SECOND - 1), min_size=10, max_size=10))
def test_a_player_shows_of_the_manifest_what_the_oracle_says(case: Case, seconds: list[int]) -> None:
    planned, slow = case.planned(BEGINS, BEGINS + DAYS * DAY), Slow(case)
    ids = {part.item for s in planned.segments for zone in (*s.zones, *planned.fallback) for part in zone.loop}
    items = {
        item: Item(asset=f"asset of {item}", lang="ja", alt=item)
        for item in ids | {p.item for z in planned.fallback for p in z.loop}
    }
    assets = {item.asset: AssetFacts(bytes=1, type="image/webp") for item in items.values()}
    on_air = published(manifest(planned, width=1920, height=1080, rotation=0, items=items, assets=assets))

    for now in (BEGINS + second * SECOND for second in seconds):
        shown = what_shows(on_air, now)
        lit, zones = slow.playing(now)
        assert (shown.power == "on") == lit
        expected = {zone.zone: zone for zone in next(s for s in planned.segments if s.begins <= now < s.ends).zones}
        for zone in shown.zones:
            planned_zone = next(z for z in expected.values() if z.box == zone.placed.box)
            assert zone.placed.item_id == walked(planned_zone.loop, now - planned_zone.anchor)
            if planned_zone.zone != "fallback":
                slides = {s for rule in zones[planned_zone.zone].everyone for s, _ in slow.visible(rule, now)}
                assert zone.placed.item_id[:2] in slides


def walked(loop: tuple[Part, ...], passed: int) -> str:
    """The item that is reached by walking round a loop for so long."""
    passed %= sum(part.ms for part in loop)
    for part in loop:
        if passed < part.ms:
            return part.item
        passed -= part.ms
    raise AssertionError
