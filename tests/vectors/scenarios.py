"""The scenarios: what is published, and the instants at which both players are asked."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from tests.vectors.makers import DAY, at, image, iso, live, manifest, segment, sha, zone


@dataclass(kw_only=True)
class Ask:
    """One question: an instant, and the player's circumstances."""

    why: str
    at: float
    trusted: bool = True
    missing: tuple[str, ...] = ()


@dataclass(kw_only=True)
class Scenario:
    """One published state. `strangers` are live files that the head does not name."""

    about: str
    manifest: dict[str, Any]
    asks: list[Ask]
    live: list[dict[str, Any]] = field(default_factory=list)
    strangers: list[dict[str, Any]] = field(default_factory=list)


MORNING, EVENING = "2026-11-22T00:00:00Z", "2026-11-22T08:00:00Z"


def around(edge: float, why: str, *, steps: tuple[float, ...] = (-1, 0, 1), **more: Any) -> list[Ask]:
    return [Ask(why=f"{why}, {step:+} ms", at=edge + step, **more) for step in steps]


def rotation() -> Scenario:
    lit = segment(MORNING, EVENING, zone("guide", MORNING))
    fades = (-1, 0, 1, 150, 299, 300, 301, 599, 600, 601)
    start = at(MORNING)
    asks = around(start + 12_000, "one item fades into the next", steps=fades)
    asks += around(start + 21_000, "the last item gives way", steps=fades)
    asks += around(start + 26_000, "the loop begins again", steps=(-1, 0, 300, 600))
    asks += around(at(EVENING), "the last item of a day", steps=(-1001, -1000, -1))
    asks += [
        Ask(why=f"fractions are floored, +{part}", at=start + 12_000 + part) for part in (-0.001, 0.25, 0.999, 300.5)
    ]
    loops = {"guide": [("guide-1-ja", 12_000), ("notice-7-ja", 9_000), ("picture-3", 5_000)]}
    return Scenario(about="Three items in rotation", manifest=manifest([lit], loops), asks=asks)


def office_day() -> Scenario:
    hours = ["2026-11-21T15:00:00Z", "2026-11-21T23:45:00Z", "2026-11-22T03:00:00Z", EVENING, "2026-11-22T15:00:00Z"]
    segments = [
        segment(hours[0], hours[1], power="off"),
        segment(hours[1], hours[2], zone("guide", hours[1])),
        segment(hours[2], hours[3], zone("noon", hours[2])),
        segment(hours[3], hours[4], power="off"),
    ]
    loops = {"guide": [("guide-1", 12_000), ("guide-2", 12_000)], "noon": [("noon-1", 10_000), ("noon-2", 7_000)]}
    asks = around(at(hours[1]), "after power off: a cut", steps=(-1, 0, 1, 300, 599, 600))
    asks += around(at(hours[2]), "a new loop fades in", steps=(-1, 0, 1, 300, 600))
    asks += around(at(hours[3]), "the screen goes dark", steps=(-1, 0, 1))
    asks += around(at(hours[0]), "valid begins dark", steps=(-1, 0))
    asks += around(at(hours[4]), "valid ends", steps=(-1, 0, 1, 300))
    return Scenario(
        about="An office day: dark, morning, afternoon, dark", manifest=manifest(segments, loops), asks=asks
    )


def edges_of_valid() -> Scenario:
    lit = segment(MORNING, EVENING, zone("guide", MORNING))
    asks = around(at(MORNING), "valid begins: a cut out of the fallback", steps=(-1, 0, 1, 300, 600))
    asks += around(at(EVENING), "valid ends: a cut into the fallback", steps=(-1, 0, 1, 300, 600))
    for year in ("1970-01-01", "1999-12-31", "2026-11-19", "2026-12-25", "2040-06-01"):
        asks += around(at(f"{year}T00:00:05Z"), f"a clock in {year[:4]} shows the fallback", steps=(0, 7_000))
    asks += around(at("2026-12-01T00:00:00Z"), "the fallback rotates", steps=(11_999, 12_000, 12_300, 12_600, 20_000))
    asks += [Ask(why="before the epoch, floored", at=ms) for ms in (-0.5, -1, -8_000.25, -20_001)]
    return Scenario(about="Before and after valid", manifest=manifest([lit], {"guide": [("a", 5_000)]}), asks=asks)


