"""Laws of the timeline: held to a slow oracle at any instant, whatever the rules, and to itself from day to day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from signage.core.catalogue import Catalogue
from signage.core.instants import DAY, HOUR, MINUTE, SECOND, written
from signage.core.layouts import LAYOUTS
from signage.core.manifests import AssetFacts, Item, manifest
from signage.core.playlists import Part
from signage.core.rulebook import Rulebook
from signage.core.schedules import LEVELS, Rule
from signage.core.shows import published, what_shows
from signage.core.texts import Text
from signage.core.timeline import Timeline, timeline
from tests.core.makers import Pages, a_calendar, a_catalogue, a_line, a_playlist, a_rule, a_screen, a_slide, at
from tests.core.schedule_oracle import Oracle, inside

BEGINS = at("2026-11-22 00:00")
"""A Sunday; Monday is a holiday."""

DAYS = 3
TIMES = ("", "", "9:00-12:00", "22:00-6:00", "11:30-13:30, 15:00-15:30", "0:00-24:00")
WITHINS = (
    None,
    None,
    None,
    None,
    "2026-11-23/",
    "/2026-11-23",
    "2026-11-22T10:42/2026-11-24T09:00",
    "2026-10-01/2026-10-03",
)


@st.composite
def rules(draw: st.DrawFn, number: int) -> Rule:
    level = draw(
        st.sampled_from(("base", "normal", "normal", "normal", "normal", "interrupt", "interrupt", "emergency"))
    )
    insert = draw(st.sampled_from((None, 1, 2))) if level == "interrupt" else None
    return a_rule(
        draw(st.sampled_from(TIMES)),
        id=f"r{number}",
        plays=draw(st.sampled_from(("p0", "p1", "p2", "p3"))),
        weekdays=draw(st.sampled_from(("", "", "mon tue", "sun"))),
        during=draw(st.sampled_from((None, None, None, "open", "closed", "holidays"))),
        within=draw(st.sampled_from(WITHINS)),
        level=level,
        zone=draw(st.sampled_from(("main", "main", "main", "side"))),
        layout=draw(st.sampled_from((None, None, "main-side", "whole"))),
        weight=draw(st.integers(1, 3)),
        every_minutes=insert,
        changed_at=draw(INSTANTS),
    )


INSTANTS = st.integers(-20 * DAY // 700, DAYS * DAY // 700).map(lambda n: BEGINS + n * 700)


@st.composite
def catalogues(draw: st.DrawFn) -> Catalogue:
    states = st.sampled_from(("published", "published", "published", "draft", "withdrawn"))
    slides = [
        a_slide(f"s{n}", within=draw(st.sampled_from(WITHINS)), state=draw(states), changed_at=draw(INSTANTS))
        for n in range(5)
    ]
    entries = st.lists(st.sampled_from(("s0", "s1", "s2:7", "s3", "s4:20")), min_size=1, max_size=4)
    playlists = [
        a_playlist(f"p{n}", *draw(entries), *([f">p{n - 1}"] if n == 3 else []), changed_at=draw(INSTANTS))
        for n in range(4)
    ]
    power = a_calendar(a_line("7:00-22:00"), a_line(dates="2026-11-24"), id="power")
    screen = a_screen(
        power=draw(st.sampled_from((None, "power"))),
        sound=draw(st.sampled_from((None, "office"))),
        layout=draw(st.sampled_from(("whole", "main-side"))),
    )
    some = [draw(rules(n)) for n in range(draw(st.integers(0, 7)))]
    return a_catalogue(
        *some,
        slides=slides,
        playlists=playlists,
        calendars=[power],
        screens=[screen],
        holidays={date(2026, 11, 23): Text.of(ja="祝日")},
    )


@dataclass(frozen=True)
class Case:
    catalogue: Catalogue
    pages: Pages

    def planned(self, begins: int, ends: int) -> Timeline:
        return timeline(Rulebook(self.catalogue), "lobby", self.pages, begins, ends)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    turns = st.lists(st.integers(-10, 2 * DAYS * 24).map(lambda n: BEGINS + n * HOUR // 2), max_size=2)
    names = ("s0", "s1", "s2")
    by_slide = {name: tuple(sorted(draw(turns))) for name in names}
    return Case(draw(catalogues()), Pages(pages={"s1": 2, "s3": 3}, turns=by_slide))


class Slow:
    """What plays at one instant, asked of each rule directly."""

    def __init__(self, case: Case) -> None:
        self.catalogue, self.pages = case.catalogue, case.pages
        self.oracle = Oracle(case.catalogue)
        self.screen = case.catalogue.screens["lobby"]

    def entries(self, playlist: str) -> list[tuple[str, int | None]]:
        found: list[tuple[str, int | None]] = []
        for entry in self.catalogue.playlists[playlist].entries:
            found += self.entries(entry.playlist) if entry.playlist else [(entry.slide or "", entry.ms)]
        return found

    def visible(self, rule: Rule, now: int) -> list[tuple[str, int | None]]:
        zone = self.oracle.zone("midori")
        slides = self.catalogue.slides
        return [
            (slide, ms)
            for slide, ms in self.entries(rule.playlist or "")
            if slides[slide].state == "published" and inside(slides[slide].limits, now, zone)
        ]

    def playing(self, now: int) -> tuple[bool, dict[str, tuple[list[Rule], list[Rule]]]]:
        """Whether the screen is lit, and each zone's winners and inserts."""
        there = [r for r in self.catalogue.rules.values() if self.oracle.rule_open(r, now) and self.visible(r, now)]
        takers = sorted((r for r in there if not r.every_minutes), key=lambda r: r.id)
        layout = next(
            (r.layout for r in sorted(takers, key=lambda r: -LEVELS[r.level]) if r.layout), self.screen.layout
        )
        zones = {}
        for zone in LAYOUTS[layout].landscape:
            here = [r for r in takers if r.zone == zone]
            if here:
                top = max(LEVELS[r.level] for r in here)
                inserts = [r for r in there if r.every_minutes and r.zone == zone and top < LEVELS["emergency"]]
                zones[zone] = [r for r in here if LEVELS[r.level] == top], inserts
        lit = self.screen.power is None or self.oracle.is_open(self.screen.power, now)
        return lit or any(LEVELS[r.level] >= LEVELS["interrupt"] for r in takers), zones

    def sound(self, now: int) -> bool:
        return self.screen.sound is not None and self.oracle.is_open(self.screen.sound, now)


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
            zone: {slide for rule in (*winners, *inserts) for slide, _ in slow.visible(rule, now)}
            for zone, (winners, inserts) in zones.items()
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
            winners, _ = zones[zone.zone]
            place = zone.zone, zone.box, winners[0].level
            loop, anchor = last.get(place, (zone.loop, zone.anchor))
            assert zone.anchor >= anchor
            assert loop == zone.loop or zone.anchor > anchor, written(segment.begins)
            last[place] = zone.loop, zone.anchor


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
        levels = {rule.level for winners, _ in zones.values() for rule in winners}
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
                winners, inserts = zones[planned_zone.zone]
                slides = {slide for rule in (*winners, *inserts) for slide, _ in slow.visible(rule, now)}
                assert zone.placed.item_id[:2] in slides


def walked(loop: tuple[Part, ...], passed: int) -> str:
    """The item that is reached by walking round a loop for so long."""
    passed %= sum(part.ms for part in loop)
    for part in loop:
        if passed < part.ms:
            return part.item
        passed -= part.ms
    raise AssertionError