def no_clock() -> Scenario:
    segments = [
        segment(MORNING, "2026-11-22T04:00:00Z", zone("guide", MORNING)),
        segment("2026-11-22T04:00:00Z", EVENING, power="off"),
    ]
    asks = [Ask(why="no trusted clock: fallback", at=at(MORNING, plus), trusted=False) for plus in (-1, 0, 1, 5_000)]
    asks += [
        Ask(why="no trusted clock: lit even when the plan is dark", at=at(EVENING, -plus), trusted=False)
        for plus in (1, 3_600_000)
    ]
    asks += [
        Ask(why="no trusted clock: the fallback fades", at=at("2026-11-22T00:00:00Z", plus), trusted=False)
        for plus in (12_000, 12_150, 12_599, 12_600, 20_000, 20_300)
    ]
    asks += [Ask(why="a clock in 1970", at=plus, trusted=False) for plus in (0, 1, 300, 12_000, 12_300)]
    asks += [Ask(why="the same instants, trusted", at=at(MORNING, plus)) for plus in (0, 12_000, 12_300)]
    return Scenario(
        about="No trusted clock", manifest=manifest(segments, {"guide": [("a", 5_000), ("b", 5_000)]}), asks=asks
    )


def anchors() -> Scenario:
    places = {"long-ago": "1970-01-01T00:00:00Z", "ahead": "2026-11-22T03:00:00Z", "at-start": MORNING}
    boxes = [(0, 0, 32, 54), (32, 0, 32, 54), (64, 0, 32, 54)]
    zones = [zone(name, anchor, box=box) for (name, anchor), box in zip(places.items(), boxes, strict=True)]
    loops = {name: [(f"{name}-1", 7_001), (f"{name}-2", 3_333), (f"{name}-3", 1_000)] for name in places}
    asks = [
        Ask(why="anchors behind, ahead and here", at=at(MORNING, plus))
        for plus in (0, 1, 999, 1_000, 3_333, 7_000, 7_001, 10_334, 11_333, 11_334, 3_600_000)
    ]
    asks += around(
        at("2026-11-22T03:00:00Z"), "the anchor ahead is reached", steps=(-11_334, -1_001, -1_000, -1, 0, 1, 7_001)
    )
    return Scenario(
        about="Anchors before, after and at the segment",
        manifest=manifest([segment(MORNING, EVENING, *zones)], loops),
        asks=asks,
    )


def one_entry() -> Scenario:
    lit = [
        segment(MORNING, "2026-11-22T01:00:00Z", zone("single", MORNING)),
        segment("2026-11-22T01:00:00Z", EVENING, zone("same", MORNING, fade=0)),
    ]
    loops = {"single": [("only", 10_000)], "same": [("again", 4_000), ("only", 4_000), ("only-too", 4_000)]}
    items = {"again": image("only"), "only-too": image("only")}
    asks = [
        Ask(why="one entry never fades", at=at(MORNING, plus))
        for plus in (0, 1, 9_999, 10_000, 10_001, 10_300, 20_000)
    ]
    asks += around(at("2026-11-22T01:00:00Z"), "the same asset in the same box: a cut", steps=(-1, 0, 1, 300))
    asks += around(at("2026-11-22T01:30:00Z"), "other ids of the same asset: a cut", steps=(-1, 0, 4_000, 8_000))
    return Scenario(
        about="Loops of one entry, and of one picture", manifest=manifest(lit, loops, items=items), asks=asks
    )


def thousand_entries() -> Scenario:
    entries = [(f"page-{index % 7}", 1_000 + index) for index in range(1_000)]
    total = sum(ms for _, ms in entries)
    lit = segment(MORNING, iso(int(at(MORNING)) + 8 * DAY), zone("long", MORNING, fade=1_000))
    places = (
        0,
        999,
        1_000,
        2_000,
        2_001,
        499_500,
        749_250,
        total - 1_999,
        total - 1,
        total,
        total + 1_000,
        3 * total + 17,
    )
    asks = [Ask(why=f"{place} ms into a long loop", at=at(MORNING, place)) for place in places]
    asks += [Ask(why="days later", at=at(MORNING, plus * DAY + 86_399_999)) for plus in range(8)]
    return Scenario(about="A loop of 1,000 entries", manifest=manifest([lit], {"long": entries}), asks=asks)


def fades() -> Scenario:
    boxes = [(0, 0, 24, 54), (24, 0, 24, 54), (48, 0, 24, 54), (72, 0, 24, 54)]
    lengths = (0, 1, 7, 5_000)
    zones = [zone("pair", MORNING, box=box, fade=ms) for box, ms in zip(boxes, lengths, strict=True)]
    loops = {"pair": [("left", 2_000), ("right", 3_000)]}
    asks = around(at(MORNING, 2_000), "fades of 0, 1, 7 and 5,000 ms", steps=(-1, 0, 1, 2, 3, 6, 7, 8, 1_000, 2_999))
    asks += around(at(MORNING, 5_000), "a fade longer than its item starts anew", steps=(-1, 0, 1, 1_999))
    return Scenario(
        about="Fades from none to longer than the item",
        manifest=manifest([segment(MORNING, EVENING, *zones)], loops),
        asks=asks,
    )


def within_a_fade() -> Scenario:
    cut = "2026-11-22T00:00:12Z"
    later = "2026-11-22T00:00:13Z"
    side = (48, 0, 48, 54)
    segments = [
        segment(MORNING, cut, zone("guide", MORNING, fade=3_000)),
        segment(cut, later, zone("guide", MORNING, fade=3_000), zone("side", MORNING, box=side, fade=2_000)),
        segment(later, EVENING, zone("guide", MORNING, fade=3_000)),
    ]
    loops = {"guide": [("one", 11_000), ("two", 30_000)], "side": [("corner", 10_000)]}
    asks = around(at(cut), "a segment begins within a fade", steps=(-1_000, -500, -1, 0, 1, 500, 999))
    asks += around(at(later), "the zone above ends within its own fade", steps=(-1, 0, 1, 1_000, 2_999, 3_000))
    return Scenario(about="Segments that change within a fade", manifest=manifest(segments, loops), asks=asks)


def overlaps() -> Scenario:
    below, above, corner = (0, 0, 64, 54), (48, 10, 48, 30), (90, 50, 6, 4)
    zones = [
        zone("wide", MORNING, box=below),
        zone("band", MORNING, box=above, fade=1_000),
        zone("dot", MORNING, box=corner),
    ]
    moved = [zone("wide", MORNING, box=(0, 0, 96, 54)), zone("band", MORNING, box=above, fade=1_000)]
    change = "2026-11-22T02:00:30Z"
    loops = {
        "wide": [("wide-1", 6_000), ("wide-2", 6_000)],
        "band": [("band-1", 5_800), ("band-2", 6_200)],
        "dot": [("dot", 5_000)],
    }
    asks = [
        Ask(why="two fades overlap", at=at(MORNING, plus))
        for plus in (5_799, 5_800, 5_999, 6_000, 6_001, 6_300, 6_799, 6_800)
    ]
    asks += [
        Ask(why="both begin together", at=at(MORNING, plus)) for plus in (11_999, 12_000, 12_300, 12_600, 12_999)
    ]
    asks += around(at(change), "the box of the zone below grows: a fade", steps=(-1, 0, 1, 300, 600))
    lit = [segment(MORNING, change, *zones), segment(change, EVENING, *moved)]
    return Scenario(about="Zones that lie over each other", manifest=manifest(lit, loops), asks=asks)


def shoulder_to_shoulder() -> Scenario:
    left, right = (0, 0, 48, 54), (48, 0, 48, 54)
    change = "2026-11-22T01:00:00Z"
    lit = [
        segment(MORNING, change, zone("a", MORNING, box=left), zone("b", MORNING, box=right)),
        segment(change, EVENING, zone("b", MORNING, box=right), zone("a", MORNING, box=left)),
    ]
    asks = around(
        at(change), "boxes that touch do not overlap: the order alone changes, a cut", steps=(-1, 0, 1, 300)
    )
    loops = {"a": [("a", 9_000)], "b": [("b", 9_000)]}
    return Scenario(about="Zones that touch", manifest=manifest(lit, loops), asks=asks)


def takeover() -> Scenario:
    begins, ends = "2026-11-22T03:00:00Z", "2026-11-22T03:05:00Z"
    guide = zone("guide", MORNING)
    lit = [
        segment(MORNING, begins, guide, zone("queue", MORNING, box=(72, 0, 24, 54), fade=0)),
        segment(begins, ends, zone("alarm", begins, fade=0), sound="on"),
        segment(ends, EVENING, guide, zone("queue", MORNING, box=(72, 0, 24, 54), fade=0)),
    ]
    loops = {
        "guide": [("g-1", 7_000), ("g-2", 11_000)],
        "queue": [("q", 10_000)],
        "alarm": [("fire-ja", 6_000), ("fire-en", 6_000)],
    }
    asks = around(at(begins), "an emergency cuts in", steps=(-1, 0, 1))
    asks += around(at(ends), "an unchanged loop does not jump after an emergency", steps=(-1, 0, 1, 300, 600, 7_000))
    return Scenario(about="An emergency comes and goes", manifest=manifest(lit, loops), asks=asks)


def clock_changes() -> list[Scenario]:
    """UTC alone counts: the hours at which local clocks jump, leap days and years' ends are hours like others."""
    jumps = {
        "London falls back": "2026-10-25T01:00:00Z",
        "London springs forward": "2027-03-28T01:00:00Z",
        "New York falls back": "2026-11-01T06:00:00Z",
        "New York springs forward": "2027-03-14T07:00:00Z",
        "Lord Howe, half an hour": "2026-10-03T15:30:00Z",
        "a leap day": "2028-02-29T00:00:00Z",
        "the year ends in Tokyo": "2026-12-31T15:00:00Z",
        "the year ends in UTC": "2027-01-01T00:00:00Z",
    }
    found = []
    for why, edge in jumps.items():
        middle = int(at(edge))
        begins, ends = iso(middle - 7_200_000), iso(middle + 7_200_000)
        lit = [segment(begins, edge, zone("before", begins)), segment(edge, ends, zone("after", edge))]
        loops = {"before": [("b-1", 7_000), ("b-2", 6_500)], "after": [("a-1", 9_000), ("a-2", 4_000)]}
        asks = around(middle, why, steps=(-3_600_000, -1, 0, 1, 300, 3_600_000))
        found.append(Scenario(about=f"Clock changes: {why}", manifest=manifest(lit, loops), asks=asks))
    return found


def at_random(seed: int) -> Scenario:
    """Boxes, loops, anchors, powers and live chains dealt by a seeded generator."""
    dice = random.Random(seed)
    start = int(at(MORNING))
    names = [f"r{index}" for index in range(6)]
    loops = {
        f"loop-{index}": [(dice.choice(names), dice.randrange(1_000, 9_000)) for _ in range(dice.randrange(1, 6))]
        for index in range(3)
    }
    cuts = sorted({start, start + 120_000, *(start + dice.randrange(1, 120) * 1_000 for _ in range(4))})

    def some_zone() -> dict[str, Any]:
        x, y = dice.randrange(0, 90), dice.randrange(0, 50)
        box = (x, y, dice.randrange(1, 97 - x), dice.randrange(1, 55 - y))
        anchor = iso(start + dice.randrange(-100_000, 100_000) // 1000 * 1000)
        return zone(dice.choice(list(loops)), anchor, box=box, fade=dice.choice((0, 250, 600, 2_000)))

    lit = []
    for begins, ends in pairwise(cuts):
        dark = dice.random() < 0.2
        zones = [] if dark else [some_zone() for _ in range(dice.randrange(1, 4))]
        lit.append(
            segment(iso(begins), iso(ends), *zones, power="off" if dark else "on", sound=dice.choice(("on", "off")))
        )
    chain = {
        name: image(
            f"{name}-live", until=iso(start + dice.randrange(120) * 1_000), then=dice.choice([*names, "nobody"])
        )
        for name in dice.sample(names, 3)
    }
    asks = [
        Ask(
            why="dealt at random",
            at=start + dice.randrange(-5_000, 125_000),
            trusted=dice.random() < 0.9,
            missing=tuple(sha(name) for name in names if dice.random() < 0.15),
        )
        for _ in range(8)
    ]
    return Scenario(
        about=f"Dealt at random, {seed}",
        manifest=manifest(lit, loops, items={n: image(n) for n in names}),
        live=[live("b1f0", chain)],
        asks=asks,
    )


def all_planned() -> list[Scenario]:
    plain: list[Callable[[], Scenario]] = [
        rotation, office_day, edges_of_valid, no_clock, anchors, one_entry, thousand_entries, fades, within_a_fade,
        overlaps, shoulder_to_shoulder, takeover,
    ]  # fmt: skip
    return [*(make() for make in plain), *clock_changes(), *(at_random(seed) for seed in range(24))]
